"""Inline pieces, and how two texts compare by them.

A piece is a code span, a link or image with its destination, a tag, a variable, a footnote
reference or a bare URL. Emphasis, hard breaks and the order of pieces are a translator's business and
not part of the comparison, but for images, whose order must stay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from i18n.difference import Difference, DifferenceKind, PieceName, shown_piece

LITERAL = ("code", "math", "tag", "variable")
"""The kinds of pieces that stay letter by letter."""

_BARE_URL = re.compile(r"(?:https?://|www\.)[!-;=?-~]+|[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_HOLDS_PIECES = re.compile(r"[`<\[{@$\\:w](?:(?<=[`<\[{@$])|(?<=\\)\(|(?<=:)//|(?<=w)ww\.)")
_HOLDS_MARKUP = re.compile(r"[`<\[{\\*_~&@$:w](?:(?<=[`<\[{\\*_~&@$])|(?<=:)//|(?<=w)ww\.)")
_BREAK = re.compile(r" *(\n)")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u2060"
_URL_TAIL = ",.;:!?)]'\"*"
_TAG_NAME = re.compile(r"<(/?)(?!(?:br|hr|img|input|wbr)\b)([A-Za-z][\w.:-]*)(?!.*/>$)", re.DOTALL)
_FORMULA_SIGN = re.compile(r"\\(?:[A-Za-z]+|.)|[{}^_&]", re.ASCII)
_WORDS_IN_DOLLARS = re.compile(r"\$[^$\n]*[^$\n\x00-\x7f][^$\n]*\$")
_TEMPLATE_URL = re.compile(r"https?://(?![!-;=?-~])")


@dataclass(slots=True)
class Piece:
    """One inline piece."""

    kind: str
    """`code`, `link`, `autolink`, `image`, `tag`, `variable`, `footnote` or `URL`."""
    value: str
    """What must stay: the literal, the destination or the whole tag."""
    start: int = 0
    """Offset of its first character."""
    end: int = 0
    """Offset after its last character."""
    has_title: bool = False
    """Whether a link or image has a title."""
    has_text: bool = False
    """Whether a link has text, or an image alt text."""
    children: tuple[Piece, ...] = ()
    """The pieces inside a link's text, or an image's."""
    label: str = ""
    """The label of a reference link or image, as written; empty for the others."""
    title: str = ""
    """The title of a link or image."""
    text: str = ""
    """The alt text of an image, as written."""
    level: int = 0
    """How many emphases and links it stands in."""

    @property
    def signature(self) -> tuple[Any, ...]:
        """The piece without its place, comparable and sortable."""
        inside = tuple(sorted(child.signature for child in self.children))
        return self.kind, self.value, self.has_title, self.has_text, inside

    def walk(self) -> Iterator[Piece]:
        """Yield this piece and all inside it, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Break:
    """A line break inside inline text."""

    start: int
    """Offset of the first character of its mark: blanks, backslash or the line feed."""
    end: int
    """Offset after its line feed and the blanks that follow."""
    hard: bool
    """Whether it shows as a line break."""


@dataclass(frozen=True, slots=True)
class Inline:
    """What an inline text is made of."""

    pieces: tuple[Piece, ...]
    """Its outermost pieces, in order."""
    text: str
    """What a reader sees as words: no code, no tags, no destinations; alt texts and titles included."""
    own_text: bool
    """Whether there is text outside of all pieces."""
    breaks: tuple[Break, ...] = ()
    """Its line breaks, in order, but for those inside a piece."""
    stray: tuple[int, ...] = ()
    """Offsets of `<`, `{` and `}` that stand alone and that MDX would not compile."""
    shape: tuple[Any, ...] = ()
    """The sequence of its inline tokens without text, emphasis included."""

    @property
    def signature(self) -> tuple[Any, ...]:
        """What a translation must have as well: the same multiset of pieces, and text of its own."""
        return self.own_text, tuple(sorted(piece.signature for piece in self.pieces))

    def walk(self) -> Iterator[Piece]:
        """Yield every piece, links before what is inside them."""
        for piece in self.pieces:
            yield from piece.walk()

    @property
    def crosses(self) -> bool:
        """Whether emphasis begins inside of an element and ends outside of it, or the other way round."""
        opened: list[str] = []
        for mark in _marks(self.shape):
            if not mark.startswith("/"):
                opened.append(mark)
            elif mark[1:] in opened and opened.pop() != mark[1:]:
                return True
        return False

    @property
    def images(self) -> list[str]:
        """The destinations of all images, in order."""
        return [piece.value for piece in self.walk() if piece.kind == "image"]


ReadInline: TypeAlias = Callable[[str], Inline]
"""Reads a text, such as a msgid or msgstr, as the inline Markdown that it is."""


