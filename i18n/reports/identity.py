"""A name for each finding that stays when lines move, for forges that follow findings over time."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from i18n.inspection.baseline import Entry, entry_of
from i18n.model import Finding

_DIGITS = 32


def identities(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Yield each finding with its name; those that are alike are numbered, so that each name is there once."""
    seen: Counter[Entry] = Counter()
    for finding in findings:
        entry = entry_of(finding)
        seen[entry] += 1
        text = "\0".join([*entry, str(seen[entry])])
        yield finding, hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
