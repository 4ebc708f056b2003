"""Code between fences: its title is for translators and, where a project asks for it, some text in the code.

A title stands behind the language, `title="…"` or `[…]`.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from i18n.markdown.code import code_texts
from i18n.markdown.constructs.construct import Construct, LineStart
from i18n.markdown.leaf import Leaf, Slot
from i18n.markdown.parser_state import Line, lines_of
from i18n.markdown.segments.marker import TitleForm, title_segment
from i18n.markdown.segments.scope import Scope
from i18n.markdown.segments.visit import Visit
from i18n.model import Span

# ```sh title="安装" {1}, ~~~py title='安装', ```sh [终端]
_TITLE = TitleForm(
    re.compile(
        r"""(?:`+|~+).*?
        (?: \btitle=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)') | [ \t]\[(?P<bracketed>[^\[\]]*)\] ).*""",
        re.VERBOSE,
    ),
    "code title",
)
_AFTER_LANGUAGE = re.compile(r"[\s{:\[]")  # js{1,2}, js:line-numbers, sh[终端]


def _note_lines(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    """Note where the fence stands and where its code starts."""
    tokens[0].meta["lines"] = lines_of(state, start_line, start_line + 1)
    tokens[0].meta["code"] = state.bMarks[start_line + 1]


def _segments(visit: Visit, token: Token, scope: Scope) -> None:
    """Make segments of a code block's title and, if asked for, of text in the code."""
    reason = scope.skip or visit.above.untranslated
    spans = []
    if not reason:
        spans = [*title_segment(visit, token, scope, _TITLE), *_code_segments(visit, token, scope)]
    visit.sink.skip_block(token, reason or "code", spans)


def _code_segments(visit: Visit, token: Token, scope: Scope) -> list[Span]:
    """Make segments of the comments, strings or labels in a code block and return their places."""
    language = _AFTER_LANGUAGE.split(token.info.strip(), maxsplit=1)[0].lower()
    texts = code_texts(token.content, language, visit.code) if visit.code and language else []
    leaf = _code_leaf(visit, token, language) if texts else None
    if not leaf:
        return []
    spans = []
    for start, end in texts:
        text = leaf.content[start:end]
        if visit.may_be_message(text):
            visit.sink.slot(leaf, Slot(start, end, "code"), text, scope.named("code text"))
            spans.append(Span(leaf.offset(start), leaf.offset(end)))
    visit.sink.leaf(leaf)
    return spans


def _code_leaf(visit: Visit, token: Token, language: str) -> Leaf | None:
    """Return a code block as a leaf; None where its container's prefix cuts a tab in two."""
    if not token.map:
        return None
    lines = _code_lines(visit, token.map[0] + 1, token.content)
    leaf = Leaf("code", visit.content(lines), tuple(lines), language=language)
    return leaf if leaf.content == token.content.removesuffix("\n") else None


def _code_lines(visit: Visit, first: int, content: str) -> list[Line]:
    """Return where the lines of a code block stand, without their container's prefix."""
    ends = [visit.source.line_offset(first + number + 1) - 1 for number in range(content.count("\n"))]
    return [(end - len(line), end) for end, line in zip(ends, content.split("\n"), strict=False)]


CONSTRUCT = Construct(
    notes={"fence": _note_lines},
    leaves={"fence": _segments},
    titles={"fence": _TITLE},
    line_starts=(LineStart("`~", re.compile(r"()(?:`{3,}[^`]*$|~{3,})")),),  # ```js, ~~~
)
