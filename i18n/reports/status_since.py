"""What `status --since` found: as text for people, as an object for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

import click

from i18n.counted import counted
from i18n.model import shortened
from i18n.reports.objects import findings, key_object
from i18n.workflow.status_since import ChangedDocument, Since

_BEFORE = 12
"""Characters that are shown before a difference."""


def change_lines(since: Since) -> Iterator[str]:
    """Yield the lines that show what has changed for translators, document by document."""
    for document in since.documents:
        yield click.style(document.source, bold=True) + _fate(document)
        for _, msgid in document.changes.new:
            yield click.style(f"  + {shortened(msgid)}", fg="green")
        for (_, before), (_, after) in document.changes.changed:
            yield click.style(f"  ~ {_from_difference(before, after)}", fg="yellow")
            yield click.style(f"  → {_from_difference(after, before)}", fg="yellow")
        for _, msgid in document.changes.gone:
            yield click.style(f"  - {shortened(msgid)}", fg="red")


def _fate(document: ChangedDocument) -> str:
    if document.gone:
        return " is gone"
    fate = " is new" if not document.was else ""
    fate += f" (was {document.was})" if document.was not in ("", document.source) else ""
    return fate + (f": to translate {_numbers(document.left)}" if document.changes.current else "")


def _from_difference(text: str, other: str) -> str:
    """Return a text on one line, without most of what it starts with like another."""
    same = (one == two for one, two in zip(text, other, strict=False))
    start = sum(takewhile(bool, same)) - _BEFORE
    return shortened(f"…{text[start:]}" if start > 0 else text)


def change_totals(since: Since) -> str:
    """Return in one line what has changed for translators, and what of it is not translated yet."""
    found = [document.changes for document in since.documents]
    new = sum(len(changes.new) for changes in found)
    changed = sum(len(changes.changed) for changes in found)
    gone = sum(len(changes.gone) for changes in found)
    documents = counted(len(found), "document")
    left = f"; to translate {_numbers(since.left())}" if new + changed else ""
    return f"since {since.revision}: {documents} changed; {new:,} new, {changed:,} reworded, {gone:,} gone{left}"


def _numbers(left: Mapping[str, int]) -> str:
    return ", ".join(f"{locale} {number:,}" for locale, number in left.items())


def changes_object(since: Since) -> dict[str, Any]:
    """Return the same as an object, with the messages as they were and as they are."""
    return {
        "revision": since.revision,
        "commit": since.commit,
        "documents": _documents(since),
        "to_translate": since.left(),
        "findings": findings(since.findings),
    }


def _documents(since: Since) -> list[dict[str, Any]]:
    return [
        {
            "source": document.source,
            "was": document.was,
            "gone": document.gone,
            "messages_new": [key_object(key) for key in document.changes.new],
            "messages_reworded": [
                {"before": key_object(before), "after": key_object(after)} for before, after in document.changes.changed
            ],
            "messages_gone": [key_object(key) for key in document.changes.gone],
            "to_translate": document.left,
        }
        for document in since.documents
    ]
