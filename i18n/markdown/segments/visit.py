"""A visit to the blocks of one document, in which segments are made of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from i18n.language import has_letter
from i18n.lines import SourceText
from i18n.markdown.dialect import Dialect
from i18n.markdown.inline.tree import ReadInline
from i18n.markdown.leaf import Leaf
from i18n.markdown.parser_state import Line
from i18n.markdown.segments.sink import Above, Sink
from i18n.model import CodeText


@dataclass(frozen=True, slots=True, eq=False)
class Visit:
    """A visit to the blocks of one document: what is known of it, and where what is found goes."""

    source: SourceText
    """Its text, as it is and as it is parsed."""
    text: str
    """Its normalized text, in which offsets count."""
    dialect: Dialect
    """The flavour of Markdown that it is written in."""
    is_mdx: bool
    """Whether it is compiled as MDX."""
    script: re.Pattern[str] | None
    """One letter of the script that a text must hold to be a message; None where any letter will do."""
    code: tuple[CodeText, ...]
    """What of code blocks is offered."""
    read: ReadInline
    """Reads an inline text of it."""
    above: Above
    """What the blocks above have left for the next one."""
    sink: Sink
    """Where what is found goes."""

    def no_message(self, content: str) -> str:
        """Return why a text is surely no message, whatever markup it holds; empty if it may be one."""
        if self.script:
            return "" if self.script.search(content) else "no text in the source language"
        return "" if has_letter(content) else "no human text"

    def may_be_message(self, text: str) -> bool:
        """Tell whether a text may be a message: it is not blank, and holds letters that make one."""
        return bool(text.strip()) and not self.no_message(text)

    def leaf(self, kind: str, token: Token) -> Leaf:
        """Return a leaf of the lines that were noted of a token."""
        lines = token.meta["lines"]
        return Leaf(kind, self.content(lines), tuple(lines))

    def content(self, lines: Sequence[Line]) -> str:
        """Return the text of lines without their container's prefix."""
        if len(lines) == 1:
            [(start, end)] = lines
            return self.text[start:end]
        return "\n".join([self.text[start:end] for start, end in lines])
