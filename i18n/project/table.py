"""One table of a project file, and what is said of a mistake in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from i18n.errors import ConfigurationError
from i18n.suggestions import did_you_mean


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a project file, as TOML gives it."""

    values: Mapping[str, Any]
    """What its keys hold."""
    file: Path
    """The project file that it stands in, absolute."""
    name: str = ""
    """Its own name, where the project chose it: `deepl` of `[engines.deepl]`."""
    locales: tuple[str, ...] = ()
    """The project's locales, which keys of any table may name."""
    codes: tuple[tuple[str, str], ...] = ()
    """Locales that go by another code in output paths, with that code."""

    @property
    def root(self) -> Path:
        """The directory of the project."""
        return self.file.parent

    def inner(self, values: Mapping[str, Any], name: str = "") -> Table:
        """Return a table inside of this one."""
        return replace(self, values=values, name=name)

    def error(self, message: str, hint: str = "") -> ConfigurationError:
        """Return the error for a mistake in it."""
        return ConfigurationError(message, path=self.file.name, hint=hint)

    def refuse_unknown(self, keys: Iterable[str]) -> None:
        """Raise the error for the first key that is none of those given."""
        keys = list(keys)
        for key in self.values:
            if key not in keys:
                raise self.error(f"unknown key “{key}”", did_you_mean(key, keys, "known keys"))

    def text(self, key: str) -> str:
        """Return a text that is not empty."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value:
            raise self.error(f"“{key}” must be a text" if key in self.values else f"“{key}” is missing")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; one that is missing is empty."""
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(f"“{key}” must be a list of texts")
        return tuple(value)

    def some_texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts that is not empty."""
        if not (texts := self.texts(key)):
            raise self.error(f"“{key}” is missing or empty")
        return texts

    def subtable(self, key: str) -> Table:
        """Return the table that a key holds."""
        value = self.values[key]
        if not isinstance(value, dict):
            raise self.error(f"“{key}” must be a table, [{key}]")
        return self.inner(value)

    def subtables(self, key: str, header: str) -> list[Table]:
        """Return the tables that a key holds, each of which begins with a header such as `[[collections]]`."""
        tables = self.values.get(key, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise self.error(f"“{key}” must be one or more {header} tables")
        return [self.inner(table) for table in tables]
