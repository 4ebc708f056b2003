"""A locale's translation memory, read when it is first asked for: its catalogs, and what was imported from elsewhere.

Imported memories are TMX files in `locales/<locale>/memory/`, beside the PO files and in version control like them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import TypeAlias

from i18n.catalog.message import Message
from i18n.catalog.store import read_catalog
from i18n.document import Document
from i18n.errors import CatalogError, I18nError
from i18n.interchange import tmx
from i18n.markdown.dialect import Dialect, dialect_named
from i18n.markdown.document import MarkdownDocument
from i18n.markdown.placeables import InlineReader, parse_pieces, read_inline
from i18n.matching.match import Readers
from i18n.matching.memory import Memory
from i18n.project import Project
from i18n.storage.files import read_text

_READS_ARGUMENTS = "docusaurus"
"""The dialect to which `{name}` is one piece, as it is in UI strings."""

Report: TypeAlias = Callable[[I18nError], object]
"""Is told of a file that cannot be read."""


def memories(project: Project, *, notes: bool = False, report: Report = lambda error: None) -> Callable[[str], Memory]:
    """Return a function from a locale to its memory as it is when the function is first called with it.

    Catalogs without a source are part of it. A catalog that cannot be read is left out, and who needs it says so;
    of an imported memory that cannot be read, `report` is told. With `notes`, the memory knows what each message is and
    where it stands.
    """

    @cache
    def memory_of(locale: str) -> Memory:
        read = readers_of(dialect_named(project.collections[0].dialect)).read
        return Memory([*_messages(project, locale, notes), *imported_messages(project, locale, report)], read)

    return memory_of


def readers_for(document: Document) -> Readers:
    """Return how the texts of a document are read outside of it, without its definitions."""
    return readers_of(reader_of(document).dialect)


def reader_of(document: Document) -> InlineReader:
    """Return what reads the texts of a document and its translations."""
    if isinstance(document, MarkdownDocument):
        return document.extraction.reader
    return InlineReader(dialect_named(_READS_ARGUMENTS), {})


@cache
def readers_of(dialect: Dialect) -> Readers:
    """Return how the texts of a dialect's documents are read outside of them."""
    return Readers(
        partial(read_inline, dialect=dialect, definitions={}), partial(parse_pieces, dialect=dialect, definitions={})
    )


def catalog_files(project: Project, locale: str) -> list[Path]:
    """Return the PO files of a locale, those without a source included; a folder of such a name is none."""
    found = (project.root / "locales" / locale / "LC_MESSAGES").rglob("*.po")
    return sorted(file for file in found if file.is_file())


def memory_files(project: Project, locale: str) -> list[Path]:
    """Return the imported memories of a locale."""
    return sorted((project.root / "locales" / locale / "memory").glob("*.tmx"))


def _messages(project: Project, locale: str, notes: bool) -> Iterator[Message]:
    for file in catalog_files(project, locale):
        name = file.relative_to(project.root).as_posix()
        try:
            yield from read_catalog(read_text(file, name, CatalogError), name, notes).messages
        except I18nError:
            continue


def imported_messages(project: Project, locale: str, report: Report) -> Iterator[Message]:
    """Yield the translations of a locale's imported memories.

    They are as those of obsolete messages: not in use here, so a catalog's own work comes before them.
    """
    for file in memory_files(project, locale):
        name = file.relative_to(project.root).as_posix()
        try:
            found = tmx.read(file, name, project.source_locale, locale).messages
        except I18nError as error:
            report(error)
            continue
        yield from (replace(message, obsolete=True) for message in found)
