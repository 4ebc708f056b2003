"""What `translate` did, or would do, as tables for people."""

from __future__ import annotations

from i18n.drafting.result import TranslateOutcome
from i18n.reports.tables import number, plain_table, print_table
from i18n.translation.engine import Usage


def plan_table(outcome: TranslateOutcome) -> None:
    """Print what a translation would do and cost: a row per document, and a total."""
    table = plain_table("document", "messages", "memory", "cache", "to ask", "characters", "tokens", "price")
    for plan in outcome.plans:
        known = len(plan.questions) - len(plan.asked)
        counts = (plan.wanted, len(plan.remembered), known, len(plan.asked))
        table.add_row(plan.source.name, *map(number, counts), *_usage(outcome, plan.usage))
    plans = outcome.plans
    counts = (
        sum(plan.wanted for plan in plans),
        sum(len(plan.remembered) for plan in plans),
        sum(len(plan.questions) - len(plan.asked) for plan in plans),
        sum(len(plan.asked) for plan in plans),
    )
    table.add_row("total", *map(number, counts), *_usage(outcome, outcome.estimate), style="bold")
    print_table(table)


def ways_table(outcome: TranslateOutcome) -> None:
    """Print how messages came by their translations: a row per way."""
    table = plain_table("", "messages")
    for way, name in _WAYS.items():
        if outcome.ways[way]:
            table.add_row(name, f"{outcome.ways[way]:,}")
    if table.row_count:
        print_table(table)


_WAYS = {
    "memory": "from your own translations",
    "cache": "known from before",
    "engine": "by the engine",
    "parts": "by the engine, piece by piece",
    "text-only": "by the engine, words only, as a suggestion",
    "left": "left untranslated",
}


def _usage(outcome: TranslateOutcome, usage: Usage) -> tuple[str, str, str]:
    tokens = usage.tokens_in + usage.tokens_out
    cost = outcome.cost(usage)
    return number(usage.characters), number(tokens), "unknown" if cost is None else f"{cost:.4f}"
