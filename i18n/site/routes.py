"""How links between pages name their target: by file or by route, and which page that is.

Site generators agree on links to files (`../a.md`). Links to routes (`../a`, `/guide/a`) follow the URL
of a page, which is made of its path, its `slug:` and some rules for index pages and numbered names.
Where a site stands on its server is not known here, so a link from the root is tried without its
first folders too: the base, the language, the version.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal, TypeAlias
from urllib.parse import unquote

from i18n.generators.listing import GENERATORS
from i18n.generators.routes import SUFFIX, Routes, joined_url

TargetKind: TypeAlias = Literal["page", "file", "external", "missing", "outside", "unknown"]
"""A page; another file; another site; nothing; beyond the project; somewhere on the site that we do not know of."""

_EXTERNAL = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:|//)")
"""Begins a destination on another site, or none on any: `https://…`, `mailto:…`, `//example.com`."""
_FOLDERS_OF_ASSETS = ("static", "public", "docs/public")
"""Where generators have the files that stand at the root of a site."""
_MOST_FOLDERS = 4
"""Folders at the start of a link from the root that may be the base of the site, a language or a version."""
_FROM_PROJECT = "@site/"
"""Begins a path that counts from the project's own root: `@site/docs/a.md`."""


@dataclass(frozen=True, slots=True)
class Page:
    """A document as a page of a site."""

    root: str
    """The source root of its collection, relative to the project; empty for the project itself."""
    path: str
    """Its path below that root."""
    dialect: str
    """The name of its dialect."""
    slug: str = ""
    """Its `slug:` or `url:`, if it has one."""
    id: str = ""
    """Its `id:`, if it has one."""

    @property
    def name(self) -> str:
        """Its path relative to the project."""
        return posixpath.join(self.root, self.path)

    @property
    def is_partial(self) -> bool:
        """Whether it is no page of its own, but imported by others."""
        return self.routes.has_partials and any(part.startswith("_") for part in self.path.split("/"))

    @property
    def route(self) -> str:
        """Its URL below the root of its collection, from `/` on; with `/` at its end where it is a folder."""
        return self.routes.route(self)

    @property
    def routes(self) -> Routes:
        """How its site generator makes URLs."""
        return GENERATORS[self.dialect].routes


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """What a destination leads to."""

    kind: TargetKind
    """What sort of thing."""
    fragment: str = ""
    """Its fragment, decoded."""
    page: Page | None = None
    """The page."""
    path: str = ""
    """The path of a file, or of what is missing, relative to the project."""
    same_case: bool = True
    """Whether upper and lower case agree."""


class Site:
    """The pages of a site, and where destinations in them lead."""

    def __init__(self, pages: Iterable[Page], is_file: Callable[[str], bool]) -> None:
        """Take the pages; `is_file` tells whether there is a file at a path relative to the project."""
        self.pages = tuple(pages)
        self.is_file = is_file
        self.by_name = {page.name: page for page in self.pages}
        self.by_folded = {page.name.casefold(): page for page in self.pages}
        self.roots = tuple(dict.fromkeys(page.root for page in self.pages))
        self.by_route: dict[tuple[str, str], Page] = {}
        self.shared_routes: list[tuple[Page, Page]] = []
        for page in self.pages:
            if not page.is_partial:
                first = self.by_route.setdefault((page.root, _key(page.route)), page)
                if first is not page:
                    self.shared_routes.append((first, page))

    def target(self, page: Page, destination: str) -> LinkTarget:
        """Return what a destination in a page leads to."""
        rest, _, fragment = destination.partition("#")
        path = unquote(rest.partition("?")[0])
        fragment = unquote(fragment)
        if _EXTERNAL.match(destination):
            return LinkTarget("external")
        if not path:
            return LinkTarget("page", fragment, page)
        if path.startswith(_FROM_PROJECT):
            return self._file(path.removeprefix(_FROM_PROJECT), fragment)
        if path.startswith("/"):
            return self._absolute(page, path, fragment)
        return self._relative(page, path, fragment)

    def _relative(self, page: Page, path: str, fragment: str) -> LinkTarget:
        name = posixpath.normpath(posixpath.join(page.root, posixpath.dirname(page.path), path))
        if other := self._page(page, name, path):
            return LinkTarget("page", fragment, other)
        if not name.startswith("../") and self.is_file(name):
            return LinkTarget("file", fragment, path=name)
        if page.routes.links_by_route and (other := self._by_url(page, path)):
            return LinkTarget("page", fragment, other)
        if name == ".." or name.startswith("../"):
            return LinkTarget("outside", fragment, path=name)
        other = self.by_folded.get(name.casefold())
        return LinkTarget("page" if other else "missing", fragment, other, name, same_case=not other)

    def _by_url(self, page: Page, path: str) -> Page | None:
        """Return the page that a path names as a URL, or as a file from the root of the sources."""
        if page.routes.links_from_root and SUFFIX.search(path):
            return self.by_name.get(posixpath.normpath(posixpath.join(page.root, path)))
        base = "/" if page.is_partial else page.route
        return self.by_route.get((page.root, _key(joined_url(base, path))))

    def _page(self, page: Page, name: str, path: str) -> Page | None:
        """Return the page that a path names, as its site generator completes it."""
        return next(filter(None, (self.by_name.get(each) for each in page.routes.files(name, path))), None)

    def _absolute(self, page: Page, path: str, fragment: str) -> LinkTarget:
        inside = posixpath.normpath(path.lstrip("/"))
        if inside.startswith("../"):
            return LinkTarget("outside", fragment, path=path)
        if other := self._page(page, posixpath.normpath(posixpath.join(page.root, inside)), path):
            return LinkTarget("page", fragment, other)
        for folder in (*_FOLDERS_OF_ASSETS, posixpath.join(page.root, "public"), page.root):
            if self.is_file(posixpath.join(folder, inside)):
                return LinkTarget("file", fragment, path=posixpath.join(folder, inside))
        parts = inside.split("/")
        for count in range(min(len(parts), _MOST_FOLDERS)):
            for root in dict.fromkeys((page.root, *self.roots)):
                if other := self.by_route.get((root, _key("/" + "/".join(parts[count:])))):
                    return LinkTarget("page", fragment, other)
        return LinkTarget("unknown", fragment, path=path)

    def _file(self, path: str, fragment: str) -> LinkTarget:
        name = posixpath.normpath(path)
        if name.startswith("../"):
            return LinkTarget("outside", fragment, path=name)
        if page := self.by_name.get(name):
            return LinkTarget("page", fragment, page)
        return LinkTarget("file" if self.is_file(name) else "missing", fragment, path=name)


def _key(route: str) -> str:
    """Return a route without what may or may not be written: `/guide/`, `/guide/index.html` are `/guide`."""
    return re.sub(r"(?:/index)?(?:\.html)?/*$", "", route) or "/"
