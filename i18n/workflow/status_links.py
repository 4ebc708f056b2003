"""Links, anchors and images that lead nowhere: in the sources, and in each locale as it would be built.

What is broken in the source is its writers' business, and a warning; what only a locale breaks is an error of the
localization. Other sites are never asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath

from i18n.checks.sources import names_file
from i18n.errors import I18nError
from i18n.generators.listing import SCHEMES
from i18n.localizing.assets import origin_of
from i18n.localizing.pages import is_file, page_of, pages_of
from i18n.localizing.work import Work
from i18n.markdown.document import MarkdownDocument, parse
from i18n.markdown.references import Reference, local_path
from i18n.model import Finding, Severity
from i18n.project import Project
from i18n.site.broken import Broken, broken, finding, newly, shared_routes
from i18n.site.outline import Outline, outline
from i18n.site.routes import Site
from i18n.workspace.outcome import Outcome, Progress, silent
from i18n.workspace.sources import Source, find_sources, read_documents

LINK_RULES = ("broken-link", "broken-anchor", "shared-route")
"""The names of the findings that need to know all pages."""


@dataclass(slots=True)
class LinkStatus(Outcome):
    """The references of a project that lead nowhere."""

    inherited: list[Broken] = field(default_factory=list)
    """Those of the sources."""
    newly: dict[str, list[Broken]] = field(default_factory=dict)
    """Per locale, those that were whole in the source."""

    def counts(self) -> dict[str, Counter[str]]:
        """Return the numbers of each fault: of the sources under `source`, and of each locale what is new."""
        found = {"source": self.inherited, **self.newly}
        return {where: Counter(item.fault for item in items) for where, items in found.items()}


def link_status(
    project: Project, locales: Iterable[str] = (), include: str | None = None, progress: Progress = silent
) -> LinkStatus:
    """Look where every link, anchor and image leads, in the sources and in each locale; writes nothing.

    Raises ConfigurationError; what concerns one document is in the outcome.
    """
    outcome = LinkStatus()
    chosen = project.chosen_locales(locales)
    sources = find_sources(project, report=outcome.findings.append)
    work = Work(project, sources, include or project.include)
    work.survey()
    before: list[Outline] = []
    built: dict[str, list[Outline]] = {locale: [] for locale in chosen}
    for source, document in read_documents(project, sources, outcome, progress, "following links", work.documents):
        if not isinstance(document, MarkdownDocument):
            continue
        page = page_of(source, document.text)
        scheme = SCHEMES[source.collection.slugs]
        before.append(outline(page, document, scheme))
        for locale in chosen:
            try:
                translated = work.translated(source, document, locale)
            except I18nError as error:
                outcome.fail(error)
                continue
            outcome.take((), translated.errors)
            if work.is_skipped(source, document, translated):
                built[locale].append(before[-1])  # readers see the source's page
                continue
            text = work.localized(source, document, locale, translated).text
            read = document if text == document.text else parse(text, source.collection.dialect)
            built[locale].append(outline(page, read, scheme))
    _report(project, sources, outcome, before, built)
    return outcome


class SourceLinks:
    """Looks where the links of sources lead, document by document, while something else reads them."""

    def __init__(self, project: Project, sources: Iterable[Source]) -> None:
        """Read what all sources are called and which headings links lead to."""
        self.pages = pages_of(project, sources)

    def outlines(self, source: Source, document: MarkdownDocument) -> Iterator[Outline]:
        """Yield the outline of a document, if it is a page; its heading ids are made only where links lead to them."""
        page = self.pages.site.by_name.get(source.name)
        if page and source.name in self.pages.linked:
            found = outline(page, document, SCHEMES[source.collection.slugs])
            yield replace(found, references=_local(document))
        elif page:
            yield Outline(page, (), frozenset(), _local(document))

    def findings(self, outlines: Iterable[Outline]) -> Iterator[Finding]:
        """Yield what leads nowhere, but for missing files, which need no more than their document to be found."""
        yield from shared_routes(self.pages.site)
        for item in broken(self.pages.site, outlines):
            if item.fault in ("anchor", "case") or not names_file(local_path(item.reference.destination)):
                yield finding(item)


def _local(document: MarkdownDocument) -> tuple[Reference, ...]:
    """Return what a document refers to on its own site."""
    return tuple(item for item in document.references if not item.destination.startswith(("http://", "https://")))


def may_break_links(project: Project) -> bool:
    """Tell whether a locale may break a link at all: where ids neither stay nor are followed, or by a map."""
    anchors = any(collection.anchors == "off" for collection in project.collections)
    return anchors or bool(project.links.entries or project.assets.entries)


def newly_broken(project: Project, locales: Iterable[str]) -> list[Finding]:
    """Return what only locales break, as errors."""
    found = link_status(project, locales).findings
    return [item for item in found if item.name in (*LINK_RULES, "missing-image") and item.severity is Severity.ERROR]


def _report(
    project: Project,
    sources: Iterable[Source],
    outcome: LinkStatus,
    before: list[Outline],
    built: dict[str, list[Outline]],
) -> None:
    by_name = {source.name: source for source in sources}
    pages = [each.page for each in before]
    site = Site(pages, partial(is_file, project.root))
    outcome.inherited = list(broken(site, before))
    outcome.findings += shared_routes(site)
    outcome.findings += map(finding, outcome.inherited)
    for locale, outlines in built.items():
        localized = Site(pages, partial(_is_shown, project, locale))
        outcome.newly[locale] = list(newly(broken(localized, outlines), outcome.inherited))
        for item in outcome.newly[locale]:
            outcome.findings.append(finding(item, _target(by_name[item.page.name], locale)))


def _target(source: Source, locale: str) -> str:
    return source.collection.output_path(source.path, locale).as_posix()


def _is_shown(project: Project, locale: str, name: str) -> bool:
    """Tell whether a locale has a file in the place of a path of the sources: that very one, or one of its own."""
    if is_file(project.root, name):
        return True
    for collection in project.collections:
        path = PurePosixPath(name)
        if path.is_relative_to(collection.source):
            return origin_of(project, collection, path.relative_to(collection.source), locale) is not None
    return False
