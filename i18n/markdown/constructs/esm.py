"""MDX's `import` and `export` statements: paragraphs of their own, and nothing in them is for translators."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from i18n.markdown.constructs.construct import Construct, skipped
from i18n.markdown.parser_state import end_before_blank, push_lines

# import A from "./a"; import "./a.css"; export const a = 1
_ESM = re.compile(
    r"""import\s+(?:[\w$*{},\s]+?\s*from\s*)?["'][^"'\n]+["']
      | export\s+(?:default|const|let|var|function|class|async|[{*])""",
    re.ASCII | re.VERBOSE,
)

_MODULE = re.compile(r"(?:import|export)(?=\s)")
_STATEMENT = re.compile(r"""(?:import|export)\s.*['"{]""")  # import a from 'b', export { a }


def _esm(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    start = state.bMarks[start_line]
    if silent or state.level or not state.src.startswith(("import", "export"), start):
        return False
    last = end_before_blank(state, start_line, end_line)
    return bool(_ESM.match(state.src, start, state.eMarks[last - 1])) and push_lines(state, "esm", start_line, last)


def starts_like_statement(text: str) -> bool:
    """Tell whether the first word of a text is `import` or `export`."""
    return bool(_MODULE.match(text))


def is_statement(text: str) -> bool:
    """Tell whether a text reads as a statement to JavaScript."""
    return bool(_STATEMENT.match(text))


CONSTRUCT = Construct(
    feature="mdx",
    install=lambda md: md.block.ruler.before("prose", "esm", _esm),
    leaves={"esm": skipped("import or export")},
)
