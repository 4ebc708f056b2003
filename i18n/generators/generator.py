"""What is known of a site generator."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias, get_args

from i18n.generators.configuration import Configuration, read_configuration
from i18n.generators.routes import BY_FILE, Routes
from i18n.generators.slugs import GITHUB, Scheme

AnchorPolicy: TypeAlias = Literal["pin", "rewrite", "pin-all", "off"]
"""What becomes of heading ids: `pin` those that links lead to, `rewrite` the links, `pin-all`, or nothing."""

ANCHOR_POLICIES: tuple[AnchorPolicy, ...] = get_args(AnchorPolicy)
"""All of them."""


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
    can_pin: bool = True
    """Whether `{#id}` behind a heading is its id."""
    anchors: AnchorPolicy = "pin"
    """What becomes of ids unless a project, or the site's configuration, says otherwise."""
    configured: Callable[[Configuration], IdDefaults | None] = lambda configuration: None
    """Returns what the site's configuration says of ids; None where it says nothing."""
    title_has_none: bool = False
    """Whether a page's title, its heading of level 1, has no id."""


@dataclass(frozen=True, slots=True, eq=False)
class Generator:
    """A site generator, or another reader of Markdown."""

    name: str
    """The name of its dialect in a project file."""
    title: str
    """What people call it."""
    configuration: tuple[str, ...] = ()
    """The files that configure a site, as patterns from its root on."""
    heading_ids: HeadingIds = HeadingIds()
    """Which ids its headings have."""
    routes: Routes = BY_FILE
    """Where its pages are found, and how links name them."""

    def id_defaults(self, root: Path) -> IdDefaults:
        """Return what holds for the heading ids of a site where its project says nothing."""
        ids = self.heading_ids
        said = ids.configured(read_configuration(root, self.configuration))
        return said or IdDefaults(ids.anchors, ids.schemes[0].name)