def _marks(shape: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the names of emphasis and elements as they open and, with a slash, as they close."""
    lonely = Counter(match[1] + match[2] for _, value in shape if (match := _TAG_NAME.match(value)))
    for kind, value in shape:
        if kind.endswith(("_open", "_close")):
            name, _, what = kind.rpartition("_")
            yield "/" * (what == "close") + name
        elif (match := _TAG_NAME.match(value)) and lonely[match[2]] == lonely["/" + match[2]]:
            yield match[1] + "<" + match[2]


def holds_pieces(text: str) -> bool:
    """Tell, without a parse, whether a text may hold placeables."""
    return bool(_HOLDS_PIECES.search(text))


def holds_markup(text: str) -> bool:
    """Tell, without a parse, whether a text may hold any inline markup."""
    return bool(_HOLDS_MARKUP.search(text))


def bare_urls(text: str) -> list[Piece]:
    """Return the bare URLs of a text without markup; the Han after one is not part of it."""
    if "://" not in text and "www." not in text and "@" not in text:
        return []
    return [Piece("URL", match[0].rstrip(_URL_TAIL)) for match in _BARE_URL.finditer(text)]


def line_breaks(text: str) -> tuple[Break, ...]:
    """Return the line breaks of a text that has none within its pieces and no backslash before one."""
    if "\n" not in text:
        return ()
    return tuple(Break(match.start(1), match.end(), len(match[0]) > 2) for match in _BREAK.finditer(text))


def is_visible(text: str) -> bool:
    """Tell whether a reader would see anything of a text."""
    return any(not character.isspace() and character not in _INVISIBLE for character in text)


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
    if target.crosses and not source.crosses:
        return False
    if source.signature == target.signature:
        return True
    return source.own_text == target.own_text and _translates_words(source, target)


def _same_in_order(source: Inline, target: Inline) -> bool:
    """Tell the most frequent case by a look: the same pieces in the same order, and no emphasis that could cross."""
    return (
        source.own_text == target.own_text
        and not target.shape
        and len(source.pieces) == len(target.pieces)
        and all(map(_same, source.pieces, target.pieces))
    )


def _same(one: Piece, other: Piece) -> bool:
    return (
        one.value == other.value
        and one.kind == other.kind
        and one.has_text == other.has_text
        and one.has_title == other.has_title
        and not one.children
        and not other.children
    )


def _translates_words(source: Inline, target: Inline) -> bool:
    """Tell whether two texts differ only in URLs and formulas that hold words."""
    urls, formulas = len(_TEMPLATE_URL.findall(source.text)), len(_WORDS_IN_DOLLARS.findall(source.text))
    if not urls and not formulas:
        return False
    was, now = Counter(_flat(source.pieces)), Counter(_flat(target.pieces))
    lost, added = was - now, now - was
    if any(kind != "math" or value.isascii() for kind, value, *_ in lost):
        return False
    before, after = (Counter(map(_commands, some.elements())) for some in (lost, added))
    new = Counter(kind for kind, *_ in (after - before).elements())
    return not before - after and new["URL"] <= urls and new["math"] <= formulas and new.keys() <= {"URL", "math"}


def _masked_alike(source: Inline, target: Inline) -> Inline:
    """Return a target with the text parameters masked that its source has; only foreign letters tell one."""
    masks = [
        (re.compile(re.escape(piece.value).replace('"…"', '"(?:[^"\\\\]|\\\\.)*"')), piece.value)
        for piece in source.walk()
        if piece.value.startswith("{{") and '"…"' in piece.value
    ]
    return replace(target, pieces=_with_masks(target.pieces, masks)) if masks else target


def _with_masks(pieces: Iterable[Piece], masks: list[tuple[re.Pattern[str], str]]) -> tuple[Piece, ...]:
    return tuple(
        replace(
            piece,
            value=next((value for mask, value in masks if mask.fullmatch(piece.value)), piece.value),
            children=_with_masks(piece.children, masks),
        )
        for piece in pieces
    )


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


def _flat(pieces: Iterable[Piece]) -> Iterator[tuple[Any, ...]]:
    """Yield the signatures of pieces, and those of URLs and formulas in links beside them."""
    for piece in pieces:
        spoken = [child for child in piece.children if child.kind in ("URL", "math")]
        rest = tuple(child for child in piece.children if child not in spoken)
        yield replace(piece, children=rest).signature if spoken else piece.signature
        yield from (child.signature for child in spoken)


def _commands(signature: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return of a formula what no translator may change, and any other signature as it is."""
    kind, value, *_ = signature
    return (kind, *_FORMULA_SIGN.findall(value)) if kind == "math" else signature


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
    return Difference("crossing emphasis" if target.crosses and not source.crosses else "nesting", lost, added)


def lost_and_added(source: Inline, target: Inline) -> tuple[tuple[PieceName, ...], tuple[PieceName, ...]]:
    """Return the pieces that only a source has, and those that only its target has."""
    before, after = (Counter(map(_named, text.walk())) for text in (source, target))
    return tuple((before - after).elements()), tuple((after - before).elements())


def _named(piece: Piece) -> PieceName:
    is_target = piece.kind in ("link", "image")
    return PieceName(piece.kind, piece.value, is_target and piece.has_title, is_target and piece.has_text)
