"""`:::` lines: the markers of admonitions and other container directives.

Each line is an opaque leaf of its own. What stands between two of them is ordinary Markdown, so
nothing is lost where a marker is missing. Such a line ends a paragraph, as it does in remark and
in markdown-it-container.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock


def install(md: MarkdownIt) -> None:
    """Add the rule to a parser."""
    ends = ["paragraph", "reference", "blockquote", "list"]
    md.block.ruler.before("fence", "directive", _directive, {"alt": ends})


def _directive(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    start = state.bMarks[start_line] + state.tShift[start_line]
    if not state.src.startswith(":::", start) or state.is_code_block(start_line):
        return False
    if not silent:
        state.line = start_line + 1
        token = state.push("directive", "", 0)
        token.map = [start_line, state.line]
        token.content = state.src[start : state.eMarks[start_line]].rstrip()
    return True
