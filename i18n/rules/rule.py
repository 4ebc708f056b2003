"""What a rule is: a kind of finding with its page in the handbook."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding of a check."""

    code: str
    """Its code, such as `C203`, which never changes. One that was once published is never given to anything else."""
    name: str
    """What it is, in a stable word such as `code-span`."""
    title: str
    """What must hold, in a sentence without a full stop."""
    severity: Severity
    """How bad a finding is: an error only where a false alarm is very rare."""
    why: str
    """Why it matters, and what it lets pass."""
    bad: str
    """An example that it finds: for a pair, `source => target`."""
    good: str
    """The same as it should be."""
    checked_by: str = ""
    """The file of `checks/` that looks for it in a pair; empty where it is found by other means."""
    by_default: bool = True
    """Whether it is on unless a project asks for it."""
