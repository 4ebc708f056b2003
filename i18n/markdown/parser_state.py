"""The block parser's state, and what rules ask of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeAlias

from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

BlockRule: TypeAlias = Callable[[StateBlock, int, int, bool], bool]
"""Tells whether a construct starts at a line and, unless it is only asked (the last argument), takes its lines."""

OpenTags: TypeAlias = tuple[tuple[str, int], ...]
"""JSX elements that are open: their names and where they start."""

Line: TypeAlias = tuple[int, int]
"""A range of offsets within one line."""

ENDS_TEXT = ["paragraph", "reference", "blockquote"]
"""The blocks whose text ends where most constructs start: a paragraph, a definition's, and one in a quote."""
ENDS_LIST = [*ENDS_TEXT, "list"]
"""The same, and a list whose item has text that goes on."""

_BLANKS = " \t\v\f\r"


class ParserState(StateBlock):
    """The parser's state, with tokens made without the detour of a dataclass's checks."""

    open_tags: OpenTags = ()
    """The JSX elements that are open."""
    indented_from = 0
    """The first line at which indented code is read; lines above it stand among tags."""

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Push a new token."""
        token = Token.__new__(Token)
        token.type, token.tag, token.nesting = ttype, tag, nesting
        token.attrs, token.meta, token.map, token.children = {}, {}, None, None
        token.content = token.markup = token.info = ""
        token.block, token.hidden = True, False
        if nesting < 0:
            self.level -= 1
        token.level = self.level
        if nesting > 0:
            self.level += 1
        self.tokens.append(token)
        return token

    def is_code_block(self, line: int) -> bool:
        """Tell whether a line is indented code."""
        return self.sCount[line] - self.blkIndent >= 4 and line >= self.indented_from


def push_lines(state: StateBlock, name: str, start_line: int, end_line: int) -> bool:
    """Push a leaf that is not parsed any further, for some lines; returns that the rule has matched."""
    state.line = end_line
    token = state.push(name, "", 0)
    token.map = [start_line, end_line]
    token.content = state.getLines(start_line, end_line, state.blkIndent, False)
    return True


def line_text(state: StateBlock, line: int) -> str:
    """Return a line without its container's prefix and its indentation."""
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def end_before_blank(state: StateBlock, start_line: int, end_line: int) -> int:
    """Return the line at which a blank one, or the end of the container, follows some lines."""
    line = start_line + 1
    while line < end_line and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        line += 1
    return line


def take_inline(state: StateInline, name: str, end: int, silent: bool) -> bool:
    """Take the text up to an offset as one token; returns that the rule has matched."""
    if not silent:
        state.push(name, "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def lines_of(state: StateBlock, first: int, last: int) -> list[Line]:
    """Return, for each line of a range, its first character that is not blank and its end."""
    begins, shifts, ends = state.bMarks, state.tShift, state.eMarks
    return [(begins[line] + shifts[line], ends[line]) for line in range(first, last)]


def note_block(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    """Note where the lines of a block stand that is one token."""
    tokens[0].meta["lines"] = lines_of(state, start_line, state.line)


def trimmed(text: str, lines: list[Line]) -> list[Line]:
    """Leave out the blanks that the parser trims from both ends of a paragraph."""
    if text[lines[0][0]] not in _BLANKS and text[lines[-1][1] - 1] not in _BLANKS:
        return lines
    while lines and not text[slice(*lines[-1])].strip(_BLANKS):
        lines.pop()
    while lines and not text[slice(*lines[0])].strip(_BLANKS):
        del lines[0]
    if lines:
        start, end = lines[-1]
        lines[-1] = (start, start + len(text[start:end].rstrip(_BLANKS)))
        start, end = lines[0]
        lines[0] = (end - len(text[start:end].lstrip(_BLANKS)), end)
    return lines
