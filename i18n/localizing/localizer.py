"""Documents on their way to a locale: translated by their catalogs, then edited as the project asks for by name.

The edits are heading ids, links, destinations of assets and notices. Every law of splicing holds before them, and
`i18n build --explain` lists them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from i18n.document import Document, Reference
from i18n.errors import I18nError
from i18n.localizing.page_ids import PageIds
from i18n.localizing.pages import Pages, pages_of, read_together
from i18n.localizing.translated import TranslatedDocument, translated_document
from i18n.markdown.document import MarkdownDocument
from i18n.markdown.notice import notice_in
from i18n.model import Span
from i18n.project import Project
from i18n.site.outline import inverse
from i18n.site.wanted_edits import WantedEdit, destinations, is_asset, pins, with_fragment, with_wanted_edits
from i18n.workspace.catalogs import OpenedCatalog, sound_catalog
from i18n.workspace.documents import Documents
from i18n.workspace.held import Held
from i18n.workspace.sources import Source

_NOTICE = "> This page was translated by a machine, and nobody has reviewed all of it yet."
"""The note of a project that asks for one and does not say which."""
_MOST_HELD = 8_000_000
"""Characters of the translated documents that are held until their turn."""


@dataclass(frozen=True)
class LocalizedDocument:
    """A document as it is built in a locale."""

    translated: TranslatedDocument
    """What was translated."""
    text: str
    """Its text."""
    edits: tuple[WantedEdit, ...] = ()
    """What was done to it besides translating it, in order."""

    @property
    def built(self) -> MarkdownDocument:
        """The text as a document of its own: its blocks, without segments. There is none of UI strings."""
        translated = self.translated
        return translated.built if self.text == translated.rendering.text else translated.built_as(self.text)


def localizer_for(
    project: Project,
    sources: Sequence[Source],
    documents: Documents,
    include: str | None = None,
    notice: bool | None = None,
) -> Localizer:
    """Return what translates and localizes the documents of a project.

    `include` is `human` or `machine`: the least trusted work that is shown. With `notice`, a page that shows a
    machine's words says so. None leaves either to the project. Where heading ids or links are localized, all sources
    are read for that.
    """
    asks_for_ids = any(source.collection.anchors != "off" for source in sources)
    asks_for_pages = asks_for_ids or project.links.entries or project.assets.entries
    pages = pages_of(project, sources, documents) if asks_for_pages else None
    return Localizer(project, sources, documents, include or project.include, notice, pages)


class Localizer:
    """Translates and localizes documents one by one, with what it knows of all of them."""

    def __init__(
        self,
        project: Project,
        sources: Sequence[Source],
        documents: Documents,
        include: str,
        notice: bool | None,
        pages: Pages | None,
    ) -> None:
        """See `localizer_for`; without `pages`, there is nothing to localize but notices."""
        self._project = project
        self._sources = {source.name: source for source in sources}
        self._documents = documents
        self._include = include
        self._notice = notice
        self._pages = pages
        self._importers = inverse(pages.imports) if pages else {}
        self._ids = PageIds(pages, self._ahead) if pages else None
        self._held: Held[tuple[str, str], TranslatedDocument] = Held(_MOST_HELD)

    # Translated ---------------------------------------------------------------------------------

    def translated(
        self, source: Source, document: Document, locale: str, opened: OpenedCatalog | None = None
    ) -> TranslatedDocument:
        """Return the document that the run is at, with its translations; raises CatalogError.

        `opened` is its catalog in the locale, where somebody has opened it already.
        """
        held = self._held.take((source.name, locale))
        return held or translated_document(self._project, source, document, locale, self._include, opened)

    def catalog(self, source: Source, locale: str) -> OpenedCatalog:
        """Return the catalog of the document that the run is at; raises CatalogError where it cannot be read at all."""
        held = self._held.get((source.name, locale))
        return held.catalog if held else sound_catalog(self._project, source, locale)

    def _ahead(self, source: Source, locale: str) -> TranslatedDocument | None:
        """Return a translated document before its turn, and hold it until then; None where a file cannot be read."""
        try:
            document = self._documents.ahead(source, locale)
            translated = translated_document(self._project, source, document, locale, self._include)
        except I18nError:
            return None  # it is said when its turn comes
        self._held.hold((source.name, locale), translated, len(translated.rendering.text))
        return translated

    # Localized ----------------------------------------------------------------------------------

    def localized(self, translated: TranslatedDocument) -> LocalizedDocument:
        """Return a translated document with the edits that the project asks for."""
        text = translated.rendering.text
        notices = [_notice(translated, notice) for notice in self._notices(translated)]
        if not self._pages or not self._ids or not translated.document.is_page:
            return LocalizedDocument(translated, with_wanted_edits(text, notices), tuple(notices))
        ids = self._ids.plan_of(translated.source, translated.locale, translated).pins
        if not notices and not ids and not self._may_change_links(translated):
            return LocalizedDocument(translated, text)
        edits = [*notices, *pins(translated.built.headings, ids), *self._links(translated)]
        edits.sort(key=lambda edit: edit.span)
        return LocalizedDocument(translated, with_wanted_edits(text, edits), tuple(edits))

    def _notices(self, translated: TranslatedDocument) -> Iterator[str]:
        """Yield what a page says of its translation; what starts with `_` is a part that others include."""
        source, locale = translated.source, translated.locale
        if not translated.document.is_page:
            return
        if source.collection.untranslated == "marker" and translated.done < len(translated.document.segments):
            yield source.collection.notice(locale)
        if translated.by_machine and self._notice is not False and not any(map(_is_part, source.path.parts)):
            notice = self._project.machine_notice(locale) or (_NOTICE if self._notice else "")
            yield from [notice] if notice else []

    # Links --------------------------------------------------------------------------------------

    def _may_change_links(self, translated: TranslatedDocument) -> bool:
        """Tell, without reading its links, whether any of a document may lead elsewhere."""
        targets = self._pages.linking.get(translated.source.name, ()) if self._pages else ()
        if any(self._moved(name, translated.locale) for name in targets):
            return True
        entries = (*self._project.links.entries, *self._project.assets.entries)
        text = translated.rendering.text
        return any(entry.before in text for entry in entries if entry.locale in ("", translated.locale))

    def _links(self, translated: TranslatedDocument) -> Iterator[WantedEdit]:
        """Yield the changes of destinations in a document."""
        built = translated.built
        return destinations(built.text, built.references, lambda item: self._destination(translated, item))

    def _destination(self, translated: TranslatedDocument, reference: Reference) -> tuple[str, str] | None:
        """Return what a reference leads to in a locale and the kind of that change; None where it stays."""
        if reference.kind == "import" or not reference.span:
            return None
        written = translated.rendering.text[slice(*reference.span)]
        asset = is_asset(reference)
        mapped = (self._project.assets if asset else self._project.links).mapped(written, translated.locale)
        if mapped != written:
            return ("mapped asset" if asset else "mapped link"), mapped
        fragment = self._new_fragment(translated, reference.destination) if "#" in written else None
        return None if fragment is None else ("rewritten link", with_fragment(written, fragment))

    def _new_fragment(self, translated: TranslatedDocument, destination: str) -> str | None:
        """Return the heading id that a destination leads to from now on; None where that stays."""
        if not self._pages:
            return None
        site = self._pages.site
        page = site.by_name.get(translated.source.name)
        target = site.target(page, destination) if page else None
        if not target or not target.page or not target.fragment:
            return None
        for name in read_together(target.page, self._pages.imports, self._importers):
            moved = self._moved(name, translated.locale)
            if target.fragment in moved:
                return moved[target.fragment]
        return None

    def _moved(self, name: str, locale: str) -> Mapping[str, str]:
        """Return where fragments of a page lead from now on, but for those that stay."""
        return self._ids.plan_of(self._sources[name], locale).moved if self._ids and name in self._sources else {}


def _notice(translated: TranslatedDocument, notice: str) -> WantedEdit:
    at, written = notice_in(translated.built, notice)
    return WantedEdit("notice", "", notice.strip(), translated.built.position(at), Span(at, at), written)


def _is_part(name: str) -> bool:
    return name.startswith("_")
