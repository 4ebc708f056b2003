"""Math, as KaTeX and MathJax read it: `$…$` and `\\(…\\)` in a line, blocks between `$$` and `\\[…\\]`.

Formulas stay as they are, but for words in them. A `$` is money or a shell variable more often than not, so
inline math must have no blank within its marks, and a command of TeX if it holds Han: `$PATH和$HOME` is text.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from i18n.markdown.state import line_text, push_lines

_INLINE = re.compile(
    r"""(?<![\w$]) (\$\$?) (?![\s$])
    (?: (?!\d) [^$\n\u3400-\u9fff]*? [^$\s\\\u3400-\u9fff]  # $a$
      | \d [\d.,]*                                        # $10$
      | (?=[^$\n]*[\\^_<>=]) [^$\n\u3400-\u9fff]*? [^$\s\\\u3400-\u9fff]  # $2^{30}$
      | (?=[^$\n]*\\[A-Za-z]{2}) [^$\n]*? [^$\s\\]        # $\text{成本}$
    ) \1 (?![\w$])""",
    re.ASCII | re.VERBOSE,
)
_TEX_INLINE = re.compile(r"(\\\\?)\((?=\S)[^\n\u3400-\u9fff]+?\1\)")
_TEX_BLOCK = re.compile(r"(\\\\?)\[[ \t]*$")


def install(md: MarkdownIt) -> None:
    """Add the rules for dollars to a parser."""
    md.block.ruler.before("fence", "math_block", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.inline.ruler.after("escape", "math", _inline)


def install_tex(md: MarkdownIt) -> None:
    """Add the rules for TeX's own brackets to a parser; some write their backslash twice."""
    md.block.ruler.before("fence", "tex_block", _tex_block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.inline.ruler.before("escape", "tex", _tex_inline)


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
    return state.src[state.pos] == "$" and _take(_INLINE, state, silent)


def _tex_block(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    opening = None if state.is_code_block(start_line) else _TEX_BLOCK.match(line_text(state, start_line))
    if not opening:
        return False
    for line in range(start_line + 1, end_line):
        if state.sCount[line] < state.blkIndent:
            return False
        if line_text(state, line).rstrip().endswith(opening[1] + "]"):
            return silent or push_lines(state, "math_block", start_line, line + 1)
    return False


def _tex_inline(state: StateInline, silent: bool) -> bool:
    return state.src[state.pos] == "\\" and _take(_TEX_INLINE, state, silent)


def _take(pattern: re.Pattern[str], state: StateInline, silent: bool) -> bool:
    match = pattern.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("math", "", 0).content = match[0]
    state.pos = match.end()
    return True
