"""A document with its translations: what the catalogs of a locale, and of those it falls back on, say of its texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from i18n.catalog.message import Catalog
from i18n.catalog.state import SHOWN_AS_HUMAN, SHOWN_AS_MACHINE, State, state_of
from i18n.document import Document, Rendering
from i18n.errors import CatalogError
from i18n.markdown.document import MarkdownDocument
from i18n.markdown.splice import MarkdownRendering
from i18n.model import Finding, Key
from i18n.project import Project
from i18n.workspace.catalogs import OpenedCatalog, located, sound_catalog
from i18n.workspace.sources import Source


@dataclass(frozen=True)
class TranslatedDocument:
    """A document with the translations of its catalogs in it, before anything else is done to it for a locale."""

    source: Source
    """Its source."""
    document: Document
    """What the source says."""
    locale: str
    """The locale."""
    catalog: OpenedCatalog
    """Its own catalog there."""
    texts: dict[str | Key, str]
    """The translations that are to be shown, by message."""
    rendering: Rendering
    """The document with them."""
    findings: tuple[Finding, ...]
    """What was refused or repaired, at its place in the catalog."""
    errors: tuple[CatalogError, ...] = ()
    """What of its catalogs could not be read."""
    done: int = 0
    """How many segments show a translation, be it the source's own words."""
    by_machine: bool = False
    """Whether it shows words of a machine that nobody has reviewed."""

    @property
    def is_skipped(self) -> bool:
        """Whether it is not written, since too little of it is translated: readers see the source's page."""
        collection, total = self.source.collection, len(self.document.segments)
        too_little = 100 * self.done < collection.skip_below * total
        return bool(total) and (too_little or (not self.done and collection.untranslated == "skip"))

    @cached_property
    def built(self) -> MarkdownDocument:
        """The built text as a document of its own: its blocks, without segments. UI strings have none."""
        return self.built_as(self.rendering.text)

    def built_as(self, text: str) -> MarkdownDocument:
        """Return the same for the text as it is after edits below the front matter."""
        document, rendering = self.document, self.rendering
        if not isinstance(document, MarkdownDocument) or not isinstance(rendering, MarkdownRendering):
            raise TypeError("only Markdown has blocks")
        return document.built(rendering if text == rendering.text else replace(rendering, text=text, parsed=None))


def translated_document(
    project: Project,
    source: Source,
    document: Document,
    locale: str,
    include: str,
    own: OpenedCatalog | None = None,
) -> TranslatedDocument:
    """Return a document with its translations; raises CatalogError where nothing of a catalog can be read.

    `include` is `human` or `machine`: the least trusted work that is shown. `own` is the document's catalog in the
    locale, where somebody has opened it already.
    """
    shown = list(_shown_by_catalog(project, source, locale, include, own))
    texts = {key: text for _, some in shown for key, text in some.items()}
    rendering = document.splice(texts)
    findings: list[Finding] = []
    for opened, some in shown:
        mine = (objection.finding for objection in rendering.objections if objection.key in some)
        findings += located(mine, opened.name, opened.catalog, source)
    refused = {refusal.key for refusal in rendering.refusals}
    places = sum(len(refusal.places) for refusal in rendering.refusals)
    by_machine = any(
        state_of(message) is State.MACHINE and message.key in some and message.key in document.messages.keys() - refused
        for opened, some in shown
        for message in (opened.catalog.active if opened.catalog else ())
    )
    return TranslatedDocument(
        source,
        document,
        locale,
        shown[0][0],
        texts,
        rendering,
        tuple(findings),
        tuple(error for opened, _ in shown for error in opened.errors),
        sum(segment.key in texts for segment in document.segments) - places,
        by_machine,
    )


def _shown_by_catalog(
    project: Project, source: Source, locale: str, include: str, own: OpenedCatalog | None
) -> Iterator[tuple[OpenedCatalog, dict[str | Key, str]]]:
    """Yield the catalogs that serve a source in a locale, its own first, with what is shown of each."""
    taken: set[str | Key] = set()
    for name in (locale, *project.fallback_of(locale)):
        opened = own if own and name == locale else sound_catalog(project, source, name)
        some = {key: text for key, text in shown_translations(opened.catalog, include).items() if key not in taken}
        taken |= some.keys()
        yield opened, some


def shown_translations(catalog: Catalog | None, include: str) -> dict[str | Key, str]:
    """Return the translations of a catalog that a build shows, by key."""
    states = SHOWN_AS_MACHINE if include == "machine" else SHOWN_AS_HUMAN
    messages = catalog.active if catalog else ()
    return {message.key: message.msgstr for message in messages if state_of(message) in states}
