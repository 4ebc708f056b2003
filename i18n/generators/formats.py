"""Formats of UI strings: which values of a file of data are for readers, and how the site takes them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Format:
    """A format of UI strings."""

    name: str
    """Its name in a project file."""
    files: tuple[str, ...]
    """Patterns of the files that have it, unless a project names others."""
    values: tuple[str, ...] = ("**",)
    """Paths of the values that are offered, unless a project names others."""
    titles: tuple[str, ...] = ()
    """Paths of the keys that are texts themselves."""
    comment: str = ""
    """The key beside a value whose text is for its translator."""
    is_icu: bool = True
    """Whether its placeholders may be ICU's, with plurals and quotation marks; else `{name}` alone, and plural
    forms stand between `|`."""
    entries_may_lack: bool = False
    """Whether the site has a text of its own for an entry that is not there."""


DATA = (
    Format("json", ("**/*.json",)),
    Format("yaml", ("**/*.yml", "**/*.yaml")),
    Format("toml", ("**/*.toml",)),
)
"""Those of no generator in particular: all texts in some data."""
