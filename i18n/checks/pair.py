"""One source text and its translation, with everything that a rule may ask of them.

What needs a parse or a search is found when the first rule asks for it, and once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from i18n.difference import Difference
from i18n.glossary import NO_TERMS, Glossary, Match
from i18n.language import script_of
from i18n.markdown.inline.emphasis import Counted, count_emphasis
from i18n.markdown.inline.plain import holds_pieces
from i18n.markdown.inline.prose import prose_of
from i18n.markdown.inline.tree import Inline, ReadInline
from i18n.model import Finding, Span
from i18n.rules.rule import Rule

_MAY_BE_EMPHASIS = re.compile(r"[*_~]")
_LETTERS = "中か가яωعאहก"
"""A letter of each script that sets a language apart."""
_WITHOUT_SPACES = "中かก"
_HEADING = re.compile(r"heading|title|table header|term")


@dataclass(frozen=True)
class Setting:
    """What all pairs of a document have in common."""

    read: ReadInline
    """Reads a text of the document."""
    locale: str = "en"
    """The language of the translations."""
    source_locale: str = "zh-CN"
    """The language of the sources."""
    glossary: Glossary = NO_TERMS
    """The terms of the locale."""
    heading_case: str = "sentence"
    """How headings are written: `sentence` or `title` case."""

    @cached_property
    def script(self) -> re.Pattern[str] | None:
        """A letter of the source's script, unless the translation is written in it too."""
        script, own = script_of(self.source_locale), script_of(self.locale)
        shared = script and own and any(script.search(letter) and own.search(letter) for letter in _LETTERS)
        return None if shared else script

    @cached_property
    def is_spaced(self) -> bool:
        """Whether translations are written with blanks between words and with half-width punctuation."""
        own = script_of(self.locale)
        return not own or not any(own.search(letter) for letter in _WITHOUT_SPACES)


@dataclass
class Pair:
    """A source text and its translation."""

    source: str
    """The msgid."""
    target: str
    """The msgstr, not blank."""
    setting: Setting = field(repr=False)
    """What all pairs of its document have in common."""
    context: str | None = None
    """The msgctxt."""
    kinds: tuple[str, ...] = ()
    """What it is in its document, such as `heading 2`; several where the text stands in several places."""

    def finding(
        self,
        rule: Rule,
        message: str,
        *,
        span: Span | None = None,
        hint: str = "",
        fix: str | None = None,
        source_span: Span | None = None,
        difference: Difference | None = None,
    ) -> Finding:
        """Return a finding of a rule; `message` says what is wrong, in a sentence without a full stop.

        `span` is what is wrong in the translation, `source_span` what of the source it lacks or changes.
        """
        return Finding(
            rule.name,
            message,
            rule.severity,
            msgid=self.source,
            context=self.context,
            hint=hint,
            target=self.target,
            span=span,
            fix=fix,
            source_span=source_span,
            difference=difference,
        )

    @cached_property
    def holds_pieces(self) -> bool:
        """Whether either text may hold placeables."""
        return holds_pieces(self.source) or holds_pieces(self.target)

    @cached_property
    def source_inline(self) -> Inline:
        """The source as it was read."""
        return self.setting.read(self.source)

    @cached_property
    def target_inline(self) -> Inline:
        """The translation as it was read."""
        return self.setting.read(self.target)

    @cached_property
    def may_be_emphasized(self) -> bool:
        """Whether either text may hold emphasis."""
        return bool(_MAY_BE_EMPHASIS.search(self.source) or _MAY_BE_EMPHASIS.search(self.target))

    @cached_property
    def source_prose(self) -> str:
        """The source with marks in place of its placeables, every other character where it was."""
        return prose_of(self.source_inline) if holds_pieces(self.source) else self.source

    @cached_property
    def target_prose(self) -> str:
        """The same of the translation."""
        return prose_of(self.target_inline) if holds_pieces(self.target) else self.target

    @cached_property
    def source_emphasis(self) -> Counted | None:
        """The emphases of the source, where it is sure what was meant."""
        return count_emphasis(self.source_inline, self.source_prose)

    @cached_property
    def target_emphasis(self) -> Counted | None:
        """The same of the translation."""
        return count_emphasis(self.target_inline, self.target_prose)

    @cached_property
    def is_heading(self) -> bool:
        """Whether it is nothing but headings and titles."""
        return bool(self.kinds) and all(_HEADING.search(kind) for kind in self.kinds)

    @cached_property
    def terms(self) -> tuple[Match, ...]:
        """The glossary's terms in the source."""
        return tuple(self.setting.glossary.matches(self.source_prose))
