"""The tables `[engines.NAME]`: what a project says of machine translators."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from i18n.project.keys import filled, optional_key, rows, schema_of
from i18n.project.kinds import Number, Text, WholeNumber, whole
from i18n.project.table import Table

_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*")
"""What a command line takes for an engine: `deepl`, `house-2.5`."""

_SERVER = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#@]*)?")
"""An address without user, key or query: `https://models.example.com:8080/v1`."""

_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
"""The name of an environment variable, and hardly ever a key: `HOUSE_KEY`."""

_SECRET = re.compile(r"key|secret|token|password|app-?id", re.IGNORECASE)
"""What the name of a key for something secret holds: `api_key`, `AppId`."""


@dataclass(frozen=True, slots=True)
class Server:
    """The address of a server."""

    words: str = "an address, `https://…` or `http://…`"

    def read(self, table: Table, key: str) -> str:
        """Return the address."""
        address = table.text(key)
        if not _SERVER.fullmatch(address):
            raise table.error(
                f"“{key}” of [engines.{table.name}] must start with https:// or http://, and hold no user, key or query"
            )
        return address

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {"type": "string", "pattern": whole(_SERVER)}


@dataclass(frozen=True, slots=True)
class Variable:
    """The name of an environment variable."""

    words: str = "the name of an environment variable"

    def read(self, table: Table, key: str) -> str:
        """Return the name; what stands in its place may be secret, and is never shown."""
        name = table.text(key)
        if not _VARIABLE.fullmatch(name):
            raise table.error(
                f"“{key}” of [engines.{table.name}] must be the name of an environment variable, not a key",
                "such as DEEPSEEK_API_KEY",
            )
        return name

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {"type": "string", "pattern": whole(_VARIABLE)}


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What a project says of a machine translator in `[engines.NAME]`; keys come from the environment alone."""

    name: str
    """What it is called on the command line and in marks."""
    kind: str = optional_key(
        Text(), "", "The engine that it is, where its name is the project's own.", otherwise="`NAME`"
    )
    url: str = optional_key(Server(), "", "Where its server is.", otherwise="the engine's own")
    model: str = optional_key(Text(), "", "Which model answers; for an offline engine the folder of one.")
    region: str = optional_key(Text(), "", "The region of a cloud that a key belongs to.")
    key_variable: str = optional_key(
        Variable(), "", "The environment variable that holds the key.", otherwise="the engine's usual one"
    )
    rate: float = optional_key(Number(), 0, "Requests a second at most.", otherwise="the engine's own limit")
    price: float = optional_key(
        Number(), 0, "The price of a million characters, or of a million tokens that it reads.", otherwise="not known"
    )
    price_output: float = optional_key(Number(), 0, "The price of a million tokens that it writes.")
    timeout: float = optional_key(Number(), 0, "Seconds that one request may take.", otherwise="the engine's own")
    workers: int = optional_key(WholeNumber(), 0, "Requests at the same time at most.", otherwise="the engine's own")


ROWS = rows(EngineSettings)
"""The keys of `[engines.NAME]`."""


@dataclass(frozen=True, slots=True)
class Engines:
    """What `[engines]` holds: a table for each engine."""

    words: str = "tables, `[engines.NAME]`"

    def read(self, table: Table, key: str) -> tuple[EngineSettings, ...]:
        """Return what is said of each."""
        tables = table.values[key]
        if not isinstance(tables, dict) or not all(isinstance(values, dict) for values in tables.values()):
            raise table.error(f"“{key}” must hold tables, such as [engines.deepl]")
        return tuple(self._read(table.inner(values, name)) for name, values in tables.items())

    def _read(self, table: Table) -> EngineSettings:
        if not _NAME.fullmatch(table.name):
            raise table.error(
                f"“{table.name}” cannot name an engine", "small letters of English, digits, full stops and hyphens"
            )
        names_of_keys = [row.name for row in ROWS]
        _refuse_secrets(table, names_of_keys)
        table.refuse_unknown(names_of_keys)
        return filled(EngineSettings, table, name=table.name)

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {
            "type": "object",
            "propertyNames": {"pattern": whole(_NAME)},
            "additionalProperties": schema_of(ROWS),
        }


def _refuse_secrets(table: Table, names_of_keys: list[str]) -> None:
    """Raise the error for a key that sounds like a secret, without showing what it holds."""
    for key in table.values:
        if key not in names_of_keys and _SECRET.search(key):
            raise table.error(
                f"[engines.{table.name}] holds “{key}”: keys do not belong in a project file, which others read",
                "put it into an environment variable; key-variable names another one than the usual",
            )
