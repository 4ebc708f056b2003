"""What a text says, apart from how it is written: its letters, and everything else by kind.

Two texts with the same letters differ only in markup, destinations, spacing, punctuation or numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from i18n.markdown.inline.tree import Inline, Piece, ReadInline
from i18n.matching.variants import in_one_spelling

NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
"""A number, a version or a time: `1,000`, `2.4.1`, `8:30`."""
_LETTERS = re.compile(r"[^\W\d_]+")
_MARK = re.compile(r"[^\w\s]")
_CLASSES = {
    **dict.fromkeys("，,、", ","),
    **dict.fromkeys("。．", "."),
    "：": ":",
    "；": ";",
    "？": "?",
    "！": "!",
    "（": "(",
    "）": ")",
    **dict.fromkeys("“”「」『』\"'‘’《》〈〉", '"'),
    **dict.fromkeys("【〔［", "["),
    **dict.fromkeys("】〕］", "]"),
    **dict.fromkeys("—–－−", "-"),
    "／": "/",
    "～": "~",
    "＋": "+",
    "％": "%",
    "＞": ">",
    "＜": "<",
    "＝": "=",
    "・": "·",
}
"""Marks by the one that does the same work in Latin text; marks that are not here stand for themselves."""
# `…`, `……`, `...`, `。。。`.
_ELLIPSIS = re.compile(r"…+|\.{3,}|。{2,}")
# `--`, `~~`: as long as the writer likes.
_REPEATED = re.compile(r"([-_~=])\1+")


def letters_of(text: str, read: ReadInline) -> str:
    """Return the letters of a text's words, without code, destinations, digits and marks."""
    return in_one_spelling("".join(_LETTERS.findall(_without_urls(read(text)))))


@dataclass(frozen=True, slots=True)
class Wording:
    """A text taken apart."""

    text: str
    """The text."""
    inline: Inline
    """The text as read, emphasis included."""
    letters: str
    """The letters of its words."""
    numbers: tuple[str, ...]
    """Its numbers, in order."""
    marks: tuple[str, ...]
    """Its punctuation, in order, by what it does."""
    emphasis: Counter[str]
    """How often each kind of emphasis opens."""
    breaks: int
    """How many hard line breaks it has."""

    @property
    def pieces(self) -> list[Piece]:
        """Its placeables, those inside of links after these."""
        return list(self.inline.walk())


def wording_of(text: str, read: ReadInline) -> Wording:
    """Take a text apart."""
    inline = read(text)
    words = _without_urls(inline)
    emphasis = inline.emphasis
    return Wording(
        text,
        inline,
        in_one_spelling("".join(_LETTERS.findall(words))),
        tuple(NUMBER.findall(words)),
        tuple(marks_of(words)),
        emphasis,
        sum(item.hard for item in inline.breaks),
    )


def marks_of(words: str) -> list[str]:
    """Return the punctuation of a text, Chinese marks as Latin ones, without that in numbers: `.` of `1,000 个。`."""
    words = _REPEATED.sub(r"\1", _ELLIPSIS.sub("…", NUMBER.sub("0", words)))
    return [_CLASSES.get(mark, mark) for mark in _MARK.findall(words)]


def _without_urls(inline: Inline) -> str:
    words = inline.words
    for piece in inline.walk():
        if piece.kind in ("URL", "autolink"):
            words = words.replace(piece.value, " ")
    return words
