"""Links, anchors and images that lead nowhere: in the sources, and in each locale as it would be built.

What is broken in the source is its writers' business, and a warning; what only a locale breaks is an error of the
localization. Other sites are never asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath

from i18n.checks.sources import names_file
from i18n.document import Document
from i18n.generators.listing import SCHEMES
from i18n.localizing.assets import origin_of
from i18n.localizing.localizer import Localizer
from i18n.localizing.pages import is_file, page_of
from i18n.localizing.translated import TranslatedDocument
from i18n.markdown.references import local_path
from i18n.model import Finding
from i18n.project import Project
from i18n.site.broken import Broken, broken, finding, newly, shared_routes
from i18n.site.outline import Outline, outline
from i18n.site.routes import Page, Site
from i18n.workspace.sources import Source

LINK_RULES = ("broken-link", "broken-anchor", "shared-route")
"""The names of the findings that need to know all pages."""


def may_break_links(project: Project) -> bool:
    """Tell whether a locale may break a link at all: where ids neither stay nor are followed, or by a map."""
    anchors = any(collection.anchors == "off" for collection in project.collections)
    return anchors or bool(project.links.entries or project.assets.entries)


# One page ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Outlines:
    """What pages offer to links, and where their own lead on their site."""

    sources: list[Outline] = field(default_factory=list)
    """Those of the sources."""
    locales: dict[str, list[Outline]] = field(default_factory=dict)
    """Those of the pages in each locale, as they would be built."""

    def add(self, source: Source, document: Document) -> None:
        """Take in a source."""
        self.sources.append(_outline(page_of(source, document.text), source, document))

    def add_localized(self, localizer: Localizer, translated: TranslatedDocument) -> None:
        """Take in the source that was taken in last, in a locale."""
        of_source = self.sources[-1]
        outlines = self.locales.setdefault(translated.locale, [])
        if translated.is_skipped:  # readers see the source's page
            outlines.append(of_source)
            return
        localized = localizer.localized(translated)
        is_same = localized.text == translated.document.text
        outlines.append(of_source if is_same else _outline(of_source.page, translated.source, localized.built))

    def merge(self, other: Outlines) -> None:
        """Take in those of the pages that come next."""
        self.sources += other.sources
        for locale, outlines in other.locales.items():
            self.locales.setdefault(locale, []).extend(outlines)


def _outline(page: Page, source: Source, document: Document) -> Outline:
    """Return the outline of a page, without links to other sites: they are many, and nobody follows them."""
    found = outline(page, document, SCHEMES[source.collection.slugs])
    local = (item for item in found.references if not item.destination.startswith(("http://", "https://")))
    return replace(found, references=tuple(local))


# All pages --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BrokenLinks:
    """What leads nowhere."""

    routes: tuple[Finding, ...]
    """Pages with one route, of which a link can reach only one."""
    inherited: tuple[Broken, ...]
    """References of the sources that lead nowhere."""
    newly: Mapping[str, tuple[Broken, ...]]
    """By locale, those that lead somewhere in the source."""

    def of_sources(self) -> Iterator[Finding]:
        """Yield what leads nowhere in the sources."""
        yield from self.routes
        yield from map(finding, self.inherited)

    def of_locales(self, sources: Iterable[Source]) -> Iterator[Finding]:
        """Yield what only locales break, in the pages that are built."""
        by_name = {source.name: source for source in sources}
        for locale, items in self.newly.items():
            for item in items:
                source = by_name[item.page.name]
                yield finding(item, source.collection.output_path(source.path, locale).as_posix())


def broken_links(project: Project, outlines: Outlines, locales: Sequence[str]) -> BrokenLinks:
    """Follow all links of the sources, and of some locales."""
    pages = [each.page for each in outlines.sources]
    site = Site(pages, partial(is_file, project.root))
    inherited = tuple(broken(site, outlines.sources))
    in_locales = {
        locale: broken(Site(pages, partial(_is_shown, project, locale)), outlines.locales.get(locale, ()))
        for locale in locales
    }
    found = {locale: tuple(newly(items, inherited)) for locale, items in in_locales.items()}
    return BrokenLinks(tuple(shared_routes(site)), inherited, found)


def without_missing_files(links: BrokenLinks) -> BrokenLinks:
    """Leave out the missing files of the sources, which need no more than their document to be found."""
    rest = (
        item
        for item in links.inherited
        if item.fault in ("anchor", "case") or not names_file(local_path(item.reference.destination))
    )
    return replace(links, inherited=tuple(rest))


def _is_shown(project: Project, locale: str, name: str) -> bool:
    """Tell whether a locale has a file in the place of a path of the sources: that very one, or one of its own."""
    if is_file(project.root, name):
        return True
    for collection in project.collections:
        path = PurePosixPath(name)
        if path.is_relative_to(collection.source):
            return origin_of(project, collection, path.relative_to(collection.source), locale) is not None
    return False
