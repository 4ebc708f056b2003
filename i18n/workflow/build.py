"""Build the localized documents, and put the local files they refer to beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from i18n.errors import I18nError
from i18n.files import write_text
from i18n.markdown.document import Document
from i18n.project import Project
from i18n.workflow.assets import copy_assets, local_assets
from i18n.workflow.outcome import Outcome, Progress, silent
from i18n.workflow.pinned import pinned_documents
from i18n.workflow.sources import Source, find_sources, read_documents
from i18n.workflow.work import Work


@dataclass(slots=True)
class Built(Outcome):
    """What `build` did."""

    documents: int = 0
    """Localized documents that are up to date now."""
    written: int = 0
    """Those of them that changed."""
    copied: int = 0
    """Local files that were copied."""
    segments: int = 0
    """Segments in the documents."""
    translated: int = 0
    """Segments that show a translation."""
    locales: list[str] = field(default_factory=list)
    """The locales built."""
    left_out: int = 0
    """Localized documents that have no catalog yet, where sources are pinned."""


def build(
    project: Project,
    locales: Iterable[str] = (),
    include: str | None = None,
    progress: Progress = silent,
    *,
    pinned: bool = False,
) -> Built:
    """Write every document in every locale; one that needs no change keeps its file as it is.

    `include` is `human` or `machine`: the least trusted work that is shown. With `pinned`, each is built
    from the text that its catalog was last updated from, and one without a catalog is left out. A
    document whose source or catalog cannot be read keeps what was built before. Raises
    ConfigurationError, and GitError where a pinned text is needed and git cannot be asked; what concerns
    one document is in the outcome.
    """
    outcome = Built(locales=list(project.chosen_locales(locales)))
    sources = find_sources(project, report=outcome.findings.append)
    work = Work(project, sources, include or project.include)
    for source, document, chosen in _versions(work, outcome, progress, pinned):
        assets = list(local_assets(project, source, document, outcome))
        for locale in chosen:
            try:
                _build_one(work, source, document, locale, outcome)
                outcome.copied += copy_assets(project, source, locale, assets, outcome)
            except I18nError as error:
                outcome.fail(error)
    return outcome


def _versions(
    work: Work, outcome: Built, progress: Progress, pinned: bool
) -> Iterator[tuple[Source, Document, Sequence[str]]]:
    """Yield the documents to build, each with the locales that are built from it."""
    if not pinned:
        work.survey()
        known = work.documents
        for source, document in read_documents(work.project, work.sources, outcome, progress, "building", known):
            yield source, document, outcome.locales
        return
    versions = list(pinned_documents(work.project, work.sources, outcome.locales, outcome, progress))
    outcome.left_out += sum(len(chosen) for _, version, chosen in versions if not version)
    found = [(source, version, chosen) for source, version, chosen in versions if version]
    work.survey({(source.name, locale): version for source, version, chosen in found for locale in chosen})
    yield from found


def _build_one(work: Work, source: Source, document: Document, locale: str, outcome: Built) -> None:
    translated = work.translated(source, document, locale)
    outcome.take(translated.findings, translated.errors)
    target = source.collection.output_root(locale) / source.path
    text = work.localized(source, document, locale, translated).text
    outcome.written += write_text(outcome.inside(work.project, target), target.as_posix(), text)
    outcome.documents += 1
    outcome.segments += len(document.segments)
    outcome.translated += translated.rendering.used
