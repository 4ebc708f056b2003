"""The project file: found, read as TOML, and made a Project."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from i18n.errors import ConfigurationError
from i18n.model import Position
from i18n.project.keys import filled, names, row_of, rows
from i18n.project.project import Project
from i18n.project.table import Table
from i18n.storage.files import read_text

PROJECT_FILE = "i18n.toml"
"""The project file that is nothing else."""

_ERROR_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)")
"""How tomllib says where a mistake is: `Invalid value (at line 2, column 1)`."""


def find_project(start: Path, explicit: bool = False) -> Project:
    """Read the project file of a directory, or of the nearest one above it unless it was named.

    The file is `i18n.toml`, or `pyproject.toml` with a `[tool.i18n]`. Raises ConfigurationError.
    """
    start = start.resolve()
    if not start.is_dir():
        raise ConfigurationError(f"there is no directory {start}")
    for directory in (start,) if explicit else (start, *start.parents):
        if (directory / PROJECT_FILE).is_file():
            return read_project(directory, _toml(directory, PROJECT_FILE), PROJECT_FILE)
        if (directory / "pyproject.toml").is_file():
            whole = _toml(directory, "pyproject.toml")
            table = _table(whole, "tool").get("i18n")
            if isinstance(table, dict):
                name = _table(whole, "project").get("name")
                return read_project(directory, table, "pyproject.toml", name if isinstance(name, str) else "")
    raise ConfigurationError(
        f"no project file in {start}" + ("" if explicit else " or above"),
        hint=f"write an {PROJECT_FILE}, or a [tool.i18n] table in pyproject.toml, with locales and collections",
    )


def _table(table: dict[str, Any], key: str) -> dict[str, Any]:
    value = table.get(key)
    return value if isinstance(value, dict) else {}


def _toml(directory: Path, name: str) -> dict[str, Any]:
    text = read_text(directory / name, name, ConfigurationError).removeprefix("\ufeff")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _ERROR_PLACE.search(str(error))
        position = Position(int(place[1]), int(place[2])) if place else None
        raise ConfigurationError(_ERROR_PLACE.sub("", str(error)), path=name, position=position) from None


def read_project(root: Path, values: Mapping[str, Any], path: str, name: str = "") -> Project:
    """Check the keys of a project file, which is called `path`, and return the Project; raises ConfigurationError."""
    table = Table(values, root / path)
    table.refuse_unknown(names(rows(Project)))
    # Tables further down name locales, and must know them.
    table = replace(table, locales=row_of(Project, "locales").read(table))
    table = replace(table, codes=row_of(Project, "locale_codes").read(table))
    return filled(Project, table, root=root, name=name or root.name)
