"""What keys may hold, one class a kind: its words in the handbook, how it is read, its JSON Schema.

Kinds that one table alone has stand beside the model of that table; those that name locales, in `locales.py`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from i18n.project.table import Table
from i18n.suggestions import did_you_mean

_Word = TypeVar("_Word", bound=str)

TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
"""The JSON Schema of a text."""

TEXTS: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
"""The JSON Schema of a list of texts."""


def whole(pattern: re.Pattern[str]) -> str:
    """Return a pattern as JSON Schema has it, which looks for it anywhere unless told otherwise."""
    return f"^(?:{pattern.pattern})$"


def choose(table: Table, key: str, value: str, values: tuple[_Word, ...]) -> _Word:
    """Return one of some words; raises ConfigurationError with the nearest of them where it is none."""
    for word in values:
        if word == value:
            return word
    raise table.error(f"“{key}” cannot be “{value}”", did_you_mean(value, values, "known values"))


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f'`"{word}"`' for word in words)


@dataclass(frozen=True, slots=True)
class Text:
    """Any text but an empty one."""

    words: str = "a text"

    def read(self, table: Table, key: str) -> str:
        """Return the text."""
        return table.text(key)

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return TEXT


@dataclass(frozen=True, slots=True)
class Texts:
    """A list of any texts."""

    words: str = "a list of texts"

    def read(self, table: Table, key: str) -> tuple[str, ...]:
        """Return the texts."""
        return table.texts(key)

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return TEXTS


@dataclass(frozen=True, slots=True)
class TextsLike:
    """A list of texts of one form."""

    pattern: re.Pattern[str]
    """The form."""
    examples: tuple[str, str, str]
    """Texts of it."""

    @property
    def words(self) -> str:
        """What it is, in words."""
        return f"a list of texts such as {self._examples('`')}"

    def read(self, table: Table, key: str) -> tuple[str, ...]:
        """Return the texts."""
        texts = table.texts(key)
        for text in texts:
            if not self.pattern.fullmatch(text):
                raise table.error(f"“{key}” cannot hold “{text}”", f"such as {self._examples()}")
        return texts

    def _examples(self, mark: str = "") -> str:
        one, two, three = (f"{mark}{example}{mark}" for example in self.examples)
        return f"{one}, {two} or {three}"

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {"type": "array", "items": {"type": "string", "pattern": whole(self.pattern)}}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some words."""

    values: tuple[str, ...]
    """The words."""

    @property
    def words(self) -> str:
        """What it is, in words."""
        return _listed(self.values)

    def read(self, table: Table, key: str) -> str:
        """Return the word."""
        return choose(table, key, table.text(key), self.values)

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {"enum": list(self.values)}


@dataclass(frozen=True, slots=True)
class Choices(Generic[_Word]):
    """Some of some words, in their order: a list, or one word alone."""

    values: tuple[_Word, ...]
    """The words."""

    @property
    def words(self) -> str:
        """What it is, in words."""
        return f"one or a list of {_listed(self.values)}"

    def read(self, table: Table, key: str) -> tuple[_Word, ...]:
        """Return the words."""
        value = table.values[key]
        texts = table.inner({key: [value]} if isinstance(value, str) else table.values).texts(key)
        chosen = {choose(table, key, text, self.values) for text in texts}
        return tuple(value for value in self.values if value in chosen)

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        one = {"enum": list(self.values)}
        return {"anyOf": [one, {"type": "array", "items": one}]}


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is not negative."""

    words: str = "a number"

    def read(self, table: Table, key: str) -> float:
        """Return the number as it is written: with or without a fraction."""
        value = table.values[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < math.inf:
            raise table.error(f"“{key}” must be a number, 0 or more")
        return value

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {"type": "number", "minimum": 0}


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """A number that is not negative, of which a fraction is dropped."""

    words: str = "a number"

    def read(self, table: Table, key: str) -> int:
        """Return the number."""
        return int(Number().read(table, key))

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return Number().schema()


@dataclass(frozen=True, slots=True)
class Percentage:
    """A number from 0 to 100."""

    words: str = "a number from 0 to 100"

    def read(self, table: Table, key: str) -> float:
        """Return the number."""
        value = table.values[key]
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
            raise table.error(f"“{key}” must be a number from 0 to 100")
        return float(value)

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {"type": "number", "minimum": 0, "maximum": 100}


@dataclass(frozen=True, slots=True)
class Columns:
    """A number of columns, from the narrowest that lines can be wrapped at; 0 for no wrapping."""

    narrowest: int
    """That number."""

    @property
    def words(self) -> str:
        """What it is, in words."""
        return f"a number of columns, {self.narrowest} or more"

    def read(self, table: Table, key: str) -> int:
        """Return the number."""
        value = table.values[key]
        if isinstance(value, bool) or not isinstance(value, int) or (value and value < self.narrowest):
            hint = "such as 79; leave it out for no wrapping"
            raise table.error(f"“{key}” must be a number of columns, {self.narrowest} or more", hint)
        return value

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {"type": "integer", "anyOf": [{"const": 0}, {"minimum": self.narrowest}]}


@dataclass(frozen=True, slots=True)
class PathText:
    """A path, some parts of which are names in braces that stand for something."""

    names: tuple[str, ...]
    """The names."""
    words: str = "a path"

    def read(self, table: Table, key: str) -> str:
        """Return the path."""
        value = rest = table.text(key)
        for name in self.names:
            rest = rest.replace(f"{{{name}}}", "")
        if not rest.isprintable() or "{" in rest:
            names = ", ".join(f"{{{name}}}" for name in self.names)
            raise table.error(f"“{key}” may hold {names}, and neither other braces nor control characters")
        return value

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        names = "|".join(rf"\{{{name}\}}" for name in self.names)
        return {"type": "string", "pattern": rf"^(?:[^{{\x00-\x1f\x7f]|{names})+$"}
