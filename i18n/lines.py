"""Line ends and offsets: what the parser reads and where that stands in the file.

markdown-it-py ends a line at LF, CR LF and a lone CR, and at nothing else, and reads NUL as U+FFFD.
We hand it a text with that already done and keep the way back, so that every span is an offset
in the source text itself. Never `str.splitlines()`, which also ends lines at U+2028, VT and FF.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from i18n.model import Position, Span

BOM = "\ufeff"
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source text with the form that is parsed: LF line ends, no BOM, no NUL."""

    text: str
    """The text as decoded, every character of it."""
    normalized: str
    """The same with LF for each line end, U+FFFD for NUL and no BOM."""
    _shift: int
    """Characters of the BOM."""
    _pairs: tuple[int, ...] = field(repr=False)
    """Offsets in `normalized` of the LFs that are CR LF in `text`, ascending."""
    _starts: tuple[int, ...] = field(repr=False)
    """Offsets in `normalized` at which lines start, ascending."""

    def offset(self, normalized_offset: int) -> int:
        """Return the offset in `text` of an offset in `normalized`."""
        if not self._pairs:
            return normalized_offset + self._shift
        return normalized_offset + self._shift + bisect_left(self._pairs, normalized_offset)

    def normalized_offset(self, offset: int) -> int:
        """Return the offset in `normalized` of an offset in `text`."""
        offset = max(0, offset - self._shift)
        return offset - bisect_left(self._pairs, offset, key=lambda pair: self.offset(pair) - self._shift)

    def span(self, start: int, end: int) -> Span:
        """Return the span in `text` of a range of `normalized`."""
        if not self._pairs:
            return Span(start + self._shift, end + self._shift)
        return Span(self.offset(start), self.offset(end))

    def position(self, normalized_offset: int) -> Position:
        """Return line and column, both from 1, of an offset in `normalized`."""
        line = bisect_right(self._starts, normalized_offset)
        return Position(line, normalized_offset - self._starts[line - 1] + 1)

    def line_start(self, normalized_offset: int) -> int:
        """Return the offset in `normalized` at which the line of an offset starts."""
        return self._starts[bisect_right(self._starts, normalized_offset) - 1]

    def line_at(self, normalized_offset: int) -> str:
        """Return the line that an offset of `normalized` stands in, without its end."""
        return self.normalized[self.line_start(normalized_offset) :].partition("\n")[0]

    def line_offset(self, line: int) -> int:
        """Return the offset in `normalized` at which a line, counted from 0, starts; its end beyond the last."""
        return self._starts[line] if line < len(self._starts) else len(self.normalized)

    @property
    def newline(self) -> str:
        """The line end that new lines take: the most frequent one, LF where there is none."""
        if "\r" not in self.text:
            return "\n"
        ends = _LINE_END.findall(self.text)
        return max(("\n", "\r\n", "\r"), key=ends.count)


def source_text(text: str) -> SourceText:
    """Return `text` with its parsed form and the way back."""
    shift = 1 if text.startswith(BOM) else 0
    body = text[shift:]
    pairs: tuple[int, ...] = ()
    if "\r" in body:
        found = [match.start() for match in re.finditer("\r\n", body)]
        pairs = tuple(offset - number for number, offset in enumerate(found))
        body = body.replace("\r\n", "\n").replace("\r", "\n")
    body = body.replace("\0", "\ufffd")
    starts = (0, *(match.end() for match in re.finditer("\n", body)))
    return SourceText(text, body, shift, pairs, starts)
