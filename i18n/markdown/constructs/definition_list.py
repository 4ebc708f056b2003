"""Definition lists: a term, and below it `: definition`."""

from __future__ import annotations

import re
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from i18n.markdown.constructs.construct import Construct, LineStart, container
from i18n.markdown.constructs.paragraph import paragraph_segments
from i18n.markdown.parser_state import lines_of, trimmed
from i18n.markdown.segments.scope import Scope
from i18n.markdown.segments.visit import Visit


def _install(md: MarkdownIt) -> None:
    deflist_plugin(md)
    rule = next(rule for rule in md.block.ruler.__rules__ if rule.name == "deflist")
    md.block.ruler.disable(rule.name)
    md.block.ruler.before("prose", "definition_list", rule.fn, {"alt": rule.alt})


def _note_terms(state: StateBlock, start_line: int, tokens: list[Token]) -> None:
    for before, token in pairwise(tokens):
        if before.type == "dt_open" and token.map:
            token.meta["lines"] = trimmed(state.src, lines_of(state, token.map[0], token.map[0] + 1))


def _term_segments(visit: Visit, opening: Token, token: Token, scope: Scope) -> None:
    paragraph_segments(visit, opening, token, scope.named("term"))


CONSTRUCT = Construct(
    feature="definitions",
    install=_install,
    notes={"definition_list": _note_terms},
    containers={"dd_open": container("definition")},
    texts={"dt_open": _term_segments},
    line_starts=(LineStart(":", re.compile(r"():[ \t]")),),  # : a
)
