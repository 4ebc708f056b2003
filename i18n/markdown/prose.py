"""The words of a text in their places: its placeables masked, every other character where it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from i18n.markdown.pieces import Inline, Piece
from i18n.markdown.repair import destination_span
from i18n.model import Span

OPAQUE = "\ue000"
"""Stands for each character of a code span, a bare URL and the like: something that is read as a word."""
OPENING, CLOSING = "\ue001", "\ue002"
"""Stand for each character of what opens and what closes a link or an image around its text."""
SILENT = "\ue003"
"""Stands for each character of a tag, variable or footnote reference."""
MARKS = OPAQUE + OPENING + CLOSING + SILENT
"""All of them."""

_READ_AS_WORDS = ("code", "math", "autolink")


def prose_of(text: str, inline: Inline) -> str:
    """Return a text, as long as it was, with marks in the place of its placeables."""
    letters = list(text)
    for mark, start, end in _masks(text, inline.pieces):
        letters[start:end] = mark * (end - start)
    return "".join(letters)


def _masks(text: str, pieces: Iterable[Piece]) -> Iterator[tuple[str, int, int]]:
    for piece in pieces:
        if piece.kind == "URL":
            yield from _everywhere(text, piece.value)
        elif piece.kind in ("link", "image"):
            yield from _around(text, piece)
            if piece.kind == "link":
                yield from _masks(text, piece.children)
        else:
            yield OPAQUE if piece.kind in _READ_AS_WORDS else SILENT, piece.start, piece.end


def _everywhere(text: str, value: str) -> Iterator[tuple[str, int, int]]:
    at = text.find(value)
    while at >= 0 and value:
        yield OPAQUE, at, at + len(value)
        at = text.find(value, at + len(value))


def _around(text: str, piece: Piece) -> Iterator[tuple[str, int, int]]:
    """Yield what stands around the text of a link or image."""
    opening = 2 if piece.kind == "image" else 1
    yield OPENING, piece.start, piece.start + opening
    destination = None if piece.label else destination_span(text, piece)
    if destination is None:
        found = text.rfind("][", piece.start, piece.end)
        yield CLOSING, piece.end - 1 if found < 0 else found, piece.end
        return
    start = _closing_start(text, destination)
    if piece.has_title:
        yield CLOSING, start, destination.end
        yield CLOSING, piece.end - 1, piece.end
    else:
        yield CLOSING, start, piece.end


def _closing_start(text: str, destination: Span) -> int:
    found = text.rfind("](", 0, destination.start)
    return destination.start if found < 0 else found
