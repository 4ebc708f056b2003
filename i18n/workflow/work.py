"""Documents on their way to a locale: translated by their catalog, then localized as the project asks for.

`build` writes what comes of it; `build --explain` and the report on links only look at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from i18n.catalog.message import Catalog
from i18n.catalog.state import SHOWN_AS_HUMAN, SHOWN_AS_MACHINE, state_of
from i18n.errors import I18nError
from i18n.markdown.document import Document
from i18n.markdown.splice import Rendering
from i18n.model import Finding, Key, Position
from i18n.project import Project
from i18n.workflow.localize import Localized, Localizer, Rendered
from i18n.workflow.messages import open_catalog
from i18n.workflow.pages import pages_of
from i18n.workflow.sources import Source, read_document


@dataclass(frozen=True, slots=True)
class Translated:
    """A document with the translations of its catalog in it."""

    rendering: Rendering
    """The document."""
    findings: tuple[Finding, ...]
    """What was refused or repaired, at its place in the catalog."""
    errors: tuple[I18nError, ...] = ()
    """What of its catalog could not be read."""


class Work:
    """Translates and localizes the documents of a project."""

    def __init__(self, project: Project, sources: Sequence[Source], include: str) -> None:
        """Take the sources; `include` is `human` or `machine`: the least trusted work that is shown."""
        self.project = project
        self.sources = sources
        self.include = include
        self.by_name = {source.name: source for source in sources}
        self.documents: dict[str, Document] = {}
        self.versions: Mapping[tuple[str, str], Document] = {}
        self.ready: dict[tuple[str, str], Translated] = {}
        self.localizer: Localizer | None = None

    def survey(self, versions: Mapping[tuple[str, str], Document] | None = None) -> None:
        """Read all sources for what localizing must know, if anything is to be localized at all.

        `versions` are the texts that are built, by source and locale, where they are not those on disk.
        """
        anchors = any(source.collection.anchors != "off" for source in self.sources)
        if not (anchors or self.project.links.entries or self.project.assets.entries):
            return
        self.versions = versions or {}
        known = {name: document for (name, _), document in self.versions.items()}
        chosen = [source for source in self.sources if not versions or source.name in known]
        pages = pages_of(self.project, chosen, known)
        self.documents = pages.documents
        self.localizer = Localizer(self.project, pages, self.by_name, self.rendered)

    def translated(self, source: Source, document: Document, locale: str) -> Translated:
        """Return a document with its translations; raises CatalogError."""
        if found := self.ready.pop((source.name, locale), None):
            return found
        errors: list[I18nError] = []
        name, _, catalog = open_catalog(self.project, source, locale, report=errors.append)
        rendering = document.splice(shown(catalog, self.include))
        findings = tuple(located(rendering.findings, name, catalog, source))
        return Translated(rendering, findings, tuple(errors))

    def localized(self, source: Source, document: Document, locale: str, translated: Translated) -> Localized:
        """Return a translated document with the edits that the project asks for by name."""
        if not self.localizer:
            return Localized(translated.rendering.text)
        return self.localizer.localized(source, locale, document, translated.rendering)

    def rendered(self, source: Source, locale: str) -> Rendered | None:
        """Return a document and its rendering ahead of its turn; None where one of its files cannot be read."""
        try:
            document = self.versions.get((source.name, locale)) or self.documents.get(source.name)
            document = document or read_document(self.project, source)
            translated = self.translated(source, document, locale)
        except I18nError:
            return None  # it is said when its turn comes
        self.documents.setdefault(source.name, document)
        self.ready[source.name, locale] = translated
        return document, translated.rendering


def shown(catalog: Catalog | None, include: str) -> dict[str | Key, str]:
    """Return the translations of a catalog that a build shows, by key."""
    states = SHOWN_AS_MACHINE if include == "machine" else SHOWN_AS_HUMAN
    messages = catalog.active if catalog else ()
    return {message.key: message.msgstr for message in messages if state_of(message) in states}


def located(findings: Iterable[Finding], name: str, catalog: Catalog | None, source: Source) -> Iterator[Finding]:
    """Yield findings about translations with the PO file and line of their message."""
    lines = {message.key: message.line for message in catalog.active} if catalog else {}
    for finding in findings:
        position = Position(lines.get((finding.context, finding.msgid), 1), 1)
        yield replace(finding, path=name, position=position, source=source.name)
