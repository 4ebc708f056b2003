"""A notice in a built document, where a project asks for one: this page is not translated completely."""

from __future__ import annotations

from i18n.markdown.document import MarkdownDocument
from i18n.markdown.front_matter import read_front_matter

_MAY_STAND_ABOVE = ("esm", "jsx", "html_block")


def notice_in(document: MarkdownDocument, notice: str) -> tuple[int, str]:
    """Return where a notice goes in a document, as an offset in its text, and what is written there.

    It is a block of its own, below the title or else above all blocks. The title is the first heading, if
    nothing but imports and tags stand above it.
    """
    source = document.source
    front_matter = read_front_matter(source.normalized, document.dialect.name)
    at = front_matter.end if front_matter else 0
    for token in document.extraction.blocks.tokens:
        if token.type == "heading_open" and token.map:
            at = source.line_offset(token.map[1])
        if token.type not in _MAY_STAND_ABOVE:
            break
    above = "\n" if at else ""
    if at and source.normalized[at - 1] != "\n":
        above = "\n\n"
    below = "\n" if at and source.normalized[at : at + 1] in ("", "\n") else "\n\n"
    block = notice.strip().replace("\r\n", "\n")
    return source.offset(at), (above + block + below).replace("\n", source.newline)
