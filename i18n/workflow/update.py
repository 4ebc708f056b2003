"""Bring the PO files up to date with the sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from i18n.catalog.message import SOURCE_BLOB, Catalog, Message
from i18n.catalog.state import State, state_of
from i18n.document import Document
from i18n.errors import I18nError
from i18n.matching.match import ServedFrom, match
from i18n.matching.memory import Memory
from i18n.model import Finding
from i18n.project import Project
from i18n.storage.files import remove_file, retried
from i18n.storage.git import blob_id
from i18n.storage.project_files import ProjectFiles
from i18n.workspace.catalogs import new_catalog, orphans, po_text, whole_catalog
from i18n.workspace.documents import Documents
from i18n.workspace.memories import memories, readers_for
from i18n.workspace.messages import messages_of
from i18n.workspace.moves import Move, follow_renames
from i18n.workspace.outcome import Outcome, Progress, silent
from i18n.workspace.sources import Source, find_sources


@dataclass(slots=True)
class Updated(Outcome):
    """What `update` did."""

    catalogs: int = 0
    """Catalogs looked at."""
    written: list[str] = field(default_factory=list)
    """Catalogs that changed, by name."""
    states: Counter[State] = field(default_factory=Counter)
    """States of all active messages."""
    served: Counter[ServedFrom] = field(default_factory=Counter)
    """What became of the texts that their catalogs did not have."""
    moves: list[Move] = field(default_factory=list)
    """Catalogs that followed their sources."""
    pruned: list[Pruned] = field(default_factory=list)
    """What was deleted, where that was asked for."""


@dataclass(frozen=True, slots=True)
class Pruned:
    """An obsolete message, or a catalog without a source, that was deleted."""

    catalog: str
    """The PO file."""
    message: Message | None
    """The message; None for the whole file."""


@dataclass(frozen=True, slots=True)
class _Task:
    """What holds for all catalogs of one run."""

    project: Project
    files: ProjectFiles
    memory_of: Callable[[str], Memory]
    prune: bool
    outcome: Updated


def update(
    project: Project, locales: Iterable[str] = (), progress: Progress = silent, *, prune: bool = False
) -> Updated:
    """Merge every document's messages into its PO files; one that needs no change keeps its bytes.

    A catalog follows its source where that has moved. Nothing that a person wrote is dropped: a message that
    left its source becomes obsolete; only `prune` deletes those, and, if all else could be read and written,
    catalogs without a source. A source that cannot be read, or a catalog that cannot be read or written, is a finding.
    Raises ConfigurationError, and SourceError for a folder that cannot be read.
    """
    outcome = Updated()
    chosen = project.chosen_locales(locales)
    sources = find_sources(project, report=outcome.findings.append)
    outcome.moves = follow_renames(project, sources, outcome)
    memory_of = memories(project, notes=True, report=outcome.fail)
    task = _Task(project, ProjectFiles(project.root), memory_of, prune, outcome)
    for source, document in Documents(project).in_turn(sources, outcome, progress, "updating"):
        wanted = messages_of(document, source, project.locations)
        for locale in chosen:
            try:
                retried(_update_one, task, source, document, locale, wanted)
            except I18nError as error:
                outcome.fail(error)
    strays = orphans(project, sources, chosen)
    if prune and not outcome.failed:
        _remove(task, strays)
    else:
        # A document that could not be read may be the one that a catalog belongs to.
        kept = "it was kept, since something could not be read or written; correct that, then prune again"
        outcome.findings += (replace(stray, hint=kept) if prune else stray for stray in strays)
    return outcome


def _update_one(task: _Task, source: Source, document: Document, locale: str, wanted: list[Message]) -> None:
    project, outcome = task.project, task.outcome
    opened = whole_catalog(project, source, locale, notes=True)
    name, catalog = opened.name, opened.catalog
    if catalog is None and not wanted:
        return
    fresh = new_catalog(project, locale)
    old = catalog or fresh
    readers = readers_for(document)
    matched = match(wanted, old.messages, lambda: task.memory_of(locale), locale, readers)
    header = old.header if "Content-Type" in old.header else {**old.header, **fresh.header}
    header = {**header, SOURCE_BLOB: blob_id(document.text.encode())}
    new = replace(old, header=header, messages=matched.messages)
    pruned = [Pruned(name, message) for message in new.messages if message.obsolete] if task.prune else []
    if pruned:
        new.messages = list(new.active)
    if catalog is None or new.source_blob != old.source_blob or _content(new) != _content(old):
        task.files.write(name, po_text(project, new, name), was=opened.text)
        outcome.written.append(name)
    # Only what was written counts: where the file has changed in between, all this is done again.
    outcome.pruned += pruned
    outcome.catalogs += 1
    outcome.states.update(map(state_of, new.active))
    outcome.served.update({origin: len(messages) for origin, messages in matched.served.items()})


def _remove(task: _Task, strays: Iterable[Finding]) -> None:
    """Delete catalogs without a source."""
    for finding in strays:
        try:
            remove_file(task.files.inside(finding.path), finding.path)
        except I18nError as error:
            task.outcome.fail(error)
        else:
            task.outcome.pruned.append(Pruned(finding.path, None))


def _content(catalog: Catalog) -> list[tuple[object, ...]]:
    """Return what is worth a write: all but extracted comments, and where an entry stood."""
    return [
        (
            message.key,
            message.msgstr,
            message.comments,
            message.references,
            message.flags,
            message.previous,
            message.obsolete,
            message.plural,
            message.plurals,
        )
        for message in catalog.messages
    ]
