"""Data as Python's own readers of JSON and TOML return it: dictionaries, lists, texts and numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from i18n.data.paths import DataPath


def texts(data: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, str]]:  # noqa: ANN401 - data is anything
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
