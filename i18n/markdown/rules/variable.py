"""`{{ … }}`, `{{< … >}}` and `{% … %}`: what templates, Vue and Hugo put a value into."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_VARIABLE = re.compile(r"\{\{[^\n]{0,1000}?\}\}|\{%[^\n]{0,1000}?%\}")


def install(md: MarkdownIt) -> None:
    """Add the rule to a parser."""
    md.inline.ruler.after("html_inline", "variable", _variable)


def _variable(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{" or state.src.find("}", state.pos) < 0:
        return False
    match = _VARIABLE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("variable", "", 0).content = match[0]
    state.pos = match.end()
    return True
