"""MDX: ESM paragraphs, JSX blocks and expressions, whole and opaque; tags and `{…}` inside text.

A block ends at the next blank line, like an HTML block of CommonMark. A `<` or `{` that starts
neither a tag nor an expression is noted as stray: MDX would not compile it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.utils import EnvType

from i18n.markdown.rules.braces import REACH, braces_end, tag_end

_MEANS = 1_000_000
"""Characters of unclosed braces and tags that are followed in one text."""

_ESM = re.compile(
    r"""import\s+(?:[\w$*{},\s]+?\s*from\s*)?["'][^"'\n]+["']
      | export\s+(?:default|const|let|var|function|class|async|[{*])""",
    re.ASCII | re.VERBOSE,
)


def install(md: MarkdownIt) -> None:
    """Add the rules to a parser."""
    md.block.ruler.before("prose", "esm", _esm)
    md.block.ruler.after("html_block", "jsx", _jsx)
    md.block.ruler.after("html_block", "expression", _expression)
    md.inline.ruler.after("html_inline", "jsx", _jsx_inline)
    md.inline.ruler.after("variable", "expression", _expression_inline)
    md.inline.ruler.push("stray", _stray)


def _esm(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    start = state.bMarks[start_line]
    if silent or state.level or not state.src.startswith(("import", "export"), start):
        return False
    last = _before_blank(state, start_line, end_line)
    return bool(_ESM.match(state.src, start, state.eMarks[last - 1])) and _push(state, "esm", start_line, last)


def _jsx(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    return not silent and _opaque(state, "jsx", "<", tag_end, start_line, end_line)


def _expression(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    return not silent and _opaque(state, "expression", "{", braces_end, start_line, end_line)


def _opaque(
    state: StateBlock, name: str, first: str, piece_end: Callable[[str, int], int], start_line: int, end_line: int
) -> bool:
    """Take the lines from a line of nothing but tags, or expressions, to the next blank line."""
    at = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith(first, at) or state.is_code_block(start_line):
        return False
    while state.src.startswith(first, at):
        at = _end_within_means(state.env, "", state.src, at, piece_end)
        if at < 0:
            return False
        at = state.skipSpaces(at)
    if at < len(state.src) and state.src[at] != "\n":
        return False
    line = start_line
    while line + 1 < end_line and state.eMarks[line] < at:
        line += 1
    return _push(state, name, start_line, _before_blank(state, line, end_line))


def _end_within_means(env: EnvType, key: str, text: str, start: int, piece_end: Callable[[str, int], int]) -> int:
    """Return where a piece ends, or -1; no more is tried once much was followed in vain."""
    spent: Counter[str] = env.setdefault("unclosed", Counter())
    if spent[key] > _MEANS:
        return -1
    end = piece_end(text, start)
    if end < 0:
        spent[key] += min(REACH, len(text) - start)
    return end


def _before_blank(state: StateBlock, start_line: int, end_line: int) -> int:
    line = start_line + 1
    while line < end_line and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        line += 1
    return line


def _push(state: StateBlock, name: str, start_line: int, end_line: int) -> bool:
    state.line = end_line
    token = state.push(name, "", 0)
    token.map = [start_line, end_line]
    token.content = state.getLines(start_line, end_line, state.blkIndent, True)
    return True


def _jsx_inline(state: StateInline, silent: bool) -> bool:
    return _take(state, "<", tag_end, "html_inline", silent)


def _expression_inline(state: StateInline, silent: bool) -> bool:
    return _take(state, "{", braces_end, "variable", silent)


def _take(state: StateInline, first: str, piece_end: Callable[[str, int], int], name: str, silent: bool) -> bool:
    if state.src[state.pos] != first:
        return False
    end = _end_within_means(state.env, state.src, state.src, state.pos, piece_end)
    if end < 0 or end > state.posMax:
        return False
    if not silent:
        state.push(name, "", 0).content = state.src[state.pos : end]
    state.pos = end
    return True


def _stray(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "<{}":
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content = state.src[state.pos]
        token.info = "stray"
    state.pos += 1
    return True
