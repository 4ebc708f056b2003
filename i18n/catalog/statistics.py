"""How much of a catalog is done, in messages and in characters of source text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from i18n.catalog.message import Message
from i18n.catalog.state import State, state_of


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts of messages by state."""

    messages: Counter[State] = field(default_factory=Counter)
    """Messages in each state."""
    characters: Counter[State] = field(default_factory=Counter)
    """Characters of their msgids."""

    def __add__(self, other: Statistics) -> Statistics:
        return Statistics(self.messages + other.messages, self.characters + other.characters)

    @property
    def total(self) -> int:
        """All messages."""
        return self.messages.total()

    def count(self, states: Iterable[State]) -> int:
        """Return how many messages are in one of some states."""
        return sum(self.messages[state] for state in states)

    def percentage(self, states: Iterable[State]) -> float:
        """Return the share of messages in one of some states, 0 to 100; 100 of nothing."""
        return 100 * self.count(states) / self.total if self.total else 100.0


def count(messages: Iterable[Message]) -> Statistics:
    """Count messages by state."""
    result = Statistics()
    for message in messages:
        state = state_of(message)
        result.messages[state] += 1
        result.characters[state] += len(message.msgid)
    return result
