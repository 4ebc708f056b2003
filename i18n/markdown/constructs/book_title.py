"""The title that a book gives a page: `{{#title 标题}}`."""

from __future__ import annotations

import re

from i18n.markdown.constructs.construct import Construct, marker_line
from i18n.markdown.segments.marker import TitleForm

_LINE = re.compile(r"\{\{[ \t]*#title[ \t].*\}\}[ \t]*$")  # {{#title 标题}}
_TITLE = TitleForm(re.compile(r"\{\{[ \t]*#title[ \t](?P<label>[^{}]*)\}\}[ \t]*"))

CONSTRUCT = Construct(marker_lines={"{": marker_line("book title", _LINE)}, titles={"book title": _TITLE})
