"""Lines of nothing but shortcodes `{{< … >}}` and template tags `{% … %}`; their text attributes are segments."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from i18n.markdown.constructs.construct import Construct
from i18n.markdown.parser_state import line_text, push_lines
from i18n.markdown.segments.raw import tag_line_segments

# {{< tabs >}} {{% tab "a" %}} {% include "b" %}
_LINE = re.compile(r"(?:(?:\{\{[<%](?:(?![%>]\}\}).)*[%>]\}\}|\{%(?:(?!%\}).)*%\})[ \t]*)+$")
_OPENING = re.compile(r"\{\{[<%](?!.*[%>]\}\})")  # {{< figure, which goes on in the next line
_NAME = re.compile(r"\{\{<[ \t]*([\w.-]+)")  # {{< note


def _template(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """Take a line of nothing but `{{< … >}}` and `{% … %}`, or the lines of one such tag.

    In a paragraph a shortcode that nothing closes is a word of its sentence.
    """
    last = start_line
    text = line_text(state, start_line)
    while _OPENING.match(text) and last + 1 < end_line and not state.isEmpty(last + 1):
        last += 1
        text += " " + line_text(state, last)
    if not _LINE.match(text) or (silent and _stands_alone(state, text)):
        return False
    return silent or push_lines(state, "template", start_line, last + 1)


def _stands_alone(state: StateBlock, text: str) -> bool:
    """Tell whether a line opens shortcodes, all of which nothing in the document closes."""
    names = _NAME.findall(text)
    if not names or len(names) < text.count("{{") + text.count("{%"):
        return False
    closed: dict[str, bool] = state.env.setdefault("closed", {})
    for name in names:
        if name not in closed:
            closed[name] = bool(re.search(rf"\{{\{{<[ \t]*/[ \t]*{re.escape(name)}[ \t]*>", state.src))
    return not any(closed[name] for name in names)


CONSTRUCT = Construct(marker_lines={"{": _template}, leaves={"template": tag_line_segments})
