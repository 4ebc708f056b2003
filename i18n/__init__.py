"""Localization of Markdown guides through gettext PO files.

    >>> from i18n import parse
    >>> document = parse("# 订单\\n\\n点击**费用**菜单。\\n")
    >>> [segment.msgid for segment in document.segments]
    ['订单', '点击**费用**菜单。']
    >>> document.render({"订单": "Orders", "点击**费用**菜单。": "Open the **Billing** menu."})
    '# Orders\\n\\nOpen the **Billing** menu.\\n'

Names are imported when they are first used, so that `import i18n` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from i18n.document import Document as Document
    from i18n.errors import I18nError as I18nError
    from i18n.markdown.document import parse as parse
    from i18n.model import Finding as Finding
    from i18n.model import Position as Position
    from i18n.model import Segment as Segment
    from i18n.model import Severity as Severity
    from i18n.model import Skip as Skip
    from i18n.model import Span as Span

__version__ = "0.1.0"

_HOMES = {
    "I18nError": "i18n.errors",
    "Document": "i18n.document",
    "parse": "i18n.markdown.document",
    "Finding": "i18n.model",
    "Position": "i18n.model",
    "Segment": "i18n.model",
    "Severity": "i18n.model",
    "Skip": "i18n.model",
    "Span": "i18n.model",
}

__all__ = ["Document", "Finding", "I18nError", "Position", "Segment", "Severity", "Skip", "Span", "parse"]


def __getattr__(name: str) -> object:
    if home := _HOMES.get(name):
        found: object = getattr(import_module(home), name)
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
