"""What results have in common as JSON: one object on standard output, with stable names."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from i18n.catalog.state import State
from i18n.catalog.statistics import Statistics
from i18n.model import Finding, Key

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


def findings(items: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as objects."""
    return list(map(finding_object, items))


def finding_object(item: Finding) -> dict[str, Any]:
    """Return a finding as an object."""
    return {"code": item.code, **{name: getattr(item, name) for name in _FIELDS}}


def statistics(counts: Statistics) -> dict[str, Any]:
    """Return counts as an object: totals, and by state, in messages, words and characters."""
    return {
        "messages": counts.total,
        "words": counts.words.total(),
        "characters": counts.characters.total(),
        "states": by_state(counts.messages),
        "words_by_state": by_state(counts.words),
        "characters_by_state": by_state(counts.characters),
    }


def by_state(numbers: Counter[State]) -> dict[str, int]:
    """Return numbers of messages in order of their states."""
    return {str(state): number for state, number in sorted(numbers.items())}


def key_object(key: Key) -> dict[str, str | None]:
    """Return what identifies a message."""
    return {"msgctxt": key[0], "msgid": key[1]}
