"""One text, one translation: across all documents of a locale."""

from __future__ import annotations

from collections.abc import Iterator

from i18n.checks.pair import Pair
from i18n.checks.rule import Rule
from i18n.model import Finding, Severity, shortened

INCONSISTENT = Rule(
    "inconsistent",
    "The same source has the same translation everywhere",
    Severity.NOTE,
    "A button that has two names is looked for twice. Texts of up to 80 characters that are the same kind of thing (a "
    "heading, a table cell …) are compared, apart from capitals and the mark at the end; what is meant to differ has "
    "a context.",
    "订单管理 => Orders, and elsewhere Order management",
    "订单管理 => Orders, everywhere",
)
RULES = (INCONSISTENT,)

_LONGEST = 80
_MOST = 20_000
"""How many texts are kept in mind: more are not, so that memory does not grow with a project."""


class Consistency:
    """What the texts of a locale were translated to so far."""

    def __init__(self) -> None:
        self._known: dict[tuple[str | None, str, str], tuple[str, str, str]] = {}

    def check(self, pair: Pair, place: str) -> Iterator[Finding]:
        """Compare a pair with what its source was translated to before; `place` is where it stands."""
        if len(pair.source) > _LONGEST:
            return
        kind = pair.kinds[0] if pair.kinds else ""
        key, written = (pair.context, kind, pair.source), pair.target.rstrip(" .:;!?").casefold()
        if known := self._known.get(key):
            if known[0] != written:
                message = (
                    f"translates “{shortened(pair.source, 30)}” otherwise than {known[2]}: “{shortened(known[1], 40)}”"
                )
                yield INCONSISTENT.finding(pair, message)
            return
        self._known[key] = written, pair.target, place
        if len(self._known) > _MOST:
            del self._known[next(iter(self._known))]
