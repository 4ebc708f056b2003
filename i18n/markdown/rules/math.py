"""Math, as KaTeX and MathJax read it: `$…$` in a line, and blocks between `$$`.

Formulas stay as they are. A `$` is money or a shell variable more often than not, so inline math must
have no blank within its marks, no digit right after them, and no Han: `$PATH和$HOME` is text.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from i18n.markdown.state import line_text, push_lines

_INLINE = re.compile(r"(?<![\w$])(\$\$?)(?![\s\d$])[^$\n\u3400-\u9fff]*?[^$\s\\\u3400-\u9fff]\1(?![\w$])")


def install(md: MarkdownIt) -> None:
    """Add the rules to a parser."""
    md.block.ruler.before("fence", "math_block", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.inline.ruler.after("escape", "math", _inline)


def _block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if not state.src.startswith("$$", state.bMarks[start_line] + state.tShift[start_line]):
        return False
    first = line_text(state, start_line).rstrip()
    if state.is_code_block(start_line):
        return False
    line = start_line
    while len(first) < 4 or not first.endswith("$$"):
        line += 1
        if line >= end_line or state.sCount[line] < state.blkIndent:
            return False
        first = "$$" + line_text(state, line).rstrip()
    return silent or push_lines(state, "math_block", start_line, line + 1)


def _inline(state: StateInline, silent: bool) -> bool:
    match = _INLINE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "$" else None
    if not match:
        return False
    if not silent:
        state.push("math", "", 0).content = match[0]
    state.pos = match.end()
    return True
