"""JSON: a small scanner finds where each string stands, and is believed only if `json` reads the same strings."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping

from i18n.data.loaded import replaced, texts
from i18n.data.paths import Chosen, DataPath
from i18n.data.value import DataError, Reading, Root, Value
from i18n.difference import Difference
from i18n.model import Span

NAME = "JSON"

# A string, one of the marks of JSON, or a number or `true`, with the blanks before it.
_MARK = re.compile(r'[ \t\n]*("(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+)')


def read(body: str, chosen: Chosen) -> Reading:
    """Return the chosen values of a JSON text; raises DataError, where a key stands twice in an object too."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise DataError(getattr(error, "msg", str(error)), getattr(error, "pos", 0)) from None
    strings = list(_strings(body))
    if [(value.path, value.text) for value in strings] != [(path, text) for path, text in texts(data)]:
        raise DataError("a key stands in it twice")
    if isinstance(data, str):
        return Reading((), root="text")
    root: Root = "list" if isinstance(data, list) else "mapping"
    return Reading([value for value in strings if chosen.has(value.path)], root=root)


def end_of_object(text: str) -> int:
    """Return where the JSON object ends that a text starts with; -1 if none does."""
    try:
        return json.JSONDecoder().raw_decode(text)[1]
    except (ValueError, RecursionError):
        return -1


def _strings(body: str) -> Iterator[Value]:
    """Yield each string that is no key, in order."""
    path: list[str | int] = []
    containers: list[str] = []
    waits_for_key = False
    for match in _MARK.finditer(body):
        mark = match[1]
        if mark in "{[":
            containers.append(mark)
            path.append(0 if mark == "[" else "")
            waits_for_key = mark == "{"
        elif mark in "}]":
            containers.pop()
            path.pop()
        elif mark == ",":
            waits_for_key = containers[-1] == "{"
            if isinstance(number := path[-1], int):
                path[-1] = number + 1
        elif waits_for_key:
            path[-1], waits_for_key = json.loads(mark), False
        elif mark.startswith('"'):
            yield Value(json.loads(mark), Span(*match.span(1)), '"', tuple(path))


def written(value: Value, body: str, target: str) -> str:
    """Return how `target` is written in the place of a value."""
    return json.dumps(target, ensure_ascii=False)


def difference(before: str, after: str, expected: Mapping[DataPath, str]) -> Difference | None:
    """Return how the JSON `after` is not the JSON `before` with the expected values; None if it is."""
    try:
        same = bool(json.loads(after) == replaced(json.loads(before), expected))
    except (ValueError, RecursionError) as error:
        return Difference("unreadable data", names=(str(error),))
    return None if same else Difference("data")


def without(body: str, keys: Collection[str]) -> str:
    """Return the text of a JSON object without the members of some keys; all others keep their bytes."""
    members = list(_members(body)) if keys else []
    kept = [number for number, (key, _) in enumerate(members) if key not in keys]
    if len(kept) == len(members):
        return body
    start, end = members[0][1].start, members[-1][1].end
    if not kept:
        return body[:start].rstrip() + body[end:].lstrip()
    parts = [body[:start], body[slice(*members[kept[0]][1])]]
    for number in kept[1:]:
        parts += [body[members[number - 1][1].end : members[number][1].start], body[slice(*members[number][1])]]
    return "".join([*parts, body[end:]])


def _members(body: str) -> Iterator[tuple[str, Span]]:
    """Yield the members of an object that can be read: key, and span from the key to the value's end."""
    decode = json.JSONDecoder().raw_decode
    at = body.index("{") + 1
    while body[at := _past_blanks(body, at)] != "}":
        key, end = decode(body, at)
        _, end = decode(body, _past_blanks(body, body.index(":", end) + 1))
        yield key, Span(at, end)
        at = _past_blanks(body, end)
        at += body[at] == ","


def _past_blanks(body: str, at: int) -> int:
    while body[at] in " \t\r\n":
        at += 1
    return at
