"""Which old message serves a new segment: by its key, by memory, patched, or similar.

In this order, for each text that a catalog does not have yet: the exact text elsewhere in the project with one
unambiguous translation, everywhere or else below the same heading; an old text of the same words, its translation
patched; a similar one, fuzzy, with the previous text; nothing. The first two keep the state that the translation had. A
message that was there before keeps what it has, so that merging twice is merging once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import groupby

from i18n.catalog.message import Message
from i18n.catalog.state import SHOWN_AS_HUMAN, State, carried, marks, state_of, suggested
from i18n.catalog.store import field_lines
from i18n.language import joins_without_space
from i18n.matching.exact import merge
from i18n.matching.memory import Memory, by_letters, unambiguous
from i18n.matching.patched import Change, patched
from i18n.matching.sentences import part_of
from i18n.matching.similar import PART, Index, Words, share, similarity, words_of
from i18n.matching.wording import Reader, letters_of

_SHORTER = 0.8
"""A text is a part of another if it is at least that much shorter, and else a similar one."""


class Fate(StrEnum):
    """What became of a text that a catalog did not have."""

    MEMORY = "from memory"
    PATCHED = "carried over"
    SIMILAR = "fuzzy"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Readers:
    """How texts of a document are read."""

    read: Reader
    """Reads the placeables of a text."""
    parse: Reader
    """Reads its emphasis too."""


@dataclass(slots=True)
class Matched:
    """A catalog's messages after an update."""

    messages: list[Message]
    """All of them, obsolete ones last."""
    fates: dict[Fate, list[Message]]
    """Those that the catalog did not have, by what became of them."""


def match(
    wanted: Sequence[Message], old: Sequence[Message], memory: Callable[[], Memory], locale: str, readers: Readers
) -> Matched:
    """Return the messages wanted with what old ones and the memory know, obsolete ones last.

    `memory` is called only where a text is new. Nothing is lost: see `exact.merge`.
    """
    merged = merge(wanted, old)
    there = {message.key for message in old if message.has_work or not message.obsolete}
    new = [number for number, message in enumerate(merged) if not message.obsolete and message.key not in there]
    result = Matched(merged, {})
    if not new:
        return result
    keys = {message.key for message in wanted}
    left = [message for message in old if message.key not in keys and message.msgstr.strip() and message.plural is None]
    finder = _Finder(sorted(left, key=lambda message: message.obsolete), memory(), locale, readers)
    for number in new:
        fate, merged[number] = finder.found(merged[number])
        result.fates.setdefault(fate, []).append(merged[number])
    return result


class _Finder:
    """Finds what serves the new texts of one catalog; `left` are messages whose texts have left it."""

    def __init__(self, left: list[Message], memory: Memory, locale: str, readers: Readers) -> None:
        self.left = left
        self.memory = memory
        self.locale = locale
        self.readers = readers

    def found(self, message: Message) -> tuple[Fate, Message]:
        if not self.left and not self.memory:
            return Fate.NEW, message
        if known := self.memory.exact(message.key, message.extracted):
            return Fate.MEMORY, carried(known, message, known.msgstr)
        if done := self.patched(message):
            return Fate.PATCHED, done
        if done := self.joined(message) or self.similar(message):
            return Fate.SIMILAR, done
        return Fate.NEW, message

    # The same words -----------------------------------------------------------------------------

    def patched(self, message: Message) -> Message | None:
        """Return the message with the translation of a text of the same words, if all agree on one."""
        letters = letters_of(message.msgid, self.readers.read)
        if not letters:
            return None
        others = [known for known in self.memory.of_letters(letters) if known.msgctxt == message.msgctxt]
        for group in (self.left_by_letters.get(letters, []), others):
            for _, ranked in groupby(group, lambda known: known.obsolete):
                changed = [
                    carried(known, message, target)
                    for known in ranked
                    if (target := self.follow(known, message)) is not None
                ]
                if changed and (one := _agreed(changed)):
                    return one
        return None

    def follow(self, known: Message, message: Message) -> str | None:
        return patched(Change(known.msgid, message.msgid), known.msgstr, self.locale, self.readers.parse)

    @cached_property
    def left_by_letters(self) -> dict[str, list[Message]]:
        return by_letters(self.left, self.readers.read)

    # Similar words ------------------------------------------------------------------------------

    @cached_property
    def left_index(self) -> Index[tuple[int, Message]]:
        return Index((message.msgid, (number, message)) for number, message in enumerate(self.left))

    def joined(self, message: Message) -> Message | None:
        """Return the message with the translations of the old texts that it was joined from."""
        words = words_of(message.msgid)
        parts = [
            candidate.item[1]
            for candidate in self.left_index.nearest(words)
            if len(candidate.words) < _SHORTER * len(words) and share(candidate.words, words) >= PART
        ]
        if len(parts) < 2 or similarity(words, words_of(_joined(parts))) == 0:
            return None
        first = min(parts, key=_doubt)
        done = suggested(first, message, " ".join(part.msgstr.strip() for part in parts))
        said = [line for part in parts for line in part.comments if line not in marks([line])]
        done.comments = list(dict.fromkeys([*done.comments, *said]))
        return _after(done, _joined(parts), first.msgctxt)

    def similar(self, message: Message) -> Message | None:
        """Return the message with the translation of the most similar text, or of the text it was a part of."""
        words = words_of(message.msgid)
        left = [(candidate.words, candidate.item[1]) for candidate in self.left_index.nearest(words)]
        whole = _best(words, left)
        split = next((known for other, known in left if _is_part(words, other)), None)
        if split and (not whole or _is_part(words, words_of(whole.msgid))):
            target = part_of(split.msgid, split.msgstr, message.msgid)
            return _after(suggested(split, message, target), split.msgid, split.msgctxt)
        if not whole:
            whole = _best(words, [(found.words, found.item) for found in self.memory.index.nearest(words)])
        return _after(suggested(whole, message, whole.msgstr), whole.msgid, whole.msgctxt) if whole else None


def _doubt(message: Message) -> int:
    """Return what puts a person's finished work before unfinished, and that before a machine's."""
    state = state_of(message)
    return 0 if state in SHOWN_AS_HUMAN else 1 if state is State.NEEDS_WORK else 2


def _agreed(changed: Iterable[Message]) -> Message | None:
    """Return one of some messages if all have one translation, a person's if there is one."""
    ranked = sorted(changed, key=lambda message: state_of(message) not in SHOWN_AS_HUMAN)
    return ranked[0] if len({message.msgstr for message in ranked}) == 1 else unambiguous(ranked)


def _is_part(words: Words, whole: Words) -> bool:
    return len(words) < _SHORTER * len(whole) and share(words, whole) >= PART


def _best(words: Words, candidates: Iterable[tuple[Words, Message]]) -> Message | None:
    """Return the most similar message, of equals a person's, then the first; None if none is similar enough."""
    best: Message | None = None
    best_rank = (0.0, False)
    for other, message in candidates:
        rank = (similarity(words, other), state_of(message) in SHOWN_AS_HUMAN)
        if rank > best_rank and rank[0]:
            best, best_rank = message, rank
    return best


def _joined(parts: Sequence[Message]) -> str:
    text = parts[0].msgid
    for part in parts[1:]:
        text += ("" if joins_without_space(text[-1], part.msgid[0]) else " ") + part.msgid
    return text


def _after(message: Message, msgid: str, context: str | None) -> Message:
    """Return a message that says what its text was before."""
    if msgid == message.msgid:
        return replace(message, previous=[])
    lines = field_lines("msgctxt", context) if context is not None else []
    return replace(message, previous=[*lines, *field_lines("msgid", msgid)])
