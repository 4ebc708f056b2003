"""The table `[check]`: what a project asks of its translation, and by which rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from i18n.project.demands import GENERAL, Demands, read_demands
from i18n.project.keys import filled, names, optional_key, rows, schema_of
from i18n.project.kinds import Choice
from i18n.project.selection import Selection
from i18n.project.table import Table


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What a check asks for."""

    demands: Demands = field(default_factory=Demands)
    """How much of which documents."""
    selection: Selection = field(default_factory=Selection)
    """Which rules."""
    heading_case: str = optional_key(
        Choice(("sentence", "title")),
        "sentence",
        "How headings of translations are written, for the rule `heading-case`.",
    )


_DEMANDS = (*GENERAL, *rows(Demands))
_RULES = (*rows(Selection), *rows(CheckSettings))

ROWS = (*_DEMANDS, *_RULES)
"""The keys of `[check]`."""


@dataclass(frozen=True, slots=True)
class CheckTable:
    """What `[check]` holds."""

    words: str = "a table, `[check]`"

    def read(self, table: Table, key: str) -> CheckSettings:
        """Return what it asks for."""
        inner = table.subtable(key)
        inner.refuse_unknown((*names(_DEMANDS), *names(_RULES)))
        return filled(CheckSettings, inner, demands=read_demands(inner), selection=filled(Selection, inner))

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return schema_of(ROWS)
