"""The block parser's state, as our rules need it."""

from __future__ import annotations

from typing import Literal

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token


class State(StateBlock):
    """The parser's state, with tokens made without the detour of a dataclass's checks."""

    open_tags: tuple[tuple[str, int], ...] = ()
    """The JSX elements that are open: their names and where they start."""
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
