"""The lines by which plugins of some generators divide a container into tabs: `@tab title`, `== tab title`."""

from __future__ import annotations

import re

from i18n.markdown.constructs.construct import Construct, LineStart, marker_line
from i18n.markdown.segments.marker import TitleForm

_LINE = re.compile(r"@tab(?::[\w-]+)?(?:[ \t#]|$)|==[ \t]+tab[ \t]")  # @tab, @tab:active npm, == tab npm
# @tab 标题, @tab:active 标题#id, == tab 标题
_TITLE = TitleForm(re.compile(r"(?:@tab(?::[\w-]+)?|==[ \t]+tab)[ \t]+(?P<label>.*?)(?:#[\w-]+)?[ \t]*"))

CONSTRUCT = Construct(
    feature="components",
    marker_lines={"@=": marker_line("tab", _LINE)},
    titles={"tab": _TITLE},
    line_starts=(LineStart("@=", re.compile(r"()(?:@tab\b|==[ \t]+tab)")),),
)
