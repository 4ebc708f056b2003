"""A translation much shorter or longer than its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks.pair import Pair
from i18n.checks.rule import Rule
from i18n.model import Finding, Severity

LENGTH = Rule(
    "length",
    "A translation is about as long as its source makes one expect",
    Severity.WARNING,
    "Half a paragraph that was lost, or a page of chatter in its place, shows in the length. One Chinese character "
    "makes about three letters of English; from under 1 to over 9 is let pass, and short texts may do what they like.",
    "在控制台的左侧导航栏中选择订单管理，然后打开订单列表，找到需要退款的订单 => In the console",
    "在控制台的左侧导航栏中选择订单管理 => In the left navigation pane of the console, choose Orders",
)
RULES = (LENGTH,)

_HAN = re.compile(r"[\u3400-\u9fff]")
_ENOUGH = 12
_LEAST, _MOST = 1.0, 9.0
_SURELY_LESS, _SURELY_MORE = 2.0, 6.0
"""Lengths of whole texts between which counting letters is not worth its time."""


def check(pair: Pair) -> Iterator[Finding]:
    """Compare the lengths of a pair, where the source is Chinese and the translation is not."""
    if len(pair.source) < _ENOUGH or not pair.setting.script or not pair.setting.is_spaced:
        return
    if _SURELY_LESS * len(pair.source) < len(pair.target) < _SURELY_MORE * len(pair.source):
        return
    han = len(_HAN.findall(pair.source_prose))
    if han < _ENOUGH:
        return
    other = max(0, sum(map(str.isalnum, pair.source_prose)) - han)
    letters = sum(map(str.isalnum, pair.target_prose))
    if letters - other > _MOST * han:
        yield LENGTH.finding(pair, f"is long for its source: {letters} letters for {han} characters")
    elif letters < other * 0.5 + _LEAST * han:
        yield LENGTH.finding(pair, f"is short for its source: {letters} letters for {han} characters")
