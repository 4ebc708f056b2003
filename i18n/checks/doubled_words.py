"""A word that is there twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks.pair import Pair
from i18n.model import Finding, Span
from i18n.rules.language import DOUBLED_WORD

_DOUBLED = re.compile(r"(?<![\w'’.-])([^\W\d_]+)[ \t]+\1(?![\w'’-]|\.\w)", re.IGNORECASE)
_MAY_BE_DOUBLED = frozenset(["that", "had", "is", "so", "very", "no", "bye", "ha", "tom", "can"])
_LITTLE = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "to",
        "and",
        "or",
        "in",
        "on",
        "for",
        "with",
        "by",
        "at",
        "from",
        "as",
        "be",
        "are",
        "was",
        "it",
        "you",
        "your",
        "this",
        "if",
        "not",
    ]
)


def check(pair: Pair) -> Iterator[Finding]:
    """Look for doubled words in a translation."""
    prose = pair.target_prose
    for match in _DOUBLED.finditer(prose):
        word = match[1].lower()
        if (
            word in _MAY_BE_DOUBLED
            or (len(word) < 2 and word != "a")
            or (match[1] != match[0][-len(word) :] and word not in _LITTLE)
        ):
            continue
        if re.search(rf"{word}\s+{word}", pair.source, re.IGNORECASE):
            continue
        fix = pair.target[: match.start() + len(word)] + pair.target[match.end() :] if word in _LITTLE else None
        yield pair.finding(DOUBLED_WORD, f"has “{match[0]}”", span=Span(*match.span()), fix=fix)
        return
