"""The tree of an inline text: each part of it once, with the span where it stands.

The nodes of a level stand one after the other without a gap, and what stands around others (emphasis, a link, an
image) has them as its children.

A *piece* is a node that a translation must carry over: code, a formula, the destination of a link or an image, a tag,
a variable, a footnote or a bare URL. Emphasis and line breaks are a translator's business.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from i18n.model import Span

LITERAL = ("code", "math", "tag", "variable")
"""The kinds of pieces that stay letter by letter."""

_VISIBLE = re.compile(r"[^\s\ufeff\u200b\u200c\u200d\u2060]")  # neither a blank nor a character of no width


@dataclass(slots=True)
class Text:
    """Characters that mean themselves."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    words: str
    """Its characters."""


@dataclass(slots=True)
class Escape:
    """A character that is written as several, such as `\\*` or `&lt;`; and one that only looks like markup."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    words: str
    """What a reader sees."""
    is_stray: bool = False
    """Whether it is a `<`, `{` or `}` that opens or closes nothing, so that MDX would not compile it."""


@dataclass(slots=True)
class Break:
    """A line break."""

    start: int
    """Offset of the first character of its mark: blanks, a backslash or the line feed."""
    end: int
    """Offset after its line feed and the blanks that follow."""
    hard: bool
    """Whether it shows as a line break."""

    @property
    def words(self) -> str:
        """What a reader sees."""
        return "\n"


@dataclass(slots=True)
class Emphasis:
    """Emphasized text."""

    kind: str
    """`strong`, `em` or `s`."""
    start: int
    """Offset of the mark that opens it."""
    end: int
    """Offset after the mark that closes it."""
    mark: str
    """Both of its marks, such as `**`."""
    children: tuple[Node, ...]
    """What is emphasized."""

    @property
    def words(self) -> str:
        """What a reader sees."""
        return words_of(self.children)


@dataclass(slots=True)
class Piece:
    """A piece without text of its own: code, a formula, a footnote or an autolink."""

    kind: str
    """`code`, `math`, `footnote` or `autolink`; of other pieces `URL`, `tag`, `variable`, `link` or `image`."""
    value: str
    """What must stay: the literal, the destination, or a tag without the text for readers in it."""
    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last character."""
    level: int = 0
    """How many emphases, links and images it stands in."""

    @property
    def words(self) -> str:
        """What a reader sees as words: of a formula those that it holds."""
        return self.value if self.kind == "math" and not self.value.isascii() else ""

    @property
    def children(self) -> tuple[Node, ...]:
        """The text of a link, or the alt text of an image."""
        return ()

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The outermost pieces inside of it."""
        return tuple(outermost_pieces(self.children))

    @property
    def text(self) -> str:
        """The text of a link or image, as it is written."""
        return ""

    @property
    def has_text(self) -> bool:
        """Whether there is text in it."""
        return self.kind == "autolink"

    @property
    def destination(self) -> Span | None:
        """Where its destination is written, without `<` and `>`; None where it has none, or has it elsewhere."""
        return Span(self.start + 1, self.end - 1) if self.kind == "autolink" else None

    @property
    def title(self) -> str:
        """The title of a link or image."""
        return ""

    @property
    def label(self) -> str:
        """The label of a link or image that is a reference, as written."""
        return ""

    @property
    def signature(self) -> tuple[Any, ...]:
        """The piece without its place, comparable and sortable."""
        inside = tuple(sorted(piece.signature for piece in self.pieces))
        return self.kind, self.value, bool(self.title), self.has_text, inside

    def walk(self) -> Iterator[Piece]:
        """Yield this piece and all inside of it, in order."""
        yield self
        for piece in self.pieces:
            yield from piece.walk()


@dataclass(slots=True)
class URL(Piece):
    """A bare URL."""

    parts: tuple[Text | Escape, ...] = ()
    """How it is written, with the rest of an escape that it begins or ends in: `\\w` of `C:\\www.example.com`."""
    destination: Span | None = None
    """Where it is written; None where it is not written as it is read: `https://a.example/b\\_c`."""

    @property
    def words(self) -> str:
        """What a reader sees."""
        return "".join([part.words for part in self.parts])


@dataclass(slots=True)
class Markup(Piece):
    """A tag, a variable or a shortcode: what another language than Markdown makes of a text."""

    words: str = ""
    """What a reader sees of it: the values of its text attributes."""
    name: Span | None = None
    """Where the name of its element is written, if it has one."""
    attributes: tuple[Span, ...] = ()
    """Where the values of its text attributes are written."""


@dataclass(slots=True)
class Link(Piece):
    """A link or an image."""

    children: tuple[Node, ...] = ()
    """The text of a link, or the alt text of an image."""
    text: str = ""
    """The same as it is written."""
    href: str = ""
    """The destination, its escapes resolved."""
    destination: Span | None = None
    """Where its destination is written, without `<` and `>`; None where it is a reference, or has none."""
    title: str = ""
    """Its title, its escapes resolved; empty if it has none."""
    title_span: Span | None = None
    """Where its title is written, without its quotes; None where it is a reference, or has none."""
    label: str = ""
    """The label of a reference, as written; empty for the others."""

    @property
    def words(self) -> str:
        """What a reader sees."""
        return self.text + self.title if self.kind == "image" else self.title + words_of(self.children)

    @property
    def has_text(self) -> bool:
        """Whether there is text in it: an alt text that shows, or text outside of all pieces in a link."""
        return is_visible(words_of(self.children)) if self.kind == "image" else has_own_text(self.children)

    @property
    def text_start(self) -> int:
        """Where its text starts."""
        return self.start + len("![" if self.kind == "image" else "[")

    @property
    def text_end(self) -> int:
        """Where its text ends."""
        return self.text_start + len(self.text)


Node: TypeAlias = "Text | Escape | Break | Emphasis | Piece"


@dataclass(frozen=True, slots=True)
class Inline:
    """An inline text and its tree."""

    text: str
    """Its characters, as they are written."""
    nodes: tuple[Node, ...]
    """Its outermost parts, in order."""
    pieces: tuple[Piece, ...]
    """Its outermost pieces, in order; what is emphasized is no deeper than what is not."""
    words: str
    """What a reader sees as words: no code, no tags, no destinations; alt texts and titles included."""
    own_text: bool
    """Whether there is text outside of all pieces."""

    @property
    def signature(self) -> tuple[Any, ...]:
        """What a translation must have as well: the same multiset of pieces, and text of its own."""
        return self.own_text, tuple(sorted(piece.signature for piece in self.pieces))

    def walk(self) -> Iterator[Piece]:
        """Yield every piece, links before what is inside of them."""
        for piece in self.pieces:
            yield from piece.walk()

    @property
    def images(self) -> list[str]:
        """The destinations of all images, in order."""
        return [piece.value for piece in self.walk() if piece.kind == "image"]

    @property
    def breaks(self) -> tuple[Break, ...]:
        """Its line breaks, in order, but for those inside of an image."""
        return tuple(node for node in _outside_of_images(self.nodes) if isinstance(node, Break))

    @property
    def emphasis(self) -> Counter[str]:
        """How often each kind of emphasis is in it, alt texts left out."""
        return Counter(node.kind for node in _outside_of_images(self.nodes) if isinstance(node, Emphasis))

    @property
    def stray(self) -> tuple[int, ...]:
        """Offsets of `<`, `{` and `}` that stand alone and that MDX would not compile."""
        return tuple(node.start for node in everywhere(self.nodes) if isinstance(node, Escape) and node.is_stray)

    @property
    def shape(self) -> tuple[tuple[str, str], ...]:
        """What it is made of besides text, in order: pieces, and the starts and ends of emphasis."""
        return tuple(_shape(self.nodes))


ReadInline: TypeAlias = Callable[[str], Inline]
"""Reads a text, such as a msgid or msgstr, as the inline Markdown that it is."""


def inline_of(text: str, nodes: tuple[Node, ...]) -> Inline:
    """Return a text that is made of some nodes."""
    pieces: list[Piece] = []
    words: list[str] = []
    own_text = _gather(nodes, pieces, words)
    return Inline(text, nodes, tuple(pieces), "".join(words), own_text)


def _gather(nodes: Iterable[Node], pieces: list[Piece], words: list[str]) -> bool:
    """Gather the outermost pieces and the words of some nodes, and tell whether they have text of their own."""
    own_text = False
    for node in nodes:
        if isinstance(node, Emphasis):
            own_text = _gather(node.children, pieces, words) or own_text
            continue
        words.append(node.words)
        if isinstance(node, Piece):
            pieces.append(node)
            own_text = own_text or node.kind == "URL"
        else:
            own_text = own_text or is_visible(node.words)
    return own_text


def words_of(nodes: Iterable[Node]) -> str:
    """Return what a reader sees of some nodes."""
    return "".join([node.words for node in nodes])


def outermost_pieces(nodes: Iterable[Node]) -> Iterator[Piece]:
    """Yield the pieces among some nodes and in their emphasis, in order."""
    for node in nodes:
        if isinstance(node, Piece):
            yield node
        elif isinstance(node, Emphasis):
            yield from outermost_pieces(node.children)


def has_own_text(nodes: Iterable[Node]) -> bool:
    """Tell whether a reader sees anything of some nodes outside of their pieces; a bare URL is text as well."""
    for node in nodes:
        if isinstance(node, Emphasis):
            if has_own_text(node.children):
                return True
        elif isinstance(node, URL) or (not isinstance(node, Piece) and is_visible(node.words)):
            return True
    return False


def everywhere(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield some nodes and all inside of them, in order."""
    for node in nodes:
        yield node
        if isinstance(node, Emphasis | Link):
            yield from everywhere(node.children)
        elif isinstance(node, URL):
            yield from node.parts


def is_visible(text: str) -> bool:
    """Tell whether a reader would see anything of a text."""
    return bool(_VISIBLE.search(text))


def _outside_of_images(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield some nodes and what is inside of their emphasis and links, in order."""
    for node in nodes:
        yield node
        if isinstance(node, Emphasis) or (isinstance(node, Link) and node.kind == "link"):
            yield from _outside_of_images(node.children)


def _shape(nodes: Iterable[Node]) -> Iterator[tuple[str, str]]:
    for node in nodes:
        if isinstance(node, Emphasis):
            yield f"{node.kind}_open", ""
            yield from _shape(node.children)
            yield f"{node.kind}_close", ""
        elif isinstance(node, Link):
            yield node.kind, node.href
            yield from _shape(node.children if node.kind == "link" else ())
        elif isinstance(node, Piece) and not isinstance(node, URL):
            yield "link" if node.kind == "autolink" else node.kind, node.value
