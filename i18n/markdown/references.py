"""What a document refers to: the destinations of its links and images, and where each is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from markdown_it.token import Token

from i18n.document import Reference, ReferenceKind
from i18n.lines import SourceText
from i18n.markdown.constructs import table
from i18n.markdown.dialect import Dialect
from i18n.markdown.extract import Extraction
from i18n.markdown.inline.read import InlineReader
from i18n.markdown.inline.tree import Inline, Piece
from i18n.markdown.leaf import Leaf
from i18n.markdown.parser_state import Line
from i18n.markdown.targets import read_target
from i18n.model import Position, Span

# src="a.png", href='b.md', to={"/c"}, src={require('./d.png')}, src={useBaseUrl("/e.png")}
_ATTRIBUTE = re.compile(
    r"""(?<![\w-])(?P<name>src|href|to|poster|data-src)\s*=\s*
    (?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|\{\s*(?:require\(\s*|useBaseUrl\(\s*)?["'`](?P<code>[^"'`\n]*)["'`])""",
    re.VERBOSE,
)
# import A from "./a.mdx", import "./b.css"
_IMPORT = re.compile(r"""(?:from|import)\s*["'](?P<path>[^"'\n]+)["']""")
# {{< ref "a.md" >}}, {{% relref path="b.md" %}}
_SHORTCODE = re.compile(r"""\{\{[<%]\s*(?:rel)?ref\s+(?:path\s*=\s*)?["'](?P<path>[^"'\n]+)["']""")
_SHOWN = ("src", "poster", "data-src")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|#|\?")  # https:, mailto:, //host, /a, #b, ?c


def read_references(source: SourceText, dialect: Dialect, extraction: Extraction) -> Iterator[Reference]:
    """Yield the destinations of links, images, definitions, HTML, JSX, imports and shortcodes, block by block."""
    if "ref_shortcodes" in dialect.features and "ref" in source.normalized:
        for match in _SHORTCODE.finditer(source.normalized):
            yield _reference(source, "link", match["path"], Span(*match.span("path")))
    inline_at = {leaf.lines[0][0]: leaf.inline for leaf in extraction.leaves if leaf.inline and leaf.lines}
    for token in extraction.blocks.tokens:
        if token.type == "inline":
            if "[" in token.content or "<" in token.content:
                yield from _inline(source, extraction.reader, token, inline_at)
        elif token.type == "definition":
            yield _definition(source, token)
        elif token.type in ("html_block", "jsx"):
            leaf = _leaf(source, token)
            yield from _tags(source, leaf, 0, len(leaf.content))
        elif token.type == "esm":
            leaf = _leaf(source, token)
            for match in _IMPORT.finditer(leaf.content):
                yield _placed(source, leaf, "import", match["path"], Span(*match.span("path")))


def local_references(references: Iterable[Reference]) -> Iterator[tuple[str, Position]]:
    """Yield each relative path that the references of a document name, once, and where.

    Paths are decoded, without query and fragment, and relative to the document.
    """
    seen: set[str] = set()
    for reference in references:
        path = local_path(reference.destination)
        if path and path not in seen:
            seen.add(path)
            yield path, reference.position


def local_path(destination: str) -> str:
    """Return a destination as a relative path, decoded, without query and fragment; empty if it is none."""
    path = unquote(re.split(r"[?#]", destination)[0])
    return "" if _SCHEME.match(destination) or "\0" in path else path


def _inline(
    source: SourceText, reader: InlineReader, token: Token, inline_at: Mapping[int, Inline]
) -> Iterator[Reference]:
    """Yield the references of a text; `inline_at` has the texts that were read before, by where they start."""
    leaf = _leaf(source, token)
    if not leaf.lines:
        return
    inline = inline_at.get(leaf.lines[0][0])
    if not inline:
        inline = reader.read(leaf.content)
    for piece in _outer(inline.pieces):
        if piece.kind in ("link", "image", "autolink"):
            place = piece.destination
            kind: ReferenceKind = "image" if piece.kind == "image" else "link"
            if piece.label:
                continue  # its definition is a reference of its own
            yield _placed(source, leaf, kind, piece.value, place)
        elif piece.kind == "tag":
            yield from _tags(source, leaf, piece.start, piece.end)


def _outer(pieces: tuple[Piece, ...]) -> Iterator[Piece]:
    """Yield pieces and those inside of links; what stands in an alt text leads nowhere."""
    for piece in pieces:
        yield piece
        if piece.kind == "link":
            yield from _outer(piece.pieces)


def _leaf(source: SourceText, token: Token) -> Leaf:
    lines = tuple(token.meta["lines"] if "lines" in token.meta else _whole_lines(source, token))
    content = "\n".join([source.normalized[start:end] for start, end in lines])
    if "opens_line" in token.meta:
        return Leaf("cell", table.cell_text(content), lines)
    return Leaf("paragraph", content, lines)


def _whole_lines(source: SourceText, token: Token) -> Iterator[Line]:
    """Yield the lines of a block that stands in no container."""
    first, last = token.map or (0, 0)
    for line in range(first, last):
        start, end = source.line_offset(line), source.line_offset(line + 1)
        yield start, end - source.normalized.endswith("\n", start, end)


def _tags(source: SourceText, leaf: Leaf, start: int, end: int) -> Iterator[Reference]:
    for match in _ATTRIBUTE.finditer(leaf.content, start, end):
        name = next(name for name in ("double", "single", "code") if match[name] is not None)
        kind: ReferenceKind = "image" if match["name"] in _SHOWN else "link"
        yield _placed(source, leaf, kind, match[name], Span(*match.span(name)))


def _definition(source: SourceText, token: Token) -> Reference:
    leaf = _leaf(source, token)
    target = read_target(leaf.content, leaf.content.find("]:") + 2)
    return _placed(source, leaf, "link", token.meta["url"], target.destination if target else None)


def _placed(source: SourceText, leaf: Leaf, kind: ReferenceKind, destination: str, place: Span | None) -> Reference:
    """Return a reference of a leaf; without a span where the cell's own text is not what we see of it."""
    if not place:
        return Reference(kind, destination, source.position(leaf.offset(0)), None)
    if leaf.kind == "cell" and len(leaf.content) < leaf.lines[0][1] - leaf.lines[0][0]:
        start, end = leaf.lines[0]
        written = leaf.content[slice(*place)]
        raw = source.normalized[start:end]
        if raw.count(written) != 1 or not written:
            return Reference(kind, destination, source.position(start), None)
        at = start + raw.index(written)
        return _reference(source, kind, destination, Span(at, at + len(written)))
    return _reference(source, kind, destination, Span(leaf.offset(place.start), leaf.offset(place.end)))


def _reference(source: SourceText, kind: ReferenceKind, destination: str, place: Span) -> Reference:
    return Reference(kind, destination, source.position(place.start), source.span(*place))
