"""Vue's components as blocks: like `<div>` they open a block of HTML up to the next blank line."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from i18n.markdown.constructs.construct import Construct
from i18n.markdown.parser_state import ENDS_TEXT, end_before_blank, line_text, note_block, push_lines

# <Card, </Card, <my-card, <Tabs.Item
_COMPONENT = re.compile(r"</?(?:[A-Z][\w.]*|[a-z]\w*(?:-\w+)+)(?=[\s/>]|$)", re.ASCII)


def _component(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if state.is_code_block(start_line) or not _COMPONENT.match(line_text(state, start_line)):
        return False
    return silent or push_lines(state, "html_block", start_line, end_before_blank(state, start_line, end_line))


def _install(md: MarkdownIt) -> None:
    md.block.ruler.after("html_block", "component", _component, {"alt": ENDS_TEXT})


CONSTRUCT = Construct(feature="components", install=_install, notes={"component": note_block})
