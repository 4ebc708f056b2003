"""Documents on their way to a locale: translated by their catalog, then localized as the project asks for.

`build` writes what comes of it; `build --explain` and the report on links only look at it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from i18n.catalog.message import Catalog
from i18n.catalog.state import SHOWN_AS_HUMAN, SHOWN_AS_MACHINE, State, state_of
from i18n.document import Document, Rendering
from i18n.errors import CatalogError, I18nError
from i18n.localizing.localize import Localized, Localizer, Rendered
from i18n.localizing.pages import pages_of
from i18n.markdown.document import MarkdownDocument
from i18n.markdown.notice import notice_in
from i18n.markdown.splice import MarkdownRendering
from i18n.model import Finding, Key, Span
from i18n.project import Project
from i18n.site.changes import Change, applied
from i18n.workspace.catalogs import located, open_catalog
from i18n.workspace.sources import Source, read_document


@dataclass(frozen=True, slots=True)
class Translated:
    """A document with the translations of its catalog in it."""

    rendering: Rendering
    """The document."""
    findings: tuple[Finding, ...]
    """What was refused or repaired, at its place in the catalog."""
    errors: tuple[I18nError, ...] = ()
    """What of its catalog could not be read."""
    done: int = 0
    """How many segments show a translation, be it the source's own words."""
    by_machine: bool = False
    """Whether it shows words of a machine that nobody has reviewed."""


_NOTICE = "> This page was translated by a machine, and nobody has reviewed all of it yet."
"""The note of a project that asks for one and does not say which."""


class Work:
    """Translates and localizes the documents of a project."""

    def __init__(self, project: Project, sources: Sequence[Source], include: str, notice: bool | None = None) -> None:
        """Take the sources; `include` is `human` or `machine`: the least trusted work that is shown.

        With `notice`, a page that shows a machine's words says so; None leaves that to the project.
        """
        self.notice = notice
        self.project = project
        self.sources = sources
        self.include = include
        self.by_name = {source.name: source for source in sources}
        self.documents: dict[str, MarkdownDocument] = {}
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
        chain = list(self.chain(source, locale, errors.append))
        texts = {key: text for _, _, own in chain for key, text in own.items()}
        rendering = document.splice(texts)
        findings: list[Finding] = []
        for name, catalog, own in chain:
            mine = (finding for finding in rendering.findings if (finding.context, finding.msgid) in own)
            findings += located(mine, name, catalog, source)
        refused = {(finding.context, finding.msgid) for finding in rendering.findings if finding.name == "refused"}
        places = sum(len(finding.places) for finding in rendering.findings if finding.name == "refused")
        done = sum(segment.key in texts for segment in document.segments) - places
        by_machine = any(
            state_of(message) is State.MACHINE
            and message.key in own
            and message.key in document.messages.keys() - refused
            for _, catalog, own in chain
            for message in (catalog.active if catalog else ())
        )
        return Translated(rendering, tuple(findings), tuple(errors), done, by_machine)

    def is_skipped(self, source: Source, document: Document, translated: Translated) -> bool:
        """Tell whether a document is not written in a locale, since too little of it is translated."""
        collection, total = source.collection, len(document.segments)
        too_little = 100 * translated.done < collection.skip_below * total
        return bool(total) and (too_little or (not translated.done and collection.untranslated == "skip"))

    def chain(
        self, source: Source, locale: str, report: Callable[[CatalogError], object]
    ) -> Iterator[tuple[str, Catalog | None, dict[str | Key, str]]]:
        """Yield the catalogs that serve a source in a locale, its own first, with what is shown of each."""
        taken: set[str | Key] = set()
        for name in (locale, *self.project.fallback_of(locale)):
            path, _, catalog = open_catalog(self.project, source, name, report=report)
            own = {key: text for key, text in shown(catalog, self.include).items() if key not in taken}
            taken |= own.keys()
            yield path, catalog, own

    def localized(self, source: Source, document: Document, locale: str, translated: Translated) -> Localized:
        """Return a translated document with the edits that the project asks for by name."""
        rendering = translated.rendering
        if not isinstance(document, MarkdownDocument) or not isinstance(rendering, MarkdownRendering):
            return Localized(rendering.text)
        notes = list(self.notes(source, document, locale, translated))
        notices = [_notice(document.built(rendering), note) for note in notes]
        if not self.localizer:
            return Localized(applied(rendering.text, notices), tuple(notices))
        return self.localizer.localized(source, locale, document, rendering, notices)

    def notes(self, source: Source, document: Document, locale: str, translated: Translated) -> Iterator[str]:
        """Yield what a page says of its translation; what starts with `_` is a part that others include."""
        collection = source.collection
        if collection.untranslated == "marker" and translated.done < len(document.segments):
            yield collection.notice(locale)
        if translated.by_machine and self.notice is not False and not any(map(_is_part, source.path.parts)):
            note = self.project.machine_notice(locale) or (_NOTICE if self.notice else "")
            yield from [note] if note else []

    def rendered(self, source: Source, locale: str) -> Rendered | None:
        """Return a document and its rendering ahead of its turn; None where one of its files cannot be read."""
        try:
            document: Document | None = self.versions.get((source.name, locale)) or self.documents.get(source.name)
            document = document or read_document(self.project, source)
            translated = self.translated(source, document, locale)
        except I18nError:
            return None  # it is said when its turn comes
        rendering = translated.rendering
        if not isinstance(document, MarkdownDocument) or not isinstance(rendering, MarkdownRendering):
            return None
        if self.is_skipped(source, document, translated):
            return document, document.splice({})  # readers see the source's page, with its ids
        self.documents.setdefault(source.name, document)
        self.ready[source.name, locale] = translated
        return document, rendering


def _notice(built: MarkdownDocument, notice: str) -> Change:
    at, written = notice_in(built, notice)
    return Change("notice", "", notice.strip(), built.position(at), Span(at, at), written)


def _is_part(name: str) -> bool:
    return name.startswith("_")


def shown(catalog: Catalog | None, include: str) -> dict[str | Key, str]:
    """Return the translations of a catalog that a build shows, by key."""
    states = SHOWN_AS_MACHINE if include == "machine" else SHOWN_AS_HUMAN
    messages = catalog.active if catalog else ()
    return {message.key: message.msgstr for message in messages if state_of(message) in states}
