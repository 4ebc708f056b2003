"""What was left in the source's language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from i18n.checks.pair import Pair
from i18n.model import Finding, Span, shortened
from i18n.rules.language import SOURCE_SCRIPT, UNTRANSLATED

_ASCII = re.compile(r"[\x00-\x7f]*")


def check(pair: Pair) -> Iterator[Finding]:
    """Look for letters of the source's script."""
    script = pair.setting.script
    if not script or _ASCII.fullmatch(pair.target):
        return
    if pair.target.strip() == pair.source.strip():
        if any(character.isalpha() for character in script.findall(pair.source_prose)):
            yield pair.finding(UNTRANSLATED, "is the same as the source", hint="translate it")
        return
    prose = pair.target_prose
    for term in pair.setting.glossary.terms:
        if term.mode != "forbidden" and script.search(term.target):
            prose = prose.replace(term.target, " " * len(term.target))
    runs = [span for match in _runs(script).finditer(prose) if (span := _letters(prose, *match.span()))]
    if runs:
        more = f" and {len(runs) - 1} more" if len(runs) > 1 else ""
        message = f"leaves “{shortened(prose[slice(*runs[0])], 20)}”{more} in the source's language"
        yield pair.finding(SOURCE_SCRIPT, message, span=runs[0], hint="translate it")


@lru_cache
def _runs(script: re.Pattern[str]) -> re.Pattern[str]:
    return re.compile(f"{script.pattern}+")


def _letters(text: str, start: int, end: int) -> Span | None:
    """Return the range from the first to the last letter of a run; None for a run of nothing but punctuation."""
    while start < end and not text[start].isalpha():
        start += 1
    while start < end and not text[end - 1].isalpha():
        end -= 1
    return Span(start, end) if start < end else None
