"""Tell whether the translation is complete and sound; writes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from i18n.catalog.statistics import Statistics, count
from i18n.checks.completeness import incomplete
from i18n.checks.coverage import uncovered
from i18n.errors import I18nError
from i18n.markdown.document import Document
from i18n.matching.exact import merge
from i18n.model import Finding, Severity
from i18n.project import Project
from i18n.workflow.build import located, shown
from i18n.workflow.messages import messages_of, open_catalog
from i18n.workflow.outcome import Outcome, Progress, silent
from i18n.workflow.sources import Source, find_sources, read_documents
from i18n.workflow.update import orphans


@dataclass(slots=True)
class Checked(Outcome):
    """What `check` found."""

    totals: dict[str, Statistics] = field(default_factory=dict)
    """Messages by state, per locale."""
    missing: dict[str, list[Finding]] = field(default_factory=dict)
    """Per locale, the messages that are not as far as required."""
    short: dict[str, float] = field(default_factory=dict)
    """The percentage of each locale that is below what is asked for."""


def check(
    project: Project,
    locales: Iterable[str] = (),
    required: str = "machine",
    minimum: float = 100.0,
    progress: Progress = silent,
) -> Checked:
    """Check every document in every locale against its source as it is now.

    A locale must have at least `minimum` percent of its messages done: by anyone for `machine`, by
    a person or reviewed by one for `human`. A translation that a build would refuse is an error
    either way. Raises ConfigurationError; what concerns one document is in the outcome.
    """
    outcome = Checked()
    chosen = project.chosen_locales(locales)
    sources = find_sources(project, report=outcome.findings.append)
    outcome.missing = {locale: [] for locale in chosen}
    outcome.totals = {locale: Statistics() for locale in chosen}
    for source, document in read_documents(project, sources, outcome, progress, "checking"):
        _check_document(project, source, document, chosen, required, outcome)
    for locale in chosen:
        total = outcome.totals[locale].total
        done = 100 * (total - len(outcome.missing[locale])) / total if total else 100.0
        enough = done >= minimum
        severity = Severity.WARNING if enough else Severity.ERROR
        outcome.findings += (replace(finding, severity=severity) for finding in outcome.missing[locale])
        if not enough:
            outcome.short[locale] = done
    outcome.findings += orphans(project, sources, chosen)
    return outcome


def _check_document(
    project: Project, source: Source, document: Document, locales: Iterable[str], required: str, outcome: Checked
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
        outcome.totals[locale] += count(messages)
        outcome.missing[locale] += incomplete(messages, required, name, source.name)
        rendering = document.splice(shown(catalog, "machine"))
        outcome.findings += located(rendering.findings, name, catalog, source)
