"""Which old message serves a new segment: by its key, by memory, patched, or similar.

For each text that a catalog does not have yet, the first of these that there is:

* the same text elsewhere in the project, with one translation everywhere, or one below the same heading;
* an old text of the same words, its translation patched;
* a similar one, fuzzy, with the previous text;
* nothing.

The first two keep the state that the translation had. A message that was there before keeps what it has, so that
merging twice is merging once.
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
from i18n.markdown.inline.tree import ReadInline
from i18n.matching.exact import merge
from i18n.matching.memory import Memory, by_letters, unambiguous
from i18n.matching.patched import Rewording, patched
from i18n.matching.sentences import part_of
from i18n.matching.similar import PART, Candidate, Index, WordSequence, share, similarity, words_of
from i18n.matching.wording import letters_of

_SHORTER = 0.8
"""A part of a text has fewer than this share of its words; what has more is a similar text."""


class ServedFrom(StrEnum):
    """Where the translation of a new text came from."""

    MEMORY = "from memory"
    PATCHED = "carried over"
    SIMILAR = "fuzzy"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Readers:
    """How texts of a document are read."""

    read: ReadInline
    """Reads one."""


@dataclass(slots=True)
class Matched:
    """A catalog's messages after an update."""

    messages: list[Message]
    """All of them, obsolete ones last."""
    served: dict[ServedFrom, list[Message]]
    """Those that the catalog did not have, by where their translations came from."""


def match(
    wanted: Sequence[Message], old: Sequence[Message], memory: Callable[[], Memory], locale: str, readers: Readers
) -> Matched:
    """Return the messages wanted with what old ones and the memory know, obsolete ones last.

    `memory` is called only where a text is new. Nothing is lost: see `exact.merge`.
    """
    merged = merge(wanted, old)
    present = {message.key for message in old if message.has_work or not message.obsolete}
    new = [number for number, message in enumerate(merged) if not message.obsolete and message.key not in present]
    result = Matched(merged, {})
    if not new:
        return result
    keys = {message.key for message in wanted}
    gone = [message for message in old if message.key not in keys and message.msgstr.strip() and message.plural is None]
    finder = _Finder(sorted(gone, key=lambda message: message.obsolete), memory(), locale, readers)
    for number in new:
        origin, merged[number] = finder.served(merged[number])
        result.served.setdefault(origin, []).append(merged[number])
    return result


