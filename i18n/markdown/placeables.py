"""The inline pieces that a translation must carry over, and how two texts compare by them.

This is the one definition of a placeable: extraction, splicing, checks, masking for machines and
the browser all read it, so they cannot disagree. A piece is a code span, a link or image with its
destination, a tag, a variable, a footnote reference or a bare URL. Emphasis, hard breaks and the
order of pieces are a translator's business and not part of the comparison, but for images, whose
order must stay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markdown_it.helpers import parseLinkDestination, parseLinkTitle
from markdown_it.token import Token

from i18n.markdown.dialect import Dialect
from i18n.markdown.parser import parse_inline
from i18n.model import Span

LITERAL = ("code", "tag", "variable")
"""The kinds of pieces that stay letter by letter."""

_HOLDS_PIECES = re.compile(r"[`<\[{]|://")
_HOLDS_MARKUP = re.compile(r"[`<\[{\\*_~&]|://")
_BARE_URL = re.compile(r"https?://[!-;=?-~]+")
_URL_TAIL = ",.;:!?)]'\"*"
_TEMPLATE_URL = re.compile(r"https?://(?![!-;=?-~])")
_BREAK = re.compile(r" *(\n)")
_OTHER_BLANK = re.compile(r"[^\S \t\n]")
_BLANKS = re.compile(r"\s+")


@dataclass(slots=True)
class Piece:
    """One inline piece."""

    kind: str
    """`code`, `link`, `image`, `tag`, `variable`, `footnote` or `URL`."""
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
    """The pieces inside a link."""
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
    def images(self) -> list[str]:
        """The destinations of all images, in order."""
        return [piece.value for piece in self.walk() if piece.kind == "image"]


def holds_pieces(text: str) -> bool:
    """Tell, without a parse, whether a text may hold placeables."""
    return bool(_HOLDS_PIECES.search(text))


def holds_markup(text: str) -> bool:
    """Tell, without a parse, whether a text may hold any inline markup."""
    return bool(_HOLDS_MARKUP.search(text))


def read_inline(text: str, dialect: Dialect, definitions: dict[str, Any]) -> Inline:
    """Parse an inline text into its pieces; `definitions` are those of its document."""
    if not holds_markup(text):
        breaks = tuple(Break(match.start(1), match.end(), len(match[0]) > 2) for match in _BREAK.finditer(text))
        return Inline((), text, bool(text.strip()), breaks)
    return _Reader(text, parse_inline(text, dialect, definitions)).read()


def compatible(source: Inline, target: Inline) -> bool:
    """Tell whether a target carries exactly the pieces of its source.

    A bare URL may be new where the source has a URL made of words (`http://域名`).
    """
    if source.images != target.images:
        return False
    if source.signature == target.signature:
        return True
    spare = len(_TEMPLATE_URL.findall(source.text))
    if not spare:
        return False
    added = Counter(_flat(target)) - Counter(_flat(source))
    lost = Counter(_flat(source)) - Counter(_flat(target))
    return not lost and added.total() <= spare and all(kind == "URL" for kind, *_ in added)


def _flat(inline: Inline) -> list[tuple[Any, ...]]:
    return [piece.signature for piece in inline.pieces]


def difference(source: Inline, target: Inline) -> str:
    """Say in words how a target's pieces differ from its source's."""
    lost = Counter(map(_words, source.walk())) - Counter(map(_words, target.walk()))
    added = Counter(map(_words, target.walk())) - Counter(map(_words, source.walk()))
    said = []
    if lost:
        said.append("loses " + ", ".join(lost.elements()))
    if added:
        said.append("adds " + ", ".join(added.elements()))
    if not said and source.images != target.images:
        said.append("has its images in another order")
    if not said and source.own_text != target.own_text:
        said.append("has no text of its own" if source.own_text else "has text outside its placeables")
    return " and ".join(said) or "nests its links and images in another way"


def _words(piece: Piece) -> str:
    value = piece.value if len(piece.value) <= 80 else piece.value[:79] + "…"
    lacks = "" if piece.kind not in ("link", "image") else _lacks(piece)
    return f"the {_KIND_WORDS.get(piece.kind, piece.kind)} “{value}”{lacks}"


_KINDS = {"code_inline": "code", "html_inline": "tag", "footnote_ref": "footnote"}
_KIND_WORDS = {"code": "code span", "link": "link to", "image": "image", "footnote": "footnote reference"}


def _lacks(piece: Piece) -> str:
    has = [name for name, there in (("a title", piece.has_title), ("text", piece.has_text)) if there]
    return f" with {' and '.join(has)}" if has else ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where the destination and title of a link, image or definition are written."""

    destination: Span
    """The destination as written, without `<` and `>`."""
    title: Span | None
    """The title as written, without its quotes."""


