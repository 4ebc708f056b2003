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
from i18n.inspection.links import LINK_RULES, SourceLinks, may_break_links
from i18n.inspection.new_documents import new_documents
from i18n.inspection.soundness import Soundness, outdated
from i18n.markdown.document import MarkdownDocument
from i18n.matching.exact import by_key
from i18n.model import Finding
from i18n.project import Project
from i18n.project.demands import Demand, Demands
from i18n.site.outline import Outline
from i18n.storage.files import read_text
from i18n.workflow.status_links import newly_broken
from i18n.workspace.catalogs import open_catalog, orphans
from i18n.workspace.outcome import Outcome, Progress, silent
from i18n.workspace.shares import in_shares
from i18n.workspace.sources import Source, find_sources, read_documents


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
    links = SourceLinks(project, sources) if asks_links else None
    documents = _Documents(project, chosen, soundness, demands, completeness.new, links)
    every = _Share(completeness=completeness)
    for share in in_shares(documents.check, sources, progress, "checking"):
        every.merge(share)
    outcome.failed, outcome.completeness = every.failed, completeness
    if links:
        broken = list(soundness.chosen(links.findings(every.outlines)))
        every.findings = _without_repeated(every.findings, broken)
        outcome.findings += broken
        outcome.findings += newly_broken(project, chosen) if may_break_links(project) else ()
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
    outlines: list[Outline] = field(default_factory=list)
    """What they offer to links, and where their own lead."""

    def merge(self, other: _Share) -> None:
        """Take in what was found in the documents that come next."""
        self.failed = self.failed or other.failed
        self.findings += other.findings
        self.outlines += other.outlines
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
    links: SourceLinks | None

    def check(self, sources: Sequence[Source]) -> _Share:
        """Check some documents."""
        share = _Share(completeness=Completeness(self.demands, self.new))
        known = self.links.pages.documents if self.links else None
        for source, document in read_documents(self.project, sources, share, silent, "", known):
            self.check_one(source, document, share)
            if self.links and isinstance(document, MarkdownDocument):
                share.outlines += self.links.outlines(source, document)
        share.findings = list(self.soundness.chosen(share.findings))
        return share

    def check_one(self, source: Source, document: Document, share: _Share) -> None:
        """Check a document and its catalogs."""
        share.findings += (replace(finding, path=source.name) for finding in uncovered(document))
        share.findings += self.soundness.of_source(source, document)
        wanted = [Message(msgid, msgctxt=context) for context, msgid in document.messages]
        for locale in self.locales if wanted else ():
            try:
                name, _, catalog = open_catalog(self.project, source, locale, report=share.fail)
            except I18nError as error:
                share.fail(error)
                continue
            known = by_key(catalog.messages if catalog else ())
            messages = [known.get(message.key, message) for message in wanted]
            share.completeness.add(locale, source.name, name, messages)
            if catalog:
                consistency = share.consistency[locale]
                share.findings += outdated(wanted, catalog, name)
                share.findings += self.soundness.of_catalog(source, document, locale, name, catalog, consistency)
        if wanted:
            share.findings += self.template(source, wanted, share)

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
