"""What a project asks of its translation: how much of which documents, and whose work counts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from i18n.patterns import matches
from i18n.project.keys import filled, names, optional_key, rows, schema_of
from i18n.project.kinds import Choice, Percentage, Text, Texts
from i18n.project.locales import SomeLocales
from i18n.project.table import Table

REQUIRED = ("machine", "human")
"""Whose work may count: anyone's, or only what a person did or reviewed."""


@dataclass(frozen=True, slots=True)
class Demand:
    """How far some documents must be, in some locales."""

    pattern: str = optional_key(
        Text(), "", "Which documents: a pattern of source paths relative to the project.", otherwise='`"**"`'
    )
    locales: tuple[str, ...] = optional_key(SomeLocales(), (), "In which locales.", otherwise="all")
    required: str = optional_key(
        Choice(REQUIRED),
        "machine",
        "Whose work counts: anyone's (`machine`), or only what a person did or reviewed (`human`).",
        name="require",
    )
    minimum: float = optional_key(
        Percentage(), 100.0, "The percentage of their messages that must be done.", name="min"
    )

    def covers(self, locale: str, source: str) -> bool:
        """Tell whether it is about a document, named by its source, in a locale."""
        return (not self.locales or locale in self.locales) and (not self.pattern or matches(source, [self.pattern]))


GENERAL = tuple(row for row in rows(Demand) if row.field in {"required", "minimum"})
"""Keys of a demand that `[check]` itself has."""

SPECIAL = tuple(replace(row, otherwise="what `[check]` says") if row in GENERAL else row for row in rows(Demand))
"""The keys of `[[check.paths]]`."""


@dataclass(frozen=True, slots=True)
class SpecialDemands:
    """What `[[check.paths]]` hold: demands that have from `[check]` what they do not say."""

    words: str = "tables, `[[check.paths]]`"

    def read(self, table: Table, key: str) -> tuple[Demand, ...]:
        """Return the demands."""
        general = _general(table)
        return tuple(self._read(inner, general) for inner in table.subtables(key, "[[check.paths]]"))

    def _read(self, table: Table, general: Demand) -> Demand:
        table.refuse_unknown(names(SPECIAL))
        return filled(Demand, table, pattern="**", required=general.required, minimum=general.minimum)

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {"type": "array", "items": schema_of(SPECIAL)}


@dataclass(frozen=True, slots=True)
class Demands:
    """All that a project asks for."""

    general: Demand = field(default_factory=Demand)
    """What holds where no other does."""
    special: tuple[Demand, ...] = optional_key(
        SpecialDemands(),
        (),
        "What holds for some documents or locales; the first that covers a document holds for it.",
        name="paths",
    )
    since: str = optional_key(Text(), "", "Documents added since then need not be complete: `14 days`, or a revision.")
    exclude: tuple[str, ...] = optional_key(Texts(), (), "Patterns of sources that need not be translated at all.")
    file: Path | None = field(default=None, compare=False)
    """The project file that says so, if one does."""

    def of(self, locale: str, source: str) -> Demand | None:
        """Return what holds for a document in a locale; None where nothing does."""
        if matches(source, self.exclude):
            return None
        return next((demand for demand in self.special if demand.covers(locale, source)), self.general)


def read_demands(table: Table) -> Demands:
    """Return what `[check]` asks for; raises ConfigurationError."""
    return filled(Demands, table, general=_general(table), file=table.file)


def _general(table: Table) -> Demand:
    return Demand(**{row.field: row.read(table) for row in GENERAL})
