"""A locale's translation memory, read when it is first asked for: its catalogs, and what was imported from elsewhere.

Imported memories are TMX files in `locales/<locale>/memory/`, beside the PO files and in version control like them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial

from i18n.catalog.message import Message
from i18n.catalog.store import read_catalog
from i18n.document import Document
from i18n.errors import CatalogError, I18nError
from i18n.markdown.dialect import Dialect, dialect_named
from i18n.markdown.inline.read import read_inline
from i18n.matching.match import Readers
from i18n.matching.memory import Memory
from i18n.project import Project
from i18n.storage.files import read_text
from i18n.workspace.catalogs import catalog_files
from i18n.workspace.memory_files import Report, imported_messages
from i18n.workspace.readers import reader_of


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


def _messages(project: Project, locale: str, notes: bool) -> Iterator[Message]:
    for file in catalog_files(project, locale):
        name = file.relative_to(project.root).as_posix()
        try:
            yield from read_catalog(read_text(file, name, CatalogError), name, notes).messages
        except I18nError:
            continue


def readers_for(document: Document) -> Readers:
    """Return how the texts of a document are read outside of it, without its definitions."""
    return readers_of(reader_of(document).dialect)


@cache
def readers_of(dialect: Dialect) -> Readers:
    """Return how the texts of a dialect's documents are read outside of them."""
    return Readers(partial(read_inline, dialect=dialect, definitions={}))
