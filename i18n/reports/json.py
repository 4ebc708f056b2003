"""Results as JSON: one object on standard output, with stable names."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any

from i18n.catalog.state import State
from i18n.catalog.statistics import Statistics
from i18n.document import Document
from i18n.drafting.result import Translated
from i18n.inspection.checked import Checked
from i18n.model import Finding, Key
from i18n.workflow.status_since import Since
from i18n.workspace.rows import totals

_ENCODER = json.JSONEncoder(ensure_ascii=False, indent=2)
_OURS = ("difference", "about")
"""What sentences and fingerprints are made of, and no report shows."""
_FIELDS = tuple(field.name for field in fields(Finding) if field.name not in _OURS)


def dumped(value: object) -> str:
    """Return a value as indented JSON with a final newline."""
    return _ENCODER.encode(value) + "\n"


def dumped_with(value: object, items: Iterable[object]) -> Iterator[str]:
    """Yield the same of a value that ends with an empty list, with some items in that list, one at a time."""
    before, _, after = dumped(value).rpartition("[]")
    line = before.rpartition("\n")[2]
    end = "\n" + " " * (len(line) - len(line.lstrip()))
    opening = before + "["
    for item in items:
        yield f"{opening}{end}  {_ENCODER.encode(item).replace(chr(10), end + '  ')}"
        opening = ","
    yield f"{opening}]{after}" if opening != "," else f"{end}]{after}"


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
                "states": _by_state(group.statistics.messages),
            }
            for group in groups
        ],
        "spared": len(completeness.spared),
        "known": len(checked.known),
        "gone": checked.gone,
        "findings": [],
    }
    yield from dumped_with(result, map(_finding, checked.findings))


def findings(items: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as objects."""
    return list(map(_finding, items))


def _finding(item: Finding) -> dict[str, Any]:
    return {"code": item.code, **{name: getattr(item, name) for name in _FIELDS}}


def statistics(counts: Statistics) -> dict[str, Any]:
    """Return counts as an object: totals, and by state, in messages, words and characters."""
    return {
        "messages": counts.total,
        "words": counts.words.total(),
        "characters": counts.characters.total(),
        "states": _by_state(counts.messages),
        "words_by_state": _by_state(counts.words),
        "characters_by_state": _by_state(counts.characters),
    }


def _by_state(numbers: Counter[State]) -> dict[str, int]:
    return {str(state): number for state, number in sorted(numbers.items())}


def changed_documents(since: Since) -> list[dict[str, Any]]:
    """Return the documents that have changed, with their messages as they were and as they are."""
    return [
        {
            "source": document.source,
            "was": document.was,
            "gone": document.gone,
            "messages_new": [_key(key) for key in document.changes.new],
            "messages_reworded": [
                {"before": _key(before), "after": _key(after)} for before, after in document.changes.changed
            ],
            "messages_gone": [_key(key) for key in document.changes.gone],
            "to_translate": document.left,
        }
        for document in since.documents
    ]


def _key(key: Key) -> dict[str, str | None]:
    return {"msgctxt": key[0], "msgid": key[1]}


def translation(outcome: Translated) -> dict[str, Any]:
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
                **_key(record.key),
                "way": str(record.way),
                "tries": record.tries,
                "findings": list(record.findings),
            }
            for record in outcome.records
        ],
        "findings": findings(outcome.findings),
    }


def explanation(document: Document) -> dict[str, Any]:
    """Return the segments and skipped spans of a document; offsets count characters."""
    return {
        "segments": [
            {
                "number": number,
                "kind": segment.kind,
                "msgid": segment.msgid,
                "context": segment.context,
                "heading": segment.heading,
                "comments": segment.comments,
                "span": segment.span,
                "position": segment.position,
            }
            for number, segment in enumerate(document.segments, 1)
        ],
        "skips": [{"reason": skip.reason, "span": skip.span} for skip in document.skips],
        "findings": findings(document.findings),
    }
