"""Terms of the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks.pair import Pair
from i18n.glossary import Term, rendered
from i18n.model import Finding, Span
from i18n.rules.terms import FORBIDDEN_WORD, TERM

_EMPHASIS = re.compile(r"[*_`]+")


def check(pair: Pair) -> Iterator[Finding]:
    """Look for the glossary's terms in a pair."""
    glossary = pair.setting.glossary
    if not glossary.terms or pair.target == pair.source:
        return
    for term in glossary.forbidden:
        yield from _forbidden(pair, term)
    seen: set[str] = set()
    for match in pair.terms:
        name = match.terms[0].source
        if name in seen:
            continue
        seen.add(name)
        for term in match.terms:
            if term.mode == "forbidden":
                yield from _forbidden(pair, term)
        wanted = [term for term in match.terms if term.mode != "forbidden"]
        if wanted and all(term.mode in ("forced", "do-not-translate") for term in wanted):
            yield from _missing(pair, match.span, wanted)


def _forbidden(pair: Pair, term: Term) -> Iterator[Finding]:
    if found := rendered(term, pair.target_prose):
        hint = term.note or "see the glossary"
        span = Span(*found.span())
        yield pair.finding(FORBIDDEN_WORD, f"uses “{found[0]}”, which the glossary forbids", span=span, hint=hint)


def _missing(pair: Pair, place: Span, wanted: list[Term]) -> Iterator[Finding]:
    text = _EMPHASIS.sub("", pair.target)
    if not any(rendered(term, text) for term in wanted):
        targets = "” or “".join(term.target for term in wanted)
        hint = next((term.note for term in wanted if term.note), "")
        message = f"renders “{wanted[0].source}” otherwise than the glossary: “{targets}”"
        yield pair.finding(TERM, message, hint=hint, source_span=place)
