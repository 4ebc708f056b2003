"""Leaves and slots: where translations go in a document."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Literal, TypeAlias

from i18n.data.value import Value
from i18n.markdown.inline.tree import Inline
from i18n.markdown.parser_state import Line

Place: TypeAlias = Literal[
    "text",
    "heading",
    "cell",
    "alt",
    "title",
    "value",
    "html",
    "attribute",
    "parameter",
    "label",
    "type",
    "quoted",
    "code",
]
"""What surrounds a slot, and so what must be escaped in it."""


@dataclass(frozen=True, slots=True)
class KeptLines:
    """A piece that is written over several lines, and goes back as it is."""

    shown: str
    """How translators see it: on one line."""
    content: str
    """How its leaf's content has it."""
    source: str
    """How the normalized source has it, prefixes included."""


@dataclass(slots=True)
class Slot:
    """A place in a leaf that a translation can go to."""

    start: int
    """Where it starts in the leaf's content."""
    end: int
    """Where it ends there."""
    place: Place
    """What must be escaped there, and how."""
    breaks: tuple[str, ...] = ()
    """The marks of the source's hard breaks, in order: blanks or a backslash."""
    kept: tuple[KeptLines, ...] = ()
    """Its pieces that are written over several lines."""
    value: Value | None = None
    """The front matter value, where it is one."""
    number: int = 0
    """Index of its segment in the document."""


@dataclass(slots=True)
class Leaf:
    """A block of inline text or of raw lines, a link reference definition or the front matter, with its slots."""

    kind: str
    """`paragraph`, `heading`, `cell`, `definition`, `raw`, `code` or `front matter`."""
    content: str
    """Its text without container prefixes, lines joined by LF; of a cell, `|` for `\\|`."""
    lines: tuple[Line, ...]
    """Where its lines stand in the normalized source."""
    shift: int = 0
    """Where the front matter's content starts in the normalized source; other leaves have lines."""
    opens_line: bool = True
    """Whether block markup at its start would come to life."""
    in_item: bool = False
    """Whether it is the first text of a list item, where `[ ]` makes a task."""
    mark: str = ""
    """What the front matter opens with."""
    language: str = ""
    """The language of a code block."""
    slots: list[Slot] = field(default_factory=list)
    """Its translatable places, in order."""
    line_starts: list[int] = field(default_factory=list)
    """Where its lines start in the content, once asked for."""
    inline: Inline | None = None
    """What its content is made of, where it had to be read."""

    def offset(self, at: int) -> int:
        """Return the offset in the normalized source of an offset in the content."""
        if self.kind == "front matter":
            return self.shift + at
        if self.kind == "cell" and len(self.content) < self.lines[0][1] - self.lines[0][0]:
            return self.lines[0][0] if at == 0 else self.lines[0][1]
        if len(self.lines) == 1:
            return self.lines[0][0] + at
        if not self.line_starts:
            self.line_starts = list(accumulate((end - start + 1 for start, end in self.lines[:-1]), initial=0))
        line = bisect_right(self.line_starts, at) - 1
        return self.lines[line][0] + at - self.line_starts[line]
