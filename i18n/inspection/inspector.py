"""Documents, one by one: what is wrong with each and its catalogs, and what it adds to questions about all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from i18n.catalog.message import Message
from i18n.checks.coverage import uncovered
from i18n.checks.inconsistent import Consistency
from i18n.document import Document
from i18n.errors import I18nError
from i18n.inspection.completeness import Completeness
from i18n.inspection.links import Outlines
from i18n.inspection.outdated import outdated_catalog, outdated_template
from i18n.inspection.soundness import Soundness
from i18n.localizing.localizer import Localizer
from i18n.localizing.translated import TranslatedDocument
from i18n.markdown.document import MarkdownDocument
from i18n.matching.exact import by_key
from i18n.project import Project
from i18n.project.demands import Demands
from i18n.workspace.catalogs import OpenedCatalog, sound_catalog
from i18n.workspace.documents import Documents
from i18n.workspace.outcome import Outcome, silent
from i18n.workspace.sources import Source


@dataclass(slots=True)
class Inspected(Outcome):
    """What was found in some documents, and what they add to questions about all."""

    completeness: Completeness = field(default_factory=lambda: Completeness(Demands()))
    """How much of them is done."""
    consistency: defaultdict[str, Consistency] = field(default_factory=lambda: defaultdict(Consistency))
    """What their texts are translated to, by locale."""
    outlines: Outlines = field(default_factory=Outlines)
    """What they offer to links, and where their own lead."""

    def merge(self, other: Inspected) -> None:
        """Take in what was found in the documents that come next."""
        self.failed = self.failed or other.failed
        self.findings += other.findings
        self.outlines.merge(other.outlines)
        self.completeness.merge(other.completeness)
        for locale, consistency in other.consistency.items():
            self.consistency[locale].merge(consistency)


@dataclass(frozen=True, slots=True)
class Inspector:
    """Inspects documents, in this process or another one."""

    project: Project
    """The project."""
    locales: Sequence[str]
    """The locales whose catalogs are looked at."""
    soundness: Soundness
    """The rules."""
    demands: Demands
    """How much is asked for."""
    new: Collection[str]
    """Sources that need not be complete yet, by name."""
    documents: Documents
    """The sources as documents."""
    asks_links: bool
    """Whether anybody asks where links lead."""
    localizer: Localizer | None
    """Builds documents, to see what only a locale breaks; None where it can break nothing."""

    def inspect(self, sources: Sequence[Source]) -> Inspected:
        """Return what is found in some documents."""
        inspected = Inspected(completeness=Completeness(self.demands, self.new))
        for source, document in self.documents.in_turn(sources, inspected, silent, ""):
            self._inspect_source(source, document, inspected)
            wanted = [Message(msgid, msgctxt=context) for context, msgid in document.messages]
            for locale in self.locales:
                self._inspect_locale(source, document, locale, wanted, inspected)
            if wanted:
                self._inspect_template(source, wanted, inspected)
        inspected.findings = list(self.soundness.chosen(inspected.findings))
        return inspected

    def _inspect_source(self, source: Source, document: Document, inspected: Inspected) -> None:
        inspected.findings += (replace(finding, path=source.name) for finding in uncovered(document))
        inspected.findings += self.soundness.of_source(source, document)
        if self.asks_links and isinstance(document, MarkdownDocument):
            inspected.outlines.add(source, document)

    def _inspect_locale(
        self, source: Source, document: Document, locale: str, wanted: Sequence[Message], inspected: Inspected
    ) -> None:
        try:
            opened = self._catalog(source, locale) if wanted else None
        except I18nError as error:
            inspected.fail(error)
            return
        translated = self._translated(source, document, locale, opened, inspected)
        if not opened:
            return
        inspected.take((), opened.errors)
        messages = by_key(opened.catalog.messages if opened.catalog else ())
        as_far_as_done = [messages.get(message.key, message) for message in wanted]
        inspected.completeness.add(locale, source.name, opened.name, as_far_as_done)
        if opened.catalog:
            consistency = inspected.consistency[locale]
            inspected.findings += outdated_catalog(wanted, opened)
            inspected.findings += self.soundness.of_catalog(source, document, locale, opened, consistency, translated)

    def _catalog(self, source: Source, locale: str) -> OpenedCatalog:
        return self.localizer.catalog(source, locale) if self.localizer else sound_catalog(self.project, source, locale)

    def _translated(
        self, source: Source, document: Document, locale: str, own: OpenedCatalog | None, inspected: Inspected
    ) -> TranslatedDocument | None:
        """Return a document with its translations, and note its outline; None where nobody asks for that."""
        if not self.localizer or not isinstance(document, MarkdownDocument):
            return None
        try:
            translated = self.localizer.translated(source, document, locale, own)
        except I18nError:
            return None  # a catalog that this one falls back on: it is said where its own locale is inspected
        inspected.outlines.add_localized(self.localizer, translated)
        return translated

    def _inspect_template(self, source: Source, wanted: Sequence[Message], inspected: Inspected) -> None:
        try:
            inspected.findings += outdated_template(self.project, source, wanted)
        except I18nError as error:
            inspected.fail(error)
