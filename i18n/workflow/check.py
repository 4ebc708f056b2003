"""Tell whether the translation is complete and sound; writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from i18n.checks.coverage import uncovered
from i18n.demands import Demand, Demands
from i18n.errors import I18nError
from i18n.git import folder_in_repository
from i18n.markdown.document import Document
from i18n.matching.exact import merge
from i18n.model import Finding
from i18n.project import Project
from i18n.workflow.build import located, shown
from i18n.workflow.completeness import Completeness, unmatched
from i18n.workflow.messages import messages_of, open_catalog
from i18n.workflow.new_documents import new_documents
from i18n.workflow.outcome import Outcome, Progress, silent
from i18n.workflow.sources import Source, find_sources, read_documents
from i18n.workflow.update import orphans


@dataclass(slots=True)
class Checked(Outcome):
    """What `check` found."""

    project: Project | None = None
    """The project, as it was checked."""
    completeness: Completeness = field(default_factory=lambda: Completeness(Demands()))
    """How much of it is done, against what is asked for."""
    compared: bool = False
    """Whether only what has become worse is asked about."""
    known: list[Finding] = field(default_factory=list)
    """What was so before, where that is asked about; it is not among the findings."""
    gone: int = 0
    """How many of the findings that were known before are no more."""

    @property
    def folder(self) -> str:
        """Where the project stands in its repository, as `docs/`; empty at the top. Forges name files from there."""
        return folder_in_repository(self.project.root) if self.project else ""

    @property
    def ok(self) -> bool:
        """Whether the check passes: no errors, and everything could be read."""
        return not self.failed and not self.errors


def check(
    project: Project,
    locales: Iterable[str] = (),
    required: str | None = None,
    minimum: float | None = None,
    progress: Progress = silent,
    *,
    paths: Sequence[str] = (),
    since: str | None = None,
) -> Checked:
    """Check every document in every locale, or those of some paths, against its source as it is now.

    A locale must have as many percent of its messages done as the project asks for: by anyone for `machine`,
    by a person or reviewed by one for `human`. `required` and `minimum`, where given, hold for all documents in
    place of what the project file says, and `since` for the documents that are new. A translation that a build
    would refuse is an error either way. Raises ConfigurationError, and GitError where git is needed and cannot
    be asked; what concerns one document is in the outcome.
    """
    demands = asked_for(project.demands, required, minimum, since)
    chosen = project.chosen_locales(locales)
    outcome = Checked(project=project)
    sources = find_sources(project, paths, report=outcome.findings.append)
    outcome.completeness = Completeness(demands, new_documents(project, sources, demands.since))
    outcome.completeness.start(chosen)
    for source, document in read_documents(project, sources, outcome, progress, "checking"):
        _check_document(project, source, document, chosen, outcome)
    outcome.findings += outcome.completeness.findings()
    if not paths:
        outcome.findings += unmatched(demands, sources) + orphans(project, sources, chosen)
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


def _check_document(
    project: Project, source: Source, document: Document, locales: Iterable[str], outcome: Checked
) -> None:
    outcome.findings += (replace(finding, path=source.name) for finding in uncovered(document))
    wanted = messages_of(document, source, project.locations)
    for locale in locales if wanted else ():
        try:
            name, _, catalog = open_catalog(project, source, locale, report=outcome.fail)
        except I18nError as error:
            outcome.fail(error)
            continue
        messages = [message for message in merge(wanted, catalog.messages if catalog else ()) if not message.obsolete]
        outcome.completeness.add(locale, source.name, name, messages)
        rendering = document.splice(shown(catalog, "machine"))
        outcome.findings += located(rendering.findings, name, catalog, source)
