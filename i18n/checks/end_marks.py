"""The mark at the end of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks.pair import Pair
from i18n.markdown.inline.prose import MARKS
from i18n.model import Finding, Span
from i18n.rules.language import END_MARK

_CLASSES = {
    "。": ".",
    "．": ".",
    ".": ".",
    "！": "!",
    "!": "!",
    "？": "?",
    "?": "?",
    "：": ":",
    ":": ":",
    "；": ";",
    ";": ";",
}
_CLOSING = f" \t\n*_~\"'”’」』)）]】》{MARKS}"
_ALIKE = {".": ".!:", "!": "!.", "?": "?", ":": ":"}
"""What may stand for a mark."""
_MANY = re.compile(r"\.{2,}$|…$|。{2,}$")
_WORD_END = re.compile(r"[A-Za-z0-9]")


def check(pair: Pair) -> Iterator[Finding]:
    """Compare the last marks of a pair."""
    was, now = _end(pair.source), _end(pair.target)
    if was == now or was not in _ALIKE or (now and now in _ALIKE[was]):
        return
    source, target = pair.source_prose.rstrip(_CLOSING), pair.target_prose.rstrip(_CLOSING)
    if not source or not target or _MANY.search(source) or _MANY.search(target):
        return
    was, now = _CLASSES.get(source[-1], ""), _CLASSES.get(target[-1], "")
    if was not in _ALIKE or (now and now in _ALIKE[was]) or (now and target[-1] not in ".!?:;,"):
        return
    if not now and was in ".!":
        if "list item" in pair.kinds or "table cell" in pair.kinds or pair.is_heading or not _is_sentence(source):
            return
        fix = (
            pair.target + "."
            if was == "." and _WORD_END.match(pair.target[-1]) and "list item" not in pair.kinds
            else None
        )
        yield pair.finding(END_MARK, "has no full stop at its end", span=_last(target), fix=fix)
        return
    said = f"ends with “{target[-1]}”" if now else "ends without a mark"
    yield pair.finding(END_MARK, f"{said} where the source ends with “{source[-1]}”", span=_last(target))


def _end(text: str) -> str:
    return _CLASSES.get(text[-1:], "")


def _is_sentence(source: str) -> bool:
    return len(source) > 8


def _last(text: str) -> Span:
    return Span(len(text) - 1, len(text))
