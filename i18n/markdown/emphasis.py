"""Bold and italic text, counted without the parser where nothing but asterisks marks it.

What is counted here is what the parser finds (a property test holds them together). Most is plain: words between two
marks. Other runs of two asterisks are told apart by the characters beside them, as CommonMark has it, and those in a
link's text pair among themselves.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace

from i18n.markdown.prose import CLOSING, MARKS, OPENING

_BOUNDARY = re.compile(rf"\*\*|{OPENING}+|{CLOSING}+")
_OTHER_MARK = re.compile(r"[\\~&<_](?:(?<=[\\~&<])|(?<!\w_)|(?!\w))")
_ONE_OR_THREE = re.compile(r"\*(?:(?<!\*\*)(?!\*)|\*\*)")
_PLAIN = re.compile(
    rf"(?<!\*)(?:\*\*(?=[^\W_])[^*\n{OPENING}{CLOSING}]*(?<=[^\W_])\*\*|\*(?=[^\W_])[^*\n{OPENING}{CLOSING}]*(?<=[^\W_])\*)(?!\*)"
)
"""Words between two marks."""


class Emphasis(NamedTuple):
    """What the asterisks of a text come to."""

    bold: int
    """How many pieces of it are bold."""
    italic: int
    """How many are italic."""
    marks: tuple[int, ...] = ()
    """Where pairs of asterisks stand that show as they are written."""

    @property
    def shown(self) -> int:
        """How many pairs of asterisks show as they are written."""
        return len(self.marks)


def count_emphasis(prose: str) -> Emphasis | None:
    """Count the emphases of a text whose placeables are masked; None where only the parser can tell.

    Bare URLs must not be among them.
    """
    if _OTHER_MARK.search(prose):
        return None
    plain = _PLAIN.findall(prose)
    asterisks = prose.count("*")
    bold = sum(text[1] == "*" for text in plain)
    if asterisks == 2 * len(plain) + 2 * bold:
        return Emphasis(bold, len(plain) - bold)
    return None if _ONE_OR_THREE.search(prose) else _counted(prose)


def _counted(prose: str) -> Emphasis | None:
    """Count the bold pieces of a text whose asterisks all come in twos."""
    count = 0
    shown: list[int] = []
    levels: list[list[int]] = [[]]
    for match in _BOUNDARY.finditer(prose):
        if match[0][0] == OPENING:
            if len(match[0]) > 1:
                return None
            levels.append([])
        elif match[0][0] == CLOSING:
            if len(levels) < 2:
                return None
            shown += levels.pop()
        else:
            opens, closes = _flanks(prose, *match.span())
            if closes and levels[-1]:
                levels[-1].pop()
                count += 1
            elif opens:
                levels[-1].append(match.start())
            else:
                shown.append(match.start())
    return Emphasis(count, 0, tuple(sorted((*shown, *chain.from_iterable(levels)))))


def _flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Tell whether a run of asterisks can open bold text, and whether it can close it."""
    before, after = text[start - 1] if start else " ", text[end] if end < len(text) else " "
    after = " " if after == CLOSING else after  # a link's text is read as if it stood alone
    blank_before, blank_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
    mark_before, mark_after = _is_mark(before), _is_mark(after)
    opens = not blank_after and (not mark_after or blank_before or mark_before)
    closes = not blank_before and (not mark_before or blank_after or mark_after)
    return opens, closes


def _is_mark(character: str) -> bool:
    return character in MARKS or isMdAsciiPunct(ord(character)) or isPunctChar(character)
