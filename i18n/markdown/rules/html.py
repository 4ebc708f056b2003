"""HTML inside text: elements that are not for translators, taken whole; Vue's components as blocks."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_block.html_block import HTML_SEQUENCES
from markdown_it.rules_inline import StateInline

from i18n.markdown.state import line_text, push_lines
from i18n.markdown.tags import element_end

_COMPONENT = re.compile(r"</?(?:[A-Z][\w.]*|[a-z]\w*(?:-\w+)+)(?=[\s/>]|$)", re.ASCII)


_LINE_OF_ONE_TAG = HTML_SEQUENCES[-1][0]


def install(md: MarkdownIt) -> None:
    """Add the rules for elements and for lines of one tag to a parser."""
    md.block.ruler.at("html_block", _html, {"alt": ["paragraph", "reference", "blockquote"]})
    md.inline.ruler.before("html_inline", "element", _element)


def _html(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read HTML; a line of one tag, which cannot end a paragraph, ends a list item or quote that it is no part of.

    So do cmark and remark; markdown-it-py takes such a line for one more of the paragraph inside.
    """
    is_lazy = silent and (state.parentType == "blockquote" or state.sCount[start_line] < state.blkIndent)
    if is_lazy and _LINE_OF_ONE_TAG.search(line_text(state, start_line)):
        return True
    return html_block(state, start_line, end_line, silent)


def install_components(md: MarkdownIt) -> None:
    """Add the rule for components to a parser: like `<div>` they open a block up to the next blank line."""
    ends = ["paragraph", "reference", "blockquote"]
    md.block.ruler.after("html_block", "component", _component, {"alt": ends})


def _element(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    end = element_end(state.src, state.pos)
    if not 0 < end <= state.posMax:
        return False
    if not silent:
        state.push("html_inline", "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def _component(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if state.is_code_block(start_line) or not _COMPONENT.match(line_text(state, start_line)):
        return False
    line = start_line + 1
    while line < end_line and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        line += 1
    return silent or push_lines(state, "html_block", start_line, line)
