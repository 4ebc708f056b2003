"""`{{ … }}`, `{{< … >}}` and `{% … %}` in a text: what templates put a value into."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from i18n.markdown.constructs.construct import Construct
from i18n.markdown.parser_state import take_inline

# {{< ref "a" >}}, {{% note %}}, {{ page.title }}, {% include "a" %}
_VARIABLE = re.compile(r"\{\{[<%](?s:.){0,2000}?[%>]\}\}|\{\{[^\n]{0,1000}?\}\}|\{%[^\n]{0,1000}?%\}")


def take_braces(pattern: re.Pattern[str], state: StateInline, silent: bool) -> bool:
    """Take what a pattern finds at a brace that closes again, if it finds anything."""
    if state.src[state.pos] != "{" or state.src.find("}", state.pos) < 0:
        return False
    match = pattern.match(state.src, state.pos, state.posMax)
    return match is not None and take_inline(state, "variable", match.end(), silent)


def _variable(state: StateInline, silent: bool) -> bool:
    return take_braces(_VARIABLE, state, silent)


CONSTRUCT = Construct(
    install=lambda md: md.inline.ruler.after("html_inline", "variable", _variable), inline={"variable": "{"}
)
