"""Dialects: which constructs a site generator reads beyond CommonMark, and what of them is text.

A dialect is what a generator says of its Markdown, and perhaps more that a project asks for; each construct
(`constructs/`) says which feature it is. To read more than a generator does costs nothing as long as the marks stay
as they are, and a file that uses them must not have them translated. So tables, task lists, footnotes, front matter,
`{#id}` headings, `:::` lines and `{{ … }}` variables are read in every dialect.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import PurePosixPath

from i18n.errors import UsageError
from i18n.generators.generator import Features, Generator
from i18n.generators.listing import DEFAULT_DIALECT, GENERATORS
from i18n.markdown.attributes import ANY_SHORTCODE, ATTRIBUTES, PARAMETERS
from i18n.suggestions import did_you_mean


@dataclass(frozen=True, slots=True)
class Dialect:
    """A flavour of Markdown."""

    name: str
    """The name of its generator in a project file."""
    features: Features
    """What it reads beyond CommonMark."""
    attributes: frozenset[str] = ATTRIBUTES | PARAMETERS
    """The tags' attributes that hold text: `title`, `Card.title` for one component only, `!title` for none."""

    @property
    def generator(self) -> Generator:
        """The site generator that reads it."""
        return GENERATORS[self.name]

    def with_attributes(self, names: Iterable[str]) -> Dialect:
        """Return the dialect with more text attributes, or with fewer where a name starts with `!`."""
        names = tuple(names)
        if not names:
            return self
        dropped = {prefix + name[1:] for name in names if name.startswith("!") for prefix in ("", ANY_SHORTCODE)}
        return replace(self, attributes=(self.attributes | set(names)) - dropped)


UI_STRINGS = Dialect(DEFAULT_DIALECT, GENERATORS[DEFAULT_DIALECT].markdown.features | {"mdx"})
"""How texts of UI strings are read where they are compared: `{name}` is one piece."""


def dialect_named(name: str, path: str = "") -> Dialect:
    """Return the dialect of a name, as it is in a file of that path where that makes a difference.

    Raises UsageError, with the nearest name as a hint, where there is none.
    """
    if name not in GENERATORS:
        raise UsageError(f"there is no dialect “{name}”", hint=did_you_mean(name, GENERATORS, "known dialects"))
    return _dialect(name, PurePosixPath(path).suffix.lower())


@cache
def _dialect(name: str, suffix: str) -> Dialect:
    markdown = GENERATORS[name].markdown
    features = markdown.features_of.get(suffix, markdown.features)
    return Dialect(name, features, ATTRIBUTES | PARAMETERS | markdown.attributes)
