"""Paragraphs and setext headings that start with a letter: the same blocks, found sooner.

No block but a table, whose delimiter row then follows, starts with a letter. So nothing else need be
tried for such a paragraph, nor for those of its lines that start with a letter, and one pass tells
a setext heading from a paragraph. What comes out is what markdown-it-py's own rules make of it.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock


def install(md: MarkdownIt) -> None:
    """Add the rule to a parser, before all rules of its own."""
    md.block.ruler.before("table", "prose", _prose)


def _prose(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if silent or not _starts_with_letter(state, start_line, end_line) or state.is_code_block(start_line):
        return False
    return paragraph(state, start_line, end_line, silent)


def paragraph(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a paragraph or a setext heading; unlike the parser's own rules, heed where there is no indented code."""
    parent, state.parentType = state.parentType, "paragraph"
    underline = ""
    line = start_line + 1
    while line < state.lineMax and not state.isEmpty(line):
        if not state.is_code_block(line):
            underline = _underline(state, line) if line < end_line else ""
            if underline or (state.sCount[line] >= 0 and _ends_paragraph(state, line, state.lineMax)):
                break
        line += 1
    state.parentType = parent
    _push(state, start_line, line, underline)
    return True


def _starts_with_letter(state: StateBlock, line: int, end_line: int) -> bool:
    """Tell whether a line starts with a letter and neither a table row nor a definition can follow."""
    if not state.src[state.bMarks[line] + state.tShift[line]].isalpha():
        return False
    following = line + 1
    if following >= end_line:
        return True
    at = state.bMarks[following] + state.tShift[following]
    if state.src.startswith((":", "\n"), at) and _defines(state, following, end_line):
        return False
    is_delimiter = state.src.startswith(("|", "-"), at)
    return not is_delimiter or "|" not in state.src[state.bMarks[line] : state.eMarks[line]]


def _defines(state: StateBlock, line: int, end_line: int) -> bool:
    """Tell whether a line, or the one after it if it is blank, may be a definition of the line above."""
    line += state.isEmpty(line)
    return line < end_line and state.src.startswith(":", state.bMarks[line] + state.tShift[line])


def _underline(state: StateBlock, line: int) -> str:
    """Return the mark of a setext underline, or nothing."""
    if state.sCount[line] < state.blkIndent:
        return ""
    text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip(" \t")
    mark = text[0]
    return mark if mark in "-=" and text == mark * len(text) else ""


def _ends_paragraph(state: StateBlock, line: int, end_line: int) -> bool:
    if _starts_with_letter(state, line, end_line):
        return False
    return any(rule(state, line, end_line, True) for rule in state.md.block.ruler.getRules("paragraph"))


def _push(state: StateBlock, start_line: int, end_line: int, underline: str) -> None:
    kind, tag = ("heading", "h1" if underline == "=" else "h2") if underline else ("paragraph", "p")
    state.line = end_line + bool(underline)
    opening = state.push(f"{kind}_open", tag, 1)
    opening.markup = underline
    opening.map = [start_line, state.line]
    inline = state.push("inline", "", 0)
    inline.content = mdTrim(state.getLines(start_line, end_line, state.blkIndent, False))
    inline.map = [start_line, end_line]
    inline.children = []
    state.push(f"{kind}_close", tag, -1).markup = underline
