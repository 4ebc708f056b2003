"""HTML: its blocks, and elements inside of a text that are not for translators, which are taken whole."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_block.html_block import HTML_SEQUENCES
from markdown_it.rules_inline import StateInline

from i18n.markdown.constructs.construct import Construct
from i18n.markdown.parser_state import ENDS_TEXT, line_text, note_block, take_inline
from i18n.markdown.segments.raw import html_segments
from i18n.markdown.tags import element_end

_LINE_OF_ONE_TAG = HTML_SEQUENCES[-1][0]


def _install(md: MarkdownIt) -> None:
    md.block.ruler.at("html_block", _html, {"alt": ENDS_TEXT})
    md.inline.ruler.before("html_inline", "element", _element)


def _html(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read HTML; a line of one tag, which cannot end a paragraph, ends a list item or quote that it is no part of.

    So do cmark and remark; markdown-it-py takes such a line for one more of the paragraph inside.
    """
    is_lazy = silent and (state.parentType == "blockquote" or state.sCount[start_line] < state.blkIndent)
    if is_lazy and _LINE_OF_ONE_TAG.search(line_text(state, start_line)):
        return True
    return html_block(state, start_line, end_line, silent)


def _element(state: StateInline, silent: bool) -> bool:
    """Take an element that is not for translators, such as `<code>…</code>`."""
    if state.src[state.pos] != "<":
        return False
    end = element_end(state.src, state.pos)
    return 0 < end <= state.posMax and take_inline(state, "html_inline", end, silent)


def opens_html(line: str) -> bool:
    """Tell whether a line would open a block of HTML."""
    return any(start.search(line) for start, _, _ in HTML_SEQUENCES)


CONSTRUCT = Construct(
    install=_install,
    notes={"html_block": note_block},
    inline={"html_inline": "<", "element": "<"},
    leaves={"html_block": html_segments},
)
