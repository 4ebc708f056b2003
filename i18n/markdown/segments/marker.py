"""Lines that are markers: at most a title in them is for translators.

The marker itself is shown to nobody; what surrounds the title says how it must be written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from markdown_it.token import Token

from i18n.markdown.leaf import Place, Slot
from i18n.markdown.segments.scope import Scope
from i18n.markdown.segments.visit import Visit
from i18n.model import Span

_PLACES: Mapping[str, Place] = MappingProxyType(
    {"label": "label", "bracketed": "label", "type": "type", "double": "quoted", "single": "quoted"}
)


class Title(NamedTuple):
    """The title of a marker line."""

    text: str
    """What it says."""
    span: Span
    """Where it stands in the line."""
    place: Place
    """What surrounds it."""


class TitleForm(NamedTuple):
    """How a title is written in a kind of marker lines."""

    pattern: re.Pattern[str]
    """Matches a whole line. A group named for what surrounds it is the title: `label` (nothing, or quotation marks
    that become others), `bracketed`, `double` and `single` (quotation marks), or `type` (a word that shows as one)."""
    kind: str = "title"
    """What a translator is told that it is."""

    def title_in(self, line: str) -> Title | None:
        """Return the title of a line, if it has one."""
        match = self.pattern.fullmatch(line)
        group = next((name for name in _PLACES if match and (match.groupdict().get(name) or "").strip()), "")
        if not match or not group:
            return None
        text = match[group].strip()
        start = line.index(text, match.start(group))
        # An admonition without a title shows its type, the first of its classes.
        shown = text.split()[0] if group == "type" else text
        return Title(shown, Span(start, start + len(text)), _PLACES[group])


def marker_segments(visit: Visit, token: Token, scope: Scope, form: TitleForm) -> None:
    """Make the title of a marker line a segment, and skip the rest of it."""
    if scope.skip:
        visit.sink.skip_block(token, scope.skip)
        return
    title = title_segment(visit, token, scope, form)
    strange = not title and not visit.above.closing and visit.may_be_message(token.content)
    visit.sink.skip_block(token, "not understood: a marker with text" if strange else "marker", title)


def title_segment(visit: Visit, token: Token, scope: Scope, form: TitleForm) -> list[Span]:
    """Make the title of a marker line a segment and return its place, if it has one that is for translators."""
    leaf = visit.leaf("raw", token)
    title = form.title_in(leaf.content)
    if not title or not visit.may_be_message(title.text) or scope.skip or visit.above.closing:
        return []
    visit.sink.slot(leaf, Slot(*title.span, title.place), title.text, scope.named(form.kind))
    visit.sink.leaf(leaf)
    return [Span(leaf.offset(title.span.start), leaf.offset(title.span.end))]
