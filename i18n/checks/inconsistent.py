"""One text, one translation: across all documents of a locale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from i18n.checks.pair import Pair
from i18n.model import Finding, Position, shortened
from i18n.rules.terms import INCONSISTENT

_LONGEST = 80
_MOST = 20_000
"""How many texts are kept, the first ones: more are not, so that memory does not grow with a project."""
_PLACES = 100
"""How many places of one translation are kept; the others are counted."""

_Key: TypeAlias = tuple[str | None, str, str]


class UsedTranslation(NamedTuple):
    """A translation and where it is used."""

    target: str
    """The translation."""
    path: str
    """The PO file."""
    line: int
    """The line there."""
    source: str
    """The source file."""


@dataclass(slots=True)
class _Variant:
    """One translation of a text."""

    count: int = 0
    uses: list[UsedTranslation] = field(default_factory=list)

    def take(self, count: int, uses: list[UsedTranslation]) -> None:
        self.count += count
        self.uses += uses[: _PLACES - len(self.uses)]


class Consistency:
    """What the texts of a locale are translated to."""

    def __init__(self) -> None:
        self._known: dict[_Key, dict[str, _Variant]] = {}

    def add(self, pair: Pair, path: str, line: int, source: str) -> None:
        """Remember a pair, which stands at a line of a PO file; its text stands in a source."""
        if len(pair.source) > _LONGEST:
            return
        key = pair.context, pair.kinds[0] if pair.kinds else "", pair.source
        written = pair.target.rstrip(" .:;!?").casefold()
        self._variant(key, written).take(1, [UsedTranslation(pair.target, path, line, source)])

    def merge(self, other: Consistency) -> None:
        """Add what was remembered of the documents that come next, within the same limits."""
        for key, variants in other._known.items():
            if key not in self._known and len(self._known) == _MOST:
                continue  # to forget an older one would tell how the documents were shared out
            for written, variant in variants.items():
                self._variant(key, written).take(variant.count, variant.uses)

    def _variant(self, key: _Key, written: str) -> _Variant:
        return self._known.setdefault(key, {}).setdefault(written, _Variant())

    def findings(self) -> Iterator[Finding]:
        """Yield a finding for each place where a text is not translated as in most; of equals, the first counts."""
        for (context, _, msgid), variants in self._known.items():
            usual = max(variants.values(), key=lambda variant: variant.count)
            for variant in variants.values() if len(variants) > 1 else ():
                yield from (_finding(msgid, context, use, usual) for use in variant.uses if variant is not usual)


def _finding(msgid: str, context: str | None, use: UsedTranslation, usual: _Variant) -> Finding:
    first = usual.uses[0]
    places = f"{first.path}:{first.line}" + (f" and {usual.count - 1} more" if usual.count > 1 else "")
    return Finding(
        INCONSISTENT.name,
        f"translates “{shortened(msgid, 30)}” otherwise than {places}: “{shortened(first.target, 40)}”",
        INCONSISTENT.severity,
        use.path,
        Position(use.line, 1),
        msgid,
        context,
        source=use.source,
        target=use.target,
    )
