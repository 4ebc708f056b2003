"""The words of a text in their places: its placeables masked, every other character where it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from i18n.markdown.inline.tree import URL, Inline, Link, Piece

OPAQUE = "\ue000"
"""Stands for each character of a code span, a bare URL and the like: something that is read as a word."""
OPENING, CLOSING = "\ue001", "\ue002"
"""Stand for each character of what opens and what closes a link or an image around its text."""
SILENT = "\ue003"
"""Stands for each character of a tag, variable or footnote reference."""
MARKS = OPAQUE + OPENING + CLOSING + SILENT
"""All of them."""

_READ_AS_WORDS = ("code", "math", "autolink")


def prose_of(inline: Inline) -> str:
    """Return a text, as long as it was, with marks in the place of its placeables."""
    letters = list(inline.text)
    for mark, start, end in _masks(inline.pieces):
        letters[start:end] = mark * (end - start)
    return "".join(letters)


def _masks(pieces: Iterable[Piece]) -> Iterator[tuple[str, int, int]]:
    for piece in pieces:
        if isinstance(piece, Link):
            yield from _around(piece)
            if piece.kind == "link":
                yield from _masks(piece.pieces)
        elif not isinstance(piece, URL):
            yield OPAQUE if piece.kind in _READ_AS_WORDS else SILENT, piece.start, piece.end
        elif piece.destination:
            yield OPAQUE, *piece.destination


def _around(link: Link) -> Iterator[tuple[str, int, int]]:
    """Yield what stands around the text of a link or image; its title is text too."""
    yield OPENING, link.start, link.text_start
    if link.title and link.destination:
        yield CLOSING, link.text_end, link.destination.end
        yield CLOSING, link.end - 1, link.end
    else:
        yield CLOSING, link.text_end, link.end
