"""MDX's tags and expressions: lines of nothing else, and both inside of a text.

Of such a line the text attributes are for translators. Markdown between tags is Markdown, and up to the next
blank line it may be indented as far as one likes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.utils import EnvType

from i18n.markdown.braces import REACH, braces_end, tag_end
from i18n.markdown.constructs.construct import Construct
from i18n.markdown.parser_state import (
    ENDS_LIST,
    OpenTags,
    ParserState,
    end_before_blank,
    note_block,
    push_lines,
    take_inline,
)
from i18n.markdown.segments.raw import tag_line_segments

_MEANS = 1_000_000
"""Characters of unclosed braces and tags that are followed in one text."""
# <Card title="a">, </Card>; <br> and the like are closed by themselves
_TAG = re.compile(r"<(/?)(?!(?:br|hr|img|input)[\s>])([\w$.:-]*)", re.ASCII)
_PIECE_ENDS: Mapping[str, Callable[[str, int], int]] = MappingProxyType({"<": tag_end, "{": braces_end})


def _install(md: MarkdownIt) -> None:
    md.block.ruler.before("html_block", "jsx", _jsx, {"alt": ENDS_LIST})
    md.inline.ruler.after("html_inline", "jsx", _tag)
    md.inline.ruler.after("variable", "expression", _expression)


def _jsx(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take the lines of tags and expressions that begin and end with a line."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.src[start : start + 1] not in _PIECE_ENDS or state.is_code_block(start_line):
        return False
    end, opened = _end_of_pieces(state, start)
    if end < 0:
        return False
    if silent:
        return True
    line = start_line
    while line + 1 < end_line and state.eMarks[line] < end:
        line += 1
    if isinstance(state, ParserState):
        state.open_tags = opened
        state.indented_from = len(state.bMarks) if opened else end_before_blank(state, line, end_line)
    return push_lines(state, "jsx" if state.src[start] == "<" else "expression", start_line, line + 1)


def _end_of_pieces(state: StateBlock, start: int) -> tuple[int, OpenTags]:
    """Return the end of the line that tags and expressions fill up to it, and which elements are open then.

    The end is -1 where something else stands among them.
    """
    at, opened = start, state.open_tags if isinstance(state, ParserState) else ()
    while piece_end := _PIECE_ENDS.get(state.src[at : at + 1]):
        end = _end_within_means(state.env, "", state.src, at, piece_end)
        if end < 0:
            return -1, ()
        opened = _after_tag(opened, state.src, at, end)
        at = state.skipSpaces(end)
    return (at, opened) if state.src[at : at + 1] in ("", "\n") else (-1, ())


def _after_tag(opened: OpenTags, text: str, start: int, end: int) -> OpenTags:
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


def _tag(state: StateInline, silent: bool) -> bool:
    return _take(state, "<", tag_end, "html_inline", silent)


def _expression(state: StateInline, silent: bool) -> bool:
    return _take(state, "{", braces_end, "variable", silent)


def _take(state: StateInline, first: str, piece_end: Callable[[str, int], int], name: str, silent: bool) -> bool:
    if state.src[state.pos] != first:
        return False
    end = _end_within_means(state.env, state.src, state.src, state.pos, piece_end)
    return 0 <= end <= state.posMax and take_inline(state, name, end, silent)


CONSTRUCT = Construct(
    feature="mdx",
    install=_install,
    notes={"jsx": note_block},
    inline={"jsx": "<", "expression": "{"},
    leaves={"jsx": tag_line_segments, "expression": tag_line_segments},
)
