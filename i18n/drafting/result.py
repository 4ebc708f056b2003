"""What a run of a translator is asked for, and what came of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from i18n.catalog.state import State
from i18n.drafting.plan import DocumentPlan
from i18n.errors import I18nError
from i18n.model import Key
from i18n.translation.calls import Spent
from i18n.translation.engine import Unit, Usage
from i18n.translation.estimate import Price, total
from i18n.translation.tries import TranslatedBy
from i18n.workspace.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be translated, and what it may cost."""

    states: frozenset[State] = frozenset({State.EMPTY})
    """States of the messages that are translated."""
    limit: int | None = None
    """Texts that the engine is asked for at most."""
    price: Price | None = None
    """What the engine costs, where that is known."""
    max_cost: float | None = None
    """What may be paid at most."""
    text_only: bool = False
    """Whether what fails is translated without its markup, as a suggestion."""
    dry_run: bool = False
    """Whether to tell only what would be done."""


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one message."""

    catalog: str
    """The PO file."""
    source: str
    """The source."""
    key: Key
    """The message."""
    way: str
    """`memory`, `cache`, `engine`, `parts`, `text-only` or `left`."""
    tries: int
    """How often the engine was asked."""
    findings: tuple[str, ...]
    """What was wrong with its answers, in order."""


@dataclass(slots=True)
class TranslateOutcome(Outcome):
    """What `translate` did."""

    engine: str = "memory"
    """The engine."""
    model: str = "-"
    """Its model."""
    plans: list[DocumentPlan] = field(default_factory=list)
    """What there was to do, document by document."""
    written: list[str] = field(default_factory=list)
    """Catalogs that changed."""
    records: list[Record] = field(default_factory=list)
    """What became of each message."""
    spent: Spent = field(default_factory=Spent)
    """What the engine was asked for."""
    unit: Unit = Unit.NOTHING
    """What the engine is paid by."""
    price: Price | None = None
    """What it costs, where that is known."""
    outage: I18nError | None = None
    """Why the work stopped before its end; None if it did not."""
    missing: int = 0
    """Messages that no catalog has yet."""

    @property
    def ways(self) -> Counter[str]:
        """Count the messages by what became of them."""
        return Counter(record.way for record in self.records)

    @property
    def done(self) -> int:
        """How many messages have a translation now."""
        return sum(count for way, count in self.ways.items() if way != TranslatedBy.LEFT)

    @property
    def left(self) -> int:
        """How many messages that were to be translated have none."""
        return sum(plan.wanted for plan in self.plans) - self.done

    @property
    def estimate(self) -> Usage:
        """What was going to be used."""
        return total([plan.usage for plan in self.plans])

    def cost(self, usage: Usage) -> float | None:
        """Return what a usage costs; None where the price is not known."""
        if self.unit is Unit.NOTHING:
            return 0.0
        return self.price.of(usage, self.unit) if self.price else None
