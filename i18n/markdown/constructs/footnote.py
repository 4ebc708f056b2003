"""Footnotes: `[^1]` in a text, `[^1]: …` where one is written."""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from i18n.markdown.constructs.construct import Construct
from i18n.markdown.parser_state import lines_of
from i18n.markdown.segments.scope import Scope
from i18n.markdown.segments.visit import Visit


def _install(md: MarkdownIt) -> None:
    footnote_plugin(md, inline=False, move_to_end=False)
    rule = next(rule for rule in md.block.ruler.__rules__ if rule.name == "footnote_def")
    # In remark a definition ends a quote and a table as well, and those ask for this chain.
    md.block.ruler.at(rule.name, rule.fn, {"alt": [*rule.alt, "blockquote"]})


def _note_start(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    [(tokens[0].meta["start"], _)] = lines_of(state, start_line, start_line + 1)


def _footnote(visit: Visit, token: Token, scope: Scope) -> Scope:
    """Skip the label of a footnote."""
    start = token.meta["start"]
    visit.sink.skip(start, visit.text.index("]:", start) + len("]:"), "footnote label")
    return scope.named("footnote")


CONSTRUCT = Construct(
    feature="footnotes",
    install=_install,
    notes={"footnote_def": _note_start},
    inline={"footnote_ref": "["},
    containers={"footnote_reference_open": _footnote},
)