def read_target(text: str, start: int) -> Target | None:
    """Read a destination and an optional title from after `](` or `]:`; None if there is none."""
    at = _skip_blanks(text, start)
    destination = parseLinkDestination(text, at, len(text))
    if not destination.ok:
        return None
    pointed = text[at : at + 1] == "<"
    span = Span(at + pointed, destination.pos - pointed)
    at = _skip_blanks(text, destination.pos)
    if at == destination.pos:
        return Target(span, None)
    title = parseLinkTitle(text, at, len(text), None)
    return Target(span, Span(at + 1, title.pos - 1) if title.ok else None)


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\n":
        at += 1
    return at


class _Reader:
    """Reads a flat sequence of inline tokens into pieces."""

    def __init__(self, text: str, tokens: list[Token]) -> None:
        self.text = text
        self.tokens = iter(tokens)
        self.breaks: list[Break] = []
        self.stray: list[int] = []
        self.shape: list[tuple[str, str]] = []
        self.words: list[str] = []
        self.depth = 0

    def read(self) -> Inline:
        pieces, own_text = self.level()
        text = "".join(self.words)
        return Inline(pieces, text, own_text, tuple(self.breaks), tuple(self.stray), tuple(self.shape))

    def level(self) -> tuple[tuple[Piece, ...], bool]:
        """Read to the end of the enclosing link, or of the text."""
        pieces: list[Piece] = []
        run: list[str] = []
        own_text = False
        for token in self.tokens:
            kind = token.type
            if kind == "link_close":
                break
            if kind in ("text", "text_special"):
                run.append(token.content)
                own_text = own_text or bool(token.content.strip())
                if token.info == "stray":
                    self.stray.append(token.meta["span"][0])
                continue
            pieces += self.urls(run)
            if kind in ("softbreak", "hardbreak"):
                self.words.append("\n")
                if "span" in token.meta:
                    self.breaks.append(Break(*token.meta["span"], kind == "hardbreak"))
                continue
            if kind.endswith(("_open", "_close")) and kind != "link_open":
                self.depth += token.nesting
                self.shape.append((kind, ""))
                continue
            piece = self.piece(token)
            pieces.append(piece)
        pieces += self.urls(run)
        return tuple(pieces), own_text

    def urls(self, run: list[str]) -> list[Piece]:
        """Return the bare URLs of a run of text and put the run with the words."""
        text = "".join(run)
        run.clear()
        self.words.append(text)
        if "://" not in text:
            return []
        found = (match[0].rstrip(_URL_TAIL) for match in _BARE_URL.finditer(text))
        return [Piece("URL", url) for url in found]

    def piece(self, token: Token) -> Piece:
        start, end = token.meta.get("span", (0, 0))
        if token.type == "link_open":
            return self.link(token, start, end)
        if token.type == "image":
            src, title = str(token.attrs["src"]), str(token.attrs.get("title") or "")
            self.shape.append(("image", src))
            self.words += [token.content, title]
            return Piece(
                "image",
                src,
                start,
                end,
                bool(title),
                bool(token.content.strip()),
                label=str(token.meta.get("label", "")),
                title=title,
                text=token.content,
                level=self.depth,
            )
        kind = _KINDS.get(token.type, token.type)
        value = str(token.meta["label"]) if kind == "footnote" else token.content
        if kind == "tag":
            value = _BLANKS.sub(" ", value)
        self.shape.append((kind, value))
        return Piece(kind, value, start, end, level=self.depth)

    def link(self, token: Token, start: int, end: int) -> Piece:
        href, title = str(token.attrs["href"]), str(token.attrs.get("title") or "")
        self.shape.append(("link", href))
        if token.markup == "autolink":
            next(self.tokens)
            next(self.tokens)
            return Piece("link", href, start, end, has_text=True, level=self.depth)
        self.words.append(title)
        level = self.depth
        self.depth += 1
        children, has_text = self.level()
        self.depth -= 1
        label = str(token.meta.get("label", ""))
        if label and self.is_doubtful(label, end):
            href = f"{href} by way of [{label}]"
        return Piece("link", href, start, end, bool(title), has_text, children, label, title, level=level)

    def is_doubtful(self, label: str, end: int) -> bool:
        """Tell whether parsers disagree about a reference: other blanks in it, or a `[` after a short one."""
        return bool(_OTHER_BLANK.search(label)) or self.text[end : end + 1] == "["
