"""Blanks where there should be none, and none where there should be one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks.pair import Pair
from i18n.edits import edited
from i18n.model import Finding, Span
from i18n.rules.language import SPACING

_TWO = re.compile(r"(?<=\S)  +(?=\S)|[\u2002-\u200a\u202f\u205f]+")
# Save , then
_BEFORE = re.compile(r"(?<=[\w\ue000\ue002)*])[ \t]+(?=[,;!?](?:\s|$)|[.:](?:\s|$))")
# save,then; done.Next
_NONE_AFTER = re.compile(r"(?<=[A-Za-z]{2})[,;](?=[A-Za-z]{2})|(?<=[a-z]{2})[.!?](?=[A-Z][a-z])")
_MAY_BE_WRONG = re.compile(
    r"[,;:!?.\u2002-\u200a\u202f\u205f](?:(?<=[ \t].)|(?<=[,;.!?])(?=[A-Za-z])|(?<=[\u2002-\u200a\u202f\u205f]))"
)
"""Starts with one set of characters, which is looked for many times as fast as alternatives are."""


def check(pair: Pair) -> Iterator[Finding]:
    """Look at the blanks of a translation."""
    target = pair.target
    if not pair.setting.is_spaced or not ("  " in target or target != target.strip() or _MAY_BE_WRONG.search(target)):
        return
    if edits := _mends(pair):
        first = min(edits)
        what = "has no blank after a mark" if edits[first].strip() else "has a blank too many"
        text = edited(target, edits.items())
        yield pair.finding(SPACING, what, span=first, fix=text if text.strip() else None)


def _mends(pair: Pair) -> dict[Span, str]:
    """Return what is to stand where a blank is wrong; two blanks before a comma become none, not one."""
    prose, source = pair.target_prose, pair.source_prose
    edges = dict(_edges(pair))
    two = _TWO.finditer(prose) if "  " not in source else ()
    before = (match for match in _BEFORE.finditer(prose) if match[0] + prose[match.end()] not in source)
    after = _NONE_AFTER.finditer(prose) if not _NONE_AFTER.search(source) else ()
    mends = {Span(*match.span()): " " for match in two if not any(_overlap(match, edge) for edge in edges)}
    mends |= {Span(*match.span()): "" for match in before}
    mends |= {Span(*match.span()): match[0] + " " for match in after}
    return mends | edges


def _overlap(match: re.Match[str], edge: Span) -> bool:
    return match.start() < edge.end and edge.start < match.end()


def _edges(pair: Pair) -> Iterator[tuple[Span, str]]:
    """Yield the blanks around a translation whose source has none there."""
    target, source = pair.target, pair.source
    left, right = len(target) - len(target.lstrip()), len(target.rstrip())
    if left and source == source.lstrip():
        yield Span(0, left), ""
    if right < len(target) and source == source.rstrip():
        yield Span(right, len(target)), ""
