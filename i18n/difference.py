"""How a translation differs from its source where it must not, as data; and the sentence that says so.

Whoever finds a difference says what kind it is and what was lost or added. Only `sentence` makes words of it, so
that the same difference can be told to a translator, a machine or a program in the words that each of them needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from i18n.counted import plural

DifferenceKind: TypeAlias = Literal[
    # Inline pieces of Markdown.
    "pieces",
    "image order",
    "own text",
    "no own text",
    "tag nesting",
    "crossing emphasis",
    "nesting",
    "lost emphasis",
    "added emphasis",
    "variables",
    # What the place of a text does not allow.
    "comment",
    "heading id",
    "only a heading id",
    "import or export",
    "control characters",
    # What stands around it.
    "code",
    "data",
    "unreadable data",
    "end of front matter",
    "blocks",
    "neighbour",
    # Placeholders, tags and braces of UI strings.
    "placeholders",
    "quoted brace",
    "unopened brace",
    "unclosed brace",
    "placeholder again",
    "choice twice",
    "not choices",
    "other choices",
    "unknown plural form",
    "no other form",
]
"""What kind of difference it is."""


class PieceName(NamedTuple):
    """An inline piece as people call it."""

    kind: str
    """`code`, `link`, `autolink`, `image`, `tag`, `variable`, `footnote`, `math`, `URL` or `placeholder`."""
    value: str
    """Its literal, or where it leads."""
    has_title: bool = False
    """Whether it is a link or image with a title."""
    has_text: bool = False
    """Whether it is a link with text, or an image with alt text."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How one text differs from its source."""

    kind: DifferenceKind
    """What kind of difference it is."""
    lost: tuple[PieceName, ...] = ()
    """The pieces that the source has and the translation lacks."""
    added: tuple[PieceName, ...] = ()
    """The pieces that the translation has and the source lacks."""
    names: tuple[str, ...] = ()
    """What else it is about: the names that the sentence of its kind has places for, in their order; of `own text` and
    `no own text` the kinds of the pieces that stand there."""
    where: tuple[str, ...] = ()
    """The choices of a UI string that it stands in, the innermost first: `count, plural`."""


def sentence(difference: Difference) -> str:
    """Say a difference in words that follow “the translation”, without a full stop."""
    words = _SENTENCES[difference.kind](difference)
    return words + "".join(f" in {{{choice}}}" for choice in difference.where)


def shown_piece(piece: PieceName) -> str:
    """Return a piece in words: the link to “orders.md” with text."""
    value = piece.value if len(piece.value) <= _LONGEST else piece.value[: _LONGEST - 1] + "…"
    has = [name for name, there in (("a title", piece.has_title), ("text", piece.has_text)) if there]
    return f"the {_PIECES.get(piece.kind, piece.kind)} “{value}”{' with ' if has else ''}{' and '.join(has)}"


_LONGEST = 80
"""Characters of a piece that are shown."""

_PIECES = {"code": "code span", "link": "link to", "autolink": "link to", "footnote": "footnote reference"}
"""What pieces are called before their value, where that is not the name of their kind."""

_KINDS = {"code": "code span", "autolink": "link", "URL": "link", "math": "formula"}
"""What a kind of piece is called by itself, where that is not its name."""


def _lost_and_added(difference: Difference) -> str:
    return _listed(list(map(shown_piece, difference.lost)), list(map(shown_piece, difference.added)))


def _lost_and_added_to_the_eye(difference: Difference) -> str:
    """Leave out what looks the same on both sides, since it differs only behind what is shown."""
    lost, added = (Counter(map(shown_piece, pieces)) for pieces in (difference.lost, difference.added))
    return _listed(list((lost - added).elements()), list((added - lost).elements()))


def _listed(lost: Sequence[str], added: Sequence[str]) -> str:
    both = (("loses", lost), ("adds", added))
    return " and ".join(f"{verb} {', '.join(pieces)}" for verb, pieces in both if pieces)


def _text_beside(difference: Difference) -> str:
    """Say that there is text beside the pieces where the source has none, or the reverse."""
    there, not_there = ("text", "none") if difference.kind == "own text" else ("no text", "some")
    counts = Counter(_KINDS.get(kind, kind) for kind in difference.names)
    beside = " and ".join(f"the {plural(count, name)}" for name, count in counts.items())
    return f"has {there}{' beside ' * bool(beside)}{beside}, where the source has {not_there}"


def _always(words: str) -> Callable[[Difference], str]:
    return lambda difference: words


def _with_names(words: str) -> Callable[[Difference], str]:
    return lambda difference: words.format(*difference.names)


_SENTENCES: Mapping[DifferenceKind, Callable[[Difference], str]] = MappingProxyType(
    {
        "pieces": _lost_and_added_to_the_eye,
        "image order": _always("has its images in another order"),
        "own text": _text_beside,
        "no own text": _text_beside,
        "tag nesting": _always("nests its tags in another way"),
        "crossing emphasis": _always("has emphasis that begins inside of a tag's element and ends outside of it"),
        "nesting": _always("nests its links and images in another way"),
        "lost emphasis": _always("loses emphasis, or has its marks where they do not work"),
        "added emphasis": _always("adds emphasis, or has its marks where they do not work"),
        "variables": _always("has other variables than the source"),
        "comment": _always("adds an HTML comment"),
        "heading id": _with_names("adds the heading id “{}”"),
        "only a heading id": _always("has no text but a heading id"),
        "import or export": _always("reads as a JavaScript import or export"),
        "control characters": _always("holds control characters"),
        "code": _always("would change the code around it"),
        "data": _always("it would change the data around it"),
        "unreadable data": _with_names("{}"),
        "end of front matter": _always("it would close the front matter"),
        "blocks": _always("would change the blocks of the document"),
        "neighbour": _always("does not stand without another part of its paragraph, which was refused"),
        "placeholders": _lost_and_added,
        "quoted brace": _always("has an apostrophe beside a brace, which would quote it; write ’"),
        "unopened brace": _always("closes a brace that was not opened"),
        "unclosed brace": _always("opens a brace and does not close it"),
        "placeholder again": _with_names("loses the placeholder “{}”"),
        "choice twice": _with_names("has “{}” twice in {{{}}}"),
        "not choices": _with_names("has something other than choices in {{{}}}"),
        "other choices": _with_names("has other choices in {{{}}}: {} instead of {}"),
        "unknown plural form": _with_names("has the unknown plural form “{}”"),
        "no other form": _always("lacks “other”"),
    }
)
