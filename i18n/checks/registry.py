"""The functions that look for rules in a pair: each in the file that the rule names as `checked_by`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TypeAlias

from i18n.checks.pair import Pair
from i18n.model import Finding
from i18n.rules.registry import PAIR_RULES

PairCheck: TypeAlias = Callable[[Pair], Iterator[Finding]]
"""Looks for the rules of one file in a pair."""


def checks_of(codes: Iterable[str]) -> list[PairCheck]:
    """Return the functions that look for some rules; they may find other rules of their files too."""
    wanted = set(codes)
    asked = {rule.checked_by for rule in PAIR_RULES if rule.code in wanted}
    in_order = dict.fromkeys(rule.checked_by for rule in PAIR_RULES)
    return [import_module(f"i18n.checks.{file}").check for file in in_order if file in asked]


def findings_of(pair: Pair, checks: Iterable[PairCheck]) -> Iterator[Finding]:
    """Yield what some checks find in a pair."""
    for check in checks:
        yield from check(pair)
