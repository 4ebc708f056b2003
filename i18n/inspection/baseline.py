"""The ratchet: what a check found before, so that it fails only on what has become worse.

A finding is known again by its code and its subject: the message it concerns, or what else it is about. Neither lines
nor words of ours are part of that: moving a text, or saying a finding better, makes nothing new. Findings of a file
that has another name now are known as well. Messages that are not done are counted only, per catalog: who rewrites a
text that was never translated has made nothing worse.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from i18n.codes import CODES, INCOMPLETE
from i18n.errors import UsageError
from i18n.model import Finding
from i18n.storage.files import read_text

BASELINE_VERSION = 2
"""Of the files that are written. Version 1 is read as well; another is refused."""
_BY_SENTENCE = 1
"""The version that told findings which concern no message by their sentences."""

_NOT_DONE = frozenset(CODES[name] for name in INCOMPLETE)
_DIGITS = 16
_NUMBERS = re.compile(r"\d+")  # in version 1: “line 12” and “line 13” were the same


class RememberedFinding(NamedTuple):
    """What is remembered of a finding."""

    path: str
    """Its file."""
    code: str
    """What kind it is."""
    subject: str
    """Which message it concerns, or what else it is about, as a short digest."""


_SAME: tuple[Callable[[RememberedFinding], object], ...] = (
    lambda finding: finding,
    lambda finding: (finding.code, finding.subject),
    lambda finding: (finding.path, _NOT_DONE) if finding.code in _NOT_DONE else None,
)
"""What makes two findings the same, the surest first."""


@dataclass(frozen=True, slots=True)
class Ratchet:
    """Findings, told apart by whether they were so before."""

    new: list[Finding]
    """Those that were not."""
    known: list[Finding]
    """Those that were."""
    gone: int
    """How many are no more."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was found once."""

    findings: Counter[RememberedFinding] = field(default_factory=Counter)
    """How often each was found."""
    version: int = BASELINE_VERSION
    """How their subjects are made."""

    def ratchet(self, findings: Iterable[Finding]) -> Ratchet:
        """Tell the findings that were there from those that were not, in order.

        One that says that a file cannot be read is never known.
        """
        items = list(findings)
        remember = _remembered_by_sentence if self.version == _BY_SENTENCE else remembered
        comparable = {number: remember(item) for number, item in enumerate(items) if not item.is_error_of_file}
        unmatched = self.findings.copy()
        known: set[int] = set()
        for sameness in _SAME:
            old: defaultdict[object, list[RememberedFinding]] = defaultdict(list)
            for finding in unmatched.elements():
                old[sameness(finding)].append(finding)
            for number, finding in comparable.items():
                if number not in known and sameness(finding) is not None and (alike := old[sameness(finding)]):
                    unmatched[alike.pop()] -= 1
                    known.add(number)
        return Ratchet(
            [item for number, item in enumerate(items) if number not in known],
            [item for number, item in enumerate(items) if number in known],
            unmatched.total(),
        )

    def dumped(self) -> str:
        """Return what a baseline file holds: JSON, a line for each finding, in order."""
        files: dict[str, dict[str, list[str]]] = {}
        for path, code, subject in sorted(self.findings.elements()):
            files.setdefault(path, {}).setdefault(code, []).append(subject)
        return json.dumps({"version": self.version, "files": files}, ensure_ascii=False, indent=1) + "\n"


def baseline_of(findings: Iterable[Finding]) -> Baseline:
    """Return what is to be remembered of findings."""
    return Baseline(Counter(remembered(finding) for finding in findings if not finding.is_error_of_file))


def remembered(finding: Finding) -> RememberedFinding:
    """Return what is remembered of a finding."""
    return _remembered(finding, finding.about)


def _remembered_by_sentence(finding: Finding) -> RememberedFinding:
    """Return what version 1 remembered of a finding: of one without a message its sentence, without numbers."""
    return _remembered(finding, (_NUMBERS.sub("", finding.message),))


def _remembered(finding: Finding, about: tuple[str, ...]) -> RememberedFinding:
    subject = (finding.context or "", finding.msgid) if finding.msgid else about
    digest = hashlib.sha256("\0".join(subject).encode()).hexdigest()[:_DIGITS]
    return RememberedFinding(finding.path, finding.code, digest)


def read_baseline(file: Path) -> Baseline:
    """Read a baseline; raises UsageError where it is missing, or not one that we know."""
    text = read_text(file, str(file), UsageError)
    hint = "write it anew: i18n check --write-baseline " + str(file)
    try:
        content: Any = json.loads(text)
    except ValueError:
        raise UsageError("is no baseline, since it is not JSON", path=str(file), hint=hint) from None
    version = content.get("version") if isinstance(content, dict) else None
    if version not in (BASELINE_VERSION, _BY_SENTENCE):
        says = f"is a baseline of version {version}" if isinstance(version, int) else "is no baseline"
        raise UsageError(f"{says}; this program reads version {BASELINE_VERSION}", path=str(file), hint=hint)
    try:
        return Baseline(Counter(_listed(content["files"])), version)
    except (AttributeError, KeyError, TypeError):
        raise UsageError("is a damaged baseline", path=str(file), hint=hint) from None


def _listed(files: dict[str, dict[str, list[str]]]) -> Iterator[RememberedFinding]:
    for path, codes in files.items():
        for code, subjects in codes.items():
            for subject in subjects:
                yield RememberedFinding(path, code, subject)
