"""Translation memory: what a project's catalogs know in one locale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import replace
from functools import cached_property

from i18n.catalog.message import Message
from i18n.catalog.state import SHOWN_AS_HUMAN, SHOWN_AS_MACHINE, State, marks, state_of
from i18n.markdown.inline.tree import ReadInline
from i18n.matching.similar import Index
from i18n.matching.wording import letters_of
from i18n.model import Key


class Memory:
    """The translations of a locale that are finished, by key, by their source's letters and by similarity."""

    def __init__(self, messages: Iterable[Message], read: ReadInline) -> None:
        """Remember the finished messages of any catalogs.

        `read` reads their texts. What a translator said of one of them is not said of another.
        """
        self.read = read
        self.messages = [
            replace(message, comments=marks(message.comments), flags=["fuzzy"] if message.fuzzy else [])
            for message in messages
            if message.plural is None and state_of(message) in SHOWN_AS_MACHINE
        ]

    def __bool__(self) -> bool:
        return bool(self.messages)

    def exact(self, key: Key, notes: Iterable[str] = (), states: Container[State] = SHOWN_AS_MACHINE) -> Message | None:
        """Return the one translation of a key: a person's before a machine's, of a text in use before an obsolete one.

        Only translations in some `states` count. Where they differ, those decide that stand in the same kind of place
        below the same heading, which the `notes` (`#.`) say. None where these differ too, or where there are none.
        """
        same_text = [message for message in self.by_key.get(key, ()) if state_of(message) in states]
        if one := unambiguous(same_text):
            return one
        same_place = set(notes)
        return unambiguous(message for message in same_text if not same_place.isdisjoint(message.extracted))

    def of_letters(self, letters: str) -> list[Message]:
        """Return the messages whose source has just these letters."""
        return self.by_letters.get(letters, [])

    @cached_property
    def by_key(self) -> dict[Key, list[Message]]:
        """All messages by key."""
        by_key: defaultdict[Key, list[Message]] = defaultdict(list)
        for message in self.messages:
            by_key[message.key].append(message)
        return dict(by_key)

    @cached_property
    def by_letters(self) -> dict[str, list[Message]]:
        """All messages by the letters of their source."""
        return by_letters(self.messages, self.read)

    @cached_property
    def index(self) -> Index[Message]:
        """All messages by similarity."""
        return Index((message.msgid, message) for message in self.messages)


def by_letters(messages: Iterable[Message], read: ReadInline) -> dict[str, list[Message]]:
    """Return messages by the letters of their source."""
    grouped: defaultdict[str, list[Message]] = defaultdict(list)
    for message in messages:
        grouped[letters_of(message.msgid, read)].append(message)
    return dict(grouped)


def unambiguous(messages: Iterable[Message]) -> Message | None:
    """Return one of some messages, if those that count most have the same translation.

    A person's work counts more than a machine's, and of each of them a text in use more than an obsolete one.
    """
    ranked: dict[tuple[bool, bool], dict[str, Message]] = defaultdict(dict)
    for message in messages:
        rank = (state_of(message) not in SHOWN_AS_HUMAN, message.obsolete)
        ranked[rank].setdefault(message.msgstr.strip(), message)
    if not ranked:
        return None
    best = ranked[min(ranked)]
    return next(iter(best.values())) if len(best) == 1 else None
