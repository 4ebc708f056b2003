"""Completeness: how much of a document is translated by whom, against what a project asks for."""

from __future__ import annotations

from collections.abc import Iterable

from i18n.catalog.message import Message
from i18n.catalog.state import SHOWN_AS_HUMAN, SHOWN_AS_MACHINE, State, state_of
from i18n.model import Finding, Position, shortened

_REQUIRED = {"human": SHOWN_AS_HUMAN, "machine": SHOWN_AS_MACHINE}
_WORDS = {
    State.EMPTY: ("empty", "not translated"),
    State.MACHINE: ("machine-only", "translated by a machine only"),
    State.STALE: ("stale", "translated by a machine from an older text"),
    State.NEEDS_WORK: ("needs-work", "marked as needing work"),
}
"""The name of the finding, and what it says."""


def incomplete(messages: Iterable[Message], required: str, path: str, source: str) -> list[Finding]:
    """Return a finding for each message that is not as far as required.

    `required` is `machine` (any finished work) or `human` (only work that a person did or reviewed).
    """
    findings = []
    for message in messages:
        state = state_of(message)
        if state not in _REQUIRED[required]:
            position = Position(message.line, 1) if message.line else None
            name, words = _WORDS[state]
            findings.append(
                Finding(
                    name,
                    f"{words}: “{shortened(message.msgid)}”",
                    path=path,
                    position=position,
                    msgid=message.msgid,
                    context=message.msgctxt,
                    hint="" if message.line else "it is not in the PO file yet; run i18n update",
                    source=source,
                )
            )
    return findings
