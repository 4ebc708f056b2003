"""What a document has against translations: those that it refuses, and those whose destinations it puts back."""

from __future__ import annotations

from dataclasses import dataclass

from i18n.difference import Difference, sentence
from i18n.model import Finding, Key, Position, Segment
from i18n.rules.markup import DESTINATION, REFUSED

_REFUSED_HINT = "the source text stands there instead; correct the translation"
_REPAIRED_HINT = (
    "the source's destination was put back; where a link leads in a locale stands in [links] of the project file"
)


@dataclass(frozen=True, slots=True)
class Objection:
    """What a document has against the translation of one message, and where."""

    key: Key
    """The message."""
    difference: Difference
    """How its translation differs from the source where it must not."""
    places: tuple[Position, ...]
    """Where in the source it stands."""
    is_repaired: bool = False
    """Whether its destinations were put back and it is shown; else the source text stands there."""

    @property
    def finding(self) -> Finding:
        """The finding that says so to people."""
        rule = DESTINATION if self.is_repaired else REFUSED
        outcome = "was used, though it" if self.is_repaired else "was not used, since it"
        return Finding(
            rule.name,
            f"the translation {outcome} {sentence(self.difference)}",
            rule.severity,
            position=self.places[0],
            msgid=self.key[1],
            context=self.key[0],
            hint=_REPAIRED_HINT if self.is_repaired else _REFUSED_HINT,
            places=self.places,
            difference=self.difference,
        )


class Objections:
    """Collects what a document has against translations: one objection for each message and difference."""

    def __init__(self) -> None:
        self._places: dict[tuple[Key, Difference, bool], list[Position]] = {}

    def refuse(self, segment: Segment, difference: Difference) -> None:
        """Note that a translation is not shown in the place of a segment."""
        self._places.setdefault((segment.key, difference, False), []).append(segment.position)

    def repair(self, segment: Segment, difference: Difference) -> None:
        """Note that a translation is shown in the place of a segment, with the source's destinations."""
        self._places.setdefault((segment.key, difference, True), []).append(segment.position)

    def listed(self) -> tuple[Objection, ...]:
        """Return them, in the order in which they were first noted."""
        return tuple(
            Objection(key, difference, tuple(places), is_repaired)
            for (key, difference, is_repaired), places in self._places.items()
        )
