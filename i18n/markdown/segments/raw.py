"""Raw lines: HTML, and lines of nothing but tags, expressions and shortcodes.

An element that is not for translators may open in one block and close in another; what stands between is skipped.
"""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it.token import Token

from i18n.markdown.attributes import read_raw
from i18n.markdown.leaf import Leaf, Slot
from i18n.markdown.segments.scope import Scope
from i18n.markdown.segments.shown import on_one_line
from i18n.markdown.segments.tags import segments_among_tags, tag_segments
from i18n.markdown.segments.visit import Visit
from i18n.markdown.tags import Tag, scan, scan_tags, untranslated_until
from i18n.model import Span


def html_segments(visit: Visit, token: Token, scope: Scope) -> None:
    """Make segments of the sentences and text attributes in lines of HTML."""
    if scope.skip:
        visit.sink.skip_block(token, scope.skip)
        return
    leaf = visit.leaf("raw", token)
    tags = list(scan(leaf.content))
    shown = _outside_of_untranslated(visit, leaf, tags)
    segments_among_tags(visit, leaf, *shown, _within(tags, shown), scope, _sentence)
    visit.sink.leaf(leaf)


def tag_line_segments(visit: Visit, token: Token, scope: Scope) -> None:
    """Make segments of the text attributes in lines of nothing but tags, expressions or shortcodes."""
    if scope.skip:
        visit.sink.skip_block(token, scope.skip)
        return
    leaf = visit.leaf("raw", token)
    tags = list(scan_tags(leaf.content))
    for tag in _within(tags, _outside_of_untranslated(visit, leaf, tags)):
        tag_segments(visit, leaf, tag, scope)
    visit.sink.leaf(leaf)


def _within(tags: Iterable[Tag], span: Span) -> list[Tag]:
    return [tag for tag in tags if span.start <= tag.start and tag.end <= span.end]


def _outside_of_untranslated(visit: Visit, leaf: Leaf, tags: Iterable[Tag]) -> Span:
    """Return the part of a raw leaf outside of elements that are not for translators, open ones too."""
    above = visit.above
    start, end = 0, len(leaf.content)
    open_before = above.untranslated
    for tag in tags:
        if above.closing:
            if tag.kind == "close" and above.closing in leaf.content[tag.start : tag.end]:
                visit.sink.skip_in(leaf, start, tag.start, above.untranslated)
                above.closing, start, end = "", tag.start, len(leaf.content)
        elif tag.kind == "open":
            closing = untranslated_until(leaf.content, tag.start, tag.end)
            if closing and closing in visit.text[leaf.offset(tag.end) :]:
                above.closing, end = closing, tag.end
    if open_before and above.closing and not start:
        visit.sink.skip_in(leaf, 0, end, open_before)
        return Span(end, end)
    visit.sink.skip_in(leaf, end, len(leaf.content), above.untranslated)
    return Span(start, end)


def _sentence(visit: Visit, leaf: Leaf, start: int, end: int, scope: Scope) -> None:
    """Make a segment of a range of raw HTML, if it holds human text."""
    raw = leaf.content[start:end]
    if visit.may_be_message(read_raw(raw, visit.dialect.attributes).words):
        kind = "HTML text" if scope.kind == "paragraph" else scope.kind
        visit.sink.slot(leaf, Slot(start, end, "html"), on_one_line(raw), scope.named(kind))
    else:
        visit.sink.skip_in(leaf, start, end, "no human text")
