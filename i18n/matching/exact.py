"""Exact matching: a message keeps its translation as long as its key is in the source.

Nothing is lost: a message whose text has left the source becomes obsolete with everything a person
put into it, and serves again, as it was, when the text comes back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from i18n.catalog.message import Message
from i18n.model import Key


def merge(wanted: Iterable[Message], old: Iterable[Message]) -> list[Message]:
    """Return the messages wanted, in their order, with what the old ones know, obsolete ones last.

    A wanted message brings its extracted comments and references; translation, translators'
    comments, flags and previous text come from the old message with its key, an active one
    before an obsolete one. No key is active and obsolete at once.
    """
    before = by_key(old)
    merged = [_kept(message, before.get(message.key)) for message in wanted]
    taken = {message.key for message in merged}
    gone = [message for key, message in before.items() if key not in taken and message.has_work]
    gone.sort(key=lambda message: not message.obsolete)
    return merged + [replace(message, obsolete=True, references=[], extracted=[]) for message in gone]


def by_key(messages: Iterable[Message]) -> dict[Key, Message]:
    """Return for each key the message that counts: one with work before others, active before obsolete."""
    counting: dict[Key, Message] = {}
    for message in sorted(messages, key=lambda message: (not message.has_work, message.obsolete)):
        counting.setdefault(message.key, message)
    return counting


def _kept(wanted: Message, old: Message | None) -> Message:
    """Return a message wanted with what the old one of its key holds."""
    if not old:
        return wanted
    return replace(
        old,
        obsolete=False,
        extracted=wanted.extracted,
        references=wanted.references,
        previous=old.previous if old.fuzzy else [],
    )
