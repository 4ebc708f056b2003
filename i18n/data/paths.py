"""Which values of some data are for readers: paths such as `title` and `hero.actions[].text`.

`[]` stands for each item of a list, `*` for any key, and `**` for everything from there down. A path that leads to a
list of texts means each of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

DataPath: TypeAlias = tuple[str | int, ...]
"""Where a value stands in the data: keys and indices."""

KEY_ITSELF = -1
"""The last step of a path that means a key, not its value: no list has such an item."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The paths that are offered for translation."""

    offered: re.Pattern[str]
    """Matches the paths that are offered."""
    left_out: re.Pattern[str]
    """Matches those of them that are left out all the same."""
    roots: frozenset[str]
    """The top-level keys that may lead to one; `*` for any."""
    keys: Chosen | None = None
    """The paths of keys that are texts themselves, such as the titles of a navigation; YAML's alone."""

    def has(self, path: DataPath) -> bool:
        """Tell whether the value at a path is offered."""
        written = written_path(path)
        return bool(self.offered.fullmatch(written)) and not self.left_out.fullmatch(written)

    def may_hold(self, root: str) -> bool:
        """Tell whether anything at or below a top-level key may be offered."""
        return root in self.roots or "*" in self.roots or (self.keys is not None and self.keys.may_hold(root))


@cache
def chosen_paths(offered: tuple[str, ...], patterns: tuple[str, ...] = (), keys: tuple[str, ...] = ()) -> Chosen:
    """Return the paths that are offered, with those that a project adds, or leaves out with `!`.

    `keys` are the paths of keys that are texts themselves; a project may leave some of them out.
    """
    offered = (*offered, *(path for path in patterns if path[0] != "!"))
    excluding = tuple(path for path in patterns if path[0] == "!")
    roots = (re.split(r"[.\[]", path)[0] for path in offered)
    return Chosen(
        _matcher(offered),
        _matcher(path[1:] for path in excluding),
        frozenset("*" if "*" in root else root for root in roots),
        chosen_paths(keys, excluding) if keys else None,
    )


def written_path(path: DataPath) -> str:
    """Return a path as a pattern would have it, indices as `[]`."""
    return "".join("[]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")


def shown_path(path: DataPath) -> str:
    """Return a path as people are told it: without the `[]` at its end."""
    return written_path(path).removesuffix("[]")


def _matcher(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return what matches the paths that some patterns mean; nothing, where there are none.

    `**.label` matches `nav[].label`; `*` matches one key.
    """
    parts = {"**": ".*", "*": r"[^.\[]+"}
    return re.compile(
        "|".join(
            "".join(parts.get(part) or re.escape(part) for part in re.split(r"(\*\*|\*)", pattern)) + r"(?:\[\])?"
            for pattern in patterns
        )
        or r"(?!)",
        re.DOTALL,
    )
