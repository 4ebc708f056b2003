"""Findings, counts and explanations as text; colour is left out where it is not wanted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

import click

from i18n.markdown.document import Document
from i18n.model import Finding, Severity

MOST_FINDINGS = 100
"""Findings that are shown before the rest is only counted."""

_FEW = 3
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


def finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the lines that show findings, errors first: place, what is wrong, what to do."""
    ranked = sorted(_grouped(findings), key=lambda finding: list(Severity).index(finding.severity))
    for finding in ranked[:MOST_FINDINGS]:
        yield from _finding(finding)
    if len(ranked) > MOST_FINDINGS:
        yield f"… and {len(ranked) - MOST_FINDINGS} more; --json lists them all"


def _grouped(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Put many messages of one catalog that are not done into one finding."""
    incomplete: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.code == "incomplete":
            incomplete[finding.path].append(finding)
        else:
            yield finding
    for path, group in incomplete.items():
        if len(group) <= _FEW:
            yield from group
        else:
            first = group[0]
            yield replace(first, path=path, message=f"{len(group)} messages are not done; the first is {first.message}")


def _finding(finding: Finding) -> Iterator[str]:
    where = finding.path
    if finding.position:
        where += f":{finding.position.line}:{finding.position.column}"
    severity = click.style(finding.severity, fg=_COLOURS[finding.severity], bold=True)
    yield (f"{click.style(where, bold=True)}: " if where else "") + f"{severity}: {finding.message}"
    if finding.places:
        places = ", ".join(f"{finding.source}:{place.line}" for place in finding.places[:5])
        more = f" and {len(finding.places) - 5} more" if len(finding.places) > 5 else ""
        yield click.style(f"  source: {places}{more}", dim=True)
    if finding.hint:
        yield click.style(f"  hint: {finding.hint}", dim=True)


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
