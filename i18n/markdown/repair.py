"""Repair of destinations: a translation that only points elsewhere gets the source's back.

Only where every differing destination pairs with one of the source, in order and kind by kind;
whatever else differs is refused by `splice.py`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from i18n.edits import Edit, edited
from i18n.markdown.pieces import Inline, Piece
from i18n.markdown.targets import read_target
from i18n.model import Span

_DESTINATIONS = ("link", "image", "autolink", "URL")
_BRACKETS = re.compile(r"\\.|[\[\]]", re.DOTALL)


def with_source_destinations(source: str, target: str, was: Inline, now: Inline) -> str | None:
    """Return `target` with the destinations of `source`, or None if they do not pair.

    `was` and `now` are the two texts as read.
    """
    edits: list[Edit] = []
    for kind in _DESTINATIONS:
        before = [piece for piece in was.walk() if piece.kind == kind]
        after = [piece for piece in now.walk() if piece.kind == kind]
        if len(before) != len(after):
            if kind == "URL":
                continue  # there may be more: `http://域名` is none, `http://domain` is
            return None
        for old, new in _pairs(before, after, ordered=kind == "image"):
            written, place = written_destination(source, old), destination_span(target, new)
            if place is None:
                return None
            edits.append((place, written))
    return edited(target, edits) if edits else None


def _pairs(before: list[Piece], after: list[Piece], ordered: bool) -> Iterator[tuple[Piece, Piece]]:
    """Pair the pieces whose destinations differ, in order; of images, those out of place too."""
    if ordered:
        yield from ((old, new) for old, new in zip(before, after, strict=True) if old.value != new.value)
        return
    lost = Counter(piece.value for piece in before) - Counter(piece.value for piece in after)
    added = Counter(piece.value for piece in after) - Counter(piece.value for piece in before)
    yield from zip(_last(before, lost), _last(after, added), strict=True)


def _last(pieces: list[Piece], wanted: Counter[str]) -> list[Piece]:
    """Return, in order, as many pieces of each value as are wanted."""
    left = Counter(wanted)
    found = []
    for piece in pieces:
        if left[piece.value]:
            left[piece.value] -= 1
            found.append(piece)
    return found


def written_destination(text: str, piece: Piece) -> str:
    """Return a destination as its text has it."""
    place = destination_span(text, piece)
    return text[slice(*place)] if place else piece.value


def destination_span(text: str, piece: Piece) -> Span | None:
    """Return where a destination is written; None for a reference."""
    if piece.kind == "URL":
        at = text.find(piece.value)
        return Span(at, at + len(piece.value)) if text.count(piece.value) == 1 else None
    if piece.label:
        return None
    if text.endswith(f"]({piece.value})", piece.start, piece.end):
        return Span(piece.end - 1 - len(piece.value), piece.end - 1)
    if text.startswith("<", piece.start):
        return Span(piece.start + 1, piece.end - 1)
    target = read_target(text, _label_end(text, piece) + 2)
    return target.destination if target else None


def _label_end(text: str, piece: Piece) -> int:
    """Return the offset of the `]` that closes a link's text or an image's alt text."""
    if piece.kind == "image":
        return piece.start + 2 + len(piece.text)
    inside = [Span(child.start, child.end) for child in piece.children]
    depth = 0
    for match in _BRACKETS.finditer(text, piece.start, piece.end):
        if any(start <= match.start() < end for start, end in inside) or len(match[0]) == 2:
            continue
        depth += 1 if match[0] == "[" else -1
        if not depth:
            return match.start()
    return piece.end
