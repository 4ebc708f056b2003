"""Tell whether the translation is complete and sound; writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from i18n.catalog.message import Message
from i18n.catalog.store import read_catalog
from i18n.checks.coverage import uncovered
from i18n.checks.inconsistent import Consistency
from i18n.codes import CODES, INCOMPLETE
from i18n.document import Document
from i18n.errors import CatalogError, I18nError
from i18n.inspection.checked import Checked
from i18n.inspection.completeness import Completeness, unmatched
from i18n.inspection.links import LINK_RULES, Outlines, broken_links, may_break_links, without_missing_files
from i18n.inspection.new_documents import new_documents
from i18n.inspection.soundness import Soundness, outdated
from i18n.localizing.localizer import Localizer, localizer_for
from i18n.localizing.translated import TranslatedDocument
from i18n.markdown.document import MarkdownDocument
from i18n.matching.exact import by_key
from i18n.model import Finding
from i18n.project import Project
from i18n.project.demands import Demand, Demands
from i18n.storage.files import read_text
from i18n.workspace.catalogs import OpenedCatalog, orphans, sound_catalog
from i18n.workspace.documents import Documents
from i18n.workspace.outcome import Outcome, Progress, silent
from i18n.workspace.shares import in_shares
from i18n.workspace.sources import Source, find_sources


def check(
    project: Project,
    locales: Iterable[str] = (),
    required: str | None = None,
    minimum: float | None = None,
    progress: Progress = silent,
    *,
    paths: Sequence[str] = (),
    since: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Checked:
    """Check every document in every locale, or those of some paths, against its source as it is now.

    A locale must have as many percent of its messages done as the project asks for: by anyone for `machine`,
    by a person or reviewed by one for `human`. `required` and `minimum`, where given, hold for all documents in
    place of what the project file says, and `since` for the documents that are new; `select` and `ignore` are
    selectors of rules, besides the project's own. Raises ConfigurationError, UsageError for an unknown selector, and
    GitError where git is needed and cannot be asked; what concerns one document is in the outcome.
    """
    demands = asked_for(project.check.demands, required, minimum, since)
    chosen = project.chosen_locales(locales)
    soundness = Soundness(project, project.check.selection.narrowed(select, ignore))
    soundness.prepare(chosen)
    outcome = Checked(project=project)
    sources = find_sources(project, paths, report=outcome.findings.append)
    completeness = Completeness(demands, new_documents(project, sources, demands.since))
    completeness.start(chosen)
    asks_links = not paths and bool(soundness.codes & {CODES[name] for name in LINK_RULES})
    documents = Documents(project)
    localizer = localizer_for(project, sources, documents) if asks_links and may_break_links(project) else None
    work = _Documents(project, chosen, soundness, demands, completeness.new, documents, asks_links, localizer)
    every = _Share(completeness=completeness)
    for share in in_shares(work.check, sources, progress, "checking"):
        every.merge(share)
    outcome.failed, outcome.completeness = every.failed, completeness
    if asks_links:
        links = without_missing_files(broken_links(project, every.outlines, chosen if localizer else ()))
        of_sources = list(soundness.chosen(links.of_sources()))
        every.findings = _without_repeated(every.findings, of_sources)
        outcome.findings += [*of_sources, *links.of_locales(sources)]
    outcome.findings += completeness.findings()
    outcome.findings += (found for consistency in every.consistency.values() for found in consistency.findings())
    if not paths:
        outcome.findings += unmatched(demands, sources) + orphans(project, sources, chosen)
    outcome.findings = [*every.findings, *soundness.chosen(outcome.findings)]
    if not soundness.codes & {CODES[name] for name in INCOMPLETE}:
        completeness.groups.clear()  # nobody asks how much is done
    return outcome


def asked_for(demands: Demands, required: str | None, minimum: float | None, since: str | None) -> Demands:
    """Return what is asked for where some of it is said anew for all documents."""

    def changed(demand: Demand) -> Demand:
        return replace(
            demand,
            required=demand.required if required is None else required,
            minimum=demand.minimum if minimum is None else minimum,
        )

    special = tuple(map(changed, demands.special))
    return replace(
        demands,
        general=changed(demands.general),
        special=special,
        since=demands.since if since is None else since,
    )


def _without_repeated(findings: Iterable[Finding], links: Iterable[Finding]) -> list[Finding]:
    """Return findings without the files said to be missing of which a link's finding says more, as that case counts."""
    said = {(finding.path, finding.position) for finding in links}
    return [item for item in findings if item.name != "missing-file" or (item.path, item.position) not in said]


