"""The state of a message, told from what every PO tool preserves: comments and the fuzzy flag.

A machine's work is marked by one translator comment, which names the engine and holds hashes of what
it read (s) and wrote (t):

    # mt: <engine>/<model> <protection> <glossary> s<hash> t<hash> <date>

A mark that a person wrote by hand may say less. The first row that matches wins:

    msgstr  fuzzy  mark                       state
    blank   any    any                        empty
    text    no     no                         human
    text    no     yes                        reviewed
    text    yes    yes, s and t match         machine
    text    yes    yes, t matches, s differs  stale
    text    yes    no, or t differs           needs work

A message with plural forms needs work as well: no text of a guide has any, so no build shows them.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from i18n.catalog.message import Message

# ` mt: `, the start of a mark; ` mtx` is none.
_MARK = re.compile(r"\s*mt:(?!\S)")
# `s0123456789ab t0123456789ab`
_HASHES = re.compile(r"\bs([0-9a-f]+) t([0-9a-f]+)\b")
# ` mt: deepl/- xml1 - s0123456789ab t0123456789ab 2025-01-31`
_WHOLE = re.compile(r"\s*mt: .*\bs[0-9a-f]+ t[0-9a-f]+ \d{4}-\d\d-\d\d\S*")
_MOST_LINES = 4
"""Lines that a tool makes of a mark when it wraps it, at most."""
_DIGITS = 12
"""Digits of a hash."""


class State(StrEnum):
    """How far a message is, and whose work it is."""

    EMPTY = "empty"
    HUMAN = "human"
    REVIEWED = "reviewed"
    MACHINE = "machine"
    STALE = "stale machine"
    NEEDS_WORK = "needs work"


MACHINE_MAY_WRITE = frozenset({State.EMPTY, State.MACHINE, State.STALE})
"""States in which a message holds no person's work, so that a machine may write it."""
SHOWN_AS_HUMAN = frozenset({State.HUMAN, State.REVIEWED})
"""States that a build with `--include human` shows."""
SHOWN_AS_MACHINE = SHOWN_AS_HUMAN | {State.MACHINE}
"""States that a build with `--include machine` shows."""


def state_of(message: Message) -> State:
    """Return the state of a message."""
    target = "".join(message.plurals) or message.msgstr
    if not target.strip():
        return State.EMPTY
    if message.plural is not None:
        return State.NEEDS_WORK
    mark = next(iter(marks(message.comments)), None)
    if not message.fuzzy:
        return State.REVIEWED if mark else State.HUMAN
    hashes = _HASHES.search(mark) if mark else None
    if not hashes or hashes[2] != target_hash(message.msgstr):
        return State.NEEDS_WORK
    return State.MACHINE if hashes[1] == source_hash(message) else State.STALE


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a machine's translation comes from, as its mark says."""

    engine: str
    """The engine."""
    model: str
    """Its model; `-` where it has but one."""
    protection: str
    """How placeables were shown to it."""
    glossary: str
    """Which rows of the glossary it was told; `-` for none."""
    date: str
    """The day."""


def with_machine_translation(message: Message, msgstr: str, origin: Origin, *, stale: bool = False) -> Message:
    """Return a message with a machine's translation and the mark that says so; translators' comments stay.

    A `stale` one is marked as the translation of an older text: a suggestion that no build shows. Raises ValueError for
    a message that holds a person's work, and for a blank translation.
    """
    if state_of(message) not in MACHINE_MAY_WRITE or not msgstr.strip():
        raise ValueError("a machine never writes over a person's work")
    flags = ["fuzzy", *(flag for flag in message.flags if flag != "fuzzy")]
    read = "0" * _DIGITS if stale else source_hash(message)
    who = f"{_word(origin.engine)}/{_word(origin.model)} {_word(origin.protection)} {_word(origin.glossary)}"
    mark = f" mt: {who} s{read} t{target_hash(msgstr)} {origin.date}"
    comments = [line for line in message.comments if not _MARK.match(line)]
    return replace(message, msgstr=msgstr, flags=flags, previous=[], comments=[*comments, mark])


def _word(text: str) -> str:
    return "-".join(text.split()) or "-"


def carried(old: Message, message: Message, msgstr: str) -> Message:
    """Return `message` with the translation of another message, in the state that it has there.

    `msgstr` is that translation, changed as the text was. What is a person's stays a person's; what is a machine's
    stays a machine's, with new hashes in its mark. The comments of the old message come along.
    """
    state = state_of(old)
    new = replace(message, msgstr=msgstr, flags=list(old.flags), comments=list(old.comments))
    new.previous = list(old.previous) if old.fuzzy else []
    if state in (State.MACHINE, State.STALE):
        new.comments = _remarked(old.comments, new if state is State.MACHINE else None, msgstr)
    return new


def suggested(old: Message, message: Message, msgstr: str) -> Message:
    """Return `message` with the translation of a similar message, fuzzy, for a person to look at.

    A person's translation needs work then, and loses the mark of a machine if it had one. A machine's keeps its mark,
    which says that it is of an older text.
    """
    state = state_of(old)
    flags = ["fuzzy", *(flag for flag in old.flags if flag != "fuzzy")]
    new = replace(message, msgstr=msgstr, flags=flags, comments=list(old.comments))
    if state in (State.MACHINE, State.STALE):
        new.comments = _remarked(old.comments, None, msgstr)
    elif state is State.REVIEWED:
        new.comments = [line for line in old.comments if not _MARK.match(line)]
    return new


def unwrapped_marks(comments: list[str]) -> list[str]:
    """Return comments with each mark on one line again, where a tool such as polib has wrapped it."""
    lines: list[str] = []
    at = 0
    while at < len(comments):
        line, end = comments[at], at + 1
        while _MARK.match(line) and not _WHOLE.fullmatch(line) and end < min(len(comments), at + _MOST_LINES):
            if _MARK.match(comments[end]):
                break
            line, end = f"{line} {comments[end].strip()}", end + 1
        if line != comments[at] and not _WHOLE.fullmatch(line):
            line, end = comments[at], at + 1
        lines.append(line)
        at = end
    return lines


def marks(comments: Iterable[str]) -> list[str]:
    """Return the lines that say that a machine wrote the translation."""
    return [line for line in comments if _MARK.match(line)]


def _remarked(comments: Iterable[str], read: Message | None, msgstr: str) -> list[str]:
    """Return comments whose marks have the hash of a msgstr, and that of a message which was read, if one is given."""

    def renewed(match: re.Match[str]) -> str:
        return f"s{source_hash(read) if read else match[1]} t{target_hash(msgstr)}"

    return [_HASHES.sub(renewed, line) if _MARK.match(line) else line for line in comments]


def source_hash(message: Message) -> str:
    """Return the hash of what a machine is given: context and msgid, in NFC."""
    return _hash((message.msgctxt or "") + message.msgid)


def target_hash(msgstr: str) -> str:
    """Return the hash of what a machine answered, in NFC."""
    return _hash(msgstr)


def _hash(text: str) -> str:
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:_DIGITS]
