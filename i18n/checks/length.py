"""A translation much shorter or longer than its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks.pair import Pair
from i18n.model import Finding
from i18n.rules.language import LENGTH

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
        yield pair.finding(LENGTH, f"is long for its source: {letters} letters for {han} characters")
    elif letters < other * 0.5 + _LEAST * han:
        yield pair.finding(LENGTH, f"is short for its source: {letters} letters for {han} characters")
