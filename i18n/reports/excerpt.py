"""The source and the translation of a finding above each other, with carets under what is wrong."""

from __future__ import annotations

import unicodedata

from i18n.model import Finding, Span

_WIDTH = 96
_LABELS = ("source text: ", "translation: ")
_INVISIBLE = ("Mn", "Me", "Cf")
_ELLIPSIS = "…"
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They would turn the line around on a terminal."""


def excerpt(finding: Finding) -> list[str]:
    """Return the lines that show the texts of a finding; none where it concerns no translation.

    Where the finding has a span, a third line has a caret under each of its cells, or one before which
    something is missing; where nothing of the translation is marked, what it lacks of the source is. Of a
    long text only what is around the span is shown.
    """
    if not finding.target:
        return []
    source, target = _LABELS
    shown, carets = _window(finding.target, finding.span)
    of_source, lacking = _window(finding.msgid, finding.source_span)
    lines = [source + of_source, target + shown]
    if finding.span is not None:
        lines.append(" " * len(target) + carets)
    elif finding.source_span is not None:
        lines.insert(1, " " * len(source) + lacking)
    return lines


def cells(text: str) -> int:
    """Return how many cells of a terminal a text on one line takes."""
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in _INVISIBLE and character not in _DIRECTIONS:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _window(text: str, span: Span | None) -> tuple[str, str]:
    """Return what is shown of a text, and the carets below its span."""
    start, end = span or Span(0, 0)
    first = _start(text, start)
    last = first
    room = _WIDTH
    while last < len(text) and room > 0:
        room -= _cells(text[last])
        last += 1
    parts = [_visible(text[first:start]), _visible(text[max(start, first) : min(end, last)])]
    head, tail = _ELLIPSIS * (first > 0), _ELLIPSIS * (last < len(text))
    rest = _visible(text[max(min(end, last), first) : last])
    carets = " " * cells(head + parts[0]) + "^" * max(cells(parts[1]), 1)
    return head + parts[0] + parts[1] + rest + tail, carets


def _start(text: str, wanted: int) -> int:
    """Return the first character that is shown: the text's, or one a third of the width before a far span."""
    if cells(text[:wanted]) <= _WIDTH * 2 // 3:
        return 0
    room, first = _WIDTH // 3, wanted
    while first and room > 0:
        first -= 1
        room -= _cells(text[first])
    return first


def _visible(text: str) -> str:
    """Return a text on one line: line ends become ⏎, other characters that control a terminal ␣."""
    return "".join(map(_visible_character, text))


def _visible_character(character: str) -> str:
    if character == "\n":
        return "⏎"
    controls = unicodedata.category(character) in ("Cc", "Zl", "Zp") or character in _DIRECTIONS
    return "␣" if controls else character
