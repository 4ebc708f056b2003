"""What `extract --explain` tells of a document: as text for people, as an object for programs."""

from __future__ import annotations

from typing import Any

import click

from i18n.document import Document
from i18n.reports.objects import findings


def explained_text(document: Document, colour: bool) -> str:
    """Return a document's text, in which marks show what becomes of each part.

    A segment stands in `⟦number|…⟧`, a skipped span in `⟨reason|…⟩`; plain markup has no mark.
    With colour, segments are green, skipped spans dim, and what is not understood red.
    """
    text = document.text
    spans = [(segment.span, f"{number}", True) for number, segment in enumerate(document.segments, 1)]
    spans += [(skip.span, "" if skip.reason == "markup" else skip.reason, False) for skip in document.skips]
    parts = []
    for span, label, is_segment in sorted(spans):
        piece = text[slice(*span)]
        if label:
            left, right = "⟦⟧" if is_segment else "⟨⟩"
            piece = f"{left}{label}|{piece}{right}"
        if colour and label:
            strange = label.startswith("not understood")
            style = {"fg": "green"} if is_segment else {"fg": "red"} if strange else {"dim": True}
            piece = click.style(piece, **style)
        parts.append(piece)
    return "".join(parts)


def explained_object(document: Document) -> dict[str, Any]:
    """Return the segments and skipped spans of a document; offsets count characters."""
    return {
        "segments": [
            {
                "number": number,
                "kind": segment.kind,
                "msgid": segment.msgid,
                "context": segment.context,
                "heading": segment.heading,
                "comments": segment.comments,
                "span": segment.span,
                "position": segment.position,
            }
            for number, segment in enumerate(document.segments, 1)
        ],
        "skips": [{"reason": skip.reason, "span": skip.span} for skip in document.skips],
        "findings": findings(document.findings),
    }
