"""Write an MO file beside each PO file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from i18n.catalog.compiled import compile_catalog
from i18n.catalog.store import read_catalog
from i18n.errors import CatalogError, I18nError
from i18n.project import Project
from i18n.storage.files import read_text, write_bytes
from i18n.storage.project_files import ProjectFiles
from i18n.workspace.catalogs import catalog_files
from i18n.workspace.outcome import Outcome, Progress, silent


@dataclass(slots=True)
class Compiled(Outcome):
    """What `compile` did."""

    files: int = 0
    """MO files that are up to date now."""
    written: int = 0
    """Those of them that changed."""


def compile_catalogs(project: Project, locales: Iterable[str] = (), progress: Progress = silent) -> Compiled:
    """Write the MO file of every PO file; one that needs no change keeps its file as it is.

    A PO file that cannot be read whole keeps the MO file that it had, and is a finding. Raises ConfigurationError.
    """
    outcome = Compiled()
    files = [file for locale in project.chosen_locales(locales) for file in catalog_files(project, locale)]
    project_files = ProjectFiles(project.root)
    for file in progress(files, "compiling"):
        name = file.relative_to(project.root)
        target = name.with_suffix(".mo").as_posix()
        try:
            catalog = read_catalog(read_text(file, name.as_posix(), CatalogError), name.as_posix(), notes=False)
            outcome.written += write_bytes(project_files.behind_link(target), target, compile_catalog(catalog))
            outcome.files += 1
        except I18nError as error:
            outcome.fail(error)
    return outcome
