"""Look where links, anchors and images lead: `i18n status --links`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from i18n.errors import I18nError
from i18n.inspection.links import Outlines, broken_links
from i18n.localizing.localizer import localizer_for
from i18n.project import Project
from i18n.site.broken import Broken
from i18n.workspace.documents import Documents
from i18n.workspace.outcome import Outcome, Progress, silent
from i18n.workspace.sources import find_sources


@dataclass(slots=True)
class LinkStatus(Outcome):
    """The references of a project that lead nowhere."""

    inherited: Sequence[Broken] = ()
    """Those of the sources."""
    newly: Mapping[str, Sequence[Broken]] = field(default_factory=dict)
    """Per locale, those that were whole in the source."""

    def counts(self) -> dict[str, Counter[str]]:
        """Return the numbers of each fault: of the sources under `source`, and of each locale what is new."""
        by_place = {"source": self.inherited, **self.newly}
        return {where: Counter(item.fault for item in items) for where, items in by_place.items()}


def link_status(
    project: Project, locales: Iterable[str] = (), include: str | None = None, progress: Progress = silent
) -> LinkStatus:
    """Look where every link, anchor and image leads, in the sources and in each locale; writes nothing.

    `include` is `human` or `machine`: the least trusted work that a build would show. Raises ConfigurationError.
    A file that cannot be read is a finding.
    """
    outcome = LinkStatus()
    chosen = project.chosen_locales(locales)
    sources = find_sources(project, report=outcome.findings.append)
    documents = Documents(project)
    localizer = localizer_for(project, sources, documents, include)
    outlines = Outlines()
    for source, document in documents.in_turn(sources, outcome, progress, "following links"):
        if not document.is_page:
            continue
        outlines.add(source, document)
        for locale in chosen:
            try:
                translated = localizer.translated(source, document, locale)
            except I18nError as error:
                outcome.fail(error)
                continue
            outcome.take((), translated.errors)
            outlines.add_localized(localizer, translated)
    links = broken_links(project, outlines, chosen)
    outcome.inherited, outcome.newly = links.inherited, links.newly
    outcome.findings += [*links.of_sources(), *links.of_locales(sources)]
    return outcome
