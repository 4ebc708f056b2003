"""Build the localized documents, and put the local files they refer to beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from i18n.document import Document
from i18n.errors import I18nError
from i18n.localizing.assets import Asset, local_assets, origin_of
from i18n.localizing.localizer import Localizer, localizer_for
from i18n.localizing.translated import TranslatedDocument
from i18n.outputs.outputs import Outputs
from i18n.project import Project
from i18n.workspace.documents import Documents, PinnedDocuments
from i18n.workspace.outcome import Outcome, Progress, silent
from i18n.workspace.pinned import pinned_documents
from i18n.workspace.sources import Source, find_sources


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
    skipped: int = 0
    """Localized documents that are not written, since too little of them is translated."""
    removed: list[str] = field(default_factory=list)
    """Files of earlier builds that no source leads to any more, and that were removed."""


def build(
    project: Project,
    locales: Iterable[str] = (),
    include: str | None = None,
    progress: Progress = silent,
    *,
    pinned: bool = False,
    notice: bool | None = None,
) -> Built:
    """Write every document in every locale; one that needs no change keeps its file as it is.

    `include` is `human` or `machine`: the least trusted work that is shown. With `pinned`, each is built
    from the text that its catalog was last updated from, and one without a catalog is left out. With
    `notice`, a page that shows a machine's words says so; None leaves that to the project. A source or
    catalog that cannot be read is a finding, and what was built of it before stays. What earlier builds wrote
    and no source leads to any more is removed, unless somebody has changed it. Raises
    ConfigurationError, and GitError where a pinned text is needed and git cannot be asked.
    """
    outcome = Built(locales=list(project.chosen_locales(locales)))
    sources = find_sources(project, report=outcome.findings.append)
    outputs = Outputs(project, outcome)
    read = _pinned if pinned else _current
    documents, versions = read(project, sources, outcome, progress)
    localizer = localizer_for(project, sources, documents, include, notice)
    for source, document, chosen in versions:
        assets = list(local_assets(project, source, document, outcome))
        for locale in chosen:
            try:
                translated = localizer.translated(source, document, locale)
                if _write(localizer, translated, outcome, outputs):
                    outcome.copied += _copy_assets(project, source, locale, assets, outputs)
            except I18nError as error:
                outcome.fail(error)
    outcome.removed = outputs.close(outcome.locales)
    return outcome


_Versions: TypeAlias = Iterable[tuple[Source, Document, Sequence[str]]]
"""The documents to build, each with the locales that are built from it."""


def _current(
    project: Project, sources: Sequence[Source], outcome: Built, progress: Progress
) -> tuple[Documents, _Versions]:
    """Return the sources as they are: all locales are built from each."""
    documents = Documents(project)
    in_turn = documents.in_turn(sources, outcome, progress, "building")
    return documents, ((source, document, outcome.locales) for source, document in in_turn)


def _pinned(
    project: Project, sources: Sequence[Source], outcome: Built, progress: Progress
) -> tuple[Documents, _Versions]:
    """Return the sources as they were when the catalogs of some locales were last updated."""
    versions = []
    for source, document, locales in pinned_documents(project, sources, outcome.locales, outcome, progress):
        if document:
            versions.append((source, document, locales))
        else:
            outcome.left_out += len(locales)
    by_locale = {(source.name, locale): document for source, document, locales in versions for locale in locales}
    return PinnedDocuments(project, by_locale), versions


def _write(localizer: Localizer, translated: TranslatedDocument, outcome: Built, outputs: Outputs) -> bool:
    """Write a document in a locale and tell whether it is written; it is not where too little of it is translated."""
    outcome.take(translated.findings, translated.errors)
    if translated.is_skipped:
        outcome.skipped += 1
        return False
    source, locale = translated.source, translated.locale
    text = localizer.localized(translated).text
    outcome.written += outputs.write(source.collection.output_path(source.path, locale), locale, text)
    outcome.documents += 1
    outcome.segments += len(translated.document.segments)
    outcome.translated += translated.rendering.used
    return True


def _copy_assets(project: Project, source: Source, locale: str, assets: Iterable[Asset], outputs: Outputs) -> int:
    """Put the assets of a document beside its built form; return how many changed. Raises WriteError."""
    copied = 0
    for asset in assets:
        origin = origin_of(project, source.collection, asset.path, locale)
        if origin:
            target = source.collection.output_path(asset.path, locale)
            copied += outputs.copy(project.root / origin, target, locale)
    return copied
