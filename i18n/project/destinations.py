"""Maps of destinations: what links and pictures lead to elsewhere in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from i18n.project.kinds import TEXTS, whole
from i18n.project.locales import refuse_unless_known
from i18n.project.table import Table

_CHARACTER = r"""[^\s<>()"'`{}|\\]"""
_DESTINATION = re.compile(rf"{_CHARACTER}+")
"""What can stand in a link without being quoted: `/zh/`, `https://example.com/a?b=%20#c`."""

_TEMPLATE = re.compile(rf"(?:{_CHARACTER}|\{{locale\}})+")
"""A destination with `{locale}` in it: `https://example.com/{locale}/`."""

_EXCEPT = "except"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a map."""

    before: str
    """What a source says: a whole destination, or a part of it that ends with `/`."""
    after: str
    """What stands there instead; `{locale}` is the locale."""
    locale: str = ""
    """The locale that it holds for; empty for all."""


@dataclass(frozen=True, slots=True)
class DestinationMap:
    """The map of links, or that of assets."""

    entries: tuple[Entry, ...] = ()
    """Its lines."""
    exceptions: tuple[Entry, ...] = ()
    """Ends of destinations that stay as they are."""
    anywhere: bool = False
    """Whether a line may name any part of a destination, not only how it begins."""

    def entry(self, destination: str, locale: str) -> Entry | None:
        """Return the line that names a destination, exceptions or not: of several the longest, its own locale first."""
        named = [entry for entry in self.entries if entry.locale in ("", locale) and self._names(entry, destination)]
        return max(named, key=lambda entry: (len(entry.before), entry.locale), default=None)

    def is_excepted(self, destination: str, locale: str) -> bool:
        """Tell whether a destination stays as it is whatever the lines say."""
        path = _without_fragment(destination).partition("?")[0]
        return any(path.endswith(entry.before) for entry in self.exceptions if entry.locale in ("", locale))

    def mapped(self, destination: str, locale: str) -> str:
        """Return what stands in the place of a destination in a locale: once mapped, it is not mapped again."""
        entry = self.entry(destination, locale)
        if not entry or self.is_excepted(destination, locale):
            return destination
        return destination.replace(entry.before, entry.after.replace("{locale}", locale), 1)

    def _names(self, entry: Entry, destination: str) -> bool:
        if self.anywhere:
            return entry.before in destination
        if entry.before.endswith("/"):
            return destination.startswith(entry.before)
        return entry.before in (destination, _without_fragment(destination))


def _without_fragment(destination: str) -> str:
    return destination.partition("#")[0]


NO_LINKS = DestinationMap()
"""A map of links that says nothing."""

NO_ASSETS = DestinationMap(anywhere=True)
"""A map of assets that says nothing."""


@dataclass(frozen=True, slots=True)
class Destinations:
    """What `[links]` and `[assets]` hold: the lines of a map, exceptions, and tables of both for some locales."""

    anywhere: bool
    """Whether a line may name any part of a destination."""
    words: str = "a table from destinations to destinations"

    def read(self, table: Table, key: str) -> DestinationMap:
        """Return the map."""
        return self._read(table, key, table.values[key])

    def _read(self, table: Table, key: str, lines: object) -> DestinationMap:
        if not isinstance(lines, dict):
            raise table.error(f"“{key}” must be a table", f"write [{key}]")
        entries: list[Entry] = []
        exceptions: list[Entry] = []
        for before, after in lines.items():
            if before == _EXCEPT:
                exceptions += _exceptions(table.inner(lines))
            elif isinstance(after, dict):
                refuse_unless_known(table, before, f"[{key}.{before}] names no locale")
                # No table for a locale stands inside of another.
                inner = self._read(replace(table, locales=()), key, after)
                entries += (replace(entry, locale=before) for entry in inner.entries)
                exceptions += (replace(entry, locale=before) for entry in inner.exceptions)
            else:
                entries.append(_entry(table, key, before, after))
        return DestinationMap(tuple(entries), tuple(exceptions), self.anywhere)

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        line = {"type": "string", "pattern": whole(_TEMPLATE)}
        for_locale = _lines(line)
        return _lines({"anyOf": [line, for_locale]})


def _lines(line: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {_EXCEPT: {"description": "Ends of destinations that stay as they are.", **TEXTS}},
        "propertyNames": {"pattern": whole(_DESTINATION)},
        "additionalProperties": line,
    }


def _exceptions(lines: Table) -> Iterator[Entry]:
    return (Entry(end, end) for end in lines.texts(_EXCEPT))


def _entry(table: Table, key: str, before: str, after: object) -> Entry:
    if not isinstance(after, str):
        raise table.error(f"“{before}” in [{key}] must be a text")
    for text in (before, after.replace("{locale}", "locale")):
        if not _DESTINATION.fullmatch(text) or not text.isprintable():
            raise table.error(f"“{text}” in [{key}] cannot stand in a link", "percent-encode blanks and brackets")
    return Entry(before, after)
