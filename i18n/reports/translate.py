"""What `translate` did, or would do, as an object for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from i18n.drafting.result import TranslateOutcome
from i18n.reports.objects import findings, key_object


def translation(outcome: TranslateOutcome) -> dict[str, Any]:
    """Return what `translate` did, or would do: totals, documents, and what became of each message."""
    return {
        "engine": outcome.engine,
        "model": outcome.model,
        "ways": dict(sorted(outcome.ways.items())),
        "translated": outcome.done,
        "left": outcome.left,
        "written": outcome.written,
        "estimate": {**asdict(outcome.estimate), "cost": outcome.cost(outcome.estimate)},
        "used": {
            **asdict(outcome.spent.usage),
            "calls": outcome.spent.calls,
            "cost": outcome.cost(outcome.spent.usage),
        },
        "stopped": str(outcome.outage) if outcome.outage else None,
        "not_in_catalogs": outcome.missing,
        "documents": [
            {
                "source": plan.source.name,
                "catalog": plan.name,
                "messages": plan.wanted,
                "memory": len(plan.remembered),
                "cache": len(plan.questions) - len(plan.asked),
                "asked": len(plan.asked),
                **asdict(plan.usage),
                "cost": outcome.cost(plan.usage),
            }
            for plan in outcome.plans
        ],
        "messages": [
            {
                "catalog": record.catalog,
                "source": record.source,
                **key_object(record.key),
                "way": str(record.way),
                "tries": record.tries,
                "findings": list(record.findings),
            }
            for record in outcome.records
        ],
        "findings": findings(outcome.findings),
    }
