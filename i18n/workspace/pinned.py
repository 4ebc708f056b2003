"""Sources as their catalogs know them: translators finish one text while writers are at the next.

A catalog names the blob of the source that it was last updated from. Where that is the source as it is
now, nobody else is asked; other texts come from git, all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from i18n.document import Document
from i18n.errors import CatalogError, I18nError
from i18n.project import Project
from i18n.storage.files import decoded, read_bytes
from i18n.storage.git import blob_id, missing_blob, read_blobs
from i18n.workspace.catalogs import whole_catalog
from i18n.workspace.documents import parse_source, source_findings
from i18n.workspace.outcome import Outcome, Progress
from i18n.workspace.sources import Source


@dataclass(frozen=True, slots=True)
class _Pins:
    """What the catalogs of one source were last updated from."""

    source: Source
    now: str
    """The blob of the source as it is; empty where it cannot be read."""
    locales: dict[str, list[str]] = field(default_factory=dict)
    """The locales of each blob; of an empty one, those without a catalog."""


def pinned_documents(
    project: Project, sources: Sequence[Source], locales: Iterable[str], outcome: Outcome, progress: Progress
) -> Iterator[tuple[Source, Document | None, list[str]]]:
    """Yield each source with a text that catalogs were last updated from, as a document, and their locales.

    Instead of a document comes None for locales that have no catalog; but where there is nothing to
    translate there need not be one, and the source is taken as it is. A source or catalog that cannot be read is a
    finding of the outcome. Raises GitError where git is needed and cannot be asked.
    """
    pins = [_pins(project, source, list(locales), outcome) for source in sources]
    blobs = read_blobs(project.root, (blob for pin in pins for blob in pin.locales if blob not in ("", pin.now)))
    for pin in progress(pins, "building"):
        for blob, chosen in pin.locales.items():
            try:
                document = _document(project, pin, blob, blobs)
            except I18nError as error:
                outcome.fail(error)
                continue
            if blob or not document.messages:
                outcome.findings += source_findings(document, pin.source)
                yield pin.source, document, chosen
            else:
                yield pin.source, None, chosen


def _pins(project: Project, source: Source, locales: Iterable[str], outcome: Outcome) -> _Pins:
    try:
        now = blob_id(read_bytes(source.file, source.name))
    except I18nError:
        now = ""  # It is said where the text is wanted.
    pins = _Pins(source, now)
    for locale in locales:
        try:
            opened = whole_catalog(project, source, locale)
            catalog = opened.catalog
            if catalog and not catalog.source_blob:
                message = "does not say which text of its source it was last updated from"
                raise CatalogError(message, path=opened.name, hint="run `i18n update`")
        except I18nError as error:
            outcome.fail(error)
        else:
            pins.locales.setdefault(catalog.source_blob if catalog else "", []).append(locale)
    return pins


def _document(project: Project, pin: _Pins, blob: str, blobs: Mapping[str, bytes]) -> Document:
    source = pin.source
    if blob in ("", pin.now):
        data = read_bytes(source.file, source.name)
    elif blob in blobs:
        data = blobs[blob]
    else:
        raise missing_blob(blob, source.name)
    return parse_source(project, source.collection, decoded(data, source.name), source.name)
