"""Bold text, counted without the parser where nothing but `**` marks it.

What is counted here is what the parser finds (a property test holds them together): runs of two asterisks are
told apart by the characters beside them, as CommonMark has it, and those in a link's text pair among themselves.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace

from i18n.markdown.prose import CLOSING, MARKS, OPENING

_BOUNDARY = re.compile(rf"\*\*|{OPENING}+|{CLOSING}+")
_NEEDS_PARSER = re.compile(r"[\\~&<]|(?<!\*)\*(?!\*)|\*{3}|(?<!\w)_|_(?!\w)")


class Bold(NamedTuple):
    """What the asterisks of a text come to."""

    pieces: int
    """How many pieces of it are bold."""
    shown: int
    """How many pairs of asterisks show as they are written."""


def count_bold(prose: str) -> Bold | None:
    """Count the bold pieces of a text whose placeables are masked; None where only the parser can tell.

    Bare URLs must not be among them.
    """
    if _NEEDS_PARSER.search(prose):
        return None
    count = shown = 0
    levels = [0]
    for match in _BOUNDARY.finditer(prose):
        if match[0][0] == OPENING:
            if len(match[0]) > 1:
                return None
            levels.append(0)
        elif match[0][0] == CLOSING:
            if len(levels) < 2:
                return None
            shown += levels.pop()
        else:
            opens, closes = _flanks(prose, *match.span())
            if closes and levels[-1]:
                levels[-1] -= 1
                count += 1
            elif opens:
                levels[-1] += 1
            else:
                shown += 1
    return Bold(count, shown + sum(levels))


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
