"""Headings: `# title {#id}`, and those underlined with `===` or `---`."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from i18n.markdown.constructs.construct import Construct, LineStart
from i18n.markdown.constructs.paragraph import note_lines
from i18n.markdown.leaf import Leaf
from i18n.markdown.parser_state import Line, lines_of
from i18n.markdown.segments.scope import Scope
from i18n.markdown.segments.text import content_for_translators, text_segments
from i18n.markdown.segments.visit import Visit
from i18n.markdown.tags import tag_of
from i18n.model import Span

# At the end of a heading: {#id}, {: #id } and {/* #id */}
_ID = re.compile(r"(?<![ \t])[ \t]*\{(?::?[ \t]*#[^{}\n]+|/\*[ \t]*#[^{}\n]+?\*/)\}$")


def heading_id_start(content: str) -> int:
    """Return where a heading's trailing `{#id}` and the blanks before it start; its length if there is none."""
    match = _ID.search(content) if content.endswith("}") else None
    return match.start() if match else len(content)


def _note_line(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    """Note where the text of a heading stands, without its marks."""
    inline = tokens[1]
    [(start, end)] = lines_of(state, start_line, start_line + 1)
    after_marker = start + len(tokens[0].markup)
    begin = state.src.index(inline.content, after_marker, end)
    inline.meta["lines"] = [(begin, begin + len(inline.content))]


def _segments(visit: Visit, opening: Token, token: Token, scope: Scope) -> None:
    """Make the segment of a heading, its id left out; it is the nearest above those that follow."""
    if content := content_for_translators(visit, token, scope):
        _content_segments(visit, content, token.meta["lines"], scope.named(f"heading {opening.tag[1]}"))
    visit.above.heading = token.content[: heading_id_start(token.content)]


def _content_segments(visit: Visit, content: str, lines: list[Line], scope: Scope) -> None:
    before = visit.text[visit.source.line_start(lines[0][0]) : lines[0][0]]
    leaf = Leaf("heading", content, tuple(lines), opens_line=not before.rstrip().endswith("#"))
    end = heading_id_start(content)
    attributes = tag_of(content, end, len(content)) if "=" in content[end:] else None
    if not attributes:
        visit.sink.skip_in(leaf, end, len(content), "heading id")
    text_segments(visit, leaf, [Span(0, end)], scope, attributes)


CONSTRUCT = Construct(
    notes={"heading": _note_line, "lheading": note_lines},
    texts={"heading_open": _segments},
    line_starts=(LineStart("#", re.compile(r"()#{1,6}(?=[ \t]|$)")),),  # ## a, and # alone
)
