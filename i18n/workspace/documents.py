"""Sources as documents: read and parsed when their turn comes, or before it where another one needs them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal, cast

from i18n.document import Document
from i18n.errors import I18nError, SourceError
from i18n.markdown.document import parse
from i18n.model import Finding
from i18n.project import Collection, Project
from i18n.storage.files import read_text
from i18n.strings.document import parse_strings
from i18n.workspace.held import Held
from i18n.workspace.outcome import Outcome, Progress
from i18n.workspace.sources import Source

_MOST_HELD = 8_000_000
"""Characters of the texts that are held, and of those whose documents are."""


class Documents:
    """The sources of a project as documents, each read and parsed once.

    Most are parsed when their turn comes, and forgotten after it. What was read or parsed before is held until then,
    as far as memory allows; beyond that it is read again, and comes out the same.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._texts: Held[str, str] = Held(_MOST_HELD)
        self._documents: Held[str, Document] = Held(_MOST_HELD)

    def in_turn(
        self, sources: Sequence[Source], outcome: Outcome, progress: Progress, what: str
    ) -> Iterator[tuple[Source, Document]]:
        """Yield each source with its document; what is wrong with one, or that it cannot be read, goes to the outcome.

        `what` says in a word what is done with them.
        """
        for source in progress(sources, what):
            try:
                document = self.take(source)
            except I18nError as error:
                outcome.fail(error)
                continue
            outcome.findings += source_findings(document, source)
            yield source, document

    def take(self, source: Source) -> Document:
        """Return the document whose turn it is; raises SourceError where it cannot be read."""
        return self._documents.take(source.name) or self._parsed(source, self._read(source))

    def ahead(self, source: Source, locale: str) -> Document:
        """Return a document before its turn, as a locale is built from it; raises SourceError."""
        del locale  # the source as it is serves all of them
        return self._documents.get(source.name) or self._held(source, self._read(source))

    def text(self, source: Source) -> str:
        """Return the text of a source before its turn, which need not be parsed; raises SourceError."""
        text = self._read(source)
        self._texts.hold(source.name, text, len(text))
        return text

    def of_text(self, source: Source, text: str) -> Document:
        """Return the document of that text; raises SourceError."""
        self._texts.take(source.name)
        return self._held(source, text)

    def _read(self, source: Source) -> str:
        return self._texts.take(source.name) or read_text(source.file, source.name)

    def _held(self, source: Source, text: str) -> Document:
        document = self._parsed(source, text)
        self._documents.hold(source.name, document, len(text))
        return document

    def _parsed(self, source: Source, text: str) -> Document:
        return parse_source(self.project, source.collection, text, source.name)


class PinnedDocuments(Documents):
    """The same of sources as they were when their catalogs were last updated: all of them were read before."""

    def __init__(self, project: Project, versions: Mapping[tuple[str, str], Document]) -> None:
        """Take the documents by the name of their source and the locale that is built from them."""
        super().__init__(project)
        self._versions = versions
        self._any = {name: document for (name, _), document in versions.items()}

    def ahead(self, source: Source, locale: str) -> Document:
        """Return the document that a locale is built from."""
        return self._versions.get((source.name, locale)) or super().ahead(source, locale)

    def text(self, source: Source) -> str:
        """Return the text of one of a source's documents; raises SourceError where it has none."""
        if document := self._any.get(source.name):
            return document.text
        raise SourceError("no catalog was updated from this source", path=source.name)

    def of_text(self, source: Source, text: str) -> Document:
        """Return that document."""
        del text
        return self._any[source.name]


def read_document(project: Project, source: Source) -> Document:
    """Read and parse a source; raises SourceError where it cannot be read."""
    return parse_source(project, source.collection, read_text(source.file, source.name), source.name)


def parse_source(project: Project, collection: Collection, text: str, name: str) -> Document:
    """Parse the text of a source of a collection, as it is now or as it was once; raises SourceError."""
    if collection.format != "markdown":
        return parse_strings(
            text,
            name,
            collection.format,
            source_locale=project.source_locale,
            messages=cast("Literal['script', 'all']", project.messages),
            keys=collection.keys,
            leave_out=collection.untranslated == "skip",
        )
    return parse(
        text,
        collection.dialect,
        source_locale=project.source_locale,
        messages=cast("Literal['script', 'all']", project.messages),
        attributes=collection.attributes,
        code=collection.code,
        front_matter=collection.front_matter,
        path=name,
    )


def source_findings(document: Document, source: Source) -> Iterator[Finding]:
    """Yield the findings of a document with the name of its source."""
    return (replace(finding, path=source.name) for finding in document.findings)
