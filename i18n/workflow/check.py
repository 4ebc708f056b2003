"""Tell whether the translation is complete and sound; writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from i18n.codes import CODES, INCOMPLETE
from i18n.inspection.checked import Checked
from i18n.inspection.completeness import Completeness, unmatched
from i18n.inspection.inspector import Inspected, Inspector
from i18n.inspection.links import LINK_RULES, broken_links, may_break_links, without_missing_files
from i18n.inspection.new_documents import new_documents
from i18n.inspection.soundness import Soundness
from i18n.localizing.localizer import localizer_for
from i18n.model import Finding
from i18n.project import Project
from i18n.project.demands import Demand, Demands
from i18n.workspace.catalogs import orphans
from i18n.workspace.documents import Documents
from i18n.workspace.outcome import Progress, silent
from i18n.workspace.shares import in_shares
from i18n.workspace.sources import find_sources


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
    selectors of rules, besides the project's own. A file that cannot be read is a finding. Raises ConfigurationError,
    UsageError for an unknown selector, and GitError where git is needed and cannot be asked.
    """
    demands = asked_for(project.check.demands, required, minimum, since)
    chosen = project.chosen_locales(locales)
    soundness = Soundness(project, project.check.selection.narrowed(select, ignore), chosen)
    outcome = Checked(project=project)
    sources = find_sources(project, paths, report=outcome.findings.append)
    completeness = Completeness(demands, new_documents(project, sources, demands.since))
    completeness.start(chosen)
    asks_links = not paths and bool(soundness.codes & {CODES[name] for name in LINK_RULES})
    documents = Documents(project)
    localizer = localizer_for(project, sources, documents) if asks_links and may_break_links(project) else None
    inspector = Inspector(project, chosen, soundness, demands, completeness.new, documents, asks_links, localizer)
    inspected = Inspected(completeness=completeness)
    for some in in_shares(inspector.inspect, sources, progress, "checking"):
        inspected.merge(some)
    outcome.failed, outcome.completeness = inspected.failed, completeness
    if asks_links:
        links = without_missing_files(broken_links(project, inspected.outlines, chosen if localizer else ()))
        of_sources = list(soundness.chosen(links.of_sources()))
        inspected.findings = _without_repeated(inspected.findings, of_sources)
        outcome.findings += [*of_sources, *links.of_locales(sources)]
    outcome.findings += completeness.findings()
    outcome.findings += (found for consistency in inspected.consistency.values() for found in consistency.findings())
    if not paths:
        outcome.findings += unmatched(demands, sources) + orphans(project, sources, chosen)
    outcome.findings = [*inspected.findings, *soundness.chosen(outcome.findings)]
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
    """Leave out a missing file where a link in the same place has a finding too: it says which spelling is right."""
    places = {(finding.path, finding.position) for finding in links}
    return [item for item in findings if item.name != "missing-file" or (item.path, item.position) not in places]
