"""`{{ … }}`, `{{< … >}}` and `{% … %}`: what templates put a value into; and `{.class}` lists."""

from __future__ import annotations

import re
from functools import partial

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

_VARIABLE = re.compile(r"\{\{[<%](?s:.){0,2000}?[%>]\}\}|\{\{[^\n]{0,1000}?\}\}|\{%[^\n]{0,1000}?%\}")
_ATTRIBUTES = re.compile(
    r"""\{:?[ \t]*(?=[.#\w-])(?:[ \t]*(?:[.#][\w:-]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+)))+[ \t]*\}"""
)


def install(md: MarkdownIt) -> None:
    """Add the rule to a parser."""
    md.inline.ruler.after("html_inline", "variable", partial(_take, _VARIABLE))


def install_attributes(md: MarkdownIt) -> None:
    """Add the rule for lists of attributes, `{.class #id key=value}`, to a parser."""
    md.inline.ruler.after("variable", "attributes", partial(_take, _ATTRIBUTES))


def attribute_line_start(content: str) -> int:
    """Return where the last line of a paragraph starts, if that is nothing but its attributes; else its length."""
    start = content.rfind("\n") + 1
    return start if start and content.endswith("}") and _ATTRIBUTES.fullmatch(content, start) else len(content)


def _take(pattern: re.Pattern[str], state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{" or state.src.find("}", state.pos) < 0:
        return False
    match = pattern.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("variable", "", 0).content = match[0]
    state.pos = match.end()
    return True
