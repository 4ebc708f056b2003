"""Tables, on a terminal or in a pipe; the only importer of rich but for the progress bar."""

from __future__ import annotations

from rich.console import Console
from rich.markup import escape
from rich.table import Table

__all__ = ["Table", "console", "escape", "number", "plain_table", "print_table"]


def plain_table(first: str, *columns: str) -> Table:
    """Return a table of a column of words and others of numbers."""
    table = Table(box=None, pad_edge=False, collapse_padding=True)
    table.add_column(first, overflow="fold")
    for name in columns:
        table.add_column(name, justify="right")
    return table


def number(count: int) -> str:
    """Return a number as a cell shows it."""
    return f"{count:,}" if count else "–"


def print_table(table: Table) -> None:
    """Print a table."""
    console().print(table)


def console() -> Console:
    """Return what prints: as wide as the terminal, and in a pipe wide enough for any name."""
    to_screen = Console(highlight=False)
    return to_screen if to_screen.is_terminal else Console(highlight=False, width=200)
