"""What MDX reads in another way than CommonMark: no HTML but comments and code, and no indented code among tags.

A `<` or `{` that starts neither a tag nor an expression is noted as stray: MDX would not compile it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block, list_block
from markdown_it.rules_inline import StateInline

from i18n.markdown.constructs import paragraph
from i18n.markdown.constructs.construct import Construct
from i18n.markdown.dialect import Dialect
from i18n.markdown.parser_state import ENDS_TEXT, ParserState
from i18n.markdown.segments.visit import Visit

_NOT_JSX = re.compile(r"<(?:[!?]|(?:script|pre|style|textarea)(?=[\s>]|$))", re.IGNORECASE)  # <!-- a -->, <pre>
_UNCLOSED_HINT = "MDX does not compile this; close it"


def _install(md: MarkdownIt) -> None:
    md.block.ruler.at("html_block", _html, {"alt": ENDS_TEXT})
    md.block.ruler.at("list", _list, {"alt": ENDS_TEXT})
    md.block.ruler.at("paragraph", paragraph.paragraph)
    md.block.ruler.disable("lheading")
    md.inline.ruler.push("stray", _stray)


def _html(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read of HTML only comments and such, and elements whose text is not Markdown."""
    start = state.bMarks[start_line] + state.tShift[start_line]
    return bool(_NOT_JSX.match(state.src, start)) and html_block(state, start_line, end_line, silent)


def _list(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Read lists; where there is no indented code, an item may be indented as far as one likes."""
    indent = state.listIndent
    if silent and isinstance(state, ParserState) and start_line < state.indented_from:
        state.listIndent = -1
    matched = list_block(state, start_line, end_line, silent)
    state.listIndent = indent
    return matched


def _stray(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "<{}":
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content = state.src[state.pos]
        token.info = "stray"
    state.pos += 1
    return True


def is_compiled(dialect: Dialect, front_matter: str) -> bool:
    """Tell whether a document of a dialect is compiled as MDX, which its front matter may rule out."""
    return "mdx" in dialect.features and not dialect.generator.markdown.not_mdx.search(front_matter)


def report_unclosed(visit: Visit, elements: Iterable[tuple[str, int]]) -> None:
    """Name the elements that nothing closes: each by its name and where it starts."""
    for name, offset in elements if visit.is_mdx else ():
        if f"</{name}>" not in visit.text[offset:]:
            visit.sink.finding("mdx", f"the element <{name}> is never closed", offset, _UNCLOSED_HINT, name)


CONSTRUCT = Construct(feature="mdx", install=_install, inline={"stray": "<{}"})
