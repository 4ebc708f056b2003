"""All rules, and the functions that look for them. A new rule is a line here and one in `codes.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from i18n.checks import (
    artefacts,
    balance,
    doubled_words,
    elsewhere,
    emphasis,
    end_marks,
    full_width,
    heading_case,
    inconsistent,
    latin_words,
    length,
    markup,
    markup_spacing,
    numbers,
    source_script,
    sources,
    spacing,
    spelling,
    terms,
)
from i18n.checks.pair import Pair
from i18n.checks.rule import Rule
from i18n.model import Finding

PairCheck: TypeAlias = Callable[[Pair], Iterator[Finding]]
"""Looks for the findings of one family of rules in a pair."""

_FAMILIES: Sequence[tuple[tuple[Rule, ...], PairCheck]] = (
    (markup.RULES, markup.check),
    (emphasis.RULES, emphasis.check),
    (markup_spacing.RULES, markup_spacing.check),
    (source_script.RULES, source_script.check),
    (full_width.RULES, full_width.check),
    (numbers.RULES, numbers.check),
    (length.RULES, length.check),
    (latin_words.RULES, latin_words.check),
    (doubled_words.RULES, doubled_words.check),
    (balance.RULES, balance.check),
    (artefacts.RULES, artefacts.check),
    (end_marks.RULES, end_marks.check),
    (spacing.RULES, spacing.check),
    (heading_case.RULES, heading_case.check),
    (spelling.RULES, spelling.check),
    (terms.RULES, terms.check),
)

PAIR_RULES = tuple(rule for rules, _ in _FAMILIES for rule in rules)
"""The rules about one pair."""

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.code: rule
        for rule in sorted(
            (*PAIR_RULES, *inconsistent.RULES, *sources.RULES, *elsewhere.RULES), key=lambda rule: rule.code
        )
    }
)
"""All rules by code, in order."""

OPTIONAL = frozenset(code for code, rule in RULES.items() if not rule.by_default)
"""The codes of rules that are off unless asked for."""


def checks_of(codes: Iterable[str]) -> list[PairCheck]:
    """Return the functions that look for some rules; they may find others of their families too."""
    wanted = set(codes)
    return [check for rules, check in _FAMILIES if any(rule.code in wanted for rule in rules)]


def findings_of(pair: Pair, checks: Iterable[PairCheck]) -> Iterator[Finding]:
    """Yield what some checks find in a pair."""
    for check in checks:
        yield from check(pair)
