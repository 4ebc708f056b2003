"""Repair of destinations: a translation that only points elsewhere gets the source's back.

Only where every differing destination pairs with one of the source, in order and kind by kind;
whatever else differs is refused by `splice.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from i18n.edits import Edit, edited
from i18n.markdown.inline.tree import Inline, Piece
from i18n.model import Span

_DESTINATIONS = ("link", "image", "autolink", "URL")


def with_source_destinations(source: Inline, target: Inline) -> str | None:
    """Return a target with the destinations of its source; None if they do not pair."""
    edits: list[Edit] = []
    for kind in _DESTINATIONS:
        before = [piece for piece in source.walk() if piece.kind == kind]
        after = [piece for piece in target.walk() if piece.kind == kind]
        if len(before) != len(after):
            if kind == "URL":
                continue  # there may be more: `http://域名` is none, `http://domain` is
            return None
        for old, new in _pairs(before, after, ordered=kind == "image"):
            written, place = written_destination(source.text, old), replaceable_destination(target.text, new)
            if place is None:
                return None
            edits.append((place, written))
    return edited(target.text, edits) if edits else None


def _pairs(before: list[Piece], after: list[Piece], ordered: bool) -> Iterator[tuple[Piece, Piece]]:
    """Pair the pieces whose destinations differ, in order; of images, those out of place too."""
    if ordered:
        yield from ((old, new) for old, new in zip(before, after, strict=True) if old.value != new.value)
        return
    lost = Counter(piece.value for piece in before) - Counter(piece.value for piece in after)
    added = Counter(piece.value for piece in after) - Counter(piece.value for piece in before)
    yield from zip(_of_values(before, lost), _of_values(after, added), strict=True)


def _of_values(pieces: list[Piece], values: Counter[str]) -> list[Piece]:
    """Return, in order, as many pieces of each value as are wanted."""
    wanted = Counter(values)
    chosen = []
    for piece in pieces:
        if wanted[piece.value]:
            wanted[piece.value] -= 1
            chosen.append(piece)
    return chosen


def written_destination(text: str, piece: Piece) -> str:
    """Return a destination as its text has it."""
    place = replaceable_destination(text, piece)
    return text[slice(*place)] if place else piece.value


def replaceable_destination(text: str, piece: Piece) -> Span | None:
    """Return where a destination stands that another may take the place of; None for a reference.

    A bare URL that stands in its text more than once is left alone.
    """
    return None if piece.kind == "URL" and text.count(piece.value) != 1 else piece.destination
