"""Patterns of paths, as a project file holds them: `**/` any folders, `*` and `?` within one name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_PARTS = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Tell whether a path, with `/` between its names, matches one of some patterns whole."""
    return any(_expression(pattern).fullmatch(path) for pattern in patterns)


@lru_cache
def _expression(pattern: str) -> re.Pattern[str]:
    return re.compile("".join(_PARTS.get(part, re.escape(part)) for part in re.split(r"(\*\*/|\*\*|\*|\?)", pattern)))
