"""What a command did: its findings, and whether the work went on without some document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from i18n.errors import I18nError
from i18n.model import Finding, Severity

Item = TypeVar("Item")


class Progress(Protocol):
    """Shows how far a loop is."""

    def __call__(self, items: Sequence[Item], what: str) -> Iterable[Item]:
        """Return the items; `what` says in a word what is done with them."""


def silent(items: Sequence[Item], what: str) -> Iterable[Item]:
    """Show nothing."""
    return items


@dataclass(slots=True)
class Outcome:
    """The findings of one run."""

    findings: list[Finding] = field(default_factory=list)
    """What was found, in order."""
    failed: bool = False
    """Whether a document could not be read or written."""

    def fail(self, error: I18nError) -> None:
        """Note an error that concerns one file, and what else is wrong with it; the work goes on with the others."""
        self.failed = True
        code = type(error).__name__.removesuffix("Error").lower() + "-error"
        finding = Finding(code, error.message, path=error.path, position=error.position, hint=error.hint)
        if finding not in self.findings:
            self.findings.append(finding)
        for other in error.others:
            self.fail(other)

    def take(self, findings: Iterable[Finding], errors: Iterable[I18nError] = ()) -> None:
        """Note findings, and errors that each concern one file."""
        for error in errors:
            self.fail(error)
        self.findings += findings

    @property
    def errors(self) -> int:
        """How many findings are errors."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)
