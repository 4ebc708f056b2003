"""The status table, on a terminal or in a pipe; the only importer of rich but for the progress bar."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from i18n.catalog.state import SHOWN_AS_HUMAN, SHOWN_AS_MACHINE, State
from i18n.catalog.statistics import Statistics
from i18n.workflow.status import Status

_COLUMNS = {
    "people": [State.HUMAN, State.REVIEWED],
    "machine": [State.MACHINE],
    "needs work": [State.NEEDS_WORK, State.STALE],
    "empty": [State.EMPTY],
}


def status_table(status: Status, names: Mapping[str, str]) -> None:
    """Print a table per locale with a row per document and a total."""
    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=200)
    totals = status.totals()
    if not totals:
        console.print("no messages yet: the sources hold no text to translate")
    for locale, total in totals.items():
        table = Table(box=None, title=f"{names[locale]} ({locale})", title_justify="left", title_style="bold")
        table.add_column("document", overflow="fold")
        for name in (*_COLUMNS, "messages", "done"):
            table.add_column(name, justify="right")
        for row in status.rows:
            if row.locale == locale:
                table.add_row(row.source, *_cells(row.statistics))
        table.add_row("total", *_cells(total), style="bold")
        console.print(table)


def _cells(counts: Statistics) -> list[str]:
    numbers = [counts.count(states) for states in _COLUMNS.values()]
    done = counts.percentage(SHOWN_AS_HUMAN | SHOWN_AS_MACHINE)
    # Rounded down: 100 % means all.
    return [*(f"{number:,}" if number else "–" for number in numbers), f"{counts.total:,}", f"{int(done)} %"]