class _Finder:
    """Finds what serves the new texts of one catalog; `gone` are its translations whose texts left the source."""

    def __init__(self, gone: list[Message], memory: Memory, locale: str, readers: Readers) -> None:
        self.gone = gone
        self.memory = memory
        self.locale = locale
        self.readers = readers

    def served(self, message: Message) -> tuple[ServedFrom, Message]:
        """Return a new message with the translation that serves it, and where that is from."""
        if not self.gone and not self.memory:
            return ServedFrom.NEW, message
        if same := self.memory.exact(message.key, message.extracted):
            return ServedFrom.MEMORY, carried(same, message, same.msgstr)
        if patched_message := self.patched(message):
            return ServedFrom.PATCHED, patched_message
        if suggestion := self.joined(message) or self.similar(message):
            return ServedFrom.SIMILAR, suggestion
        return ServedFrom.NEW, message

    # The same words -----------------------------------------------------------------------------

    def patched(self, message: Message) -> Message | None:
        """Return the message with the translation of a text of the same words, if all agree on one."""
        letters = letters_of(message.msgid, self.readers.read)
        if not letters:
            return None
        others = [other for other in self.memory.of_letters(letters) if other.msgctxt == message.msgctxt]
        for same_words in (self.gone_by_letters.get(letters, []), others):
            for _, equals in groupby(same_words, lambda old: old.obsolete):
                candidates = [
                    carried(old, message, target)
                    for old in equals
                    if (target := self.translation_following(old, message)) is not None
                ]
                if candidates and (agreed := _agreed(candidates)):
                    return agreed
        return None

    def translation_following(self, old: Message, message: Message) -> str | None:
        """Return the translation of an old message, changed as the text was."""
        return patched(Rewording(old.msgid, message.msgid), old.msgstr, self.locale, self.readers.read)

    @cached_property
    def gone_by_letters(self) -> dict[str, list[Message]]:
        return by_letters(self.gone, self.readers.read)

    # Similar words ------------------------------------------------------------------------------

    @cached_property
    def gone_index(self) -> Index[Message]:
        return Index((message.msgid, message) for message in self.gone)

    def joined(self, message: Message) -> Message | None:
        """Return the message with the translations of the old texts that it was joined from."""
        words = words_of(message.msgid)
        parts = [
            candidate.item
            for candidate in self.gone_index.nearest(words)
            if len(candidate.words) < _SHORTER * len(words) and share(candidate.words, words) >= PART
        ]
        if len(parts) < 2 or similarity(words, words_of(_joined(parts))) == 0:
            return None
        first = min(parts, key=_doubt_rank)
        suggestion = suggested(first, message, " ".join(part.msgstr.strip() for part in parts))
        remarks = [line for part in parts for line in part.comments if line not in marks([line])]
        suggestion.comments = list(dict.fromkeys([*suggestion.comments, *remarks]))
        return _with_previous(suggestion, _joined(parts), first.msgctxt)

    def similar(self, message: Message) -> Message | None:
        """Return the message with the translation of the most similar text, or of the text it was a part of."""
        words = words_of(message.msgid)
        gone = self.gone_index.nearest(words)
        whole = _most_similar(words, gone)
        split = next((candidate.item for candidate in gone if _is_part(words, candidate.words)), None)
        if split and (not whole or _is_part(words, words_of(whole.msgid))):
            target = part_of(split.msgid, split.msgstr, message.msgid)
            return _with_previous(suggested(split, message, target), split.msgid, split.msgctxt)
        whole = whole or _most_similar(words, self.memory.index.nearest(words))
        return _with_previous(suggested(whole, message, whole.msgstr), whole.msgid, whole.msgctxt) if whole else None


def _doubt_rank(message: Message) -> int:
    """Return a rank: 0 for a person's finished work, 1 for a person's unfinished, 2 for a machine's."""
    state = state_of(message)
    return 0 if state in SHOWN_AS_HUMAN else 1 if state is State.NEEDS_WORK else 2


def _agreed(candidates: Iterable[Message]) -> Message | None:
    """Return one of some messages, a person's if there is one, where all that count have the same translation."""
    ranked = sorted(candidates, key=lambda message: state_of(message) not in SHOWN_AS_HUMAN)
    return ranked[0] if len({message.msgstr for message in ranked}) == 1 else unambiguous(ranked)


def _is_part(words: WordSequence, whole: WordSequence) -> bool:
    return len(words) < _SHORTER * len(whole) and share(words, whole) >= PART


def _most_similar(words: WordSequence, candidates: Iterable[Candidate[Message]]) -> Message | None:
    """Return the most similar message, of equals a person's, then the first; None if none is similar enough."""
    best: Message | None = None
    best_rank = (0.0, False)
    for candidate in candidates:
        rank = (similarity(words, candidate.words), state_of(candidate.item) in SHOWN_AS_HUMAN)
        if rank > best_rank and rank[0]:
            best, best_rank = candidate.item, rank
    return best


def _joined(parts: Sequence[Message]) -> str:
    """Return the texts of some messages as one paragraph."""
    text = parts[0].msgid
    for part in parts[1:]:
        text += ("" if joins_without_space(text[-1], part.msgid[0]) else " ") + part.msgid
    return text


def _with_previous(message: Message, msgid: str, context: str | None) -> Message:
    """Return a message whose `#|` lines say what its text was before; none where it is the same."""
    if msgid == message.msgid:
        return replace(message, previous=[])
    lines = field_lines("msgctxt", context) if context is not None else []
    return replace(message, previous=[*lines, *field_lines("msgid", msgid)])
