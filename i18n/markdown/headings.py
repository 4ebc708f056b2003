"""The headings of a document and the anchors in its HTML: what a fragment can lead to.

A heading's text is told as a site generator needs it to make an id of it; the id itself is made in
`i18n/site/`. Offsets count in the document's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from markdown_it.token import Token

from i18n.document import Anchor, Heading
from i18n.lines import SourceText
from i18n.markdown.constructs.heading import heading_id_start
from i18n.markdown.dialect import Dialect
from i18n.markdown.inline.plain import holds_markup
from i18n.markdown.leaf import Leaf
from i18n.markdown.parser import Blocks, parse_inline

_ID = re.compile(r"\{(?::?[ \t]*#(?P<id>[^{}\n]+)|/\*[ \t]*#(?P<comment>[^\s{}]+)[^{}\n]*\*/)\}$")
"""The id behind a heading: `{#id}`, `{: #id}`, `{/* #id */}`."""

_LIST = re.compile(r"[ \t]*(\{:?[^{}\n]*\})$")
"""A list of attributes behind a heading: `{.class #id}`."""

_ID_IN_LIST = re.compile(r"(?<=[\s{:])#([^\s{}#]+)")
"""The id in it."""

_HTML_ID = re.compile(
    r"""<[A-Za-z][^<>]*?\s(?:id|name)\s*=\s*(?:"([^"<>]+)"|'([^'<>]+)'|\{\s*["']([^"'<>]+)["']\s*\})"""
)
"""A tag with an id, up to it: `<a id="x"`, `<a class=y name='x'`, `<A id={"x"}`."""

_DIRECTIVE = re.compile(r"(?<!:):[A-Za-z](?:[\w-]*[A-Za-z0-9])?(?![:\w])(?:\[([^\[\]]*)\])?(?:\{[^{}]*\})?", re.ASCII)
"""A directive in a text, of which readers see what stands in brackets: `:name`, `:name[shown]{class=x}`."""

_SILENT = ("html_inline", "footnote_ref", "hardbreak")
_CODE = ("fence", "code_block", "math_block")


def read_headings(source: SourceText, dialect: Dialect, blocks: Blocks) -> Iterator[Heading]:
    """Yield the headings of a document, in order."""
    for opening, inline in pairwise(blocks.tokens):
        if opening.type == "heading_open":
            yield _heading(source, dialect, blocks.definitions, opening, inline)


def read_anchors(source: SourceText, blocks: Blocks) -> Iterator[Anchor]:
    """Yield the anchors in the HTML and JSX of a document, in order."""
    if "<" not in source.normalized:
        return
    for token in blocks.tokens:
        if token.type in _CODE or not token.content or "<" not in token.content or not token.map:
            continue
        for match in _HTML_ID.finditer(token.content):
            place = source.position(source.line_offset(token.map[0]))
            yield Anchor(match[1] or match[2] or match[3], place)


def _heading(
    source: SourceText, dialect: Dialect, definitions: dict[str, Any], opening: Token, inline: Token
) -> Heading:
    content = inline.content
    lines = inline.meta["lines"]
    leaf = Leaf("heading", "\n".join(source.normalized[slice(*line)] for line in lines), tuple(lines))
    text, identifier = _split(leaf.content, dialect)
    end = leaf.offset(len(text)) if lines else 0
    words, words_and_alt = _words(text, dialect, definitions)
    start = leaf.offset(0) if lines else 0
    return Heading(
        int(opening.tag[1]),
        text,
        words,
        words_and_alt,
        identifier,
        source.offset(end),
        source.position(start),
        bool(content) and bool(lines) and _takes_id(source, dialect, opening, text, end),
    )


def _split(content: str, dialect: Dialect) -> tuple[str, str]:
    """Return the text of a heading and the id written behind it."""
    start = heading_id_start(content)
    if match := _ID.search(content, start):
        identifier = (match["id"] or match["comment"]).strip()
        is_whole = dialect.generator.heading_ids.may_hold_blanks
        return content[:start], identifier if is_whole else identifier.split()[0]
    if "attributes" in dialect.features and (attributes := _LIST.search(content)):
        named = _ID_IN_LIST.search(attributes[1])
        return content[: attributes.start()], named[1] if named else ""
    return content, ""


def _takes_id(source: SourceText, dialect: Dialect, opening: Token, text: str, end: int) -> bool:
    """Tell whether a heading without an id can be given one at the end of its text."""
    ids = dialect.generator.heading_ids
    if not ids.can_pin:
        return False
    normalized = source.normalized
    line_end = normalized.find("\n", end)
    after = normalized[end : line_end if line_end >= 0 else None]
    if after.strip() or text.endswith(("\\", "}", "#")) or "\n" in text:
        return False
    if not ids.only_at_line_start:
        return True
    start = source.line_offset(opening.map[0]) if opening.map else 0
    return normalized.startswith("#", start) and "{#" not in text


def _words(text: str, dialect: Dialect, definitions: dict[str, Any]) -> tuple[str, str]:
    """Return what a reader sees of an inline text, without and with the alt texts of images."""
    if "text_directives" in dialect.features and ":" in text:
        text = _DIRECTIVE.sub(lambda match: match[1] or "", text)
    if not holds_markup(text):
        return text, text
    tokens = parse_inline(text, dialect, definitions)
    return "".join(_parts(tokens, alt=False)), "".join(_parts(tokens, alt=True))


def _parts(tokens: list[Token], *, alt: bool) -> Iterator[str]:
    for token in tokens:
        if token.type == "image":
            if alt:
                yield from _parts(token.children or [], alt=True)
        elif token.type == "softbreak":
            yield "\n"
        elif token.type == "variable" and token.content.startswith("{") and not token.content.startswith("{{"):
            yield token.content[1:-1]
        elif token.type not in _SILENT:
            yield token.content
