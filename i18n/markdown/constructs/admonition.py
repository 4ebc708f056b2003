"""Python-Markdown's blocks with indented bodies: `!!! note "title"`, `??? note`, `=== "tab"`.

The marker is a leaf of its own and its body a container; four columns more than the marker belong to
it, as do blank lines among them.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from i18n.markdown.constructs.construct import Construct
from i18n.markdown.parser_state import ENDS_LIST, line_text, lines_of, push_lines
from i18n.markdown.segments.marker import TitleForm

_INDENT = 4
# !!! note, !!! note inline "标题", ??? "标题", ???+ note "标题", === "标签"
_MARKER = re.compile(
    r"""(?:!!!|\?\?\?\+?)[ \t]?[\w-]+(?:[ \t]+[\w-]+)*(?:[ \t]+"[^\n]*")?[ \t]*$
      | \?\?\?\+?[ \t]*"[^\n]*"[ \t]*$
      | ===(?:[!+]{0,2})[ \t]+"[^\n]*"[ \t]*$""",
    re.VERBOSE,
)
# !!! note "标题", === "标签", and !!! 注意 whose type shows as its title
_TITLE = TitleForm(re.compile(r'[^"]*"(?P<label>.*)"[ \t]*|\W+(?P<type>[\w-]*[^\x00-\x7f].*)'))


def _install(md: MarkdownIt) -> None:
    md.block.ruler.before("fence", "admonition", _admonition, {"alt": ENDS_LIST})


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
    _body(state, start_line + 1, last, column)
    state.push("admonition_close", "div", -1)
    state.line = last
    return True


def _body(state: StateBlock, start_line: int, end_line: int, column: int) -> None:
    """Parse the blocks of an admonition."""
    indent, end, parent = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent, state.lineMax, state.parentType = column, end_line, "blockquote"
    state.md.block.tokenize(state, start_line, end_line)
    state.blkIndent, state.lineMax, state.parentType = indent, end, parent


def _note_marker(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    tokens[1].meta["lines"] = lines_of(state, start_line, start_line + 1)


CONSTRUCT = Construct(
    feature="admonitions",
    install=_install,
    notes={"admonition": _note_marker},
    titles={"admonition": _TITLE},
)
