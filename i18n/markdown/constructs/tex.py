"""Math between TeX's own brackets: `\\(…\\)` in a line, blocks between lines of `\\[` and `\\]`.

Some books write their backslash twice.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from i18n.markdown.constructs.construct import Construct
from i18n.markdown.constructs.math import take_formula
from i18n.markdown.parser_state import ENDS_LIST, line_text, push_lines

# \(a+b\), \\(a+b\\)
_INLINE = re.compile(r"(\\\\?)\((?=\S)[^\n\u3400-\u9fff]+?\1\)")
_BLOCK = re.compile(r"(\\\\?)\[[ \t]*$")  # \[ and \\[ at the end of a line


def _install(md: MarkdownIt) -> None:
    md.block.ruler.before("fence", "tex_block", _block, {"alt": ENDS_LIST})
    md.inline.ruler.before("escape", "tex", _inline)


def _block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    opening = None if state.is_code_block(start_line) else _BLOCK.match(line_text(state, start_line))
    if not opening:
        return False
    for line in range(start_line + 1, end_line):
        if state.sCount[line] < state.blkIndent:
            return False
        if line_text(state, line).rstrip().endswith(opening[1] + "]"):
            return silent or push_lines(state, "math_block", start_line, line + 1)
    return False


def _inline(state: StateInline, silent: bool) -> bool:
    return state.src[state.pos] == "\\" and take_formula(_INLINE, state, silent)


CONSTRUCT = Construct(feature="tex", install=_install, inline={"tex": "\\"})
