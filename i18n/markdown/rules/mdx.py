"""MDX: ESM paragraphs, lines of nothing but tags and expressions, and both of them inside text.

Markdown between tags is Markdown, and up to the next blank line it may be indented as far as one
likes. A `<` or `{` that starts neither a tag nor an expression is noted as stray: MDX would not
compile it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block, list_block
from markdown_it.rules_inline import StateInline
from markdown_it.utils import EnvType

from i18n.markdown.braces import REACH, braces_end, tag_end
from i18n.markdown.rules import prose
from i18n.markdown.state import State, push_lines

_MEANS = 1_000_000
"""Characters of unclosed braces and tags that are followed in one text."""

_ESM = re.compile(
    r"""import\s+(?:[\w$*{},\s]+?\s*from\s*)?["'][^"'\n]+["']
      | export\s+(?:default|const|let|var|function|class|async|[{*])""",
    re.ASCII | re.VERBOSE,
)


_NOT_JSX = re.compile(r"<(?:[!?]|(?:script|pre|style|textarea)(?=[\s>]|$))", re.IGNORECASE)
_TAG = re.compile(r"<(/?)(?!(?:br|hr|img|input)[\s>])([\w$.:-]*)", re.ASCII)
_PIECE_ENDS: Mapping[str, Callable[[str, int], int]] = MappingProxyType({"<": tag_end, "{": braces_end})


def install(md: MarkdownIt) -> None:
    """Add the rules to a parser."""
    ends = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("prose", "esm", _esm)
    md.block.ruler.before("html_block", "jsx", _jsx, {"alt": ends})
    md.block.ruler.at("html_block", _html, {"alt": ends[:3]})
    md.block.ruler.at("list", _list, {"alt": ends[:3]})
    md.block.ruler.at("paragraph", prose.paragraph)
    md.block.ruler.disable("lheading")
    md.inline.ruler.after("html_inline", "jsx", _jsx_inline)
    md.inline.ruler.after("variable", "expression", _expression_inline)
    md.inline.ruler.push("stray", _stray)


def _esm(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    start = state.bMarks[start_line]
    if silent or state.level or not state.src.startswith(("import", "export"), start):
        return False
    last = _before_blank(state, start_line, end_line)
    return bool(_ESM.match(state.src, start, state.eMarks[last - 1])) and push_lines(state, "esm", start_line, last)


def _html(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read of HTML only comments and such, and elements whose text is not Markdown."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    return bool(_NOT_JSX.match(state.src, start)) and html_block(state, start_line, end_line, silent)


def _list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read lists; where there is no indented code, an item may be indented as far as one likes."""
    indent = state.listIndent
    if silent and isinstance(state, State) and start_line < state.indented_from:
        state.listIndent = -1
    matched = list_block(state, start_line, end_line, silent)
    state.listIndent = indent
    return matched


def _jsx(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take the lines of tags and expressions that begin and end with a line."""
    start = at = state.bMarks[start_line] + state.tShift[start_line]
    if state.src[at : at + 1] not in _PIECE_ENDS or state.is_code_block(start_line):
        return False
    opened = state.open_tags if isinstance(state, State) else ()
    while piece_end := _PIECE_ENDS.get(state.src[at : at + 1]):
        end = _end_within_means(state.env, "", state.src, at, piece_end)
        if end < 0:
            return False
        opened = _after_tag(opened, state.src, at, end)
        at = state.skipSpaces(end)
    if at < len(state.src) and state.src[at] != "\n":
        return False
    if silent:
        return True
    line = start_line
    while line + 1 < end_line and state.eMarks[line] < at:
        line += 1
    if isinstance(state, State):
        state.open_tags = opened
        state.indented_from = len(state.bMarks) if state.open_tags else _before_blank(state, line, end_line)
    return push_lines(state, "jsx" if state.src[start] == "<" else "expression", start_line, line + 1)


def _after_tag(opened: tuple[tuple[str, int], ...], text: str, start: int, end: int) -> tuple[tuple[str, int], ...]:
    """Return which elements are open after a tag; one that closes an outer element closes those within, too."""
    tag = _TAG.match(text, start)
    if not tag or text.endswith("/>", start, end):
        return opened
    if not tag[1]:
        return (*opened, (tag[2], start))
    names = [name for name, _ in opened]
    return opened[: len(names) - 1 - names[::-1].index(tag[2])] if tag[2] in names else opened[:-1]


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
