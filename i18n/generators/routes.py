"""Routes: the URL of each page below the root of its collection, and the files that a link may mean.

Here stands what several generators have in common; the pages of a whole site are joined in `i18n/site/`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

SUFFIX = re.compile(r"\.(?:md|mdx|markdown)$", re.IGNORECASE)
"""Ends the name of a page's file."""


class Routed(Protocol):
    """A page, as far as its URL goes."""

    @property
    def path(self) -> str:
        """Its path below the root of its collection."""

    @property
    def slug(self) -> str:
        """Its `slug:` or `url:`, if it has one."""

    @property
    def id(self) -> str:
        """Its `id:`, if it has one."""


def split(path: str) -> tuple[str, str]:
    """Return the folder of a page from `/` to `/`, and its name without suffix: `guide/a.md` is `/guide/` and `a`."""
    folder, name = posixpath.split(path)
    return f"/{folder}/" if folder else "/", SUFFIX.sub("", name)


def joined_url(base: str, path: str) -> str:
    """Return a relative URL from a route on, as browsers join them: not beyond the root."""
    parts = base.split("/")[1:-1]
    steps = path.split("/")
    for step in steps:
        if step == "..":
            parts = parts[:-1]
        elif step not in ("", "."):
            parts.append(step)
    return "/" + "/".join(parts) + "/" * (bool(parts) and steps[-1] in ("", ".", ".."))


def file_route(page: Routed) -> str:
    """Return `/guide/a`, and `/guide/` for an index page."""
    folder, name = split(page.path)
    return folder if name == "index" or name.lower() == "readme" else folder + name


def completed(name: str, path: str) -> Iterator[str]:
    """Yield the names of files that a path may mean which may lack its suffix: `guide/` is `guide/index.md`, too.

    `name` is what the path names from the root of the project on.
    """
    yield name
    if path.endswith(("/", ".html")) or not posixpath.splitext(path)[1]:
        bare = re.sub(r"\.html$", "", name)
        for suffix in (".md", ".mdx"):
            if not path.endswith("/"):
                yield bare + suffix
            for index in ("index", "README", "_index"):
                yield posixpath.join(bare, index + suffix)


def as_written(name: str, path: str) -> Iterable[str]:
    """Return the one file that a path means which has its suffix."""
    return (name,)


@dataclass(frozen=True, slots=True)
class Routes:
    """Where the pages of a site are found, and how links name them."""

    route: Callable[[Routed], str] = file_route
    """Makes the URL of a page, with `/` at its end where it is a folder."""
    files: Callable[[str, str], Iterable[str]] = completed
    """Returns the files that a link may mean, of its name from the root of the project on and its path as written."""
    links_by_route: bool = False
    """Whether a relative link may name a URL as well as a file."""
    links_from_root: bool = False
    """Whether a link to a file may start at the root of the collection: `guide/a.md` in `guide/b.md`."""
    has_partials: bool = False
    """Whether pages import others; one whose name or folder starts with `_` is then no page of its own."""


BY_FILE = Routes()
"""Links lead to files."""
