"""Tables: where each cell stands, and how a pipe is written in one.

GFM splits a row before it reads inline markup, so a pipe inside a code span is escaped too.
"""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from i18n.markdown.constructs.construct import Construct, TextHandler
from i18n.markdown.leaf import Leaf
from i18n.markdown.parser_state import Line, lines_of
from i18n.markdown.segments.scope import Scope
from i18n.markdown.segments.text import content_for_translators, text_segments
from i18n.markdown.segments.visit import Visit
from i18n.model import Span

_PIPE = re.compile(r"(?<!\\)\|")  # a pipe that ends a cell
_PIPES = re.compile(r"(\\*)\|")  # any pipe, with the backslashes before it
_BLANKS = " \t"


def cell_spans(text: str, start: int, end: int) -> list[Span]:
    """Return the trimmed span of each cell of the row `text[start:end]`.

    A blank piece before the first pipe or after the last is no cell. An escaped pipe (`\\|`) does
    not end one; as in markdown-it and cmark-gfm, only the character just before a pipe counts.
    """
    row = text[start:end].rstrip(_BLANKS)
    bounds = [-1, *(match.start() for match in _PIPE.finditer(row)), len(row)]
    spans = [_trimmed(text, start + left + 1, start + right) for left, right in pairwise(bounds)]
    if bounds[1] == 0:
        spans = spans[1:]
    if spans and bounds[-2] == len(row) - 1:
        spans = spans[:-1]
    return spans


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _BLANKS:
        start += 1
    while start < end and text[end - 1] in _BLANKS:
        end -= 1
    return Span(start, end)


def cell_text(cell: str) -> str:
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


def _note_cells(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    """Note where each cell stands, and what of a row lies beyond its last column."""
    spans: list[Line] = []
    starts_line = False
    row: Token | None = None
    for token in tokens:
        if token.type == "tr_open" and token.map:
            row = token
            [(start, end)] = lines_of(state, token.map[0], token.map[0] + 1)
            spans = list(cell_spans(state.src, start, end))
            starts_line = not state.src.startswith("|", start)
        elif token.type == "inline":
            span = spans.pop(0) if spans else (0, 0)
            token.meta["lines"] = [span] if token.content else []
            token.meta["opens_line"], starts_line = starts_line, False
        elif token.type == "tr_close" and row and spans:
            row.meta["beyond"] = (spans[0][0], spans[-1][1])


def _row(visit: Visit, token: Token, scope: Scope) -> Scope:
    """Skip what of a row lies beyond its last column."""
    if "beyond" in token.meta:
        start, end = token.meta["beyond"]
        visit.sink.skip(start, end, "beyond the last column")
    return scope


def _cells(kind: str) -> TextHandler:
    """Return what makes segments of cells of some kind."""

    def segments(visit: Visit, opening: Token, token: Token, scope: Scope) -> None:
        if content := content_for_translators(visit, token, scope):
            leaf = Leaf("cell", cell_text(content), tuple(token.meta["lines"]), opens_line=token.meta["opens_line"])
            text_segments(visit, leaf, [Span(0, len(leaf.content))], scope.named(kind))

    return segments


CONSTRUCT = Construct(
    feature="tables",
    install=lambda md: md.enable("table"),
    notes={"table": _note_cells},
    containers={"tr_open": _row},
    texts={"th_open": _cells("table header"), "td_open": _cells("table cell")},
)
