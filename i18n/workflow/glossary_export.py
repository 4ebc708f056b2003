"""Give the terms of a locale's glossary away: `i18n glossary export`."""

from __future__ import annotations

from pathlib import Path

from i18n.interchange import tbx, term_tables
from i18n.project import Project
from i18n.storage.files import write_text
from i18n.workspace.glossaries import SEPARATORS, open_glossary, refuse_no_terms


def export_terms(project: Project, locale: str, path: str, *, as_of_2008: bool = False) -> int:
    """Write a locale's glossary as CSV, TSV or TBX, by the end of the file's name; return how many terms it has.

    Raises ConfigurationError, UsageError and WriteError.
    """
    project.chosen_locales([locale])
    refuse_no_terms(path, (*SEPARATORS, ".tbx"))
    found = open_glossary(project, locale).terms
    suffix = Path(path).suffix.lower()
    if suffix == ".tbx":
        title = f"{project.name}, {project.source_locale} to {locale}"
        text = tbx.write(found, title, project.source_locale, locale, as_of_2008=as_of_2008)
    else:
        text = term_tables.write(found, SEPARATORS[suffix])
    write_text(Path(path), path, text)
    return len(found)
