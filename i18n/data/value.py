"""A value that is offered for translation."""

from __future__ import annotations

from dataclasses import dataclass

from i18n.data.paths import DataPath
from i18n.model import Span


class DataError(ValueError):
    """Data that cannot be read."""

    def __init__(self, reason: str, offset: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Value:
    """A value that is offered for translation."""

    text: str
    """What it is read as, without the line ends that close a block scalar."""
    span: Span
    """Where it is written in the body, quotes included."""
    style: str
    """The quotation mark that it is written in, `|` or `>` for a block scalar, empty for plain."""
    path: DataPath
    """Where it stands in the data."""
    in_flow: bool = False
    """Whether it stands in a `[…]` or `{…}`, where YAML's plain scalars cannot hold commas."""
