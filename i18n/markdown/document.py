"""A document: a parsed source, its segments, and the way back to text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from i18n.language import script_of
from i18n.markdown.dialect import Dialect, dialect_named
from i18n.markdown.extract import Extraction, extract
from i18n.markdown.lines import SourceText, source_text
from i18n.markdown.options import Messages, Options
from i18n.markdown.splice import Rendering, splice
from i18n.model import CodeText, Finding, Key, Position, Segment, Skip, Span, Translations


@dataclass(frozen=True)
class Document:
    """A parsed source."""

    source: SourceText
    """Its text, as it is and as it is parsed."""
    dialect: Dialect
    """The flavour of Markdown it was read as."""
    source_locale: str
    """The language it is written in."""
    extraction: Extraction
    """What was found in it."""

    @property
    def text(self) -> str:
        """The source text, every character of it."""
        return self.source.text

    def position(self, offset: int) -> Position:
        """Return line and column of an offset in the source text."""
        return self.source.position(self.source.normalized_offset(offset))

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Its translatable units, in order."""
        return self.extraction.segments

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was wrong with the source."""
        return self.extraction.findings

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
        known += [(skip.span, skip.reason) for skip in self.extraction.skips]
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

    def splice(self, translations: Translations) -> Rendering:
        """Return the text with translations in it, along with what was refused or repaired."""
        return splice(self.source, self.extraction, self.dialect, translations)

    def built(self, rendering: Rendering) -> Document:
        """Return a rendering of this document as a document: its blocks, without segments."""
        extraction = Extraction((), (), (), rendering.blocks, None, ())
        return Document(source_text(rendering.text), self.dialect, self.source_locale, extraction)


def parse(
    text: str,
    dialect: str = "gfm",
    *,
    source_locale: str = "zh-CN",
    messages: Messages = "script",
    attributes: Iterable[str] = (),
    code: Iterable[CodeText] = (),
    front_matter: Iterable[str] = (),
) -> Document:
    """Parse a Markdown text into a document.

    `dialect` is one of `commonmark`, `gfm`, `docusaurus`, `vitepress`, `mkdocs`, `hugo`, `mdbook`.
    Where the source language has a script of its own, only text in that script is a segment,
    unless `messages` is `all`. `attributes` are names of tags' attributes that hold text besides
    the usual ones (`header`, `Card.text`; `!title` leaves one out), and `code` says what of code
    blocks is offered: `comments`, `strings`, `mermaid`. `front_matter` are paths of values that are
    offered besides the dialect's own (`hero.note`, `**.label`; `!keywords` leaves one out).

    Raises UsageError for an unknown dialect.
    """
    options = Options(source_locale, messages, tuple(attributes), tuple(code), tuple(front_matter))
    found = dialect_named(dialect).with_attributes(options.attributes)
    source = source_text(text)
    return Document(source, found, source_locale, extract(source, found, options))
