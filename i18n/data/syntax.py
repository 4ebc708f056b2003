"""What a syntax of data has to be: one whose values can be found, and replaced in place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from i18n.data.paths import Chosen, DataPath
from i18n.data.value import Reading, Value
from i18n.difference import Difference


class Syntax(Protocol):
    """YAML, TOML or JSON; the modules of these names are one each."""

    NAME: str
    """What people call it."""

    def read(self, body: str, chosen: Chosen) -> Reading:
        """Return the chosen values of some data; raises DataError where it cannot be read."""

    def written(self, value: Value, body: str, target: str) -> str:
        """Return how `target` is written in the place of a value of a body: in its style, where that can hold it."""

    def difference(self, before: str, after: str, expected: Mapping[DataPath, str]) -> Difference | None:
        """Return how the data `after` is not the data `before` with the expected values; None if it is."""
