"""Python-Markdown's abbreviations: `*[HTML]: Hypertext Markup Language`."""

from __future__ import annotations

import re

from i18n.markdown.constructs.construct import Construct, marker_line
from i18n.markdown.segments.marker import TitleForm

_LINE = re.compile(r"\*\[[^\]]+\]:[ \t]*\S")  # *[HTML]: 超文本标记语言
_MEANING = TitleForm(re.compile(r"\*\[[^\]]+\]:[ \t]*(?P<label>.*)"), "abbreviation")

CONSTRUCT = Construct(
    feature="admonitions",
    marker_lines={"*": marker_line("abbreviation", _LINE)},
    titles={"abbreviation": _MEANING},
)
