"""The names and codes of all kinds of findings, and which of them a word means (a selector).

A name says what a finding is; its code never changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from i18n.rules import incidents
from i18n.rules.registry import RULES
from i18n.suggestions import nearest

CODES: Mapping[str, str] = MappingProxyType({**incidents.CODES, **{rule.name: rule.code for rule in RULES.values()}})
"""The code of each kind of finding, by its name."""

INCOMPLETE = ("empty", "machine-only", "stale", "needs-work")
"""The names of what is said of messages that are not done."""

NAMES: Mapping[str, str] = MappingProxyType({code: name for name, code in CODES.items()})
"""The name of each kind of finding, by its code."""


def code_of(word: str) -> str:
    """Return the code that a code or name means; empty for one that does not exist."""
    return CODES.get(word.lower(), word.upper() if word.upper() in NAMES else "")


def chosen(selector: str) -> frozenset[str]:
    """Return the codes that a selector means: a code, a name, or the start of codes such as `C3`; `ALL` means all."""
    if selector.upper() == "ALL":
        return frozenset(NAMES)
    if code := code_of(selector):
        return frozenset({code})
    start = selector.upper()
    return frozenset(code for code in NAMES if start.startswith("C") and code.startswith(start))


def hint_for_selector(word: str) -> str:
    """Return a hint for a selector that means nothing."""
    near = nearest(word.lower(), CODES) or nearest(word.upper(), [*CODES, *NAMES])
    return f"did you mean “{near}”?" if near else "a code such as C205, the start of one such as C2, a name, or ALL"
