"""The structure of a document, comparable: what no translation may change.

A fingerprint lists every block with what makes it that block: nesting, heading levels, list kinds
and starts, tightness, table shape, code and other opaque blocks by their literal text, definitions
by label and destination. The texts of leaves stand in it as lines, so that two documents with
the same fingerprint read back exactly what was written into them.
"""

from __future__ import annotations

from collections.abc import Mapping

from markdown_it.token import Token

BlockPrint = tuple[object, ...] | str
"""One block, opening or closing, or one leaf."""


def fingerprint(
    text: str, tokens: list[Token], contents: Mapping[int, tuple[str, ...]] | None = None
) -> list[BlockPrint]:
    """List the blocks of a parsed normalized text.

    `contents` gives, by the offset at which a leaf starts, the lines that are expected there in
    place of its own; for code, by the negative offset of its first line.
    """
    expected = contents or {}
    return [token.type if token.nesting < 0 else _block_print(text, token, expected) for token in tokens]


def _block_print(text: str, token: Token, expected: Mapping[int, tuple[str, ...]]) -> BlockPrint:
    if token.nesting:
        return token.type, token.tag, token.hidden, token.attrs and tuple(token.attrs.items()), token.meta.get("label")
    lines = token.meta.get("lines")
    if token.type == "definition":
        return "definition", token.meta["id"], token.meta["url"], bool(token.meta["title"])
    if lines is None:
        return token.type, token.info, token.content
    if lines and lines[0][0] in expected:
        written = expected[lines[0][0]]
    else:
        written = tuple([text[start:end].strip() for start, end in lines])
    if token.type == "fence":
        code = expected.get(-token.meta["code"])
        return "fence", written, token.content.removesuffix("\n") if code is None else "\n".join(code)
    return "text" if token.type == "inline" else token.type, written
