"""What a project asks of its translation: how much of which documents, and whose work counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from i18n.patterns import matches

REQUIRED = ("machine", "human")
"""Whose work may count: anyone's, or only what a person did or reviewed."""


@dataclass(frozen=True, slots=True)
class Demand:
    """How far some documents must be, in some locales."""

    pattern: str = ""
    """Which documents: a pattern of source paths relative to the project; empty for all."""
    locales: tuple[str, ...] = ()
    """In which locales; empty for all."""
    required: str = "machine"
    """Whose work counts, one of REQUIRED."""
    minimum: float = 100.0
    """The percentage of their messages that must be done."""

    def covers(self, locale: str, source: str) -> bool:
        """Tell whether it is about a document, named by its source, in a locale."""
        return (not self.locales or locale in self.locales) and (not self.pattern or matches(source, [self.pattern]))


@dataclass(frozen=True, slots=True)
class Demands:
    """All that a project asks for."""

    general: Demand = field(default_factory=Demand)
    """What holds where no other does."""
    special: tuple[Demand, ...] = ()
    """What holds for some documents or locales; the first that covers a document holds for it."""
    since: str = ""
    """Documents added since then need not be complete: `14 days`, or a revision; empty for none."""
    exclude: tuple[str, ...] = ()
    """Patterns of sources that need not be translated at all."""
    file: Path | None = field(default=None, compare=False)
    """The project file that says so, if one does."""

    def of(self, locale: str, source: str) -> Demand | None:
        """Return what holds for a document in a locale; None where nothing does."""
        if matches(source, self.exclude):
            return None
        return next((demand for demand in self.special if demand.covers(locale, source)), self.general)
