"""What a file from elsewhere holds, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass, field

from i18n.glossary import Term
from i18n.model import Finding


@dataclass(frozen=True, slots=True)
class TranslationUnit:
    """One text with its translation."""

    source: str
    """The source text: the msgid, if it is one of ours."""
    target: str
    """The translation; blank if there is none."""
    context: str | None = None
    """The msgctxt."""
    context_known: bool = False
    """Whether the file says what the msgctxt is; where it does not, a context of None stands for any."""
    fuzzy: bool = False
    """Whether the file says that the translation needs work."""
    mark: str = ""
    """The comment that says that a machine wrote the translation, if there is one."""
    by_machine: bool = False
    """Whether the translation is still as the machine wrote it."""
    locations: tuple[str, ...] = ()
    """Where the text stands in the sources, as far as the file says, without line numbers."""
    origin: str = ""
    """The file that this part of the file was made from, if it says so."""
    line: int = 0
    """The line at which it starts."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file that came back from elsewhere."""

    path: str
    """The file, as the user named it."""
    language: str = ""
    """The language of its translations, as the file says it; empty if it does not."""
    units: list[TranslationUnit] = field(default_factory=list)
    """Its texts, in the order of the file."""
    findings: list[Finding] = field(default_factory=list)
    """What in it could not be read, where the rest could."""


@dataclass(slots=True)
class DeliveredTerms:
    """The terms of a file from elsewhere, for two languages."""

    path: str
    """The file, as the user named it."""
    terms: list[Term] = field(default_factory=list)
    """Its terms, in order."""
    others: int = 0
    """Entries without a term in both languages."""
