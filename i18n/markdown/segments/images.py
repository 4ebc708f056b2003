"""Lines of nothing but images: they divide a paragraph, and their alt texts and titles are segments of their own.

The destination of such an image never enters a PO file: that is how screenshots stay the same.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from i18n.markdown.attributes import HIDDEN
from i18n.markdown.inline.tree import Inline, Link, Piece
from i18n.markdown.leaf import Leaf, Slot
from i18n.markdown.segments.scope import Scope
from i18n.markdown.segments.visit import Visit
from i18n.model import Span


class LineGroup(NamedTuple):
    """Lines of a paragraph that stay together: one of images, or those of text between two such."""

    start: int
    """Where they start."""
    end: int
    """Where they end, without the line feed."""
    images: list[Link]
    """The images of an image line; none of lines of text."""


def divided_by_images(content: str, inline: Inline, start: int, end: int) -> list[LineGroup]:
    """Return the lines of `content[start:end]` in groups: each image line alone, the lines of text between them."""
    groups: list[LineGroup] = []
    for line in _lines(content, inline, start, end):
        if groups and not line.images and not groups[-1].images:
            groups[-1] = LineGroup(groups[-1].start, line.end, [])
        else:
            groups.append(line)
    return groups


def _lines(content: str, inline: Inline, start: int, end: int) -> Iterator[LineGroup]:
    """Yield the lines of `content[start:end]`, each with its images if it is an image line."""
    placed = [piece for piece in inline.pieces if piece.kind != "URL"]
    starts = [piece.start for piece in placed]
    at = start
    for line in content[start:end].split("\n"):
        line_end = at + len(line)
        first, last = bisect_left(starts, at), bisect_left(starts, line_end)
        goes_on = first > 0 and placed[first - 1].end > at  # a piece that started in a line above
        yield LineGroup(at, line_end, [] if goes_on else _images(content, at, line_end, placed[first:last]))
        at = line_end + 1


def _images(content: str, start: int, end: int, pieces: list[Piece]) -> list[Link]:
    """Return the images of a line that parses to nothing but images, linked or not; else nothing.

    An image may have attributes, as long as they hold no text. `pieces` are the outermost pieces that
    start in the line `content[start:end]`.
    """
    images: list[Link] = []
    at = start
    for piece in pieces:
        if piece.end > end or piece.level or content[at : piece.start].strip():
            return []
        if inside := _images_of(piece):
            images += inside
        elif not (images and piece.kind == "variable" and piece.start == at and HIDDEN not in piece.value):
            return []
        at = piece.end
    return [] if content[at:end].strip() else images


def _images_of(piece: Piece) -> list[Link]:
    """Return an image, or the images of a link that holds nothing else; nothing of any other piece."""
    if not isinstance(piece, Link):
        return []
    if piece.kind == "image":
        return [piece]
    images = [inside for inside in piece.pieces if isinstance(inside, Link) and inside.kind == "image"]
    is_around_images = not piece.has_text and not piece.title and not piece.label
    return images if is_around_images and len(images) == len(piece.pieces) else []


def image_segments(visit: Visit, leaf: Leaf, group: LineGroup, scope: Scope) -> None:
    """Make the alt texts and titles of an image line segments, and skip the rest of it."""
    count = len(leaf.slots)
    for image in group.images:
        _image(visit, leaf, image, scope)
    visit.sink.skip_around(leaf, leaf.slots[count:], group.start, group.end, "image")


def _image(visit: Visit, leaf: Leaf, image: Link, scope: Scope) -> None:
    if visit.may_be_message(image.text):
        msgid = image.text.replace("\n", " ")
        visit.sink.slot(leaf, Slot(image.text_start, image.text_end, "alt"), msgid, scope.named("image alt"))
    if image.title_span and visit.may_be_message(image.title):
        link_title_segment(visit, leaf, image.title_span, scope.named("image title"))


def link_title_segment(visit: Visit, leaf: Leaf, title: Span, scope: Scope) -> None:
    """Make the title of an image, or of a link's definition, a segment."""
    quote = leaf.content[title.end]
    msgid = leaf.content[slice(*title)].replace("\\" + quote, quote).replace("\n", " ")
    visit.sink.slot(leaf, Slot(*title, "title"), msgid, scope)
