"""Translation memory: what a project's catalogs know in one locale."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import replace
from functools import cached_property

from i18n.catalog.message import Message
from i18n.catalog.state import SHOWN_AS_HUMAN, SHOWN_AS_MACHINE, State, marks, state_of
from i18n.matching.similar import Index
from i18n.matching.wording import Reader, letters_of
from i18n.model import Key


class Memory:
    """The translations of a locale that are finished, by key, by their source's letters and by similarity."""

    def __init__(self, messages: Iterable[Message], read: Reader) -> None:
        """Take in messages of any catalogs; those without finished work are left out.

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
        """Return the one translation of a key: that of people before machines, of texts in use before others.

        Where several differ, it is that of the texts of the same kind below the same heading, if a note (`#.`) is given
        that says so and those agree. None where there is none, or where several differ even so; only translations in
        some `states` count.
        """
        found = [message for message in self.by_key.get(key, ()) if state_of(message) in states]
        if one := unambiguous(found):
            return one
        wanted = set(notes)
        return unambiguous(message for message in found if not wanted.isdisjoint(message.extracted))

    def of_letters(self, letters: str) -> list[Message]:
        """Return the messages whose source has just these letters."""
        return self.by_letters.get(letters, [])

    @cached_property
    def by_key(self) -> dict[Key, list[Message]]:
        """All messages by key."""
        found: dict[Key, list[Message]] = defaultdict(list)
        for message in self.messages:
            found[message.key].append(message)
        return dict(found)

    @cached_property
    def by_letters(self) -> dict[str, list[Message]]:
        """All messages by the letters of their source."""
        return by_letters(self.messages, self.read)

    @cached_property
    def index(self) -> Index[Message]:
        """All messages by similarity."""
        return Index((message.msgid, message) for message in self.messages)


def by_letters(messages: Iterable[Message], read: Reader) -> dict[str, list[Message]]:
    """Return messages by the letters of their source."""
    found: dict[str, list[Message]] = defaultdict(list)
    for message in messages:
        found[letters_of(message.msgid, read)].append(message)
    return dict(found)


def unambiguous(messages: Iterable[Message]) -> Message | None:
    """Return one of some messages if those that count most agree on the translation.

    A person's work counts more than a machine's, and a text in use more than an obsolete one.
    """
    ranked: dict[tuple[bool, bool], dict[str, Message]] = defaultdict(dict)
    for message in messages:
        rank = (state_of(message) not in SHOWN_AS_HUMAN, message.obsolete)
        ranked[rank].setdefault(message.msgstr.strip(), message)
    if not ranked:
        return None
    best = ranked[min(ranked)]
    return next(iter(best.values())) if len(best) == 1 else None
