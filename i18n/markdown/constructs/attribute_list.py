"""Lists of attributes behind a piece of text, or in the line below it: `{.class #id key="value"}`."""

from __future__ import annotations

import re

from markdown_it.rules_inline import StateInline

from i18n.markdown.constructs.construct import Construct
from i18n.markdown.constructs.variable import take_braces

# {.wide}, {: #id .wide }, {width="50%" data-x=1}
_ATTRIBUTES = re.compile(
    r"""\{:?[ \t]*(?=[.#\w-])(?:[ \t]*(?:[.#][\w:-]+|[\w:-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s{}"']+)))+[ \t]*\}"""
)


def _attributes(state: StateInline, silent: bool) -> bool:
    return take_braces(_ATTRIBUTES, state, silent)


def line_start(content: str) -> int:
    """Return where the last line of a paragraph starts, if that is nothing but its attributes; else its length."""
    start = content.rfind("\n") + 1
    return start if start and content.endswith("}") and _ATTRIBUTES.fullmatch(content, start) else len(content)


CONSTRUCT = Construct(
    feature="attributes",
    install=lambda md: md.inline.ruler.after("variable", "attributes", _attributes),
    inline={"attributes": "{"},
)
