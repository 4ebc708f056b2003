"""How tags divide a text into sentences.

Tags that make blocks divide a text, and those that only wrap it are left out, so that translators see neither.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from i18n.markdown.tags import Tag
from i18n.model import Span

BLOCK_NAMES = frozenset([
    "address", "article", "aside", "audio", "base", "blockquote", "body", "caption", "center", "col",
    "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html",
    "iframe", "legend", "li", "link", "main", "menu", "menuitem", "meta", "nav", "noframes", "ol", "optgroup",
    "option", "p", "param", "picture", "search", "section", "source", "summary", "table", "tbody", "td",
    "template", "tfoot", "th", "thead", "title", "tr", "track", "ul", "video",
])  # fmt: skip
"""Elements that make blocks: no sentence goes on across their tags."""

_NOT_BLANK = re.compile(r"\S")
_COMPONENT_NAME = re.compile(r"[A-Z]|[a-z]\w*-")  # Card, my-card


def divided(text: str, start: int, end: int, tags: Iterable[Tag]) -> Iterator[Span]:
    """Yield the ranges of `text[start:end]` that hold sentences: between dividing tags, without those that wrap one."""
    inside = [tag for tag in tags if start <= tag.start and tag.end <= end]
    dividing = [tag for tag in inside if divides(text, tag)]
    cuts = [Tag(start, start, "", "other"), *dividing, Tag(end, end, "", "other")]
    starts = [tag.start for tag in inside]
    for before, after in pairwise(cuts):
        own = inside[bisect_left(starts, before.end) : bisect_left(starts, after.start)]
        span = _peeled(text, before.end, after.start, own)
        if span.start < span.end and not _only_tags(text, *span, own):
            yield span


def divides(text: str, tag: Tag) -> bool:
    """Tell whether no sentence goes on across a tag: that of a block, or one with a line of its own.

    That holds for components, those that stand on one line whole too, comments and the first tag of a text.
    """
    if text[tag.start] == "<" and (tag.name in BLOCK_NAMES or (tag.name.isupper() and tag.name.lower() in BLOCK_NAMES)):
        return True
    line_end = text.find("\n", tag.end)
    before = text[text.rfind("\n", 0, tag.start) + 1 : tag.start]
    after = text[tag.end : line_end if line_end >= 0 else len(text)]
    if before.strip() or after.strip():
        return "\n" in text and _is_line_of(tag, before.strip(), after.strip())
    if line_end >= 0 and not _NOT_BLANK.search(text, 0, tag.start):
        return True  # a line of one tag opens a block, which it would not with words on it
    return tag.kind != "alone" and (not tag.name or bool(_COMPONENT_NAME.match(tag.name)))


def _is_line_of(tag: Tag, before: str, after: str) -> bool:
    """Tell whether a tag's line is one component with its text and nothing else."""
    if not _COMPONENT_NAME.match(tag.name):
        return False
    if tag.kind == "open":
        return not before and after.count("<") == 1 and after.endswith(f"</{tag.name}>")
    return tag.kind == "close" and not after and before.count("<") == 1 and before.startswith(f"<{tag.name}")


def _only_tags(text: str, start: int, end: int, tags: Iterable[Tag]) -> bool:
    for tag in tags:
        if start <= tag.start and text[start : tag.start].strip():
            return False
        start = max(start, tag.end)
    return not text[start:end].strip()


def _peeled(text: str, start: int, end: int, tags: Sequence[Tag]) -> Span:
    """Return a range without the blanks, wrapping tags, empty elements, pictures and line breaks at its ends."""
    tags = list(tags)
    while True:
        start = end - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        first = tags[0] if tags and tags[0].start == start else None
        last = tags[-1] if tags and tags[-1].end == end else None
        if first and _is_detached(first):
            start = tags.pop(0).end
        elif first and len(tags) > 1 and _is_pair(first, tags[1]) and not text[first.end : tags[1].start].strip():
            start = tags[1].end
            del tags[:2]
        elif last and _is_detached(last):
            end = tags.pop().start
        elif first and last and _wraps(tags):
            start, end = first.end, last.start
            tags = tags[1:-1]
        else:
            return Span(start, end)


def _is_detached(tag: Tag) -> bool:
    return tag.kind == "other" or tag.name in ("br", "img")


def _is_pair(first: Tag, second: Tag) -> bool:
    return first.kind == "open" and second.kind == "close" and first.name == second.name


def _wraps(tags: Sequence[Tag]) -> bool:
    """Tell whether the first tag opens an element that the last one closes."""
    if not _is_pair(tags[0], tags[-1]):
        return False
    depth = 0
    for tag in tags[:-1]:
        depth += {"open": 1, "close": -1}.get(tag.kind, 0) if tag.name == tags[0].name else 0
        if not depth:
            return False
    return depth == 1
