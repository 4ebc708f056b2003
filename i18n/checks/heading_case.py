"""The case of headings, as a project wants it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks.pair import Pair
from i18n.model import Finding, Span
from i18n.rules.language import HEADING_CASE

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*")
_LITTLE = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "nor",
        "of",
        "on",
        "onto",
        "or",
        "per",
        "so",
        "the",
        "to",
        "up",
        "via",
        "vs",
        "with",
        "yet",
    ]
)
_NEW_START = re.compile(r"[:.?!–—(“\"]\s*[*_]*$")


def check(pair: Pair) -> Iterator[Finding]:
    """Look at the case of the words of a heading."""
    if not pair.is_heading:
        return
    prose = pair.target_prose
    named = _named(pair)
    wrong = _in_title_case if pair.setting.heading_case == "title" else _in_sentence_case
    for match in _WORD.finditer(prose):
        first = not prose[: match.start()].strip(' *_“"(') or bool(_NEW_START.search(prose[: match.start()]))
        if match[0] not in named and wrong(match[0], first):
            style = pair.setting.heading_case
            yield pair.finding(
                HEADING_CASE, f"writes “{match[0]}” in another case than {style} case", span=Span(*match.span())
            )
            return


def _in_sentence_case(word: str, first: bool) -> bool:
    """Tell whether a word is not as sentence case has it."""
    return not first and word[0].isupper() and word[1:].islower()


def _in_title_case(word: str, first: bool) -> bool:
    """Tell whether a word is not as title case has it."""
    return word.islower() and (first or word not in _LITTLE)


def _named(pair: Pair) -> set[str]:
    """Return the words that the source or the glossary writes in capitals."""
    texts = [pair.source, *(term.target for term in pair.setting.glossary.terms if term.mode != "forbidden")]
    return {word for text in texts for word in _WORD.findall(text)}
