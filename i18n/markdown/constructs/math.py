"""Math between dollars, as KaTeX and MathJax read it: `$…$` in a line, blocks between lines of `$$`.

Formulas stay as they are, but for words in them. A `$` is money or a shell variable more often than not, so
inline math must have no blank within its marks, and a command of TeX if it holds Han: `$PATH和$HOME` is text.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from i18n.markdown.constructs.construct import Construct, skipped
from i18n.markdown.parser_state import ENDS_LIST, line_text, push_lines, take_inline

_INLINE = re.compile(
    r"""(?<![\w$]) (\$\$?) (?![\s$])
    (?: (?!\d) [^$\n\u3400-\u9fff]*? [^$\s\\\u3400-\u9fff]  # $a$
      | \d [\d.,]*                                        # $10$
      | (?=[^$\n]*[\\^_<>=]) [^$\n\u3400-\u9fff]*? [^$\s\\\u3400-\u9fff]  # $2^{30}$
      | (?=[^$\n]*\\[A-Za-z]{2}) [^$\n]*? [^$\s\\]        # $\text{成本}$
    ) \1 (?![\w$])""",
    re.ASCII | re.VERBOSE,
)


def _install(md: MarkdownIt) -> None:
    md.block.ruler.before("fence", "math_block", _block, {"alt": ENDS_LIST})
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
    return state.src[state.pos] == "$" and take_formula(_INLINE, state, silent)


def take_formula(pattern: re.Pattern[str], state: StateInline, silent: bool) -> bool:
    """Take the formula that a pattern finds at a place, if it finds one."""
    match = pattern.match(state.src, state.pos, state.posMax)
    return match is not None and take_inline(state, "math", match.end(), silent)


CONSTRUCT = Construct(feature="math", install=_install, inline={"math": "$"}, leaves={"math_block": skipped("math")})
