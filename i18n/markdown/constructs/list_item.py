"""List items, and tasks: items that start with `[ ]`."""

from __future__ import annotations

import re

from i18n.markdown.constructs.construct import Construct, LineStart, container

_TASK = re.compile(r"\[[ xX]\][ \t]+")  # [ ] or [x], with the blanks behind it
_TASK_START = re.compile(r"\[[ xX]\](?=[ \t]|$)")  # the same with nothing behind it, too


def after_task(content: str) -> int:
    """Return where the text behind a task's mark starts; 0 where there is no mark."""
    task = _TASK.match(content)
    return task.end() if task else 0


def is_task(text: str) -> bool:
    """Tell whether a text at the start of an item would make it a task."""
    return bool(_TASK_START.match(text))


CONSTRUCT = Construct(
    containers={"list_item_open": container("list item")},
    line_starts=(
        LineStart("-+*", re.compile(r"()[-+*](?=[ \t]|$)")),  # - a, and * alone
        LineStart("0123456789", re.compile(r"(\d{1,9})[.)](?=[ \t]|$)")),  # 1. a, 2) b
    ),
)
