"""JSON: one small scanner tells where each string stands; `json` reads the whole beside it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from i18n.markdown.front_matter.paths import Chosen, DataPath
from i18n.markdown.front_matter.value import FrontMatterError, Value
from i18n.model import Span

_MARK = re.compile(r'[ \t\n]*("(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+)')


def read(body: str, chosen: Chosen) -> tuple[list[Value], list[tuple[str, int]]]:
    """Return the chosen values of a JSON object, and what is doubtful about it; raises FrontMatterError."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise FrontMatterError(getattr(error, "msg", str(error)), getattr(error, "pos", 0)) from None
    strings = list(_strings(body))
    if [(value.path, value.text) for value in strings] != [(path, text) for path, text in texts(data)]:
        raise FrontMatterError("a key stands in it twice")
    return [value for value in strings if chosen.has(value.path)], []


def end_of_object(text: str) -> int:
    """Return where the JSON object ends that a text starts with; -1 if none does."""
    try:
        return json.JSONDecoder().raw_decode(text)[1]
    except (ValueError, RecursionError):
        return -1


def texts(data: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, str]]:  # noqa: ANN401 - JSON is anything
    """Yield each text of some data with its path, in order."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts(value, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from texts(value, (*path, number))


def replaced(data: Any, expected: Mapping[DataPath, str], path: DataPath = ()) -> Any:  # noqa: ANN401
    """Return data with the texts at some paths replaced."""
    if isinstance(data, dict):
        return {key: replaced(value, expected, (*path, key)) for key, value in data.items()}
    if isinstance(data, list):
        return [replaced(value, expected, (*path, number)) for number, value in enumerate(data)]
    return expected.get(path, data) if isinstance(data, str) else data


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


def problem_with(before: str, after: str, expected: Mapping[DataPath, str]) -> str:
    """Say why the JSON `after` is not the JSON `before` with the expected values; empty if it is."""
    try:
        same = bool(json.loads(after) == replaced(json.loads(before), expected))
    except (ValueError, RecursionError) as error:
        return str(error)
    return "" if same else "it would change the front matter"
