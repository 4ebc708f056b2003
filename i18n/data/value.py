"""What is found in data: values that are offered for translation, and what is doubtful."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from i18n.data.paths import DataPath
from i18n.model import Span

Root: TypeAlias = Literal["mapping", "list", "text"]
"""What some data is as a whole."""


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


class Doubt(NamedTuple):
    """Something that another program may read in another way."""

    reason: str
    """What it is, in a sentence without a full stop."""
    offset: int
    """Where, in the body."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the data in a body is read as."""

    values: Sequence[Value]
    """The chosen values."""
    doubts: Sequence[Doubt] = ()
    """What is doubtful."""
    root: Root = "mapping"
    """What the whole is; what is empty counts as a mapping."""
