"""What `glossary mine` proposes, as a table."""

from __future__ import annotations

from collections.abc import Iterable

from i18n.reports.tables import Table, escape, print_table
from i18n.workflow.glossary_mine import Proposal


def proposals_table(proposals: Iterable[Proposal]) -> None:
    """Print a row per proposed term."""
    table = Table(box=None, pad_edge=False)
    for name in ("term", "rendering", "places", "agree", "first in"):
        table.add_column(name, justify="right" if name in ("places", "agree") else "left", overflow="fold")
    for one in proposals:
        share = f"{int(100 * one.agreement)} %"
        cells = map(escape, (one.source, one.target, f"{one.places:,}", share, one.example))
        table.add_row(*cells)
    print_table(table)
