"""Tables, on a terminal or in a pipe; the only importer of rich but for the progress bar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from i18n.catalog.state import SHOWN_AS_MACHINE, State
from i18n.catalog.statistics import Statistics
from i18n.drafting.result import Translated
from i18n.translation.engine import Usage
from i18n.workflow.glossary_mine import Proposal
from i18n.workflow.status import Status

_COLUMNS = {
    "people": [State.HUMAN, State.REVIEWED],
    "machine": [State.MACHINE],
    "needs\nwork": [State.NEEDS_WORK, State.STALE],
    "empty": [State.EMPTY],
}


def status_table(status: Status, names: Mapping[str, str]) -> None:
    """Print a table per locale: a row per document, a total, and sums per folder where there are several."""
    console = _console()
    totals = status.totals()
    if not totals:
        console.print("no messages yet: the sources hold no text to translate")
    for number, (locale, total) in enumerate(totals.items()):
        table = Table(
            box=None, pad_edge=False, collapse_padding=True, title=f"{names[locale]} ({locale})", title_justify="left"
        )
        table.title_style = "bold"
        table.add_column("document", overflow="fold", vertical="bottom")
        for name in (*_COLUMNS, "messages", "done", "words", "words\nleft"):
            table.add_column(name, justify="right", vertical="bottom")
        _add_documents(table, status, locale)
        table.add_row("total", *_cells(total), style="bold")
        console.print("\n" * (number > 0), table, sep="", end="")


def plan_table(outcome: Translated) -> None:
    """Print what a translation would do and cost: a row per document, and a total."""
    table = _plain_table("document", "messages", "memory", "cache", "to ask", "characters", "tokens", "price")
    for plan in outcome.plans:
        known = len(plan.questions) - len(plan.asked)
        counts = (plan.wanted, len(plan.remembered), known, len(plan.asked))
        table.add_row(plan.source.name, *map(_number, counts), *_usage(outcome, plan.usage))
    plans = outcome.plans
    counts = (
        sum(plan.wanted for plan in plans),
        sum(len(plan.remembered) for plan in plans),
        sum(len(plan.questions) - len(plan.asked) for plan in plans),
        sum(len(plan.asked) for plan in plans),
    )
    table.add_row("total", *map(_number, counts), *_usage(outcome, outcome.estimate), style="bold")
    _console().print(table)


def ways_table(outcome: Translated) -> None:
    """Print how messages came by their translations: a row per way."""
    table = _plain_table("", "messages")
    for way, name in _WAYS.items():
        if outcome.ways[way]:
            table.add_row(name, f"{outcome.ways[way]:,}")
    if table.row_count:
        _console().print(table)


_WAYS = {
    "memory": "from your own translations",
    "cache": "known from before",
    "engine": "by the engine",
    "parts": "by the engine, piece by piece",
    "text-only": "by the engine, words only, as a suggestion",
    "left": "left untranslated",
}


def _usage(outcome: Translated, usage: Usage) -> tuple[str, str, str]:
    tokens = usage.tokens_in + usage.tokens_out
    cost = outcome.cost(usage)
    return _number(usage.characters), _number(tokens), "unknown" if cost is None else f"{cost:.4f}"


def proposals_table(proposals: Iterable[Proposal]) -> None:
    """Print a row per proposed term."""
    table = Table(box=None, pad_edge=False)
    for name in ("term", "rendering", "places", "agree", "first in"):
        table.add_column(name, justify="right" if name in ("places", "agree") else "left", overflow="fold")
    for one in proposals:
        share = f"{int(100 * one.agreement)} %"
        cells = map(escape, (one.source, one.target, f"{one.places:,}", share, one.example))
        table.add_row(*cells)
    _console().print(table)


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=200)


def _plain_table(first: str, *columns: str) -> Table:
    table = Table(box=None, pad_edge=False, collapse_padding=True)
    table.add_column(first, overflow="fold")
    for name in columns:
        table.add_column(name, justify="right")
    return table


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
    return [*map(_number, numbers), f"{counts.total:,}", share, *map(_number, words)]


def _number(number: int) -> str:
    return f"{number:,}" if number else "–"
