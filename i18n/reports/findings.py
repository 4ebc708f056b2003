"""Findings as text for people, with colours where those are wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from i18n.model import Finding, Severity
from i18n.reports.excerpt import excerpt
from i18n.reports.grouping import code_and_name, place, ranked

MOST_FINDINGS = 100
"""Findings that are shown before the rest is only counted."""


_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}


def finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield the lines that show findings, errors first: place, what is wrong, what to do."""
    items = ranked(findings)
    for finding in items[:MOST_FINDINGS]:
        yield from lines_of(finding)
    if len(items) > MOST_FINDINGS:
        yield f"… and {len(items) - MOST_FINDINGS} more; --json lists them all"


def lines_of(finding: Finding) -> Iterator[str]:
    """Yield the lines that show one finding."""
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
