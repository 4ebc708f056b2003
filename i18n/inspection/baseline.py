"""The ratchet: what a check found before, so that it fails only on what has become worse.

A finding is known again by its fingerprint: its code with the message it concerns, or what else it is about. Neither
lines nor words of ours are in it: moving a text, or saying a finding better, makes nothing new. Findings of a file that
has another name now are known as well. Messages that are not done are counted only, per catalog: who rewrites a text
that was never translated has made nothing worse.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from i18n.codes import CODES, INCOMPLETE
from i18n.errors import UsageError
from i18n.model import Finding
from i18n.storage.files import read_text

VERSION = 2
"""Of the files that are written. Version 1 is read as well; another is refused."""
_BY_SENTENCE = 1
"""The version that told findings which concern no message by their sentences."""

_NOT_DONE = frozenset(CODES[name] for name in INCOMPLETE)
_UNREADABLE = "-error"
_DIGITS = 16
_NUMBERS = re.compile(r"\d+")


class Entry(NamedTuple):
    """What is remembered of a finding."""

    path: str
    """Its file."""
    code: str
    """What kind it is."""
    fingerprint: str
    """Which message it concerns, or what else it is about."""


_SAME: tuple[Callable[[Entry], object], ...] = (
    lambda entry: entry,
    lambda entry: (entry.code, entry.fingerprint),
    lambda entry: (entry.path, _NOT_DONE) if entry.code in _NOT_DONE else None,
)
"""What makes two entries the same, the surest first."""


@dataclass(frozen=True, slots=True)
class Ratchet:
    """Findings, told apart by whether they were so before."""

    new: list[Finding]
    """Those that were not."""
    known: list[Finding]
    """Those that were."""
    gone: int
    """How many are no more."""


@dataclass(slots=True)
class Baseline:
    """What was found once."""

    entries: Counter[Entry] = field(default_factory=Counter)
    """How often each was found."""
    version: int = VERSION
    """How the fingerprints in it are made."""

    def ratchet(self, findings: Iterable[Finding]) -> Ratchet:
        """Tell the findings that were there from those that were not, in order.

        One that says that a file cannot be read is never known.
        """
        items = list(findings)
        entry_of_version = _entry_by_sentence if self.version == _BY_SENTENCE else entry_of
        open_items = {number: entry_of_version(item) for number, item in enumerate(items) if not _is_unreadable(item)}
        left = self.entries.copy()
        known: set[int] = set()
        for same in _SAME:
            pool: defaultdict[object, list[Entry]] = defaultdict(list)
            for entry in left.elements():
                pool[same(entry)].append(entry)
            for number, entry in open_items.items():
                if number not in known and same(entry) is not None and (found := pool[same(entry)]):
                    left[found.pop()] -= 1
                    known.add(number)
        return Ratchet(
            [item for number, item in enumerate(items) if number not in known],
            [item for number, item in enumerate(items) if number in known],
            left.total(),
        )

    def dumped(self) -> str:
        """Return what a baseline file holds: JSON, a line for each entry, in order."""
        files: dict[str, dict[str, list[str]]] = {}
        for path, code, fingerprint in sorted(self.entries.elements()):
            files.setdefault(path, {}).setdefault(code, []).append(fingerprint)
        return json.dumps({"version": VERSION, "files": files}, ensure_ascii=False, indent=1) + "\n"


def baseline_of(findings: Iterable[Finding]) -> Baseline:
    """Return what is to be remembered of findings."""
    return Baseline(Counter(entry_of(finding) for finding in findings if not _is_unreadable(finding)))


def entry_of(finding: Finding) -> Entry:
    """Return what is remembered of a finding."""
    return _entry(finding, finding.about)


def _entry_by_sentence(finding: Finding) -> Entry:
    """Return what version 1 remembered of a finding."""
    return _entry(finding, [_NUMBERS.sub("", finding.message)])


def _entry(finding: Finding, about: Sequence[str]) -> Entry:
    key = [finding.context or "", finding.msgid] if finding.msgid else about
    digest = hashlib.sha256("\0".join(key).encode()).hexdigest()[:_DIGITS]
    return Entry(finding.path, finding.code, digest)


def _is_unreadable(finding: Finding) -> bool:
    return finding.name.endswith(_UNREADABLE)


def read_baseline(file: Path) -> Baseline:
    """Read a baseline; raises UsageError where it is missing, or not one that we know."""
    text = read_text(file, str(file), UsageError)
    hint = "write it anew: i18n check --write-baseline " + str(file)
    try:
        content: Any = json.loads(text)
    except ValueError:
        raise UsageError("is no baseline, since it is not JSON", path=str(file), hint=hint) from None
    version = content.get("version") if isinstance(content, dict) else None
    if version not in (VERSION, _BY_SENTENCE):
        says = f"is a baseline of version {version}" if isinstance(version, int) else "is no baseline"
        raise UsageError(f"{says}; this program reads version {VERSION}", path=str(file), hint=hint)
    try:
        return Baseline(Counter(_entries(content["files"])), version)
    except (AttributeError, KeyError, TypeError):
        raise UsageError("is a damaged baseline", path=str(file), hint=hint) from None


def _entries(files: dict[str, dict[str, list[str]]]) -> Iterable[Entry]:
    for path, codes in files.items():
        for code, fingerprints in codes.items():
            for fingerprint in fingerprints:
                yield Entry(path, code, fingerprint)
