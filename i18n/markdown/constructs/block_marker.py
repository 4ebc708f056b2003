"""Python-Markdown's blocks between `/// note | title` and `///`."""

from __future__ import annotations

import re

from i18n.markdown.constructs.construct import Construct, marker_line
from i18n.markdown.segments.marker import TitleForm

_LINE = re.compile(r"/{3,}(?:[ \t]+[\w-]+(?:[ \t]*\|.*)?)?[ \t]*$")  # /// note | 标题, ////, /// tab
# /// note | 标题; what stands in /// html | … is no title
_TITLE = TitleForm(re.compile(r"/+[ \t]+(?!html\b)[\w-]+[ \t]*\|[ \t]*(?P<label>.*)"))

CONSTRUCT = Construct(
    feature="admonitions",
    marker_lines={"/": marker_line("block marker", _LINE)},
    titles={"block marker": _TITLE},
)
