"""Tags in a text: their text attributes are segments, and so are the sentences that they divide it into."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from i18n.markdown.attributes import text_attributes
from i18n.markdown.division import divided
from i18n.markdown.leaf import Leaf, Place, Slot
from i18n.markdown.segments.scope import Scope
from i18n.markdown.segments.visit import Visit
from i18n.markdown.tags import Tag, is_broken
from i18n.model import Span

Sentences: TypeAlias = Callable[[Visit, Leaf, int, int, Scope], None]
"""Makes segments of a range of a leaf that no tag divides."""

_SKIPPED_AS: Mapping[str, str] = MappingProxyType(
    {"<!--": "comment", "{/*": "comment", "{{": "tag", "{%": "tag", "{": "expression"}
)
"""Why a tag is skipped, by what it starts with."""
_ELEMENTS: Mapping[str, str] = MappingProxyType(
    {
        "caption": "caption",
        "dd": "definition",
        "dt": "term",
        "figcaption": "caption",
        "li": "list item",
        "summary": "summary",
        "td": "table cell",
        "th": "table header",
        **{f"h{level}": f"heading {level}" for level in range(1, 7)},
    }
)
"""What a translator is told that the text of an HTML element is."""
_ESCAPE = re.compile(r'\\([\\"])')  # \" in the parameter of a shortcode


def segments_among_tags(
    visit: Visit, leaf: Leaf, start: int, end: int, tags: Sequence[Tag], scope: Scope, sentences: Sentences
) -> None:
    """Make segments of the sentences between tags, and of the text attributes of tags outside of them."""
    at = start
    element = ""
    upcoming = deque(tags)
    for span in [*divided(leaf.content, start, end, tags), Span(end, end)]:
        while upcoming and upcoming[0].end <= span.start:
            tag = upcoming.popleft()
            if at <= tag.start:
                tag_segments(visit, leaf, tag, scope)
                element = {"open": tag.name.lower(), "close": ""}.get(tag.kind, element)
        if span.start < span.end:
            sentences(visit, leaf, *span, scope.named(_ELEMENTS.get(element, scope.kind)))
        at = span.end


def tag_segments(visit: Visit, leaf: Leaf, tag: Tag, scope: Scope) -> None:
    """Make the text attributes of a tag segments, and skip the rest of it."""
    if is_broken(leaf.content, tag):
        visit.sink.skip_in(leaf, tag.start, tag.end, "not understood: a tag that never closes")
        return
    written = leaf.content[tag.start : tag.end]
    at = tag.start
    place = _place(written)
    for name, value in text_attributes(written, visit.dialect.attributes) if tag.kind != "close" else ():
        start, end = tag.start + value.start, tag.start + value.end
        if not scope.skip and visit.may_be_message(leaf.content[start:end]):
            visit.sink.skip_in(leaf, at, start, "tag")
            text = " ".join(leaf.content[start:end].split())
            if place == "parameter" and leaf.content[end] == '"':
                text = _ESCAPE.sub(r"\1", text)
            visit.sink.slot(leaf, Slot(start, end, place), text, scope.named(f"attribute {name}".strip()))
            at = end
    reason = next((reason for start, reason in _SKIPPED_AS.items() if written.startswith(start)), "tag")
    visit.sink.skip_in(leaf, at, tag.end, reason)


def _place(written: str) -> Place:
    """Return what surrounds the text of a tag's attributes: quotes of HTML, of a shortcode, or of `{.class a="b"}`."""
    if written[0] == "<":
        return "attribute"
    return "parameter" if written[:2] in ("{{", "{%") else "quoted"
