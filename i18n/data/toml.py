"""TOML: a small scanner finds where each string stands, and is believed only if `tomllib` reads the same strings."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping

from i18n.data.loaded import replaced, texts
from i18n.data.paths import Chosen, DataPath
from i18n.data.value import DataError, Reading, Value
from i18n.difference import Difference
from i18n.model import Span

NAME = "TOML"

# Blanks, line ends and comments.
_BLANK = re.compile(r"(?:[ \t\n]|#[^\n]*)*")
_SPACES = re.compile(r"[ \t]*")
# A part of a key: `title`, `"a b"`, `'a b'`.
_KEY = re.compile(r"""[ \t]*(?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[A-Za-z0-9_-]+)[ \t]*""")
# Strings of several lines and of one, with escapes and without.
_STRINGS = (r'"""(?:[^\\]|\\.)*?"{3,5}', r"'''.*?'{3,5}", r'"(?:[^"\\\n]|\\.)*"', r"'[^'\n]*'")
_STRING = re.compile("|".join(_STRINGS), re.DOTALL)
# A value that is no string: `3`, `true`, `2025-01-31`.
_OTHER = re.compile(r"[^\s,\]}#][^,\]}#\n]*")
# The end of a message of `tomllib`: ` (at line 1, column 5)`.
_ERROR_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)")


def read(body: str, chosen: Chosen) -> Reading:
    """Return the chosen values of a TOML document; raises DataError."""
    try:
        data = tomllib.loads(body)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DataError(_ERROR_PLACE.sub("", str(error)), _offset(body, str(error))) from None
    strings = list(_Scanner(body).run())
    if sorted(map(_sortable, ((value.path, value.text) for value in strings))) != sorted(map(_sortable, texts(data))):
        raise DataError("it is written in a way that cannot be told apart")
    return Reading([value for value in strings if chosen.has(value.path)])


def _sortable(item: tuple[DataPath, str]) -> tuple[str, str]:
    return repr(item[0]), item[1]


def _offset(body: str, message: str) -> int:
    place = _ERROR_PLACE.search(message)
    lines = body.split("\n")
    return sum(len(line) + 1 for line in lines[: int(place[1]) - 1]) + int(place[2]) - 1 if place else 0


class _Scanner:
    """Finds the strings of a document that `tomllib` can read; what it would make of another does not matter."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.counts: dict[DataPath, int] = {}

    def run(self) -> Iterator[Value]:
        table: DataPath = ()
        while self.skip(_BLANK) < len(self.text):
            if self.text.startswith("[[", self.at):
                self.at += 2
                table = self.table(self.key())
                number = self.counts[table] = self.counts.get(table, -1) + 1
                table = (*table, number)
                self.at += 2
            elif self.text.startswith("[", self.at):
                self.at += 1
                table = self.table(self.key())
                self.at += 1
            else:
                yield from self.pair(table)

    def table(self, keys: DataPath) -> DataPath:
        """Return the path of a table: its keys, and behind each list of tables the index of its last one.

        Below `[[menu]]` for the second time, `[menu.params]` is `menu`, 1, `params`.
        """
        path: DataPath = ()
        for number, key in enumerate(keys):
            path = (*path, key)
            if path in self.counts and number < len(keys) - 1:
                path = (*path, self.counts[path])
        return path

    def skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at + 1
        return self.at

    def key(self) -> DataPath:
        parts: list[str] = []
        while match := _KEY.match(self.text, self.at):
            self.at = match.end()
            part = match[0].strip()
            parts.append(_unquoted(part) if part[0] in "\"'" else part)
            if not self.text.startswith(".", self.at):
                break
            self.at += 1
        return tuple(parts)

    def pair(self, table: DataPath) -> Iterator[Value]:
        path = (*table, *self.key())
        self.at += 1  # the equals sign
        self.skip(_SPACES)
        yield from self.value(path)

    def value(self, path: DataPath) -> Iterator[Value]:
        match = _STRING.match(self.text, self.at)
        if match:
            self.at = match.end()
            style = match[0][:3] if match[0][:3] in ('"""', "'''") and len(match[0]) > 3 else match[0][0]
            yield Value(_unquoted(match[0]), Span(*match.span()), style, path)
        elif self.text.startswith(("[", "{"), self.at):
            yield from self.items(path, is_list=self.text[self.at] == "[")
        else:
            self.skip(_OTHER)

    def items(self, path: DataPath, is_list: bool) -> Iterator[Value]:
        self.at += 1
        number = 0
        while self.skip(_BLANK) < len(self.text) and self.text[self.at] not in "]}":
            yield from self.value((*path, number)) if is_list else self.pair(path)
            number += 1
            self.skip(_BLANK)
            if self.text.startswith(",", self.at):
                self.at += 1
        self.at += 1


def _unquoted(literal: str) -> str:
    try:
        return str(tomllib.loads(f"x = {literal}")["x"])
    except tomllib.TOMLDecodeError:
        return ""


def written(value: Value, body: str, target: str) -> str:
    """Return how `target` is written in the place of a value: in its style where that can hold it."""
    plain = all(character.isprintable() or character == "\n" for character in target)
    if value.style == "'" and plain and not {"'", "\n"} & set(target):
        return f"'{target}'"
    if value.style == "'''" and plain and "''" not in target and not target.endswith("'"):
        return f"'''{_first_break(body, value)}{target}'''"
    escaped = json.dumps(target, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007F")
    if value.style == '"""':
        return f'"""{_first_break(body, value)}{escaped.replace(chr(92) + "n", chr(10))}"""'
    return f'"{escaped}"'


def _first_break(body: str, value: Value) -> str:
    """Return the line end after the opening mark, which is no part of the text."""
    return "\n" if body.startswith("\n", value.span.start + 3) else ""


def difference(before: str, after: str, expected: Mapping[DataPath, str]) -> Difference | None:
    """Return how the TOML `after` is not the TOML `before` with the expected values; None if it is."""
    try:
        same = bool(tomllib.loads(after) == replaced(tomllib.loads(before), expected))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return Difference("unreadable data", names=(str(error),))
    return None if same else Difference("data")
