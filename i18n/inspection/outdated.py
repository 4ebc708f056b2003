"""Catalogs and templates that do not have the messages of their source as it is now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from i18n.catalog.message import Message
from i18n.catalog.store import read_catalog
from i18n.counted import plural
from i18n.errors import CatalogError
from i18n.model import Finding, Key, Position, Severity
from i18n.project import Project
from i18n.storage.files import read_text
from i18n.workspace.catalogs import OpenedCatalog
from i18n.workspace.sources import Source


def outdated_catalog(wanted: Iterable[Message], opened: OpenedCatalog) -> Iterator[Finding]:
    """Yield a finding if a catalog does not have the messages that are wanted."""
    active = opened.catalog.active if opened.catalog else ()
    if said := _difference({message.key for message in wanted}, {message.key for message in active}):
        first = Position(1, 1)
        yield Finding("outdated-catalog", said, Severity.WARNING, opened.name, first, hint="run i18n update")


def outdated_template(project: Project, source: Source, wanted: Iterable[Message]) -> Iterator[Finding]:
    """Yield a finding if the template of a source does not have these messages; raises CatalogError.

    Nobody needs to have templates.
    """
    name = project.template_path(source.collection, source.path).as_posix()
    file = project.root / name
    if not file.is_file():
        return
    template = read_catalog(read_text(file, name, CatalogError), name, notes=False)
    if said := _difference({message.key for message in wanted}, {message.key for message in template.active}):
        yield Finding("outdated-template", said, Severity.NOTE, name, Position(1, 1), hint="run i18n extract")


def _difference(wanted: Collection[Key], there: Collection[Key]) -> str:
    """Say how many of the messages are missing and how many nobody wants; empty if there is neither."""
    missing, unwanted = len(set(wanted) - set(there)), len(set(there) - set(wanted))
    parts = [(missing, "lacks {} of its source"), (unwanted, "has {} that its source no longer has")]
    return " and ".join(words.format(f"{count} {plural(count, 'message')}") for count, words in parts if count)
