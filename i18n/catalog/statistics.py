"""How much of a catalog is done, in messages, and in words and characters of source text.

A word is one Han character or kana, or a run of other letters and digits, as translation tools count
East Asian text (`language.words`). Characters are all but white space. What no translator writes is
not counted: the destinations of links and images, and HTML tags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from i18n.catalog.message import Message
from i18n.catalog.state import State, state_of
from i18n.language import words

# The `(a.md)` of `[text](a.md)`, and tags such as `<br>`.
_MARKUP = re.compile(r"(?<=\])\([^()\s]*\)|</?[A-Za-z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Statistics:
    """Counts by state."""

    messages: Counter[State] = field(default_factory=Counter)
    """Messages in each state."""
    words: Counter[State] = field(default_factory=Counter)
    """Words of their source text."""
    characters: Counter[State] = field(default_factory=Counter)
    """Characters of their source text."""

    def __add__(self, other: Statistics) -> Statistics:
        return Statistics(self.messages + other.messages, self.words + other.words, self.characters + other.characters)

    @property
    def total(self) -> int:
        """All messages."""
        return self.messages.total()

    def count(self, states: Iterable[State]) -> int:
        """Return how many messages are in one of some states."""
        return sum(self.messages[state] for state in states)

    def words_left(self, states: Iterable[State]) -> int:
        """Return how many words are in messages that are in none of some states."""
        return self.words.total() - sum(self.words[state] for state in states)

    def percentage(self, states: Iterable[State]) -> float:
        """Return the share of messages in one of some states, 0 to 100; 100 of nothing."""
        return 100 * self.count(states) / self.total if self.total else 100.0


def statistics_of(messages: Iterable[Message]) -> Statistics:
    """Count messages by state."""
    result = Statistics()
    for message in messages:
        state = state_of(message)
        text = _MARKUP.sub(" ", message.msgid)
        result.messages[state] += 1
        result.words[state] += words(text)
        result.characters[state] += len("".join(text.split()))
    return result
