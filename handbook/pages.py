"""The pages of the handbook, and the parts of them that are written from the code.

A part stands between two comments; what stands around them is written by hand:

    <!-- rules: written by `make docs` -->
    …
    <!-- end of rules -->
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from handbook import commands, generators, keys, rules
from i18n.project.schema import SCHEMA_FILE

_ROOT = Path(__file__).parents[1]

PAGES = (_ROOT / "README.md", *sorted((_ROOT / "docs").glob("*.md")))
"""Every page that may have such parts."""

PARTS: Mapping[str, Callable[[], str]] = MappingProxyType(
    {
        "rules": rules.every_rule,
        "commands": commands.every_command,
        "list of commands": commands.table,
        "keys": keys.every_key,
        "dialects": generators.dialects,
        "constructs": generators.constructs,
    }
)
"""What writes each part, by its name."""

FILES: Mapping[Path, Callable[[], str]] = MappingProxyType({SCHEMA_FILE: keys.schema})
"""What writes files that nobody writes by hand."""

_PART = re.compile(r"(<!-- (?P<name>[\w ]+): written by `make docs` -->\n).*?(<!-- end of (?P=name) -->)", re.DOTALL)
"""`<!-- rules: written by `make docs` -->`, what stands there, `<!-- end of rules -->`."""


def filled(page: str) -> str:
    """Return the text of a page with its parts as the code has them now; raises KeyError for a part that is unknown."""
    return _PART.sub(lambda part: f"{part[1]}\n{PARTS[part['name']]()}\n{part[3]}", page)
