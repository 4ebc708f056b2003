"""A check as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from i18n.catalog.statistics import Statistics
from i18n.inspection.checked import Checked
from i18n.reports.objects import by_state, dumped_with, finding_object, statistics
from i18n.workspace.rows import totals


def report(checked: Checked) -> Iterator[str]:
    """Yield the result of a check: the verdict, what is asked, counts, and every finding."""
    completeness = checked.completeness
    locales = totals(completeness.rows)
    groups = completeness.verdicts()
    missing = Counter(dict.fromkeys([*(group.locale for group in groups), *locales], 0))
    missing.update({locale: sum(len(one.missing) for one in groups if one.locale == locale) for locale in missing})
    result = {
        "ok": checked.ok,
        "require": completeness.demands.general.required,
        "minimum": completeness.demands.general.minimum,
        "locales": {
            locale: {**statistics(locales.get(locale, Statistics())), "missing": number}
            for locale, number in missing.items()
        },
        "demands": [
            {
                "locale": group.locale,
                "pattern": group.demand.pattern,
                "require": group.demand.required,
                "minimum": group.demand.minimum,
                "messages": group.statistics.total,
                "done": group.done,
                "enough": group.enough,
                "states": by_state(group.statistics.messages),
            }
            for group in groups
        ],
        "spared": len(completeness.spared),
        "known": len(checked.known),
        "gone": checked.gone,
        "findings": [],
    }
    yield from dumped_with(result, map(finding_object, checked.findings))
