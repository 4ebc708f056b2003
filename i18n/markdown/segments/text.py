"""Texts: inline Markdown of paragraphs, headings and cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from markdown_it.token import Token

from i18n.markdown.inline.plain import holds_pieces
from i18n.markdown.inline.tree import LITERAL, Inline
from i18n.markdown.leaf import KeptLines, Leaf, Place, Slot
from i18n.markdown.parser_state import Line
from i18n.markdown.segments.images import divided_by_images, image_segments
from i18n.markdown.segments.scope import Scope
from i18n.markdown.segments.shown import hard_break_marks, shown_text
from i18n.markdown.segments.tags import segments_among_tags, tag_segments
from i18n.markdown.segments.visit import Visit
from i18n.markdown.tags import Tag, is_shortcode, tag_of
from i18n.model import Span

_PLACES: Mapping[str, Place] = MappingProxyType({"paragraph": "text", "heading": "heading", "cell": "cell"})
# --- | :-: and |-|, with at least one pipe or colon
_DELIMITERS = re.compile(r"(?=.*[|:])\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_STRAY_HINT = "MDX does not compile this; write &lt; or &#123; for the character, or correct the tag or expression"


def content_for_translators(visit: Visit, token: Token, scope: Scope) -> str:
    """Return the content of a text; nothing, once it is skipped, where none of it is for translators."""
    lines: list[Line] = token.meta["lines"]
    if not lines:
        return ""
    content = visit.content(lines)
    if len(lines) > 1 and not scope.skip and any(map(_DELIMITERS.fullmatch, content.split("\n")[1:])):
        reason = "not understood: a table to some parsers and a paragraph to others"
    else:
        reason = scope.skip or visit.above.untranslated or visit.no_message(content)
    if reason:
        visit.sink.skip(lines[0][0], lines[-1][1], reason)
        return ""
    return content


def text_segments(visit: Visit, leaf: Leaf, spans: Sequence[Span], scope: Scope, attributes: Tag | None = None) -> None:
    """Make segments of a leaf: one a span, or several where tags or lines of nothing but images divide it.

    `attributes` is a list of attributes behind them.
    """
    content = leaf.content[: spans[0].end] if leaf.kind == "heading" else leaf.content
    if len(leaf.lines) == 1 and not holds_pieces(content) and "&" not in content:
        for start, end in spans:
            visit.sink.slot(leaf, Slot(start, end, _PLACES[leaf.kind]), leaf.content[start:end], scope)
    else:
        _read_segments(visit, leaf, spans, scope)
    if attributes:
        tag_segments(visit, leaf, attributes, scope)
    visit.sink.leaf(leaf)


def _read_segments(visit: Visit, leaf: Leaf, spans: Sequence[Span], scope: Scope) -> None:
    """Make segments of a leaf that may hold tags and images, or has several lines."""
    inline = leaf.inline = visit.read(leaf.content)
    _report_stray(visit, leaf, inline)
    tags = _dividing_tags(leaf, inline)
    for start, end in spans:
        if tags:
            segments_among_tags(visit, leaf, start, end, tags, scope, _sentences)
        else:
            _sentences(visit, leaf, start, end, scope)


def _report_stray(visit: Visit, leaf: Leaf, inline: Inline) -> None:
    """Name the first character of a leaf that opens a tag or an expression that MDX cannot read."""
    at = next((at for at in inline.stray if leaf.content[at] in "<{"), None)
    if at is not None and visit.is_mdx:
        what = "tag" if leaf.content[at] == "<" else "expression"
        message = f"this “{leaf.content[at]}” opens no {what} that can be read"
        visit.sink.finding("mdx", message, leaf.offset(at), _STRAY_HINT)


def _dividing_tags(leaf: Leaf, inline: Inline) -> list[Tag]:
    """Return the tags that may divide a leaf: those outside of links and emphasis."""
    if leaf.kind == "cell" and "|" in leaf.content:
        return []
    return [
        tag_of(leaf.content, piece.start, piece.end)
        for piece in inline.pieces
        if not piece.level and (piece.kind == "tag" or is_shortcode(piece.value))
    ]


def _sentences(visit: Visit, leaf: Leaf, start: int, end: int, scope: Scope) -> None:
    """Make segments of a range of a leaf that no tag divides; image lines may."""
    inline = leaf.inline
    if leaf.kind != "paragraph" or not inline or not any(piece.kind == "image" for piece in inline.walk()):
        _sentence(visit, leaf, start, end, scope)
        return
    groups = divided_by_images(leaf.content, inline, start, end)
    for group in groups:
        if group.images:
            image_segments(visit, leaf, group, scope)
        else:
            text_end = without_break(leaf.content, group.start, group.end, last=group is groups[-1])
            _sentence(visit, leaf, group.start, text_end, scope)


def without_break(content: str, start: int, end: int, last: bool) -> int:
    """Return the end of some lines of text without the hard break that leads to a line after them."""
    while end > start and content[end - 1] in " \t":
        end -= 1
    slashes = end - len(content[start:end].rstrip("\\")) - start
    return end - 1 if not last and slashes % 2 else end


def _sentence(visit: Visit, leaf: Leaf, start: int, end: int, scope: Scope) -> None:
    """Make a segment of a range of a leaf, if it holds human text."""
    raw = leaf.content[start:end]
    whole = leaf.inline if end - start == len(leaf.content) else None
    words = whole or visit.read(raw)
    if not visit.may_be_message(words.words):
        visit.sink.skip_in(leaf, start, end, "no human text")
        return
    slot = Slot(start, end, _PLACES[leaf.kind], hard_break_marks(raw, words), _kept(visit, leaf, start, words))
    visit.sink.slot(leaf, slot, shown_text(raw, words, visit.read), scope)


def _kept(visit: Visit, leaf: Leaf, shift: int, words: Inline) -> tuple[KeptLines, ...]:
    """Return the code spans, tags and variables of a slot that have several lines."""
    if len(leaf.lines) == 1:
        return ()
    kept = []
    for piece in words.walk():
        start, end = shift + piece.start, shift + piece.end
        content = leaf.content[start:end]
        if piece.kind in LITERAL and "\n" in content:
            kept.append(
                KeptLines(content.replace("\n", " "), content, visit.text[leaf.offset(start) : leaf.offset(end)])
            )
    return tuple(kept)
