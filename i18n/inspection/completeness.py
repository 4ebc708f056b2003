"""How complete a translation is, against what the project asks for each document."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from i18n.catalog.message import Message
from i18n.catalog.statistics import Statistics, statistics_of
from i18n.checks.completeness import incomplete
from i18n.errors import I18nError
from i18n.model import Finding, Position, Severity
from i18n.patterns import matches
from i18n.project.demands import Demand, Demands
from i18n.storage.files import read_text
from i18n.workspace.rows import Row
from i18n.workspace.sources import Source


@dataclass(slots=True)
class DemandedGroup:
    """The documents of a locale of which the same is asked."""

    locale: str
    """The locale."""
    demand: Demand
    """What is asked."""
    statistics: Statistics = field(default_factory=Statistics)
    """Their messages by state."""
    missing: list[Finding] = field(default_factory=list)
    """Their messages that are not as far as required."""

    @property
    def done(self) -> int:
        """How many of the messages are as far as required."""
        return self.statistics.total - len(self.missing)

    @property
    def percentage(self) -> float:
        """Their share, 0 to 100; 100 of nothing."""
        return 100 * self.done / self.statistics.total if self.statistics.total else 100.0

    @property
    def enough(self) -> bool:
        """Whether that is as much as is asked for."""
        return self.percentage >= self.demand.minimum


@dataclass(slots=True)
class Completeness:
    """What is done and what is missing, by locale and demand."""

    demands: Demands
    """What the project asks for."""
    new: Collection[str] = frozenset()
    """Sources that need not be complete yet, by name."""
    rows: list[Row] = field(default_factory=list)
    """A row per locale and document that has messages, whatever is asked of it."""
    groups: dict[tuple[str, Demand], DemandedGroup] = field(default_factory=dict)
    """The groups, in order of the locales; within one, the general demand first."""
    spared: list[Finding] = field(default_factory=list)
    """Messages of new documents that are not as far as required."""

    def start(self, locales: Iterable[str]) -> None:
        """Give each locale its general group, so that none goes unmentioned."""
        for locale in locales:
            self.groups[locale, self.demands.general] = DemandedGroup(locale, self.demands.general)

    def add(self, locale: str, source: str, catalog: str, messages: Sequence[Message]) -> None:
        """Count the messages of a document in a locale; `source` and `catalog` are names of files."""
        counts = statistics_of(messages)
        self.rows.append(Row(locale, source, catalog, counts))
        if not (demand := self.demands.of(locale, source)):
            return
        missing = incomplete(messages, demand.required, catalog, source)
        if source in self.new:
            hint = "it is new, and may be completed later"
            self.spared += (replace(finding, severity=Severity.NOTE, hint=hint) for finding in missing)
            return
        group = self.groups.setdefault((locale, demand), DemandedGroup(locale, demand))
        group.statistics += counts
        group.missing += missing

    def merge(self, other: Completeness) -> None:
        """Take in what another has counted of other documents."""
        self.rows += other.rows
        self.spared += other.spared
        for key, theirs in other.groups.items():
            group = self.groups.setdefault(key, DemandedGroup(*key))
            group.statistics += theirs.statistics
            group.missing += theirs.missing

    def findings(self) -> list[Finding]:
        """Return what is missing: errors where less is done than asked for, else warnings; notes for new documents."""
        found: list[Finding] = []
        for group in self.groups.values():
            severity = Severity.WARNING if group.enough else Severity.ERROR
            for number, finding in enumerate(group.missing):
                if finding.severity is not severity:  # in its place, so that no message has two
                    group.missing[number] = replace(finding, severity=severity)
            found += group.missing
        return found + self.spared

    def verdicts(self) -> list[DemandedGroup]:
        """Return the groups that say something: a general one without messages only where its locale has no other."""
        counted = {group.locale for group in self.groups.values() if group.statistics.total}
        groups = [group for group in self.groups.values() if group.statistics.total or group.locale not in counted]
        order = list(dict.fromkeys(group.locale for group in self.groups.values()))
        return sorted(groups, key=lambda group: order.index(group.locale))


def unmatched(demands: Demands, sources: Sequence[Source]) -> list[Finding]:
    """Return a warning for each pattern that no source matches, where the project file has it."""
    names = [source.name for source in sources]
    patterns = [demand.pattern for demand in demands.special if demand.pattern] + list(demands.exclude)
    found = []
    for pattern in patterns:
        if not any(matches(name, [pattern]) for name in names):
            hint = "patterns are of paths from the project's directory on, such as source/guides/**"
            message = f"no source matches “{pattern}”, which stands in [check]"
            path = demands.file.name if demands.file else ""
            position = _place(demands.file, pattern) if demands.file else None
            found.append(Finding("no-match", message, Severity.WARNING, path, position, hint=hint, about=(pattern,)))
    return found


def _place(file: Path, pattern: str) -> Position | None:
    """Return where the table `[check]` has a pattern in quotes; None where it is written in another way."""
    try:
        text = read_text(file, file.name)
    except I18nError:
        return None
    found = (text.find(mark + pattern + mark, text.find("check")) for mark in "\"'")
    at = next((at for at in found if at >= 0), None)
    return None if at is None else Position(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