@dataclass(slots=True)
class _Share(Outcome):
    """What was found in some documents, and what they add to questions about all."""

    completeness: Completeness = field(default_factory=lambda: Completeness(Demands()))
    """How much of them is done."""
    consistency: defaultdict[str, Consistency] = field(default_factory=lambda: defaultdict(Consistency))
    """What their texts are translated to, by locale."""
    outlines: Outlines = field(default_factory=Outlines)
    """What they offer to links, and where their own lead."""

    def merge(self, other: _Share) -> None:
        """Take in what was found in the documents that come next."""
        self.failed = self.failed or other.failed
        self.findings += other.findings
        self.outlines.merge(other.outlines)
        self.completeness.merge(other.completeness)
        for locale, consistency in other.consistency.items():
            self.consistency[locale].merge(consistency)


@dataclass(frozen=True, slots=True)
class _Documents:
    """Checks documents, each by itself."""

    project: Project
    locales: Sequence[str]
    soundness: Soundness
    demands: Demands
    new: Collection[str]
    documents: Documents
    asks_links: bool
    localizer: Localizer | None

    def check(self, sources: Sequence[Source]) -> _Share:
        """Check some documents."""
        share = _Share(completeness=Completeness(self.demands, self.new))
        for source, document in self.documents.in_turn(sources, share, silent, ""):
            self.check_one(source, document, share)
        share.findings = list(self.soundness.chosen(share.findings))
        return share

    def check_one(self, source: Source, document: Document, share: _Share) -> None:
        """Check a document and its catalogs."""
        share.findings += (replace(finding, path=source.name) for finding in uncovered(document))
        share.findings += self.soundness.of_source(source, document)
        if self.asks_links and isinstance(document, MarkdownDocument):
            share.outlines.add(source, document)
        wanted = [Message(msgid, msgctxt=context) for context, msgid in document.messages]
        for locale in self.locales:
            try:
                opened = self.catalog(source, locale) if wanted else None
            except I18nError as error:
                share.fail(error)
                continue
            translated = self.translated(source, document, locale, opened, share)
            if opened:
                self.check_catalog(source, document, locale, opened, wanted, translated, share)
        if wanted:
            share.findings += self.template(source, wanted, share)

    def catalog(self, source: Source, locale: str) -> OpenedCatalog:
        """Return a catalog; raises CatalogError where nothing of it can be read."""
        return self.localizer.catalog(source, locale) if self.localizer else sound_catalog(self.project, source, locale)

    def translated(
        self, source: Source, document: Document, locale: str, own: OpenedCatalog | None, share: _Share
    ) -> TranslatedDocument | None:
        """Return a document as it would be built, where links in it are asked about; None elsewhere."""
        if not self.localizer or not isinstance(document, MarkdownDocument):
            return None
        try:
            translated = self.localizer.translated(source, document, locale, own)
        except I18nError:
            return None  # a catalog that it falls back on: that is said where its own locale is checked
        share.outlines.add_localized(self.localizer, translated)
        return translated

    def check_catalog(
        self,
        source: Source,
        document: Document,
        locale: str,
        opened: OpenedCatalog,
        wanted: list[Message],
        translated: TranslatedDocument | None,
        share: _Share,
    ) -> None:
        """Check a catalog of a document."""
        share.take((), opened.errors)
        by_own_key = by_key(opened.catalog.messages if opened.catalog else ())
        messages = [by_own_key.get(message.key, message) for message in wanted]
        share.completeness.add(locale, source.name, opened.name, messages)
        if opened.catalog:
            consistency = share.consistency[locale]
            share.findings += outdated(wanted, opened.catalog, opened.name)
            share.findings += self.soundness.of_catalog(
                source, document, locale, opened.name, opened.catalog, consistency, translated
            )

    def template(self, source: Source, wanted: list[Message], share: _Share) -> Iterator[Finding]:
        """Yield a finding if there is a template that is out of date."""
        name = self.project.template_path(source.collection, source.path).as_posix()
        if not (self.project.root / name).is_file():
            return
        try:
            template = read_catalog(read_text(self.project.root / name, name, CatalogError), name, notes=False)
        except I18nError as error:
            share.fail(error)
        else:
            yield from outdated(wanted, template, name, "outdated-template")
