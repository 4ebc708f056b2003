"""Markdown blocks with the place of every leaf, by markdown-it-py.

markdown-it-py's block parser holds absolute offsets while a rule runs and forgets them
afterwards, and its inline tokens carry none. So the rules that make leaves are wrapped to note,
in `token.meta`, where their content stands at the moment they match. Nothing else is changed:
the parser that reads the source is the one that reads back what we built.

Blocks need no inline parse; inline parsing is for text that holds markup (`inline/`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from i18n.markdown.constructs.construct import BlockNote, Construct
from i18n.markdown.constructs.listing import CONSTRUCTS
from i18n.markdown.dialect import Dialect
from i18n.markdown.parser_state import ENDS_LIST, BlockRule, ParserState, note_block

NESTING = 100
"""Levels of blocks that are read; what lies deeper is reported, not parsed."""

InlineRule: TypeAlias = Callable[[StateInline, bool], bool]

_NOT_NOTED = "*_~]&"
"""What other inline rules start at: emphasis, the end of a link, entities."""
_STARTS = {character for construct in CONSTRUCTS for starts in construct.inline.values() for character in starts}
# Where no rule can start, text goes on: the default stops at `:`, `-`, `.` and more, and at each `!`.
_TERMINATOR = re.compile(f"[{re.escape(''.join(sorted(_STARTS - {'!'})) + _NOT_NOTED)}]|!(?=\\[)")


@dataclass(frozen=True, slots=True)
class Blocks:
    """The block structure of a document."""

    tokens: list[Token]
    """markdown-it-py's tokens, in order; inline leaves and definitions carry `meta["lines"]`."""
    definitions: dict[str, Any]
    """What inline parses must know: link reference definitions and footnote labels."""
    unclosed: tuple[tuple[str, int], ...] = ()
    """The JSX elements that are never closed: their names and where they start."""


def parse_blocks(normalized: str, dialect: Dialect, start: int = 0) -> Blocks:
    """Parse the blocks of a normalized text from an offset that starts a line."""
    md = parser_for(dialect)
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    unclosed: tuple[tuple[str, int], ...] = ()
    if normalized:
        state = ParserState(normalized, md, env, tokens)
        first = state.bMarks.index(start) if start in state.bMarks else state.lineMax
        md.block.tokenize(state, first, state.lineMax)
        unclosed = state.open_tags
    return Blocks(tokens, env, unclosed)


def parse_inline(text: str, dialect: Dialect, definitions: dict[str, Any]) -> list[Token]:
    """Parse inline markup; tokens carry `meta["span"]`, offsets in `text`.

    Inside an image, offsets count from the start of its alt text.
    """
    md = parser_for(dialect)
    tokens: list[Token] = []
    md.inline.parse(text, md, definitions, tokens)
    return tokens


@cache
def parser_for(dialect: Dialect) -> MarkdownIt:
    """Return the parser of a dialect, with the rules of its constructs, which note offsets."""
    md = MarkdownIt("commonmark", {"maxNesting": NESTING, "inline_definitions": True, "store_labels": True})
    # A link that a browser would refuse is still a link to remark: it must be seen to be compared,
    # and by the very characters of its destination.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    constructs = [construct for construct in CONSTRUCTS if construct.is_read_in(dialect)]
    md.block.ruler.before("fence", "marker", _marker_rule(constructs), {"alt": ENDS_LIST})
    for construct in constructs:
        construct.install(md)
    _note_offsets(md, constructs)
    return md


# Lines that are markers -------------------------------------------------------------------------


def _marker_rule(constructs: Sequence[Construct]) -> BlockRule:
    """Return the rule of all lines that are markers as a whole, by the first character of a line."""
    rules: dict[str, list[BlockRule]] = {}
    for construct in constructs:
        for characters, rule in construct.marker_lines.items():
            for character in characters:
                rules.setdefault(character, []).append(rule)
    return partial(_marker, rules)


def _marker(
    rules: Mapping[str, Sequence[BlockRule]], state: StateBlock, start_line: int, end_line: int, silent: bool
) -> bool:
    """Try the rules that its first character allows a line."""
    at = state.bMarks[start_line] + state.tShift[start_line]
    for rule in rules.get(state.src[at : at + 1], ()):
        if not state.is_code_block(start_line) and rule(state, start_line, end_line, silent):
            return True
    return False


# Offsets ----------------------------------------------------------------------------------------


def _note_offsets(md: MarkdownIt, constructs: Sequence[Construct]) -> None:
    """Have the rules of constructs note where their blocks and pieces stand."""
    notes: dict[str, BlockNote] = {"marker": note_block}
    marks: dict[str, str] = {}
    for construct in constructs:
        notes.update(construct.notes)
        marks.update(construct.inline)
    for rule in md.block.ruler.__rules__:
        if note := notes.get(rule.name):
            md.block.ruler.at(rule.name, _noting(rule.fn, note), {"alt": rule.alt})
    for inline_rule in md.inline.ruler.__rules__:
        if characters := marks.get(inline_rule.name):
            md.inline.ruler.at(inline_rule.name, _noting_inline(inline_rule.fn, characters))
    md.inline.terminator_re = _TERMINATOR


def _noting(rule: BlockRule, note: BlockNote) -> BlockRule:
    """Return a block rule that notes offsets once it has matched."""

    def noted(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        if silent:
            return rule(state, start_line, end_line, silent)
        count = len(state.tokens)
        matched = rule(state, start_line, end_line, silent)
        if matched:
            note(state, start_line, state.tokens[count:])
        return matched

    return noted


def _noting_inline(rule: InlineRule, marks: str) -> InlineRule:
    """Return an inline rule that notes on its first token what it took, tried only at its marks."""

    def noted(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] not in marks:
            return False
        if silent:
            return rule(state, silent)
        start, count = state.pos, len(state.tokens)
        matched = rule(state, silent)
        if matched:
            for token in state.tokens[count:]:
                if token.type != "text":
                    token.meta["span"] = (start, state.pos)
                    break
        return matched

    return noted
