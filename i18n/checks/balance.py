"""Brackets and quotation marks come in pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks.pair import Pair
from i18n.model import Finding, Span
from i18n.rules.language import BRACKET, QUOTATION

_BRACKETS = {"(": ")", "[": "]", "{": "}", "（": "）", "［": "］", "｛": "｝", "【": "】", "《": "》", "〔": "〕"}
_ANY_BRACKET = re.compile("[" + "".join(map(re.escape, (*_BRACKETS, *_BRACKETS.values()))) + "]")
_CLOSES = {"）": ")", "］": "]", "｝": "}", "（": "(", "［": "[", "｛": "{"}
# 1), (a), iv), 一）, :-), \(
_LABEL = re.compile(
    r"(?:(?<=^)|(?<=\s))\(?(?:\d{1,2}|[A-Za-z]|[ivx]{1,4}|[一二三四五六七八九十]{1,2})[)）]|[:;]-?[()]|\\."
)
_QUOTE = re.compile('["“”„«»]')
_INCH = re.compile(r'(?<![\w"])\d+(?:\.\d+)?"')


def check(pair: Pair) -> Iterator[Finding]:
    """Look for brackets and quotation marks without their partner."""
    target = pair.target
    if _ANY_BRACKET.search(target) or _ANY_BRACKET.search(pair.source):
        lonely = _unpaired(pair.target_prose)
        if lonely and len(lonely) > len(_unpaired(pair.source_prose)):
            at = lonely[0]
            yield pair.finding(BRACKET, f"has a “{target[at]}” without its partner", span=Span(at, at + 1))
    if _QUOTE.search(target):
        prose = pair.target_prose
        odd = _odd_quotes(prose)
        if odd and not _odd_quotes(pair.source_prose):
            at = prose.find(odd)
            yield pair.finding(QUOTATION, f"has a “{odd}” without its partner", span=Span(at, at + 1))


def _unpaired(text: str) -> list[int]:
    """Return the offsets of brackets without a partner, list labels left out if that leaves fewer."""
    lonely = _lonely(text)
    return min(lonely, _lonely(_LABEL.sub(lambda match: " " * len(match[0]), text)), key=len) if lonely else []


def _lonely(text: str) -> list[int]:
    opened: list[tuple[str, int]] = []
    lonely: list[int] = []
    for match in _ANY_BRACKET.finditer(text):
        mark = _CLOSES.get(match[0], match[0])
        if mark in _BRACKETS:
            opened.append((_BRACKETS[mark], match.start()))
        elif opened and opened[-1][0] == mark:
            opened.pop()
        else:
            lonely.append(match.start())
    return lonely + [at for _, at in opened]


def _odd_quotes(text: str) -> str:
    """Return a quotation mark that has no partner; empty if each has one."""
    if text.count('"') % 2 and _INCH.sub("", text).count('"') % 2:
        return '"'
    if "„" in text:
        return "„" if text.count("„") != text.count("“") + text.count("”") else ""
    opening, closing = text.count("“"), text.count("”")
    return "" if opening == closing else "“" if opening > closing else "”"
