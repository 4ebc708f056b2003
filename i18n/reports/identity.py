"""A name for each finding that stays when lines move, for forges that follow findings over time."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

from i18n.inspection.baseline import RememberedFinding, remembered
from i18n.model import Finding

_DIGITS = 32


def identities(findings: Iterable[Finding]) -> Iterator[tuple[Finding, str]]:
    """Yield each finding with its name; those that are alike are numbered, so that each name is there once."""
    seen: Counter[RememberedFinding] = Counter()
    for finding in findings:
        subject = remembered(finding)
        seen[subject] += 1
        text = "\0".join([*subject, str(seen[subject])])
        yield finding, hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
