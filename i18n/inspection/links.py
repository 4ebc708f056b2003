"""Links, anchors and images that lead nowhere: in the sources, while something else reads them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from i18n.checks.sources import names_file
from i18n.generators.listing import SCHEMES
from i18n.localizing.pages import pages_of
from i18n.markdown.document import MarkdownDocument
from i18n.markdown.references import Reference, local_path
from i18n.model import Finding
from i18n.project import Project
from i18n.site.broken import broken, finding, shared_routes
from i18n.site.outline import Outline, outline
from i18n.workspace.sources import Source

LINK_RULES = ("broken-link", "broken-anchor", "shared-route")
"""The names of the findings that need to know all pages."""


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
