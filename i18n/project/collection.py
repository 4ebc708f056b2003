"""The tables `[[collections]]`: source roots, where their localized documents go, and how they are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from i18n.generators.generator import ANCHOR_POLICIES
from i18n.generators.listing import DEFAULT_DIALECT, DIALECT_NAMES, FORMAT_NAMES, SCHEMES
from i18n.model import CODE_TEXTS, CodeText
from i18n.patterns import matches
from i18n.project.keys import optional_key, required_key
from i18n.project.kinds import Choice, Choices, PathText, Percentage, Texts, TextsLike
from i18n.project.locales import TextByLocale
from i18n.project.table import Table

_ATTRIBUTE = re.compile(r"!?(?:[A-Za-z][\w-]*\.)?[A-Za-z][\w:-]*", re.ASCII)
"""An attribute, in all tags or one: `header`, `Card.text`, `!title`."""

_STEP = r"(?:\*\*|\*|[^\s.\[\]!*]+)(?:\[\])*"
_DATA_PATH = re.compile(rf"!?{_STEP}(?:\.{_STEP})*")
"""A way to values in data, step by step: `hero.note`, `features[].title`, `**.label`, `!theme.**`."""

MARKDOWN = "markdown"
"""The format of documents; all others are of UI strings."""

_NOTICE = "> This page has not been translated completely yet."


@dataclass(frozen=True, slots=True)
class SourcePath:
    """The path of a source root."""

    words: str = "a path"

    def read(self, table: Table, key: str) -> PurePosixPath:
        """Return the path."""
        return PurePosixPath(PathText(("version",)).read(table, key))

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return PathText(("version",)).schema()


@dataclass(frozen=True, slots=True)
class Collection:
    """A source root with its output pattern and dialect."""

    source: PurePosixPath = required_key(
        SourcePath(),
        "The folder of its sources, relative to the project, or a file that is the only one; `{version}` in the name "
        "of the folder makes a collection of each folder that fits.",
    )
    output: str = required_key(
        PathText(("locale", "path", "version")),
        "Where built documents go, relative to the project, with `{locale}`, and `{path}` or else that at its end.",
    )
    dialect: str = optional_key(Choice(DIALECT_NAMES), DEFAULT_DIALECT, "The flavour of Markdown.", only="documents")
    include: tuple[str, ...] = optional_key(
        Texts(), (), "Patterns of the sources in it.", otherwise="the files of its `format`"
    )
    exclude: tuple[str, ...] = optional_key(Texts(), (), "Patterns of files to leave out.")
    attributes: tuple[str, ...] = optional_key(
        TextsLike(_ATTRIBUTE, ("header", "Card.text", "!title")),
        (),
        "Attributes of tags that hold text besides the usual ones; `!title` leaves one out.",
        only="documents",
    )
    code: tuple[CodeText, ...] = optional_key(
        Choices(CODE_TEXTS), (), "What of code blocks is offered.", otherwise="nothing", only="documents"
    )
    front_matter: tuple[str, ...] = optional_key(
        TextsLike(_DATA_PATH, ("hero.note", "features[].title", "!keywords")),
        (),
        "Paths of front matter values that are offered besides the dialect's; `!keywords` leaves one out.",
        only="documents",
    )
    anchors: str = optional_key(
        Choice(ANCHOR_POLICIES),
        "off",
        "What becomes of heading ids: `pin` those that links lead to, `rewrite` the links, `pin-all`, or `off`.",
        otherwise="`pin` where the site generator reads `{#id}`",
        only="documents",
    )
    slugs: str = optional_key(
        Choice(tuple(SCHEMES)),
        "github",
        "How the site generator makes an id of a heading.",
        otherwise="as the `dialect` does",
        only="documents",
    )
    format: str = optional_key(
        Choice(FORMAT_NAMES), MARKDOWN, "What its sources are: Markdown, or a format of UI strings."
    )
    keys: tuple[str, ...] = optional_key(
        TextsLike(_DATA_PATH, ("nav[].text", "**.label", "!theme.**")),
        (),
        "Paths of the UI strings that are offered instead of the format's own; `!theme.**` leaves some out.",
        otherwise="those of its `format`",
        only="UI strings",
    )
    file: str = ""
    """The name of its only source, where `source` names a file."""
    version: str = ""
    """What `{version}` stands for in it."""
    codes: tuple[tuple[str, str], ...] = ()
    """Locales that go by another code in its output, with that code."""
    untranslated: str = optional_key(
        Choice(("source", "skip", "marker")),
        "source",
        "What becomes of a document without translations: shown as it is (`source`), left out (`skip`), or shown with "
        "a notice wherever it is not complete (`marker`).",
    )
    skip_below: float = optional_key(
        Percentage(), 0.0, "The percentage of its segments that must be translated for a document to be built."
    )
    notices: tuple[tuple[str, str], ...] = optional_key(
        TextByLocale(),
        (),
        "The notice for all locales, or for some.",
        name="notice",
        otherwise=f"`{_NOTICE}`",
        only="documents",
    )

    def holds(self, path: str) -> bool:
        """Tell whether a path relative to the source root is one of its sources."""
        if self.file:
            return path == self.file
        return matches(path, self.include) and not matches(path, self.exclude)

    def leaves_out(self, path: PurePosixPath) -> bool:
        """Tell whether a path relative to the source root lies in a folder of which no file is a source: `en/**`."""
        return any(f"{folder}/**" in self.exclude for folder in (path, *path.parents))

    def is_place_of(self, path: PurePosixPath) -> bool:
        """Tell whether a path relative to the project lies where its sources are; of the whole project, none does."""
        place = self.source / self.file
        return bool(place.parts) and path.is_relative_to(place) and not self.leaves_out(path.relative_to(place))

    def output_root(self, locale: str) -> PurePosixPath:
        """Return the folder of the built documents of a locale, relative to the project; of a file, the file."""
        output = self._output(locale)
        before, name, _ = output.partition("{path}")
        return PurePosixPath(before.rpartition("/")[0] if name else output)

    def output_path(self, path: PurePosixPath, locale: str) -> PurePosixPath:
        """Return where a file of the collection goes in a locale, relative to the project."""
        output = self._output(locale)
        if "{path}" in output:
            return PurePosixPath(output.replace("{path}", path.as_posix()))
        return PurePosixPath(output) if self.file else PurePosixPath(output) / path

    def _output(self, locale: str) -> str:
        return self.output.replace("{locale}", dict(self.codes).get(locale, locale))

    def notice(self, locale: str) -> str:
        """Return the notice for incomplete documents of a locale."""
        notices = dict(self.notices)
        return notices.get(locale) or notices.get("") or _NOTICE
