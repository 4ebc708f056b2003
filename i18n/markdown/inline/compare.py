"""How two texts compare by their pieces.

Emphasis, hard breaks and the order of pieces are a translator's business and not part of the comparison, but for the
order of images, and for emphasis that crosses the elements of tags.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from i18n.difference import Difference, DifferenceKind, PieceName, shown_piece
from i18n.markdown.inline.tree import Emphasis, Inline, Link, Node, Piece, outermost_pieces

# <b, </b and <Card, but neither <br nor <Card />
_TAG_NAME = re.compile(r"<(/?)(?!(?:br|hr|img|input|wbr)\b)([A-Za-z][\w.:-]*)(?!.*/>$)", re.DOTALL)
_FORMULA_SIGN = re.compile(r"\\(?:[A-Za-z]+|.)|[{}^_&]", re.ASCII)  # \frac, \%, { and ^
_WORDS_IN_DOLLARS = re.compile(r"\$[^$\n]*[^$\n\x00-\x7f][^$\n]*\$")  # $成本$
_TEMPLATE_URL = re.compile(r"https?://(?![!-;=?-~])")  # http://域名


def compatible(source: Inline, target: Inline) -> bool:
    """Tell whether a target carries exactly the pieces of its source.

    A bare URL may be new where the source has a URL made of words (`http://域名`), and so may a formula;
    the words in a formula are for translators, its commands are not.
    """
    if _same_in_order(source, target):
        return True
    target = _masked_alike(source, target)
    if source.images != target.images or _unpaired(source) != _unpaired(target):
        return False
    if _crosses(target) and not _crosses(source):
        return False
    if source.signature == target.signature:
        return True
    return source.own_text == target.own_text and _translates_words(source, target)


def _same_in_order(source: Inline, target: Inline) -> bool:
    """Tell the most frequent case by a look: the same pieces in the same order, and no tags that could cross."""
    return (
        source.own_text == target.own_text
        and len(source.pieces) == len(target.pieces)
        and all(map(_same, source.pieces, target.pieces))
    )


def _same(one: Piece, other: Piece) -> bool:
    return (
        one.value == other.value
        and one.kind == other.kind != "tag"
        and one.has_text == other.has_text
        and bool(one.title) == bool(other.title)
        and not one.pieces
        and not other.pieces
    )


def _translates_words(source: Inline, target: Inline) -> bool:
    """Tell whether two texts differ only in URLs and formulas that hold words."""
    urls, formulas = len(_TEMPLATE_URL.findall(source.words)), len(_WORDS_IN_DOLLARS.findall(source.words))
    if not urls and not formulas:
        return False
    was, now = Counter(_signatures(source.pieces)), Counter(_signatures(target.pieces))
    lost, added = was - now, now - was
    if any(kind != "math" or value.isascii() for kind, value, *_ in lost):
        return False
    before, after = (Counter(map(_commands, some.elements())) for some in (lost, added))
    new = Counter(kind for kind, *_ in (after - before).elements())
    return not before - after and new["URL"] <= urls and new["math"] <= formulas and new.keys() <= {"URL", "math"}


def _signatures(pieces: Iterable[Piece]) -> Iterator[tuple[Any, ...]]:
    """Yield the signatures of pieces, and those of URLs and formulas in links beside them."""
    for piece in pieces:
        *own, inside = piece.signature
        yield (*own, tuple(signature for signature in inside if signature[0] not in ("URL", "math")))
        yield from (signature for signature in inside if signature[0] in ("URL", "math"))


def _commands(signature: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return of a formula what no translator may change, and any other signature as it is."""
    kind, value, *_ = signature
    return (kind, *_FORMULA_SIGN.findall(value)) if kind == "math" else signature


def _masked_alike(source: Inline, target: Inline) -> Inline:
    """Return a target with the text parameters masked that its source has; only foreign letters tell one."""
    masks = [
        (re.compile(re.escape(piece.value).replace('"…"', '"(?:[^"\\\\]|\\\\.)*"')), piece.value)
        for piece in source.walk()
        if piece.value.startswith("{{") and '"…"' in piece.value
    ]
    if not masks:
        return target
    nodes = _with_masks(target.nodes, masks)
    return replace(target, nodes=nodes, pieces=tuple(outermost_pieces(nodes)))


def _with_masks(nodes: Iterable[Node], masks: list[tuple[re.Pattern[str], str]]) -> tuple[Node, ...]:
    return tuple(_with_mask(node, masks) for node in nodes)


def _with_mask(node: Node, masks: list[tuple[re.Pattern[str], str]]) -> Node:
    if isinstance(node, Piece):
        node = replace(node, value=next((value for mask, value in masks if mask.fullmatch(node.value)), node.value))
    if isinstance(node, Emphasis | Link):
        return replace(node, children=_with_masks(node.children, masks))
    return node


def _unpaired(inline: Inline) -> Counter[str]:
    """Count the tags that neither open what a later one closes nor close what an earlier one opened."""
    opened: list[str] = []
    lonely: Counter[str] = Counter()
    for match in filter(None, (_TAG_NAME.match(piece.value) for piece in inline.walk() if piece.kind == "tag")):
        if not match[1]:
            opened.append(match[2])
        elif opened and opened[-1] == match[2]:
            opened.pop()
        else:
            lonely["/" + match[2]] += 1
    lonely.update(opened)
    return lonely


def _crosses(inline: Inline) -> bool:
    """Tell whether emphasis begins inside of an element and ends outside of it, or the other way round."""
    if not any(piece.kind == "tag" for piece in inline.walk()):
        return False
    opened: list[str] = []
    for mark in _marks(inline.shape):
        if not mark.startswith("/"):
            opened.append(mark)
        elif mark[1:] in opened and opened.pop() != mark[1:]:
            return True
    return False


def _marks(shape: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the names of emphasis and elements as they open and, with a slash, as they close."""
    tags = [(kind, _TAG_NAME.match(value) if kind == "tag" else None) for kind, value in shape]
    lonely = Counter(match[1] + match[2] for _, match in tags if match)
    for kind, match in tags:
        if kind.endswith(("_open", "_close")):
            name, _, what = kind.rpartition("_")
            yield "/" * (what == "close") + name
        elif match and lonely[match[2]] == lonely["/" + match[2]]:
            yield match[1] + "<" + match[2]


def difference(source: Inline, target: Inline) -> Difference:
    """Return how a target's pieces differ from its source's, where the two are not compatible."""
    target = _masked_alike(source, target)
    lost, added = lost_and_added(source, target)
    if Counter(map(shown_piece, lost)) != Counter(map(shown_piece, added)):
        return Difference("pieces", lost, added)
    if source.images != target.images:
        return Difference("image order", lost, added)
    if source.own_text != target.own_text:
        kind: DifferenceKind = "own text" if target.own_text else "no own text"
        return Difference(kind, lost, added, names=tuple(piece.kind for piece in target.pieces))
    if _unpaired(source) != _unpaired(target):
        return Difference("tag nesting", lost, added)
    return Difference("crossing emphasis" if _crosses(target) and not _crosses(source) else "nesting", lost, added)


def lost_and_added(source: Inline, target: Inline) -> tuple[tuple[PieceName, ...], tuple[PieceName, ...]]:
    """Return the pieces that only a source has, and those that only its target has."""
    before, after = (Counter(map(_named, text.walk())) for text in (source, target))
    return tuple((before - after).elements()), tuple((after - before).elements())


def _named(piece: Piece) -> PieceName:
    is_target = piece.kind in ("link", "image")
    return PieceName(piece.kind, piece.value, is_target and bool(piece.title), is_target and piece.has_text)
