"""The state of a message, told from what every PO tool preserves: comments and the fuzzy flag.

A machine's work is marked by one translator comment that names the engine and holds hashes of what
it read (s) and wrote (t):

    # mt: <engine>/<model> <protection> <glossary> s<hash> t<hash> <date>

The first row that matches wins:

    msgstr  fuzzy  mark                       state
    blank   any    any                        empty
    text    no     no                         human
    text    no     yes                        reviewed
    text    yes    yes, s and t match         machine
    text    yes    yes, t matches, s differs  stale
    text    yes    no, or t differs           needs work
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from enum import StrEnum

from i18n.catalog.message import Message

_MARK = re.compile(r"\s*mt: .*\bs([0-9a-f]+) t([0-9a-f]+)\b")
_DIGITS = 12


class State(StrEnum):
    """How far a message is, and whose work it is."""

    EMPTY = "empty"
    HUMAN = "human"
    REVIEWED = "reviewed"
    MACHINE = "machine"
    STALE = "stale machine"
    NEEDS_WORK = "needs work"


SHOWN_AS_HUMAN = frozenset({State.HUMAN, State.REVIEWED})
"""States that a build with `--include human` shows."""
SHOWN_AS_MACHINE = SHOWN_AS_HUMAN | {State.MACHINE}
"""States that a build with `--include machine` shows."""


def state_of(message: Message) -> State:
    """Return the state of a message."""
    target = "".join(message.plurals) or message.msgstr
    if not target.strip():
        return State.EMPTY
    mark = next((found for line in message.comments if (found := _MARK.match(line))), None)
    if not message.fuzzy:
        return State.REVIEWED if mark else State.HUMAN
    if not mark or mark[2] != target_hash(message.msgstr):
        return State.NEEDS_WORK
    return State.MACHINE if mark[1] == source_hash(message) else State.STALE


def source_hash(message: Message) -> str:
    """Return the hash of what a machine is given: context and msgid, in NFC."""
    return _hash((message.msgctxt or "") + message.msgid)


def target_hash(msgstr: str) -> str:
    """Return the hash of what a machine answered, in NFC."""
    return _hash(msgstr)


def _hash(text: str) -> str:
    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:_DIGITS]
