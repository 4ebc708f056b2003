"""Markdown blocks with the place of every leaf, by markdown-it-py.

markdown-it-py's block parser holds absolute offsets while a rule runs and forgets them
afterwards, and its inline tokens carry none. So the rules that make leaves are wrapped to note,
in `token.meta`, where their content stands at the moment they match. Nothing else is changed:
the parser that reads the source is the one that reads back what we built.

Blocks need no inline parse; inline parsing is for text that holds markup (`placeables.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin

from i18n.markdown import tables
from i18n.markdown.dialect import Dialect
from i18n.markdown.rules import admonition, html, lines, math, mdx, prose, variable
from i18n.markdown.rules.lines import BlockRule
from i18n.markdown.state import State

NESTING = 100
"""Levels of blocks that are read; what lies deeper is reported, not parsed."""

RAW = ("html_block", "component", "jsx", "marker", "block_marker", "tab")
"""The rules whose leaves are lines that are not parsed any further."""

Line = tuple[int, int]
"""A range of offsets within one line."""

_INLINE: Mapping[str, str] = MappingProxyType(
    {
        "newline": "\n",
        "escape": "\\",
        "backticks": "`",
        "link": "[",
        "image": "!",
        "autolink": "<",
        "html_inline": "<",
        "element": "<",
        "footnote_ref": "[",
        "variable": "{",
        "attributes": "{",
        "expression": "{",
        "jsx": "<",
        "stray": "<{}",
        "math": "$",
        "tex": "\\",
    }
)
"""Inline rules that note offsets, each with the characters that it may start at."""
_TERMINATOR = re.compile(r"[\n\\`*_~\[\]<&{}$]|!(?=\[)")
_BLANKS = " \t\v\f\r"


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
        state = State(normalized, md, env, tokens)
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
    """Return the parser of a dialect, with the rules that note offsets."""
    md = MarkdownIt("commonmark", {"maxNesting": NESTING, "inline_definitions": True, "store_labels": True})
    # A link that a browser would refuse is still a link to remark: it must be seen to be compared,
    # and by the very characters of its destination.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    prose.install(md)
    lines.install(md)
    html.install(md)
    variable.install(md)
    for feature in sorted(dialect.features):
        if install := _FEATURES.get(feature):
            install(md)
    _note_offsets(md)
    return md


def _install_footnotes(md: MarkdownIt) -> None:
    footnote_plugin(md, inline=False, move_to_end=False)
    rule = next(rule for rule in md.block.ruler.__rules__ if rule.name == "footnote_def")
    # In remark a definition ends a quote and a table as well, and those ask for this chain.
    md.block.ruler.at(rule.name, rule.fn, {"alt": [*rule.alt, "blockquote"]})


def _install_admonitions(md: MarkdownIt) -> None:
    admonition.install(md)
    lines.install_blocks(md)


def _install_components(md: MarkdownIt) -> None:
    html.install_components(md)
    lines.install_tabs(md)


def _install_definitions(md: MarkdownIt) -> None:
    deflist_plugin(md)
    rule = next(rule for rule in md.block.ruler.__rules__ if rule.name == "deflist")
    md.block.ruler.disable(rule.name)
    md.block.ruler.before("prose", "definition_list", rule.fn, {"alt": rule.alt})


def _install_builtin(name: str, md: MarkdownIt) -> None:
    md.enable(name)


# `tasks` needs no rule: a task marker is told from its item's text in `extract.py`.
_FEATURES: Mapping[str, Callable[[MarkdownIt], object]] = MappingProxyType(
    {
        "admonitions": _install_admonitions,
        "attributes": variable.install_attributes,
        "components": _install_components,
        "definitions": _install_definitions,
        "footnotes": _install_footnotes,
        "math": math.install,
        "mdx": mdx.install,
        "strikethrough": partial(_install_builtin, "strikethrough"),
        "tables": partial(_install_builtin, "table"),
        "tex": math.install_tex,
    }
)


# Block rules ------------------------------------------------------------------------------------

BlockNote = Callable[[StateBlock, int, list[Token]], None]


def _note_offsets(md: MarkdownIt) -> None:
    for rule in md.block.ruler.__rules__:
        if note := _NOTES.get(rule.name):
            md.block.ruler.at(rule.name, _noting(rule.fn, note), {"alt": rule.alt})
    for inline_rule in md.inline.ruler.__rules__:
        if marks := _INLINE.get(inline_rule.name):
            md.inline.ruler.at(inline_rule.name, _noting_inline(inline_rule.fn, marks))
    # Where no rule of ours can start, text goes on: the default stops at `:`, `-`, `.` and more.
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


def lines_of(state: StateBlock, first: int, last: int) -> list[Line]:
    """Return, for each line of a range, its first character that is not blank and its end."""
    begins, shifts, ends = state.bMarks, state.tShift, state.eMarks
    return [(begins[line] + shifts[line], ends[line]) for line in range(first, last)]


def _note_lines(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    tokens[0].meta["lines"] = lines_of(state, start_line, state.line)


def _note_first_line(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    tokens[0].meta["lines"] = lines_of(state, start_line, start_line + 1)


def _note_start(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    [(tokens[0].meta["start"], _)] = lines_of(state, start_line, start_line + 1)


def _note_fence(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    _note_first_line(state, start_line, tokens)
    tokens[0].meta["code"] = state.bMarks[start_line + 1]


def _note_marker(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    _note_first_line(state, start_line, tokens[1:])


def _note_paragraph(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    inline = tokens[1]
    last = inline.map[1] if inline.map else state.line
    inline.meta["lines"] = _trim(state.src, lines_of(state, start_line, last))


def _trim(text: str, lines: list[Line]) -> list[Line]:
    """Leave out the blanks that the parser trims from both ends of a paragraph."""
    if text[lines[0][0]] not in _BLANKS and text[lines[-1][1] - 1] not in _BLANKS:
        return lines
    while lines and not text[slice(*lines[-1])].strip(_BLANKS):
        lines.pop()
    while lines and not text[slice(*lines[0])].strip(_BLANKS):
        del lines[0]
    if lines:
        start, end = lines[-1]
        lines[-1] = (start, start + len(text[start:end].rstrip(_BLANKS)))
        start, end = lines[0]
        lines[0] = (end - len(text[start:end].lstrip(_BLANKS)), end)
    return lines


def _note_heading(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    inline = tokens[1]
    [(start, end)] = lines_of(state, start_line, start_line + 1)
    after_marker = start + len(tokens[0].markup)
    begin = state.src.index(inline.content, after_marker, end)
    inline.meta["lines"] = [(begin, begin + len(inline.content))]


def _note_terms(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    for before, token in pairwise(tokens):
        if before.type == "dt_open" and token.map:
            token.meta["lines"] = _trim(state.src, lines_of(state, token.map[0], token.map[0] + 1))


def _note_table(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    """Note each cell's span, and what lies in a row beyond the last column."""
    spans: list[Line] = []
    bare = False
    for token in tokens:
        if token.type == "tr_open" and token.map:
            [(start, end)] = lines_of(state, token.map[0], token.map[0] + 1)
            spans = list(tables.cell_spans(state.src, start, end))
            bare = not state.src.startswith("|", start)
        elif token.type == "inline":
            span = spans.pop(0) if spans else (0, 0)
            token.meta["lines"] = [span] if token.content else []
            token.meta["bare"], bare = bare, False
        elif token.type == "tr_close" and spans:
            token.meta["lines"] = [(spans[0][0], spans[-1][1])]


_NOTES: Mapping[str, BlockNote] = MappingProxyType(
    {
        "prose": _note_paragraph,
        "paragraph": _note_paragraph,
        "lheading": _note_paragraph,
        "heading": _note_heading,
        "table": _note_table,
        "reference": _note_lines,
        "definition_list": _note_terms,
        "admonition": _note_marker,
        "fence": _note_fence,
        "footnote_def": _note_start,
        **dict.fromkeys(RAW, _note_lines),
    }
)


# Inline rules -----------------------------------------------------------------------------------

InlineRule = Callable[[StateInline, bool], bool]


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


_ID = re.compile(r"(?<![ \t])[ \t]*\{(?::?[ \t]*#[^{}\n]+|/\*[ \t]*#[^{}\n]+?\*/)\}$")


def heading_id_start(content: str) -> int:
    """Return where a heading's trailing `{#id}` and the blanks before it start; its length if there is none."""
    match = _ID.search(content) if content.endswith("}") else None
    return match.start() if match else len(content)
