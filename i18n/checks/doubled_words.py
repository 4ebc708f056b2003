"""A word that is there twice in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks.pair import Pair
from i18n.checks.rule import Rule
from i18n.model import Finding, Severity, Span

DOUBLED_WORD = Rule(
    "doubled-word",
    "No word is there twice in a row",
    Severity.WARNING,
    "A slip that the eye jumps over. “that that” and “had had” are let pass, and what the source doubles as well. "
    "`--fix` takes away a second “the” and the like.",
    "打开订单列表 => Open the the order list",
    "打开订单列表 => Open the order list",
)
RULES = (DOUBLED_WORD,)

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
        yield DOUBLED_WORD.finding(pair, f"has “{match[0]}”", span=Span(*match.span()), fix=fix)
        return
