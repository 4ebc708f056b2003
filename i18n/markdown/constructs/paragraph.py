"""Paragraphs, and setext headings that start with a letter: the same blocks, found sooner.

No block but a table, whose delimiter row then follows, starts with a letter. So nothing else need be
tried for such a paragraph, nor for those of its lines that start with a letter, and one pass tells
a setext heading from a paragraph. What comes out is what markdown-it-py's own rules make of it.
"""

from __future__ import annotations

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from i18n.markdown.constructs import attribute_list, list_item, quote
from i18n.markdown.constructs.construct import Construct
from i18n.markdown.leaf import Leaf
from i18n.markdown.parser_state import lines_of, trimmed
from i18n.markdown.segments.scope import Scope
from i18n.markdown.segments.text import content_for_translators, text_segments, without_break
from i18n.markdown.segments.visit import Visit
from i18n.markdown.tags import tag_of
from i18n.model import Span


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


def note_lines(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    """Note where the lines of a paragraph or of a setext heading stand."""
    inline = tokens[1]
    last = inline.map[1] if inline.map else state.line
    inline.meta["lines"] = trimmed(state.src, lines_of(state, start_line, last))


def paragraph_segments(visit: Visit, opening: Token, token: Token, scope: Scope) -> None:
    """Make the segments of a paragraph, the mark of a task or an alert and a list of attributes left out."""
    content = content_for_translators(visit, token, scope)
    if not content:
        return
    end, attributes = len(content), None
    if "attributes" in visit.dialect.features and (last := attribute_list.line_start(content)) < end:
        attributes = tag_of(content, last, end)
        end = without_break(content, 0, last - 1, last=False)
    starts_item = scope.is_first and scope.kind == "list item"
    task_end = list_item.after_task(content) if starts_item and "tasks" in visit.dialect.features else 0
    spans = quote.without_alert(content, end) if scope.is_first and not starts_item else [Span(task_end, end)]
    leaf = Leaf("paragraph", content, tuple(token.meta["lines"]), in_item=starts_item and not task_end)
    text_segments(visit, leaf, spans, scope, attributes)


CONSTRUCT = Construct(
    install=lambda md: md.block.ruler.before("table", "prose", _prose),
    notes={"prose": note_lines, "paragraph": note_lines},
    texts={"paragraph_open": paragraph_segments},
)
