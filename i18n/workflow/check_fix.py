"""Apply the fixes that checks propose to the PO files.

All is tried on a copy first: one fix per message, then another check, until nothing is left to fix.
A fix that brings a message more errors than it had is taken back. What comes out is written to the project, or
only shown.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from i18n.catalog.in_place import retranslated
from i18n.catalog.store import read_catalog
from i18n.catalog.wrap import wrapped
from i18n.errors import CatalogError, I18nError
from i18n.inspection.checked import Checked
from i18n.model import Finding, Key, Severity
from i18n.project import Project
from i18n.storage.files import read_text, write_text
from i18n.storage.project_files import ProjectFiles
from i18n.workspace.outcome import Outcome
from i18n.workspace.scratch import project_to_try

_Place: TypeAlias = tuple[str, Key]
"""A PO file and a message in it."""

MOST_ROUNDS = 100
"""So that no rule can go on for ever."""

Check: TypeAlias = Callable[[Project, Sequence[str]], Checked]
"""Checks a project: some of its sources, or all where none is named."""


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A PO file that fixes change."""

    name: str
    """The file, relative to the project."""
    old: str
    """Its text."""
    new: str
    """Its text with the fixes."""

    def diff(self) -> str:
        """Return what changes, as a unified diff."""
        old, new = (text.split("\n") for text in (self.old, self.new))
        lines = difflib.unified_diff(old, new, f"a/{self.name}", f"b/{self.name}", lineterm="")
        return "".join(f"{line}\n" for line in lines)


@dataclass(slots=True)
class Fixed(Outcome):
    """What can be fixed."""

    changes: list[FixedFile] = field(default_factory=list)
    """The files that change."""
    messages: int = 0
    """How many messages that concerns."""


@dataclass(slots=True)
class _Trial:
    """What was tried on the copy."""

    texts: dict[_Place, list[str]] = field(default_factory=dict)
    """All translations that a message has had, the first one first."""
    errors: dict[_Place, int] = field(default_factory=dict)
    """How many errors it had before its last fix."""
    closed: set[_Place] = field(default_factory=set)
    """Messages that are left alone from now on."""
    sources: dict[str, str] = field(default_factory=dict)
    """The source of each PO file."""


def fix(project: Project, run: Check) -> Fixed:
    """Return what the fixes of a check would change; nothing is written to the project.

    A translation changes only where a finding proposes it for the translation as it is, and never its
    state. A PO file that cannot be changed is a finding.
    """
    outcome, trial = Fixed(), _Trial()
    originals: dict[str, str] = {}
    with project_to_try(project) as copy:
        sources: list[str] = []
        for _ in range(MOST_ROUNDS):
            changes = _next(run(copy, sources).findings, trial)
            sources = []
            for name, wanted in changes.items():
                try:
                    _apply(copy, name, wanted, originals)
                    sources.append(trial.sources[name])
                except I18nError as error:
                    outcome.fail(error)
                    trial.closed.update((name, key) for key in wanted)
            if not sources:
                break
        for name, old in originals.items():
            new = _formed(project, name, old, read_text(copy.root / name, name, CatalogError))
            if new != old:
                outcome.changes.append(FixedFile(name, old, new))
    outcome.messages = sum(map(_messages, outcome.changes))
    return outcome


def write_fixes(project: Project, fixed: Fixed) -> None:
    """Write what was fixed to the project, each file whole and only where it is as it was; errors go to the outcome."""
    files = ProjectFiles(project.root)
    for file in fixed.changes:
        try:
            files.write(file.name, file.new, was=file.old)
        except I18nError as error:
            fixed.fail(error)


def _next(findings: Iterable[Finding], trial: _Trial) -> dict[str, dict[Key, tuple[str, str]]]:
    """Return what to change now, by PO file: fixes to take back, and one new fix for each other message.

    Each is the translation as it is and as it should be.
    """
    findings = list(findings)
    errors = Counter(_place(finding) for finding in findings if finding.severity is Severity.ERROR)
    changed: dict[_Place, None] = {}  # in order, so that the files come in the same order each time
    for place, before in trial.errors.items():
        if errors[place] > before:
            trial.texts[place].append(trial.texts[place][-2])
            trial.closed.add(place)
            changed[place] = None
    trial.errors = {}
    for finding in findings:
        place = _place(finding)
        if finding.fix is None or place in trial.closed or place in changed:
            continue
        texts = trial.texts.setdefault(place, [finding.target])
        if finding.target == texts[-1] and finding.fix not in texts and finding.fix.strip():
            texts.append(finding.fix)
            changed[place] = None
            trial.errors[place] = errors[place]
            trial.sources[finding.path] = finding.source
    by_name: dict[str, dict[Key, tuple[str, str]]] = {}
    for name, key in changed:
        old, new = trial.texts[name, key][-2:]
        by_name.setdefault(name, {})[key] = old, new
    return by_name


def _place(finding: Finding) -> _Place:
    return finding.path, (finding.context, finding.msgid)


def _formed(project: Project, name: str, old: str, new: str) -> str:
    """Return the new text of a PO file with its lines wrapped, where those of the old one are as the project says."""
    return wrapped(new, project.wrap, name) if project.wrap and wrapped(old, project.wrap, name) == old else new


def _messages(file: FixedFile) -> int:
    """Return how many messages of a file change."""
    texts = (read_catalog(text, file.name, notes=False).messages for text in (file.old, file.new))
    return sum(old.msgstr != new.msgstr for old, new in zip(*texts, strict=True))


def _apply(copy: Project, name: str, changes: dict[Key, tuple[str, str]], originals: dict[str, str]) -> None:
    """Write changes to the copy of a PO file; raises CatalogError."""
    text = read_text(copy.root / name, name, CatalogError)
    new = retranslated(text, name, changes)
    originals.setdefault(name, text)
    write_text(copy.root / name, name, new)
