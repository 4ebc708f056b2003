"""Emphasis: what the source stresses is stressed, and its marks do not show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks.pair import Pair
from i18n.markdown.inline.tree import Inline
from i18n.model import Finding, Span
from i18n.rules.markup import EMPHASIS, EMPHASIS_MARKS

_NAMES = {"strong": "bold", "em": "italic", "s": "struck out"}
# **, __a, a__, *ab*, ~~
_LITERAL = re.compile(r"\*\*+|(?<!\w)__(?=\w)|(?<=\w)__(?!\w)|(?<![\w*])\*(?=\w[^*\n]*\w\*)|~~")
# ** 粗体 **
_BLANKS_INSIDE = re.compile(r"(\*\*|__)[ \t]*([^*_\s](?:[^*_\n]*[^*_\s])?)[ \t]*\1")


def check(pair: Pair) -> Iterator[Finding]:
    """Compare the emphasis of a pair."""
    if not pair.may_be_emphasized:
        return
    was, now = pair.source_emphasis, pair.target_emphasis
    if was and now and now.shown <= was.shown and now.bold >= was.bold and now.italic >= was.italic:
        return
    yield from _compared(pair, pair.source_inline, pair.target_inline)


def _compared(pair: Pair, was: Inline, now: Inline) -> Iterator[Finding]:
    shown = _literals(now)
    if shown and shown > _literals(was):
        fix = _mended(pair, was)
        span = next((Span(*match.span()) for match in _LITERAL.finditer(pair.target_prose)), None)
        hint = "put no blank inside the marks, and none but blanks and punctuation outside of them"
        yield pair.finding(EMPHASIS_MARKS, "shows the marks of emphasis", span=span, hint=hint, fix=fix)
        return
    lost = was.emphasis - now.emphasis
    instead = (now.emphasis - was.emphasis).total() + max(0, _codes(now) - _codes(was))
    if lost.total() > instead:
        words = ", ".join(_NAMES[kind] for kind in lost)
        yield pair.finding(EMPHASIS, f"loses {words} text")


def _literals(inline: Inline) -> int:
    return (
        len(_LITERAL.findall(inline.words)) if "*" in inline.words or "_" in inline.words or "~" in inline.words else 0
    )


def _codes(inline: Inline) -> int:
    return sum(piece.kind == "code" for piece in inline.pieces)


def _mended(pair: Pair, was: Inline) -> str | None:
    """Return the translation without blanks inside the marks, if it has the source's emphasis then."""
    text = _BLANKS_INSIDE.sub(r"\1\2\1", pair.target)
    if text == pair.target:
        return None
    read = pair.setting.read(text)
    return text if read.emphasis == was.emphasis and _literals(read) <= _literals(was) else None
