"""Bring the PO files up to date with the sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from i18n.catalog.message import Catalog, Message
from i18n.catalog.state import State, state_of
from i18n.catalog.store import write_catalog
from i18n.errors import I18nError
from i18n.files import write_text
from i18n.matching.exact import merge
from i18n.model import Finding, Severity
from i18n.project import Project
from i18n.workflow.messages import messages_of, new_catalog, open_catalog
from i18n.workflow.outcome import Outcome, Progress, silent
from i18n.workflow.sources import Source, find_sources, read_documents


@dataclass(slots=True)
class Updated(Outcome):
    """What `update` did."""

    catalogs: int = 0
    """Catalogs looked at."""
    written: list[str] = field(default_factory=list)
    """Catalogs that changed, by name."""
    states: Counter[State] = field(default_factory=Counter)
    """States of all active messages."""


def update(project: Project, locales: Iterable[str] = (), progress: Progress = silent) -> Updated:
    """Merge every document's messages into its PO files; one that needs no change keeps its bytes.

    Nothing that a person wrote is dropped: a message that left its source becomes obsolete. Raises
    ConfigurationError; what concerns one document is in the outcome.
    """
    outcome = Updated()
    chosen = project.chosen_locales(locales)
    sources = find_sources(project, report=outcome.findings.append)
    for source, document in read_documents(project, sources, outcome, progress, "updating"):
        wanted = messages_of(document, source, project.locations)
        for locale in chosen:
            try:
                _update_one(project, source, locale, wanted, outcome)
            except I18nError as error:
                outcome.fail(error)
    outcome.findings += orphans(project, sources, chosen)
    return outcome


def _update_one(project: Project, source: Source, locale: str, wanted: list[Message], outcome: Updated) -> None:
    name, was, catalog = open_catalog(project, source, locale, notes=True)
    if catalog is None and not wanted:
        return
    fresh = new_catalog(project, locale)
    old = catalog or fresh
    header = old.header if "Content-Type" in old.header else {**old.header, **fresh.header}
    new = replace(old, header=header, messages=merge(wanted, old.messages))
    outcome.catalogs += 1
    outcome.states.update(map(state_of, new.active))
    if catalog is None or _content(new) != _content(old):
        write_text(outcome.behind_link(project, name), name, write_catalog(new), was=was)
        outcome.written.append(name)


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


def orphans(project: Project, sources: Sequence[Source], locales: Iterable[str]) -> list[Finding]:
    """Return a finding for each PO file whose source is gone; it is kept, and nothing reads it."""
    findings = []
    for locale in locales:
        known = {project.catalog_path(source.collection, source.path, locale).as_posix() for source in sources}
        folder = project.root / "locales" / locale / "LC_MESSAGES"
        for file in sorted(folder.rglob("*.po")):
            name = file.relative_to(project.root).as_posix()
            if name not in known:
                hint = "if its source was renamed, rename it too; if not, delete it when nothing in it is wanted"
                message = "no source belongs to this catalog"
                findings.append(Finding("orphan", message, Severity.WARNING, name, hint=hint))
    return findings
