"""What every parsed source can do, whatever its format: its segments, what links see of it, and the way back to text.

Whoever works with documents knows this face; `markdown.document` and `strings.document` are the two kinds.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Literal, TypeAlias

from i18n.language import script_of
from i18n.lines import SourceText
from i18n.model import Finding, Key, Position, Segment, Skip, Span, Translations
from i18n.objections import Objection


@dataclass(frozen=True, slots=True)
class Rendering:
    """A built document."""

    text: str
    """Its text, with the line ends of the source."""
    objections: tuple[Objection, ...]
    """What was refused or repaired."""
    used: int
    """How many segments show a translation."""

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The same as findings, one for each message and difference."""
        return tuple(objection.finding for objection in self.objections)

    @property
    def refusals(self) -> tuple[Objection, ...]:
        """What was refused."""
        return tuple(objection for objection in self.objections if not objection.is_repaired)


ReferenceKind: TypeAlias = Literal["link", "image", "import"]
"""What a destination is: a page or file to go to, something shown, or a module."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A destination in a document."""

    kind: ReferenceKind
    """Whether a reader goes there, sees it, or it is imported."""
    destination: str
    """The destination, escapes and entities resolved."""
    position: Position
    """Where its block starts, or where it is written."""
    span: Span | None
    """Where it is written in the document's text; None where that cannot be told."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a document."""

    level: int
    """Its level, from 1."""
    source: str
    """Its content as written, without the id."""
    words: str
    """What a reader sees of it, code included and alt texts left out."""
    words_and_alt: str
    """The same with the alt texts of images."""
    id: str
    """The id that is written behind it; empty if there is none."""
    end: int
    """Where its text ends, and an id would be written."""
    position: Position
    """Where it starts."""
    takes_id: bool
    """Whether an id written there would be read as one."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An `id` or `name` of a tag."""

    id: str
    """The id."""
    position: Position
    """Where its tag stands."""


@dataclass(frozen=True)
class Document(ABC):
    """A parsed source."""

    is_page: ClassVar[bool] = False
    """Whether readers see it as a page, which links lead to and from."""

    source: SourceText
    """Its text, as it is and as it is parsed."""
    source_locale: str
    """The language it is written in."""

    @property
    def text(self) -> str:
        """The source text, every character of it."""
        return self.source.text

    def position(self, offset: int) -> Position:
        """Return line and column of an offset in the source text."""
        return self.source.position(self.source.normalized_offset(offset))

    @property
    @abstractmethod
    def segments(self) -> tuple[Segment, ...]:
        """Its translatable units, in order."""

    @property
    @abstractmethod
    def findings(self) -> tuple[Finding, ...]:
        """What was wrong with the source."""

    @property
    @abstractmethod
    def left_alone(self) -> tuple[Skip, ...]:
        """The spans that are skipped for a reason known to the parser."""

    @property
    def references(self) -> tuple[Reference, ...]:
        """The destinations that it names, in order."""
        return ()

    @property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings, in order."""
        return ()

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """The ids and names of tags in it, in order."""
        return ()

    @cached_property
    def messages(self) -> dict[Key, list[Segment]]:
        """Segments by message, in order: equal text with equal context is one message."""
        messages: dict[Key, list[Segment]] = {}
        for segment in self.segments:
            messages.setdefault(segment.key, []).append(segment)
        return messages

    @cached_property
    def skips(self) -> tuple[Skip, ...]:
        """Every span outside the segments, with the reason why it is left alone.

        Segments and skips cover each character of the text exactly once. What no rule accounts
        for is `markup`, or `not understood` where it holds text in the source language.
        """
        script = script_of(self.source_locale)
        known = [(segment.span, "") for segment in self.segments]
        known += [(skip.span, skip.reason) for skip in self.left_alone]
        result: list[Skip] = []
        at = 0
        for span, reason in [*sorted(known), (Span(len(self.text), len(self.text)), "")]:
            if at < span.start:
                gap = Span(at, span.start)
                strange = script and script.search(self.text[slice(*gap)])
                result.append(Skip(gap, "not understood" if strange else "markup"))
            if reason and at < span.end:
                result.append(Skip(Span(max(at, span.start), span.end), reason))
            at = max(at, span.end)
        return tuple(result)

    def render(self, translations: Translations, report: Callable[[Finding], object] | None = None) -> str:
        """Return the text with translations in it.

        `translations` maps a msgid, or `(msgctxt, msgid)`, to a text; a bare msgid never serves a
        message with context. The result has the structure of the source whatever the
        translations are: one that would change it is not used in that place, and `report` is called
        with a finding that says why.
        """
        rendering = self.splice(translations)
        if report:
            for finding in rendering.findings:
                report(finding)
        return rendering.text

    @abstractmethod
    def splice(self, translations: Translations) -> Rendering:
        """Return the text with translations in it, along with what was refused or repaired."""


def translation_for(segment: Segment, translations: Translations) -> str:
    """Return the translation of a segment, without the blanks around it; empty if there is none to put in."""
    target = translations.get(segment.key)
    if target is None and segment.context is None:
        target = translations.get(segment.msgid)
    return target.strip() if target and target != segment.msgid else ""
