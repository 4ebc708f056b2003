"""The words that every layer shares: spans, segments, skipped spans and findings.

Everything here is frozen and knows nothing of Markdown, PO files or the disk. Offsets count
characters (code points) of the source text as it was decoded, a leading BOM included.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from i18n.codes import CODES
from i18n.difference import Difference
from i18n.rules import rule

Key: TypeAlias = tuple[str | None, str]
"""What identifies a message: its context (msgctxt, or None) and its msgid."""

Translations: TypeAlias = Mapping[str | Key, str]
"""Translations by msgid or by (msgctxt, msgid); a bare msgid never serves a message with context."""


CodeText: TypeAlias = Literal["comments", "strings", "mermaid"]
"""What of code blocks can be offered for translation: comments, strings, the labels of diagrams."""

CODE_TEXTS: tuple[CodeText, ...] = ("comments", "strings", "mermaid")
"""All of them."""


Severity: TypeAlias = rule.Severity
"""How bad a finding is."""


class Span(NamedTuple):
    """A half-open range of offsets in a source text."""

    start: int
    """Offset of the first character."""
    end: int
    """Offset after the last character."""


class Position(NamedTuple):
    """A place that a person can go to in an editor."""

    line: int
    """Line, from 1."""
    column: int
    """Column in characters, from 1."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One translatable unit of a document."""

    kind: str
    """What it is, in words for translators: `heading 2`, `list item`, `image alt`, …"""
    msgid: str
    """The text as a translator sees it: inline Markdown, without container prefixes."""
    context: str | None
    """The msgctxt that sets it apart from equal text, or None."""
    span: Span
    """Its first to its last character in the source text."""
    position: Position
    """Where it starts."""
    heading: str = ""
    """The nearest heading above it, as written; empty before the first."""
    comments: tuple[str, ...] = ()
    """What the writer says to the translator (`<!-- i18n:comment … -->`)."""

    @property
    def key(self) -> Key:
        """The key of the message that this segment belongs to."""
        return self.context, self.msgid


@dataclass(frozen=True, slots=True)
class Skip:
    """A span that is not offered for translation, and why."""

    span: Span
    """The characters that are left alone."""
    reason: str
    """Why, in words: `code`, `no human text`, `not understood`, …"""


@dataclass(frozen=True, slots=True)
class Finding:
    """One result of a check, or one thing that did not go as it should."""

    name: str
    """What kind of finding it is, in a stable word such as `refused` (`rules/` describes them)."""
    message: str
    """What is wrong, in a sentence without a full stop."""
    severity: Severity = Severity.ERROR
    """How bad it is."""
    path: str = ""
    """The file to open, relative to the project."""
    position: Position | None = None
    """Where in that file, if known."""
    msgid: str = ""
    """The message concerned, if any."""
    context: str | None = None
    """Its msgctxt."""
    hint: str = ""
    """What to do about it."""
    source: str = ""
    """The source file of the message, relative to the project."""
    places: tuple[Position, ...] = ()
    """Places of the message in its source that are affected."""
    target: str = ""
    """The translation concerned, as it is."""
    span: Span | None = None
    """What of the translation is wrong, if it is a part of it."""
    fix: str | None = None
    """The translation as it should be, where that is mechanical and no meaning can change."""
    source_span: Span | None = None
    """What of the msgid the translation lacks or changes, if it is a part of it."""
    difference: Difference | None = None
    """How the translation differs from its source, where a build refuses or repairs it for that."""
    about: tuple[str, ...] = ()
    """What it is about in that file where it concerns no message: a destination, a name, a line of the source. With
    the code it tells one finding from another, whatever the sentence says."""

    @property
    def code(self) -> str:
        """The code of that kind, such as `C201`."""
        return CODES.get(self.name, self.name)

    @property
    def is_error_of_file(self) -> bool:
        """Whether it says that a file could not be read or written, so that nothing else is known of it."""
        return self.name.endswith("-error")


def shortened(text: str, width: int = 60) -> str:
    """Return a text on one line of at most so many characters, for messages that quote it."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1] + "…"
