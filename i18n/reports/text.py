"""Findings, counts and explanations as text; colour is left out where it is not wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile

import click

from i18n.counted import counted
from i18n.document import Document
from i18n.inspection.checked import Checked
from i18n.model import Finding, Severity, shortened
from i18n.reports.excerpt import excerpt
from i18n.reports.grouping import code_and_name, place, ranked
from i18n.reports.verdict import summary
from i18n.workflow.status_since import ChangedDocument, Since

MOST_FINDINGS = 100
"""Findings that are shown before the rest is only counted."""

_BEFORE = 12
"""Characters that are shown before a difference."""
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


def report(checked: Checked) -> Iterator[str]:
    """Yield the lines of all findings and the verdict, without colour."""
    for finding in ranked(checked.findings):
        yield from (click.unstyle(line) + "\n" for line in _finding(finding))
    for line in summary(checked):
        yield f"{line}\n"


def finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the lines that show findings, errors first: place, what is wrong, what to do."""
    items = ranked(findings)
    for finding in items[:MOST_FINDINGS]:
        yield from _finding(finding)
    if len(items) > MOST_FINDINGS:
        yield f"… and {len(items) - MOST_FINDINGS} more; --json lists them all"


def _finding(finding: Finding) -> Iterator[str]:
    where = f"{click.style(place(finding), bold=True)}: " if finding.path else ""
    severity = click.style(finding.severity, fg=_COLOURS[finding.severity], bold=True)
    yield f"{where}{severity}: {finding.message} " + click.style(f"[{code_and_name(finding)}]", dim=True)
    for line in excerpt(finding):
        carets = not line.strip(" ^")
        yield "  " + (click.style(line, fg=_COLOURS[finding.severity], bold=True) if carets else line)
    if finding.places:
        places = ", ".join(f"{finding.source}:{at.line}" for at in finding.places[:5])
        more = f" and {len(finding.places) - 5} more" if len(finding.places) > 5 else ""
        yield click.style(f"  source: {places}{more}", dim=True)
    if finding.hint:
        yield click.style(f"  hint: {finding.hint}", dim=True)


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


def explanation(document: Document, colour: bool) -> str:
    """Return a document's text with the fate of every character.

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
