"""List items, and tasks: items that start with `[ ]`."""

from __future__ import annotations

import re

from i18n.markdown.constructs.construct import Construct, named

_TASK = re.compile(r"\[[ xX]\][ \t]+")  # [ ] or [x]


def after_task(content: str) -> int:
    """Return where the text behind a task's mark starts; 0 where there is no mark."""
    task = _TASK.match(content)
    return task.end() if task else 0


CONSTRUCT = Construct(containers={"list_item_open": named("list item")})
