"""The keys of the project file, table by table, and the schema by which editors know them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from i18n.project import Collection, EngineSettings, Project, check, demands
from i18n.project.keys import Row, rows
from i18n.project.schema import project_schema

_TABLES: Mapping[str, Sequence[Row]] = MappingProxyType(
    {
        "At the top": rows(Project),
        "`[[collections]]`": rows(Collection),
        "`[check]`": check.ROWS,
        "`[[check.paths]]`": demands.SPECIAL,
        "`[engines.NAME]`": rows(EngineSettings),
    }
)
"""The tables of a project file, and the keys of each."""


def every_key() -> str:
    """Return a section for each table, with a row for each of its keys."""
    return "\n".join(_section(title, rows) for title, rows in _TABLES.items())


def schema() -> str:
    """Return the file of the JSON Schema."""
    return json.dumps(project_schema(), ensure_ascii=False, indent=2) + "\n"


def _section(title: str, rows: Sequence[Row]) -> str:
    lines = (f"| `{row.name}` | {row.kind.words} | {_default(row)} | {_about(row)} |" for row in rows)
    return "\n".join([f"## {title}\n", "| key | holds | unless given | means |", "|---|---|---|---|", *lines, ""])


def _about(row: Row) -> str:
    return f"{row.about} For {row.only} only." if row.only else row.about


def _default(row: Row) -> str:
    if row.required:
        return "*must be given*"
    return f"`{_toml(row.default)}`" if row.has_plain_default else row.otherwise


def _toml(value: str | float) -> str:
    return f'"{value}"' if isinstance(value, str) else f"{value:g}"
