"""Lines of colons around a container: `:::tip title`, `:::note[title]{.class}`, `::: details title`, `:::`."""

from __future__ import annotations

import re

from i18n.markdown.constructs.construct import Construct, LineStart, marker_line
from i18n.markdown.segments.marker import TitleForm

_LINE = re.compile(":::")
# :::tip 标题, ::: details 标题 {open}, :::note[标题]{.wide}, :::info{title="标题"}
_TITLE = TitleForm(
    re.compile(
        r""":{3,}[ \t]*[A-Za-z][\w-]*
        (?: \[(?P<bracketed>.*)\][ \t]* | [ \t]+(?P<label>(?![\[{]).*?)[ \t]* )?
        (?:\{(?:[^{}"]*\btitle="(?P<double>[^"]*)"[^{}]*|[^{}]*)\})?[ \t]*""",
        re.VERBOSE,
    )
)

CONSTRUCT = Construct(
    marker_lines={":": marker_line("container line", _LINE)},
    titles={"container line": _TITLE},
    line_starts=(LineStart(":", re.compile(r"()::")),),  # with two colons it is one to some readers
)
