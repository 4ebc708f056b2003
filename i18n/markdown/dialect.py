"""Dialects: which constructs a site generator reads beyond CommonMark.

A dialect is a name and a set of features; `parser.py` has one small function per feature. To read
more than a generator does costs nothing as long as the marks stay as they are, and a file that
uses them must not have them translated. So tables, task lists, footnotes, front matter, `{#id}`
headings, `:::` lines and `{{ … }}` variables are read in every dialect.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Literal, TypeAlias

from i18n.errors import UsageError
from i18n.generators.listing import DIALECT_NAMES
from i18n.markdown.attributes import ANY_SHORTCODE, ATTRIBUTES, PARAMETERS
from i18n.suggestions import did_you_mean

Feature: TypeAlias = Literal[
    "admonitions",
    "attributes",
    "components",
    "definitions",
    "footnotes",
    "math",
    "mdx",
    "strikethrough",
    "tables",
    "tasks",
    "tex",
]


@dataclass(frozen=True, slots=True)
class Dialect:
    """A flavour of Markdown."""

    name: str
    """The name in a project file."""
    features: frozenset[Feature]
    """What it reads beyond CommonMark."""
    attributes: frozenset[str] = ATTRIBUTES | PARAMETERS
    """The tags' attributes that hold text: `title`, `Card.title` for one component only, `!title` for none."""

    def with_attributes(self, names: Iterable[str]) -> Dialect:
        """Return the dialect with more text attributes, or with fewer where a name starts with `!`."""
        names = tuple(names)
        if not names:
            return self
        dropped = {prefix + name[1:] for name in names if name.startswith("!") for prefix in ("", ANY_SHORTCODE)}
        return replace(self, attributes=(self.attributes | set(names)) - dropped)


_COMMON: frozenset[Feature] = frozenset({"footnotes", "tables", "tasks"})
_GFM: frozenset[Feature] = _COMMON | {"math", "strikethrough"}
_FEATURES: Mapping[str, frozenset[Feature]] = {
    "commonmark": _COMMON,
    "docusaurus": _GFM | {"mdx"},
    "vitepress": _GFM | {"attributes", "components"},
    "mkdocs": _GFM | {"admonitions", "attributes", "definitions", "tex"},
    "hugo": _GFM | {"attributes", "definitions"},
    "mdbook": _GFM | {"tex"},
}
_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "mdbook": frozenset({"Listing.caption"}),
    "mkdocs": frozenset({"data-caption", "data-description", "data-title", "data-toc-label"}),
}

DIALECTS: Mapping[str, Dialect] = MappingProxyType(
    {
        name: Dialect(name, _FEATURES.get(name, _GFM), ATTRIBUTES | PARAMETERS | _ATTRIBUTES.get(name, frozenset()))
        for name in DIALECT_NAMES
    }
)
"""Every dialect by name."""


def dialect_named(name: str) -> Dialect:
    """Return the dialect of a name.

    Raises UsageError, with the nearest name as a hint, where there is none.
    """
    if found := DIALECTS.get(name):
        return found
    raise UsageError(f"there is no dialect “{name}”", hint=did_you_mean(name, DIALECTS, "known dialects"))
