"""Documents as messages: what a PO file says of each segment."""

from __future__ import annotations

from i18n.catalog.message import Message
from i18n.document import Document
from i18n.model import Segment
from i18n.workspace.sources import Source

_MOST_NOTES = 5


def messages_of(document: Document, source: Source, locations: str) -> list[Message]:
    """Return the messages of a document, untranslated, in document order."""
    return [
        Message(msgid, msgctxt=context, extracted=_notes(segments), references=_references(segments, source, locations))
        for (context, msgid), segments in document.messages.items()
    ]


def _notes(segments: list[Segment]) -> list[str]:
    """Say what a message is and where: a line per distinct kind and heading, then the writers' words."""
    places = list(dict.fromkeys(note_of(segment) for segment in segments))
    notes = places[:_MOST_NOTES]
    if len(places) > _MOST_NOTES:
        notes.append(f"+{len(places) - _MOST_NOTES}")
    return notes + list(dict.fromkeys(comment for segment in segments for comment in segment.comments))


def note_of(segment: Segment) -> str:
    """Say what a segment is, and its nearest heading above."""
    heading = " ".join(segment.heading.split())
    return f"{segment.kind} · {heading}" if heading else segment.kind


def _references(segments: list[Segment], source: Source, locations: str) -> list[str]:
    if locations == "none":
        return []
    name = "".join(f"%{ord(c):02X}" if c == "%" or c.isspace() else c for c in source.name)
    if locations == "line":
        return list(dict.fromkeys(f"{name}:{segment.position.line}" for segment in segments))
    return [name]
