"""Write templates: one POT file per document that has messages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from i18n.errors import I18nError
from i18n.project import Project
from i18n.storage.project_files import ProjectFiles
from i18n.workspace.catalogs import new_catalog, po_text
from i18n.workspace.documents import Documents
from i18n.workspace.messages import messages_of
from i18n.workspace.outcome import Outcome, Progress, silent
from i18n.workspace.sources import find_sources


@dataclass(slots=True)
class Extracted(Outcome):
    """What `extract` did."""

    documents: int = 0
    """Documents read."""
    segments: int = 0
    """Segments in them."""
    messages: int = 0
    """Messages that they make."""
    written: int = 0
    """Templates that changed."""


def extract(project: Project, paths: Iterable[str] = (), progress: Progress = silent) -> Extracted:
    """Write the template of every document; one that needs no change keeps its file as it is.

    A source that cannot be read, or a template that cannot be written, is a finding. Raises ConfigurationError and
    UsageError.
    """
    outcome = Extracted()
    files = ProjectFiles(project.root)
    sources = find_sources(project, paths, outcome.findings.append)
    for source, document in Documents(project).in_turn(sources, outcome, progress, "extracting"):
        messages = messages_of(document, source, project.locations)
        outcome.documents += 1
        outcome.segments += len(document.segments)
        outcome.messages += len(messages)
        if messages:
            template = replace(new_catalog(project, ""), messages=messages)
            name = project.template_path(source.collection, source.path).as_posix()
            try:
                outcome.written += files.write(name, po_text(project, template, name))
            except I18nError as error:
                outcome.fail(error)
    return outcome
