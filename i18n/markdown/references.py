"""The local files that a document refers to: screenshots and other assets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from i18n.markdown.document import Document
from i18n.markdown.placeables import read_inline
from i18n.model import Position

_MAY_BE_LOCAL = re.compile(r"\]\(\s*<?(?!https?:|#|mailto:)|\]\[|<[a-zA-Z]")
_HTML_SOURCE = re.compile(r"""\b(?:src|href|poster)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|#|\?")


def local_references(document: Document) -> Iterator[tuple[str, Position]]:
    """Yield each relative path that links, images and HTML of a document name, once, and where.

    Paths are decoded, without query and fragment, and relative to the document.
    """
    seen: set[str] = set()
    for target, offset in _targets(document):
        path = unquote(re.split(r"[?#]", target)[0])
        if path and path not in seen and not _SCHEME.match(target) and "\0" not in path:
            seen.add(path)
            yield path, document.source.position(offset)


def _targets(document: Document) -> Iterator[tuple[str, int]]:
    blocks = document.extraction.blocks
    known = {leaf.content: leaf.inline for leaf in document.extraction.leaves if leaf.inline}
    for token in blocks.tokens:
        at = document.source.line_offset(token.map[0]) if token.map else 0
        if token.type == "definition":
            yield token.meta["url"], at
        elif token.type in ("html_block", "jsx"):
            for match in _HTML_SOURCE.finditer(token.content):
                yield match[1] or match[2] or "", at
        elif token.type == "inline" and _MAY_BE_LOCAL.search(token.content):
            inline = known.get(token.content) or read_inline(token.content, document.dialect, blocks.definitions)
            for piece in inline.walk():
                if piece.kind in ("image", "link", "autolink"):
                    yield piece.value, at
                elif piece.kind == "tag":
                    yield from ((match[1] or match[2] or "", at) for match in _HTML_SOURCE.finditer(piece.value))
