"""The state of a message, told from what every PO tool preserves: comments and the fuzzy flag.

A machine's work is marked by one translator comment that names the engine and holds hashes of what
it read (s) and wrote (t):

    # mt: <engine>/<model> <protection> <glossary> s<hash> t<hash> <date>

One that a person wrote by hand may say less. The first row that matches wins:

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

_MARK = re.compile(r"\s*mt:(?!\S)")
_HASHES = re.compile(r"\bs([0-9a-f]+) t([0-9a-f]+)\b")
_WHOLE = re.compile(r"\s*mt: .*\bs[0-9a-f]+ t[0-9a-f]+ \d{4}-\d\d-\d\d\S*")
_MOST_LINES = 4
_DIGITS = 12


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


def translated(message: Message, msgstr: str, origin: Origin, *, stale: bool = False) -> Message:
    """Return a message with a machine's translation and the mark that says so.

    A `stale` one is a suggestion that no build shows. What a translator said of the message stays. Raises ValueError
    for a message that holds a person's work, and for a blank translation.
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


def carried(known: Message, message: Message, msgstr: str) -> Message:
    """Return `message` with a translation known from another message, in the state it has there.

    `msgstr` is that translation, changed alike where the two texts differ. Human stays human; machine stays
    machine, its mark with new hashes. Brings the comments of `known`.
    """
    state = state_of(known)
    new = replace(message, msgstr=msgstr, flags=list(known.flags), comments=list(known.comments))
    new.previous = list(known.previous) if known.fuzzy else []
    if state in (State.MACHINE, State.STALE):
        new.comments = _remarked(known.comments, new if state is State.MACHINE else None, msgstr)
    return new


def suggested(known: Message, message: Message, msgstr: str) -> Message:
    """Return `message` with the translation of a similar message, for a person to look at.

    It is fuzzy: a person's work becomes one that needs work, without the mark of a machine that it may have had;
    a machine's stays known as a machine's, from an older text.
    """
    state = state_of(known)
    flags = ["fuzzy", *(flag for flag in known.flags if flag != "fuzzy")]
    new = replace(message, msgstr=msgstr, flags=flags, comments=list(known.comments))
    if state in (State.MACHINE, State.STALE):
        new.comments = _remarked(known.comments, None, msgstr)
    elif state is State.REVIEWED:
        new.comments = [line for line in known.comments if not _MARK.match(line)]
    return new


def unwrapped_marks(comments: list[str]) -> list[str]:
    """Return comments with each mark on one line again, where a tool has wrapped it as polib does by itself."""
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
    """Return comments with the hashes of a mark renewed; that of the source only where a message is given."""

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
