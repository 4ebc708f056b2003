"""What a file says of its construct."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from i18n.generators.generator import Feature
from i18n.markdown.dialect import Dialect
from i18n.markdown.parser_state import BlockRule, line_text, push_lines
from i18n.markdown.segments.marker import TitleForm
from i18n.markdown.segments.scope import Scope
from i18n.markdown.segments.visit import Visit

BlockNote: TypeAlias = Callable[[StateBlock, int, list[Token]], None]
"""Notes in the tokens of a block where its text stands, given the line at which the block starts."""
Opening: TypeAlias = Callable[[Visit, Token, Scope], Scope]
"""Says what holds for the blocks of a container, given its opening token."""
TextHandler: TypeAlias = Callable[[Visit, Token, Token, Scope], None]
"""Makes the segments of a block of inline text, given its opening token and that of its text."""
LeafHandler: TypeAlias = Callable[[Visit, Token, Scope], None]
"""Makes the segments of any other block that holds no blocks."""


class LineStart(NamedTuple):
    """What starts a block at the start of a line, so that a translation must not start like it."""

    characters: str
    """The characters of which one comes first."""
    pattern: re.Pattern[str]
    """Matches the start of such a line; a backslash behind its first group makes text of it."""


def _nothing(md: MarkdownIt) -> None:
    """Add no rule."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Construct:
    """A construct of Markdown: how it is found, and what of it is for translators."""

    feature: Feature | None = None
    """The feature of the dialects that read it; None where all do."""
    install: Callable[[MarkdownIt], object] = _nothing
    """Adds its rules to a parser."""
    marker_lines: Mapping[str, BlockRule] = field(default_factory=dict)
    """Its rules for lines that are markers as a whole, by the characters that such a line may start with.

    What stands between two of them is ordinary Markdown, so nothing is lost where a marker is missing. Such a
    line ends a paragraph, as it does in remark and in markdown-it-container.
    """
    notes: Mapping[str, BlockNote] = field(default_factory=dict)
    """What notes where text stands, by the name of the block rule that has found it."""
    inline: Mapping[str, str] = field(default_factory=dict)
    """Its inline rules, each with the characters that it may start at."""

    containers: Mapping[str, Opening] = field(default_factory=dict)
    """What holds in its containers, by the type of their opening tokens; without one, what holds around them."""
    texts: Mapping[str, TextHandler] = field(default_factory=dict)
    """What makes segments of its texts, by the type of their opening tokens."""
    leaves: Mapping[str, LeafHandler] = field(default_factory=dict)
    """What makes segments of its other blocks, by the type of their tokens."""
    titles: Mapping[str, TitleForm] = field(default_factory=dict)
    """How a title is written in its lines that are markers, by the type of their tokens."""

    line_starts: tuple[LineStart, ...] = ()
    """What it starts with, and a line of a translation must not."""

    def is_read_in(self, dialect: Dialect) -> bool:
        """Tell whether the documents of a dialect are read with it."""
        return self.feature is None or self.feature in dialect.features


def container(kind: str) -> Opening:
    """Return the opening of a container whose texts a translator is told to be of some kind."""

    def opening(visit: Visit, token: Token, scope: Scope) -> Scope:
        return scope.named(kind)

    return opening


def marker_line(name: str, pattern: re.Pattern[str]) -> BlockRule:
    """Return the rule of lines that a pattern finds, each of which is a block of its own."""

    def rule(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        if not pattern.match(line_text(state, start_line)):
            return False
        return silent or push_lines(state, name, start_line, start_line + 1)

    return rule


def skipped(reason: str) -> LeafHandler:
    """Return what skips blocks in which nothing is for translators."""

    def skip(visit: Visit, token: Token, scope: Scope) -> None:
        visit.sink.skip_block(token, scope.skip or reason)

    return skip
