"""What is known of a site generator."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias, get_args

from i18n.generators.configuration import Configuration, read_configuration
from i18n.generators.formats import Format
from i18n.generators.routes import BY_FILE, Routes
from i18n.generators.slugs import GITHUB, Scheme

AnchorPolicy: TypeAlias = Literal["pin", "rewrite", "pin-all", "off"]
"""What becomes of heading ids: `pin` those that links lead to, `rewrite` the links, `pin-all`, or nothing."""

ANCHOR_POLICIES: tuple[AnchorPolicy, ...] = get_args(AnchorPolicy)
"""All of them."""

Feature: TypeAlias = Literal[
    "admonitions",
    "attributes",
    "components",
    "definitions",
    "footnotes",
    "math",
    "mdx",
    "ref_shortcodes",
    "strikethrough",
    "tables",
    "tasks",
    "tex",
    "text_directives",
]
"""A construct beyond CommonMark; `i18n/markdown/constructs/` has a file for each, which names it."""

Features: TypeAlias = frozenset[Feature]


@dataclass(frozen=True, slots=True)
class Markdown:
    """What is read beyond CommonMark."""

    features: Features = frozenset()
    """The constructs."""
    features_of: Mapping[str, Features] = field(default_factory=dict)
    """The constructs in files of another suffix, such as `.mdx`."""
    attributes: frozenset[str] = frozenset()
    """The attributes of its own tags that hold text: `caption`, or `Listing.caption` in one component only."""
    not_mdx: re.Pattern[str] = re.compile(r"(?!)")
    """Matches front matter that says that a file is no MDX, although it is read with those rules."""


@dataclass(frozen=True, slots=True)
class FrontMatterKeys:
    """What counts of the data at the start of a document."""

    texts: tuple[str, ...] = ()
    """Paths of the values that are for readers, besides those of every document: `hero.actions[].text`."""
    marks: tuple[str, ...] = ("---",)
    """What it may open with: `---` for YAML, `+++` for TOML, `{` for JSON."""
    must_be_mapping: bool = False
    """Whether lines between `---` that hold no keys are Markdown."""
    route: tuple[str, ...] = ("slug",)
    """The keys that say something of a page's URL; the first that is there counts."""


class IdDefaults(NamedTuple):
    """What holds for heading ids where a project says nothing."""

    anchors: AnchorPolicy
    """What becomes of them."""
    slugs: str
    """The name of the scheme they are made by."""


@dataclass(frozen=True, slots=True)
class HeadingIds:
    """Which ids the headings of a page have, and how one is pinned."""

    schemes: tuple[Scheme, ...] = (GITHUB,)
    """The ways to make an id of a text that it offers; the first is its default."""
    title_has_none: bool = False
    """Whether a page's title, its heading of level 1, has no id."""
    can_pin: bool = True
    """Whether a heading can be given an id: by `{#id}` behind it."""
    may_hold_blanks: bool = False
    """Whether all that stands between the braces is the id, not its first word alone: `{#a b}`."""
    only_at_line_start: bool = False
    """Whether `{#id}` is read only behind a heading with `#` that starts a line: in no quote, no list."""
    anchors: AnchorPolicy = "pin"
    """What becomes of ids unless a project, or the site's configuration, says otherwise."""
    configured: Callable[[Configuration], IdDefaults | None] = lambda configuration: None
    """Returns what the site's configuration says of ids; None where it says nothing."""


@dataclass(frozen=True, slots=True)
class StringsPlace:
    """Where a repository has its UI strings."""

    file: str
    """A file of them, as a pattern."""
    output: str
    """Where the generator expects localized ones."""
    format: str
    """The name of their format."""
    keys: tuple[str, ...] = ()
    """Paths of the values that are offered, or with `!` left out."""
    is_alone: bool = False
    """Whether that file is the only one; else all in its folder are UI strings."""


@dataclass(frozen=True, slots=True)
class Repository:
    """How a repository of guides is recognised, and where things stand in it."""

    sources: tuple[str, ...]
    """Where its Chinese guides usually are, the likeliest first."""
    marks: tuple[str, ...] = ()
    """Patterns of files; a repository that has one of them is this generator's."""
    mention: str = ""
    """A word that one of those files must hold, where other programs have such files too."""
    output: str = "build/{locale}"
    """Where the generator expects localized guides."""
    strings: StringsPlace | None = None
    """Where its UI strings are."""


@dataclass(frozen=True, slots=True, eq=False)
class Generator:
    """A site generator, or another reader of Markdown."""

    name: str
    """The name of its dialect in a project file."""
    title: str
    """What people call it."""
    configuration: tuple[str, ...] = ()
    """The files that configure a site, as patterns from its root on."""
    markdown: Markdown = Markdown()
    """What its documents hold beyond CommonMark."""
    front_matter: FrontMatterKeys = FrontMatterKeys()
    """What counts of the data at their start."""
    heading_ids: HeadingIds = HeadingIds()
    """Which ids its headings have."""
    routes: Routes = BY_FILE
    """Where its pages are found, and how links name them."""
    formats: tuple[Format, ...] = ()
    """The formats of its UI strings."""
    repository: Repository | None = None
    """How a repository of its guides is set up; None where nothing tells one."""

    def id_defaults(self, root: Path) -> IdDefaults:
        """Return what holds for the heading ids of a site where its project says nothing."""
        ids = self.heading_ids
        configured = ids.configured(read_configuration(root, self.configuration))
        return configured or IdDefaults(ids.anchors, ids.schemes[0].name)
