"""The JSON Schema of the project file, by which editors complete keys and mark mistakes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from i18n.project.keys import rows, schema_of
from i18n.project.project import Project

SCHEMA_FILE = Path(__file__).with_name("i18n.schema.json")
"""The schema as it is shipped; `make docs` writes it."""


def project_schema() -> dict[str, Any]:
    """Return the JSON Schema of an `i18n.toml`, or of the table `[tool.i18n]`."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The project file of guide-i18n",
        **schema_of(rows(Project)),
    }
