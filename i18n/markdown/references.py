"""What a document refers to: the destinations of its links and images, and where each is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias
from urllib.parse import unquote

from markdown_it.token import Token

from i18n.markdown import tables
from i18n.markdown.leaf import Leaf
from i18n.markdown.parser import Line
from i18n.markdown.pieces import Inline, Piece
from i18n.markdown.placeables import read_target
from i18n.markdown.repair import destination_span
from i18n.model import Position, Span

if TYPE_CHECKING:
    from i18n.markdown.document import MarkdownDocument

Kind: TypeAlias = Literal["link", "image", "import"]
"""What a destination is: a page or file to go to, something shown, or a module."""

_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?P<name>src|href|to|poster|data-src)\s*=\s*
    (?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|\{\s*(?:require\(\s*|useBaseUrl\(\s*)?["'`](?P<code>[^"'`\n]*)["'`])""",
    re.VERBOSE,
)
_IMPORT = re.compile(r"""(?:from|import)\s*["'](?P<path>[^"'\n]+)["']""")
_SHORTCODE = re.compile(r"""\{\{[<%]\s*(?:rel)?ref\s+(?:path\s*=\s*)?["'](?P<path>[^"'\n]+)["']""")
_SHOWN = ("src", "poster", "data-src")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|#|\?")


@dataclass(frozen=True, slots=True)
class Reference:
    """A destination in a document."""

    kind: Kind
    """Whether a reader goes there, sees it, or it is imported."""
    destination: str
    """The destination, escapes and entities resolved."""
    position: Position
    """Where its block starts, or where it is written."""
    span: Span | None
    """Where it is written in the document's text; None where that cannot be told."""


def read_references(document: MarkdownDocument) -> Iterator[Reference]:
    """Yield the destinations of links, images, definitions, HTML, JSX, imports and shortcodes, block by block."""
    if document.dialect.name == "hugo" and "ref" in document.text:
        for match in _SHORTCODE.finditer(document.source.normalized):
            yield _reference(document, "link", match["path"], Span(*match.span("path")))
    known = {leaf.lines[0][0]: leaf.inline for leaf in document.extraction.leaves if leaf.inline and leaf.lines}
    for token in document.extraction.blocks.tokens:
        if token.type == "inline":
            if "[" in token.content or "<" in token.content:
                yield from _inline(document, token, known)
        elif token.type == "definition":
            yield _definition(document, token)
        elif token.type in ("html_block", "jsx"):
            leaf = _leaf(document, token)
            yield from _tags(document, leaf, 0, len(leaf.content))
        elif token.type == "esm":
            leaf = _leaf(document, token)
            for match in _IMPORT.finditer(leaf.content):
                yield _placed(document, leaf, "import", match["path"], Span(*match.span("path")))


def local_references(document: MarkdownDocument) -> Iterator[tuple[str, Position]]:
    """Yield each relative path that a document names, once, and where.

    Paths are decoded, without query and fragment, and relative to the document.
    """
    seen: set[str] = set()
    for reference in document.references:
        path = local_path(reference.destination)
        if path and path not in seen:
            seen.add(path)
            yield path, reference.position


def local_path(destination: str) -> str:
    """Return a destination as a relative path, decoded, without query and fragment; empty if it is none."""
    path = unquote(re.split(r"[?#]", destination)[0])
    return "" if _SCHEME.match(destination) or "\0" in path else path


def _inline(document: MarkdownDocument, token: Token, known: Mapping[int, Inline]) -> Iterator[Reference]:
    leaf = _leaf(document, token)
    if not leaf.lines:
        return
    inline = known.get(leaf.lines[0][0])
    if not inline:
        inline = document.extraction.reader.read(leaf.content)
    for piece in _outer(inline.pieces):
        if piece.kind in ("link", "image", "autolink"):
            place = destination_span(leaf.content, piece)
            kind: Kind = "image" if piece.kind == "image" else "link"
            if piece.label:
                continue  # its definition is a reference of its own
            yield _placed(document, leaf, kind, piece.value, place)
        elif piece.kind == "tag":
            yield from _tags(document, leaf, piece.start, piece.end)


def _outer(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """Yield pieces and those inside of links; what stands in an alt text leads nowhere."""
    for piece in pieces:
        yield piece
        if piece.kind == "link":
            yield from _outer(piece.children)


def _leaf(document: MarkdownDocument, token: Token) -> Leaf:
    lines = tuple(token.meta["lines"] if "lines" in token.meta else _whole_lines(document, token))
    content = "\n".join([document.source.normalized[start:end] for start, end in lines])
    if token.meta.get("bare") is not None:
        return Leaf("cell", tables.shown(content), lines)
    return Leaf("paragraph", content, lines)


def _whole_lines(document: MarkdownDocument, token: Token) -> Iterator[Line]:
    """Yield the lines of a block that stands in no container."""
    first, last = token.map or (0, 0)
    for line in range(first, last):
        start, end = document.source.line_offset(line), document.source.line_offset(line + 1)
        yield start, end - document.source.normalized.endswith("\n", start, end)


def _tags(document: MarkdownDocument, leaf: Leaf, start: int, end: int) -> Iterator[Reference]:
    for match in _ATTRIBUTE.finditer(leaf.content, start, end):
        name = next(name for name in ("double", "single", "code") if match[name] is not None)
        kind: Kind = "image" if match["name"] in _SHOWN else "link"
        yield _placed(document, leaf, kind, match[name], Span(*match.span(name)))


def _definition(document: MarkdownDocument, token: Token) -> Reference:
    leaf = _leaf(document, token)
    target = read_target(leaf.content, leaf.content.find("]:") + 2)
    return _placed(document, leaf, "link", token.meta["url"], target.destination if target else None)


def _placed(document: MarkdownDocument, leaf: Leaf, kind: Kind, destination: str, place: Span | None) -> Reference:
    """Return a reference of a leaf; without a span where the cell's own text is not what we see of it."""
    if not place:
        return Reference(kind, destination, document.source.position(leaf.offset(0)), None)
    if leaf.kind == "cell" and len(leaf.content) < leaf.lines[0][1] - leaf.lines[0][0]:
        start, end = leaf.lines[0]
        written = leaf.content[slice(*place)]
        raw = document.source.normalized[start:end]
        if raw.count(written) != 1 or not written:
            return Reference(kind, destination, document.source.position(start), None)
        at = start + raw.index(written)
        return _reference(document, kind, destination, Span(at, at + len(written)))
    return _reference(document, kind, destination, Span(leaf.offset(place.start), leaf.offset(place.end)))


def _reference(document: MarkdownDocument, kind: Kind, destination: str, place: Span) -> Reference:
    source = document.source
    return Reference(kind, destination, source.position(place.start), source.span(*place))
