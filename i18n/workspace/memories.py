"""A locale's translation memory, read when it is first asked for: its catalogs, and what was imported from elsewhere.

Imported memories are TMX files in `locales/<locale>/memory/`, beside the PO files and in version control like them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TypeAlias

from i18n.catalog.message import Message
from i18n.catalog.store import read_catalog
from i18n.errors import CatalogError, I18nError
from i18n.interchange import tmx
from i18n.markdown.dialect import dialect_named
from i18n.matching.memory import Memory
from i18n.model import Finding, Severity
from i18n.project import Project, layout
from i18n.storage.files import read_text
from i18n.workspace.catalogs import catalog_files
from i18n.workspace.readers import readers_of

_LINE_NUMBER = re.compile(r":\d+$")

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


def memory_files(project: Project, locale: str) -> list[Path]:
    """Return the imported memories of a locale."""
    return sorted((project.root / layout.memories(locale)).glob("*.tmx"))


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


def placed(message: Message, name: str) -> Message:
    """Return a message that says which documents it stands in: those it refers to, or its catalog."""
    documents = dict.fromkeys(_LINE_NUMBER.sub("", reference) for reference in message.references)
    return replace(message, references=list(documents) or [name])


def left_out(messages: Iterable[Message], path: str) -> Iterator[Finding]:
    """Yield a finding for each message that no TMX file can hold."""
    for message in messages:
        text = f"{tmx.quoted_text(message)} was left out, since XML cannot hold its control characters"
        yield Finding("control-character", text, Severity.WARNING, path, msgid=message.msgid)
