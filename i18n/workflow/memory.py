"""A locale's translation memory, read from its catalogs when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from i18n.catalog.message import Message
from i18n.catalog.store import read_catalog
from i18n.errors import CatalogError, I18nError
from i18n.files import read_text
from i18n.markdown.dialect import Dialect, dialect_named
from i18n.markdown.placeables import parse_pieces, read_inline
from i18n.matching.match import Readers
from i18n.matching.memory import Memory
from i18n.project import Project


def memories(project: Project) -> Callable[[str], Memory]:
    """Return a function from a locale to its memory as it is when the function is first called with it.

    Catalogs without a source are part of it. One that cannot be read is left out; who needs it says so.
    """

    @cache
    def memory_of(locale: str) -> Memory:
        read = readers_of(dialect_named(project.collections[0].dialect)).read
        return Memory(_messages(project, locale), read)

    return memory_of


@cache
def readers_of(dialect: Dialect) -> Readers:
    """Return how the texts of a dialect's documents are read outside of them, without their definitions."""
    return Readers(
        partial(read_inline, dialect=dialect, definitions={}), partial(parse_pieces, dialect=dialect, definitions={})
    )


def catalog_files(project: Project, locale: str) -> list[Path]:
    """Return the PO files of a locale, those without a source included; a folder of such a name is none."""
    found = (project.root / "locales" / locale / "LC_MESSAGES").rglob("*.po")
    return sorted(file for file in found if file.is_file())


def _messages(project: Project, locale: str) -> Iterator[Message]:
    for file in catalog_files(project, locale):
        name = file.relative_to(project.root).as_posix()
        try:
            yield from read_catalog(read_text(file, name, CatalogError), name, notes=False).messages
        except I18nError:
            continue
