"""What a text says, apart from how it is written: its letters, and everything else by kind.

Two texts with the same letters differ only in markup, destinations, spacing, punctuation or numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from i18n.markdown.pieces import Inline, Piece
from i18n.matching.spelling import as_read

Reader: TypeAlias = Callable[[str], Inline]
"""Reads a msgid or msgstr as the inline Markdown that it is."""

NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
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
"""Marks that do the same work, each by the one that stands for them."""
_ELLIPSIS = re.compile(r"…+|\.{3,}|。{2,}")
_REPEATED = re.compile(r"([-_~=])\1+")


def letters_of(text: str, read: Reader) -> str:
    """Return the letters of a text's words, without code, destinations, digits and marks."""
    return as_read("".join(_LETTERS.findall(_without_urls(read(text)))))


@dataclass(frozen=True, slots=True)
class Wording:
    """A text taken apart."""

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


def wording_of(text: str, parse: Reader) -> Wording:
    """Take a text apart; `parse` must read emphasis too."""
    inline = parse(text)
    words = _without_urls(inline)
    emphasis = Counter(kind for kind, _ in inline.shape if kind.endswith("_open"))
    return Wording(
        inline,
        as_read("".join(_LETTERS.findall(words))),
        tuple(NUMBER.findall(words)),
        tuple(marks_of(words)),
        emphasis,
        sum(item.hard for item in inline.breaks),
    )


def marks_of(words: str) -> list[str]:
    """Return the punctuation of a text, one mark for each of a kind; `:` and the like in numbers left out."""
    words = _REPEATED.sub(r"\1", _ELLIPSIS.sub("…", NUMBER.sub("0", words)))
    return [_CLASSES.get(mark, mark) for mark in _MARK.findall(words)]


def _without_urls(inline: Inline) -> str:
    words = inline.text
    for piece in inline.walk():
        if piece.kind in ("URL", "autolink"):
            words = words.replace(piece.value, " ")
    return words
