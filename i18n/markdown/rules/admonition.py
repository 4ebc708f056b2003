"""Python-Markdown's blocks with indented bodies: `!!! note "title"`, `??? note`, `=== "tab"`.

The marker is a leaf of its own and its body a container; four columns more than the marker belong to
it, as do blank lines among them.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from i18n.markdown.state import line_text, push_lines

_INDENT = 4
_MARKER = re.compile(
    r"""(?:!!!|\?\?\?\+?)[ \t]?[\w-]+(?:[ \t]+[\w-]+)*(?:[ \t]+"[^\n]*")?[ \t]*$
      | \?\?\?\+?[ \t]*"[^\n]*"[ \t]*$
      | ===(?:[!+]{0,2})[ \t]+"[^\n]*"[ \t]*$""",
    re.VERBOSE,
)


def install(md: MarkdownIt) -> None:
    """Add the rule to a parser."""
    ends = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "admonition", _admonition, {"alt": ends})


def _admonition(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if state.is_code_block(start_line) or not _MARKER.match(line_text(state, start_line)):
        return False
    if silent:
        return True
    column = state.sCount[start_line] + _INDENT
    last = line = start_line + 1
    while line < end_line and (state.isEmpty(line) or state.sCount[line] >= column):
        line += 1
        last = last if state.isEmpty(line - 1) else line
    state.push("admonition_open", "div", 1).map = [start_line, last]
    push_lines(state, "admonition", start_line, start_line + 1)
    _tokenize(state, start_line + 1, last, column)
    state.push("admonition_close", "div", -1)
    state.line = last
    return True


def _tokenize(state: StateBlock, start_line: int, end_line: int, column: int) -> None:
    indent, end, parent = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax, state.parentType = column, end_line, "blockquote"
    state.md.block.tokenize(state, start_line, end_line)
    state.blkIndent, state.lineMax, state.parentType = indent, end, parent
