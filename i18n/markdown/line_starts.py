"""What would start a block at the start of a line of a translation, and how it is kept from that.

Each construct says what it starts with (`LineStart`). What is said here are marks that several constructs share.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from types import MappingProxyType

from i18n.difference import Difference, sentence
from i18n.markdown.constructs.construct import LineStart
from i18n.markdown.constructs.esm import is_statement, starts_like_statement
from i18n.markdown.constructs.html import opens_html
from i18n.markdown.constructs.list_item import is_task
from i18n.markdown.constructs.listing import LINE_STARTS
from i18n.markdown.leaf import Leaf, Slot

_SHARED = (
    # ---, * * *, and === or |---| below a line
    LineStart("-_*=|:", re.compile(r"()(?:[-_*=|:][-_*=|: \t]*|=+)$")),
    # admonitions and tabs, math, front matter
    LineStart("!?=+$", re.compile(r"()(?:!!!|\?\?\?|===|\+\+\+|\$\$)")),
    # definitions of links [a]: b, footnotes [^a]: b and abbreviations *[a]: b
    LineStart("[*", re.compile(r"(\*?)\[(?:[^\[\]\\\n]|\\.)*\]:")),
    # a table of contents, [toc] or [[toc]]
    LineStart("[", re.compile(r"()\[\[?(?:toc|TOC)\]")),
)
_OTHERS = "<ie"  # HTML, import and export


def _by_character() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    starts: dict[str, tuple[re.Pattern[str], ...]] = dict.fromkeys(_OTHERS, ())
    for characters, pattern in (*LINE_STARTS, *_SHARED):
        for character in characters:
            starts[character] = (*starts.get(character, ()), pattern)
    return MappingProxyType(starts)


_STARTS = _by_character()
"""What starts a block, by the first character of a line."""
# 订单 a, **a** b, [a](b) c, `a` b, 12 a, ./a, “a”: neither 1. a nor a trailing # or backslash
_WORDS_ON_A_LINE = re.compile(
    r"(?!(?:import|export)\b)"
    r"(?:[^\W\d_]|\*\*?(?=[^\s*\[])|\[[^\[\]\x00-\x1f\\<{}|]*\]\(|`(?!`)|\d+(?![\d.)])|[./](?=[^\W_])|[“‘《【])"
    r"[^\x00-\x1f\x7f-\x9f\u2028\u2029${}<|]*(?<![ \t#\\])"
)


class UnwritableError(ValueError):
    """A text cannot be written in a place at all."""

    def __init__(self, difference: Difference) -> None:
        """Take what stands in the way."""
        super().__init__(sentence(difference))
        self.difference = difference


def stays_text(text: str) -> bool:
    """Tell whether a text is one line that is nothing but text wherever text stands: it starts no block and ends none.

    It starts as no block does, with a letter or with bold text, code or a link, and holds nothing that a block is cut
    at or that goes on in other lines.
    """
    return bool(_WORDS_ON_A_LINE.fullmatch(text))


def starting_no_block(text: str, leaf: Leaf, slot: Slot, mdx: bool) -> str:
    """Escape the starts of those lines that start a line of their block.

    Raises UnwritableError for a statement of JavaScript, which no escape makes text of in every place.
    """
    first, *others = text.split("\n")
    if leaf.opens_line if slot.start == 0 else leaf.content[slot.start - 1] == "\n":
        source = leaf.content[slot.start : slot.end]
        if is_statement(unescape(text) if "&" in text else text) and not is_statement(source):
            raise UnwritableError(Difference("import or export"))
        first = _line(first, source, mdx)
        if leaf.in_item and slot.start == 0 and is_task(first):
            first = "\\" + first
    return "\n".join([first, *(_line(line, "", mdx) for line in others)])


def _line(line: str, source: str, mdx: bool) -> str:
    """Escape what would start a block, and does not do so in the source, at the start of a line."""
    if line[:1] not in _STARTS:
        return line
    for pattern in _STARTS[line[0]]:
        match = pattern.match(line)
        if match and not (source and pattern.match(source)):
            at = match.end(1)
            return line[:at] + "\\" + line[at:]
    if line[0] == "<" and opens_html(line) and not opens_html(source):
        return "&lt;" + line[1:]
    if mdx and starts_like_statement(line) and not starts_like_statement(source):
        return f"&#{ord(line[0])};{line[1:]}"
    return line
