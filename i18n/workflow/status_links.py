"""Links, anchors and images that lead nowhere: in the sources, and in each locale as it would be built.

What is broken in the source is its writers' business, and a warning; what only a locale breaks is an error of the
localization. Other sites are never asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath

from i18n.errors import I18nError
from i18n.generators.listing import SCHEMES
from i18n.inspection.links import LINK_RULES
from i18n.localizing.assets import origin_of
from i18n.localizing.pages import is_file, page_of
from i18n.localizing.work import Work
from i18n.markdown.document import MarkdownDocument, parse
from i18n.model import Finding, Severity
from i18n.project import Project
from i18n.site.broken import Broken, broken, finding, newly, shared_routes
from i18n.site.outline import Outline, outline
from i18n.site.routes import Site
from i18n.workspace.outcome import Outcome, Progress, silent
from i18n.workspace.sources import Source, find_sources, read_documents


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
            read = document if text == document.text else parse(text, source.collection.dialect, path=source.name)
            built[locale].append(outline(page, read, scheme))
    _report(project, sources, outcome, before, built)
    return outcome


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
