"""Table rows: where each cell stands, and how a pipe is written in one.

GFM splits a row before it reads inline markup, so a pipe inside a code span is escaped too.
"""

from __future__ import annotations

import re
from itertools import pairwise

from i18n.model import Span

_PIPE = re.compile(r"(?<!\\)\|")
_PIPES = re.compile(r"(\\*)\|")
BLANKS = " \t"


def cell_spans(text: str, start: int, end: int) -> list[Span]:
    """Return the trimmed span of each cell of the row `text[start:end]`.

    A blank piece before the first pipe or after the last is no cell. An escaped pipe (`\\|`) does
    not end one; as in markdown-it and cmark-gfm, only the character just before a pipe counts.
    """
    row = text[start:end].rstrip(BLANKS)
    bounds = [-1, *(match.start() for match in _PIPE.finditer(row)), len(row)]
    spans = [_trimmed(text, start + left + 1, start + right) for left, right in pairwise(bounds)]
    if bounds[1] == 0:
        spans = spans[1:]
    if spans and bounds[-2] == len(row) - 1:
        spans = spans[:-1]
    return spans


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in BLANKS:
        start += 1
    while start < end and text[end - 1] in BLANKS:
        end -= 1
    return Span(start, end)


def shown(cell: str) -> str:
    """Return a cell as its reader sees it: `|` where the source has `\\|`."""
    return cell.replace("\\|", "|")


def escaped(cell: str) -> str:
    """Return text with each pipe written so that it does not end a cell.

    A pipe that a translator already escaped stays one pipe. After a literal backslash, where
    parsers disagree about `\\\\|`, it becomes a character reference.
    """

    def pipe(match: re.Match[str]) -> str:
        slashes = match[1]
        if len(slashes) % 2:
            slashes = slashes[1:]
        return slashes + ("&#124;" if slashes else "\\|")

    return _PIPES.sub(pipe, cell)
