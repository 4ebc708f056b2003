"""C0: what a command runs into. These are no rules, so they have a name and a code, but no page."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "write-error": "C001",
        "changed-error": "C002",
        "lock-error": "C003",
        "git-error": "C004",
        "interchange-error": "C005",
        "usage-error": "C006",
        "configuration-error": "C007",
        "displaced": "C010",
        "unclear": "C011",
        "unknown-message": "C012",
        "kept": "C013",
        "unknown-code": "C014",
        "control-character": "C015",
        "conflict": "C016",
        "stale-output": "C017",
    }
)
"""The code of each, by its name."""
