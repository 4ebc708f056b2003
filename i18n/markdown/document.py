"""A Markdown document: a parsed source, its segments, and the way back to text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from i18n.document import Anchor, Document, Heading, Reference
from i18n.generators.listing import DEFAULT_DIALECT
from i18n.lines import source_text
from i18n.markdown.dialect import Dialect, dialect_named
from i18n.markdown.extract import Extraction, extract
from i18n.markdown.headings import read_anchors, read_headings
from i18n.markdown.inline.read import InlineReader
from i18n.markdown.options import Messages, Options
from i18n.markdown.references import read_references
from i18n.markdown.splice import MarkdownRendering, splice
from i18n.model import CodeText, Finding, Segment, Skip, Translations


@dataclass(frozen=True)
class MarkdownDocument(Document):
    """A parsed Markdown source."""

    is_page: ClassVar[bool] = True
    """Whether readers see it as a page, which links lead to and from."""

    dialect: Dialect
    """The flavour of Markdown it was read as."""
    extraction: Extraction
    """What was found in it."""

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Its translatable units, in order."""
        return self.extraction.segments

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was wrong with the source."""
        return self.extraction.findings

    @property
    def left_alone(self) -> tuple[Skip, ...]:
        """The spans that are skipped for a reason known to the parser."""
        return self.extraction.skips

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """The destinations of its links, images, definitions, HTML, JSX, imports and shortcodes, block by block."""
        return tuple(read_references(self.source, self.dialect, self.extraction))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """Its headings, in order."""
        return tuple(read_headings(self.source, self.dialect, self.extraction.blocks))

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """The ids and names of tags in its HTML and JSX, in order."""
        return tuple(read_anchors(self.source, self.extraction.blocks))

    def splice(self, translations: Translations) -> MarkdownRendering:
        """Return the text with translations in it, along with what was refused or repaired."""
        return splice(self.source, self.extraction, translations)

    def built(self, rendering: MarkdownRendering) -> MarkdownDocument:
        """Return a rendering of this document as a document: its blocks, without segments."""
        reader = InlineReader(self.dialect, rendering.blocks.definitions)
        extraction = Extraction((), (), (), rendering.blocks, None, (), reader)
        return MarkdownDocument(source_text(rendering.text), self.source_locale, self.dialect, extraction)


def parse(
    text: str,
    dialect: str = DEFAULT_DIALECT,
    *,
    source_locale: str = "zh-CN",
    messages: Messages = "script",
    attributes: Iterable[str] = (),
    code: Iterable[CodeText] = (),
    front_matter: Iterable[str] = (),
    path: str = "",
) -> MarkdownDocument:
    """Parse a Markdown text into a document.

    `dialect` names one of `i18n.generators`, such as `gfm`; some of them read `.mdx` in another way than `.md`, so
    `path` says what file it is.
    Where the source language has a script of its own, only text in that script is a segment,
    unless `messages` is `all`. `attributes` are names of tags' attributes that hold text besides
    the usual ones (`header`, `Card.text`; `!title` leaves one out), and `code` says what of code
    blocks is offered: `comments`, `strings`, `mermaid`. `front_matter` are paths of values that are
    offered besides the dialect's own (`hero.note`, `**.label`; `!keywords` leaves one out).

    Raises UsageError for an unknown dialect.
    """
    options = Options(source_locale, messages, tuple(attributes), tuple(code), tuple(front_matter))
    found = dialect_named(dialect, path).with_attributes(options.attributes)
    source = source_text(text)
    return MarkdownDocument(source, source_locale, found, extract(source, found, options))
