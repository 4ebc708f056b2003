"""What `status` counted, as tables."""

from __future__ import annotations

from collections.abc import Mapping

from i18n.catalog.state import SHOWN_AS_MACHINE, State
from i18n.catalog.statistics import Statistics
from i18n.reports.tables import Table, console, number
from i18n.workflow.status import Status

_COLUMNS = {
    "people": [State.HUMAN, State.REVIEWED],
    "machine": [State.MACHINE],
    "needs\nwork": [State.NEEDS_WORK, State.STALE],
    "empty": [State.EMPTY],
}


def status_table(status: Status, names: Mapping[str, str]) -> None:
    """Print a table per locale: a row per document, a total, and sums per folder where there are several."""
    shown = console()
    totals = status.totals()
    if not totals:
        shown.print("no messages yet: the sources hold no text to translate")
    for place, (locale, total) in enumerate(totals.items()):
        table = Table(
            box=None, pad_edge=False, collapse_padding=True, title=f"{names[locale]} ({locale})", title_justify="left"
        )
        table.title_style = "bold"
        table.add_column("document", overflow="fold", vertical="bottom")
        for name in (*_COLUMNS, "messages", "done", "words", "words\nleft"):
            table.add_column(name, justify="right", vertical="bottom")
        _add_documents(table, status, locale)
        table.add_row("total", *_cells(total), style="bold")
        shown.print("\n" * (place > 0), table, sep="", end="")


def _add_documents(table: Table, status: Status, locale: str) -> None:
    """Add the rows of a locale; below the row of its folder, a document goes by its name."""
    folders = {folder: counts for (where, folder), counts in status.by_folder().items() if where == locale}
    several = len(folders) > 1
    above = ""
    for row in (row for row in status.rows if row.locale == locale):
        if several and row.folder != above:
            above = row.folder
            table.add_row(f"{above}/", *_cells(folders[above]), style="cyan")
        table.add_row(f"  {row.source[len(above) + 1 :]}" if several else row.source, *_cells(row.statistics))


def _cells(counts: Statistics) -> list[str]:
    numbers = [counts.count(states) for states in _COLUMNS.values()]
    done = counts.percentage(SHOWN_AS_MACHINE)
    # Rounded down: 100 % means all.
    share = f"{int(done)} %"
    words = [counts.words.total(), counts.words_left(SHOWN_AS_MACHINE)]
    return [*map(number, numbers), f"{counts.total:,}", share, *map(number, words)]
