"""Build the localized documents, and put the local files they refer to beside them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from i18n.catalog.message import Catalog
from i18n.catalog.state import SHOWN_AS_HUMAN, SHOWN_AS_MACHINE, state_of
from i18n.errors import I18nError
from i18n.files import copy_file, write_text
from i18n.markdown.document import Document
from i18n.markdown.references import local_references
from i18n.model import Finding, Key, Position, Severity
from i18n.project import Project
from i18n.workflow.messages import open_catalog
from i18n.workflow.outcome import Outcome, Progress, silent
from i18n.workflow.pinned import pinned_documents
from i18n.workflow.sources import Source, find_sources, read_documents


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
    for source, document, chosen in _versions(project, sources, outcome, progress, pinned):
        assets = list(_assets(project, source, document, outcome))
        for locale in chosen:
            try:
                _build_one(project, source, document, locale, include or project.include, outcome)
                _copy_assets(project, source, locale, assets, outcome)
            except I18nError as error:
                outcome.fail(error)
    return outcome


def _versions(
    project: Project, sources: Sequence[Source], outcome: Built, progress: Progress, pinned: bool
) -> Iterator[tuple[Source, Document, Sequence[str]]]:
    """Yield the documents to build, each with the locales that are built from it."""
    if not pinned:
        for source, document in read_documents(project, sources, outcome, progress, "building"):
            yield source, document, outcome.locales
        return
    for source, version, chosen in pinned_documents(project, sources, outcome.locales, outcome, progress):
        if version:
            yield source, version, chosen
        else:
            outcome.left_out += len(chosen)


def _build_one(project: Project, source: Source, document: Document, locale: str, include: str, outcome: Built) -> None:
    name, _, catalog = open_catalog(project, source, locale, report=outcome.fail)
    rendering = document.splice(shown(catalog, include))
    outcome.findings += located(rendering.findings, name, catalog, source)
    target = source.collection.output_root(locale) / source.path
    outcome.written += write_text(outcome.inside(project, target), target.as_posix(), rendering.text)
    outcome.documents += 1
    outcome.segments += len(document.segments)
    outcome.translated += rendering.used


def shown(catalog: Catalog | None, include: str) -> dict[str | Key, str]:
    """Return the translations of a catalog that a build shows, by key."""
    states = SHOWN_AS_MACHINE if include == "machine" else SHOWN_AS_HUMAN
    messages = catalog.active if catalog else ()
    return {message.key: message.msgstr for message in messages if state_of(message) in states}


def located(findings: Iterable[Finding], name: str, catalog: Catalog | None, source: Source) -> Iterator[Finding]:
    """Yield findings about translations with the PO file and line of their message."""
    lines = {message.key: message.line for message in catalog.active} if catalog else {}
    for finding in findings:
        position = Position(lines.get((finding.context, finding.msgid), 1), 1)
        yield replace(finding, path=name, position=position, source=source.name)


# Assets -----------------------------------------------------------------------------------------


def _assets(project: Project, source: Source, document: Document, outcome: Built) -> Iterator[PurePosixPath]:
    """Yield the local files that a document refers to, relative to the collection's root."""
    root = (project.root / source.collection.source).resolve()
    for reference, position in local_references(document):
        if source.collection.holds(reference.rpartition("/")[2]):
            continue
        file = source.file.parent / reference
        if not os.path.isfile(file):
            continue
        real = file.resolve()
        if real.is_relative_to(root):
            yield PurePosixPath(real.relative_to(root).as_posix())
        else:
            message = f"the file “{reference}” lies outside of the source folder and was not copied"
            outcome.findings.append(Finding("asset", message, Severity.WARNING, source.name, position))


def _copy_assets(
    project: Project, source: Source, locale: str, assets: Iterable[PurePosixPath], outcome: Built
) -> None:
    for path in assets:
        target = source.collection.output_root(locale) / path
        origin = project.root / source.collection.source / path
        outcome.copied += copy_file(origin, outcome.inside(project, target), target.as_posix())
