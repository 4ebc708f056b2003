"""Count what is translated, per locale and document."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from i18n.catalog.statistics import Statistics, statistics_of
from i18n.errors import I18nError
from i18n.matching.exact import merge
from i18n.project import Project
from i18n.workspace.catalogs import orphans, sound_catalog
from i18n.workspace.documents import Documents
from i18n.workspace.messages import messages_of
from i18n.workspace.outcome import Outcome, Progress, silent
from i18n.workspace.rows import Row, by_folder, totals
from i18n.workspace.sources import find_sources


@dataclass(slots=True)
class Status(Outcome):
    """How far the translation is."""

    rows: list[Row] = field(default_factory=list)
    """A row per locale and document that has messages."""

    def by_folder(self) -> dict[tuple[str, str], Statistics]:
        """Return the sums per locale and folder, of the documents directly in it; in order."""
        return by_folder(self.rows)

    def totals(self) -> dict[str, Statistics]:
        """Return the sums per locale."""
        return totals(self.rows)


def status(project: Project, locales: Iterable[str] = (), progress: Progress = silent) -> Status:
    """Count every document's messages by state, against its source as it is now; writes nothing."""
    outcome = Status()
    chosen = project.chosen_locales(locales)
    sources = find_sources(project, report=outcome.findings.append)
    for source, document in Documents(project).in_turn(sources, outcome, progress, "counting"):
        wanted = messages_of(document, source, project.locations)
        for locale in chosen if wanted else ():
            try:
                opened = sound_catalog(project, source, locale)
            except I18nError as error:
                outcome.fail(error)
                continue
            outcome.take((), opened.errors)
            messages = merge(wanted, opened.catalog.messages if opened.catalog else ())
            statistics = statistics_of(message for message in messages if not message.obsolete)
            outcome.rows.append(Row(locale, source.name, opened.name, statistics))
    outcome.rows.sort(key=lambda row: (row.locale, row.folder, row.source))
    outcome.findings += orphans(project, sources, chosen)
    return outcome
