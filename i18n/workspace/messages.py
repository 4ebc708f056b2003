"""Documents as messages: what a PO file says of each segment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from i18n.catalog.message import Catalog, Message
from i18n.catalog.store import decoded_by_header, read_catalog, write_catalog
from i18n.catalog.wrap import wrapped
from i18n.document import Document
from i18n.errors import CatalogError
from i18n.language import plural_forms, posix_code
from i18n.model import Segment
from i18n.project import Project
from i18n.storage.files import is_there, read_bytes, read_text
from i18n.workspace.sources import Source

_MOST_NOTES = 5


def messages_of(document: Document, source: Source, locations: str) -> list[Message]:
    """Return the messages of a document, untranslated, in document order."""
    return [
        Message(msgid, msgctxt=context, extracted=_notes(segments), references=_references(segments, source, locations))
        for (context, msgid), segments in document.messages.items()
    ]


def _notes(segments: list[Segment]) -> list[str]:
    """Say what a message is and where: a line per distinct kind and heading, then the writers' words."""
    places = list(dict.fromkeys(note_of(segment) for segment in segments))
    notes = places[:_MOST_NOTES]
    if len(places) > _MOST_NOTES:
        notes.append(f"+{len(places) - _MOST_NOTES}")
    return notes + list(dict.fromkeys(comment for segment in segments for comment in segment.comments))


def note_of(segment: Segment) -> str:
    """Say what a segment is, and its nearest heading above."""
    heading = " ".join(segment.heading.split())
    return f"{segment.kind} · {heading}" if heading else segment.kind


def _references(segments: list[Segment], source: Source, locations: str) -> list[str]:
    if locations == "none":
        return []
    name = "".join(f"%{ord(c):02X}" if c == "%" or c.isspace() else c for c in source.name)
    if locations == "line":
        return list(dict.fromkeys(f"{name}:{segment.position.line}" for segment in segments))
    return [name]


def new_catalog(project: Project, locale: str) -> Catalog:
    """Return an empty catalog of a locale, with its header; of no locale, a template."""
    header = {
        "Project-Id-Version": project.name,
        "Language": posix_code(locale),
        "X-Source-Language": posix_code(project.source_locale),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if locale:
        header["Plural-Forms"] = plural_forms(locale)
    return Catalog(header)


def open_catalog(
    project: Project,
    source: Source,
    locale: str,
    notes: bool = False,
    report: Callable[[CatalogError], object] | None = None,
) -> tuple[str, str, Catalog | None]:
    """Return the name, text and content of a source's catalog; empty and None if there is none.

    Who writes it again asks for its `notes` as well, and gets a CatalogError where it cannot be read whole. Who
    only reads gives a `report`, and gets what is sound.
    """
    name = project.catalog_path(source.collection, source.path, locale).as_posix()
    file = project.root / name
    if not is_there(file, name, CatalogError):
        return name, "", None
    text = catalog_text(file, name)
    return name, text, read_catalog(text, name, notes, report)


def catalog_text(file: Path, name: str) -> str:
    """Return the text of a PO file, in UTF-8 or in the encoding that its header names; raises CatalogError."""
    try:
        return read_text(file, name, CatalogError)
    except CatalogError:
        text = decoded_by_header(read_bytes(file, name, CatalogError))
        if text is None:
            raise
        return text


def written(project: Project, catalog: Catalog, name: str) -> str:
    """Return the text of a PO file as the project wants it; raises what `wrapped` does."""
    return wrapped(write_catalog(catalog), project.wrap, name)
