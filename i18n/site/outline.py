"""What a page offers to links and where its own links lead: heading ids, anchors, references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from i18n.document import Document, Heading, Reference
from i18n.generators.listing import GENERATORS
from i18n.generators.slugs import Scheme, Titled
from i18n.site.routes import Page, Site

_ALWAYS = ("", "top", "_top")
"""Fragments that lead to the top of any page."""

_IMPORTABLE = re.compile(r"\.mdx?$")
"""Ends a module that is a document: `./_part.mdx`."""


@dataclass(frozen=True, slots=True)
class Outline:
    """What is known of a page."""

    page: Page
    """The page."""
    ids: tuple[str, ...]
    """The ids of its headings, in order."""
    anchors: frozenset[str]
    """The ids in its HTML."""
    references: tuple[Reference, ...]
    """What it refers to, in order."""


def outline(page: Page, document: Document, scheme: Scheme) -> Outline:
    """Return the outline of a page."""
    ids = zip(document.headings, scheme.ids(titled(document.headings, scheme)), strict=True)
    shown = [identifier for heading, identifier in ids if has_id(heading, page.dialect)]
    html = frozenset(anchor.id for anchor in document.anchors)
    return Outline(page, tuple(shown), html, document.references)


def titled(headings: Iterable[Heading], scheme: Scheme) -> list[Titled]:
    """Return headings as a scheme sees them."""
    if "source" in scheme.reads:
        return [Titled(heading.source, heading.id) for heading in headings]
    if "alt" in scheme.reads:
        return [Titled(heading.words_and_alt, heading.id) for heading in headings]
    return [Titled(heading.words, heading.id) for heading in headings]


def has_id(heading: Heading, dialect: str) -> bool:
    """Tell whether a heading's id is on the page; some generators show none of a page's title."""
    return heading.level > 1 or not GENERATORS[dialect].heading_ids.title_has_none


class Anchors:
    """The ids that each page has, those of what it imports included."""

    def __init__(self, site: Site, outlines: Iterable[Outline]) -> None:
        """Take the outlines of all pages."""
        self.outlines: dict[str, Outline] = {outline.page.name: outline for outline in outlines}
        self.imports = {name: imported(site, outline) for name, outline in self.outlines.items()}
        self.importers = inverse(self.imports)

    def has(self, page: Page, fragment: str) -> bool:
        """Tell whether a fragment leads anywhere on a page; what is imported anywhere is read there."""
        if fragment in _ALWAYS or ":~:" in fragment:
            return True
        names = {page.name, *reached(page.name, self.imports)}
        if page.is_partial:
            for name in reached(page.name, self.importers):
                names |= {name, *reached(name, self.imports)}
        outlines = (self.outlines.get(name) for name in names)
        return any(outline and (fragment in outline.ids or fragment in outline.anchors) for outline in outlines)


def imported(site: Site, outline: Outline) -> tuple[str, ...]:
    """Return the names of the documents that a page imports."""
    modules = (item.destination for item in outline.references if item.kind == "import")
    targets = (site.target(outline.page, module) for module in modules if _IMPORTABLE.search(module))
    return tuple(target.page.name for target in targets if target.page)


def inverse(imports: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Return, for each name, those that lead to it."""
    importers: dict[str, list[str]] = {}
    for name, others in imports.items():
        for other in others:
            importers.setdefault(other, []).append(name)
    return {name: tuple(others) for name, others in importers.items()}


def reached(name: str, steps: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the names that one can get to from a name, in circles or not, itself left out."""
    names: set[str] = set()
    ahead = [name]
    while ahead:
        new = set(steps.get(ahead.pop(), ())) - names - {name}
        names |= new
        ahead += new
    return names
