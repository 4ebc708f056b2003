"""A document with its translations: what the catalogs of a locale, and of those it falls back on, say of its texts."""

from __future__ import annotations

from collections.abc import Collection, Iterator
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
    opened: OpenedCatalog | None = None,
) -> TranslatedDocument:
    """Return a document with its translations; raises CatalogError where nothing of a catalog can be read.

    `include` is `human` or `machine`: the least trusted work that is shown. `opened` is the document's catalog in the
    locale, where somebody has opened it already.
    """
    by_catalog = list(_shown_by_catalog(project, source, locale, include, opened))
    texts = {key: text for _, texts_of_one in by_catalog for key, text in texts_of_one.items()}
    rendering = document.splice(texts)
    findings: list[Finding] = []
    for one, texts_of_one in by_catalog:
        own_findings = (objection.finding for objection in rendering.objections if objection.key in texts_of_one)
        findings += located(own_findings, one.name, one.catalog, source)
    refused = {refusal.key for refusal in rendering.refusals}
    places = sum(len(refusal.places) for refusal in rendering.refusals)
    return TranslatedDocument(
        source,
        document,
        locale,
        by_catalog[0][0],
        texts,
        rendering,
        tuple(findings),
        tuple(error for one, _ in by_catalog for error in one.errors),
        sum(segment.key in texts for segment in document.segments) - places,
        any(_shows_machine_words(one, texts_of_one, document, refused) for one, texts_of_one in by_catalog),
    )


def _shows_machine_words(
    opened: OpenedCatalog, texts: Collection[str | Key], document: Document, refused: Collection[str | Key]
) -> bool:
    """Tell whether a document shows a text of a catalog that a machine made and nobody has reviewed."""
    return any(
        state_of(message) is State.MACHINE
        and message.key in texts
        and message.key in document.messages
        and message.key not in refused
        for message in (opened.catalog.active if opened.catalog else ())
    )


def _shown_by_catalog(
    project: Project, source: Source, locale: str, include: str, opened: OpenedCatalog | None
) -> Iterator[tuple[OpenedCatalog, dict[str | Key, str]]]:
    """Yield the catalogs that serve a source in a locale, its own first, with what is shown of each."""
    taken: set[str | Key] = set()
    for name in (locale, *project.fallback_of(locale)):
        one = opened if opened and name == locale else sound_catalog(project, source, name)
        texts_of_one = {key: text for key, text in shown_translations(one.catalog, include).items() if key not in taken}
        taken |= texts_of_one.keys()
        yield one, texts_of_one


def shown_translations(catalog: Catalog | None, include: str) -> dict[str | Key, str]:
    """Return the translations of a catalog that a build shows, by key."""
    states = SHOWN_AS_MACHINE if include == "machine" else SHOWN_AS_HUMAN
    messages = catalog.active if catalog else ()
    return {message.key: message.msgstr for message in messages if state_of(message) in states}
