"""What a rule is: a kind of finding with its page in the handbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from i18n.codes import CODES
from i18n.model import Finding, Severity, Span

if TYPE_CHECKING:
    from i18n.checks.pair import Pair


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of finding of a check."""

    name: str
    """Its name, such as `code-span`; `codes.py` has its code."""
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
    by_default: bool = True
    """Whether it is on unless a project asks for it."""

    @property
    def code(self) -> str:
        """Its code, such as `C203`."""
        return CODES[self.name]

    def finding(
        self,
        pair: Pair,
        message: str,
        *,
        span: Span | None = None,
        hint: str = "",
        fix: str | None = None,
        source_span: Span | None = None,
    ) -> Finding:
        """Return a finding about a pair; `message` says what is wrong, in a sentence without a full stop.

        `span` is what is wrong in the translation, `source_span` what of the source it lacks or changes.
        """
        return Finding(
            self.name,
            message,
            self.severity,
            msgid=pair.source,
            context=pair.context,
            hint=hint,
            target=pair.target,
            span=span,
            fix=fix,
            source_span=source_span,
        )
