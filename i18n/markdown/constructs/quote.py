"""Quotes, and alerts: quotes that start with `[!NOTE]`."""

from __future__ import annotations

import re

from i18n.markdown.constructs.construct import Construct, LineStart, container
from i18n.model import Span

_ALERT = re.compile(r"\[![A-Za-z][\w-]*\][+-]?[ \t]*\n?")  # [!NOTE], and [!tip]- with a title behind it


def without_alert(content: str, end: int) -> list[Span]:
    """Return the title behind an alert's mark and the text in the lines below; of any other text the whole."""
    alert = _ALERT.match(content)
    if not alert:
        return [Span(0, end)]
    line_end = content.find("\n", alert.end() - 1)
    title_end = max(alert.end(), line_end)
    return [Span(alert.end(), title_end), Span(min(title_end + (title_end == line_end), end), end)]


CONSTRUCT = Construct(
    containers={"blockquote_open": container("quote")}, line_starts=(LineStart(">", re.compile(r"()>")),)
)
