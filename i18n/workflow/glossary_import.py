"""Take terms into a locale's glossary: `i18n glossary import`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from i18n.errors import ConfigurationError, I18nError, UsageError
from i18n.glossary import Term, read_glossary
from i18n.interchange import tbx, term_tables
from i18n.interchange.delivery import DeliveredTerms
from i18n.model import Finding, Severity
from i18n.project import Project
from i18n.storage.files import read_text, retried
from i18n.storage.project_files import ProjectFiles
from i18n.workspace.glossaries import SEPARATORS, glossary_name, open_glossary, refuse_no_terms
from i18n.workspace.outcome import Outcome

_Reader: TypeAlias = Callable[[Path, str, str, str], DeliveredTerms]
_READERS: Mapping[str, _Reader] = MappingProxyType(
    {".csv": term_tables.read, ".tsv": term_tables.read, ".tbx": tbx.read, ".xml": tbx.read}
)


@dataclass(slots=True)
class TermsImported(Outcome):
    """What `glossary import` did."""

    added: list[Term] = field(default_factory=list)
    """Terms that are new in the glossary."""
    same: int = 0
    """Terms that it had already."""
    kept: list[Term] = field(default_factory=list)
    """Terms for which it has another rendering, which stays."""
    others: int = 0
    """Entries without a term in both languages."""
    written: list[str] = field(default_factory=list)
    """The glossary, if it changed."""


def import_terms(project: Project, locale: str, paths: Sequence[str]) -> TermsImported:
    """Add the terms of CSV, TSV and TBX files to a locale's glossary, at its end; no row of it changes.

    Terms are merged by their source: where the glossary has one already, its rendering stays and a finding says
    what the file has. Raises ConfigurationError and UsageError before anything is written.
    """
    project.chosen_locales([locale])
    open_glossary(project, locale)
    for path in paths:
        refuse_no_terms(path, _READERS)
        if not Path(path).is_file():
            raise UsageError(f"there is no file {path}")
    outcome = TermsImported()
    came: list[tuple[str, Term]] = []
    for path in paths:
        try:
            found = _READERS[Path(path).suffix.lower()](Path(path), path, project.source_locale, locale)
        except I18nError as error:
            outcome.fail(error)
            continue
        came += ((path, term) for term in found.terms)
        outcome.others += found.others
    try:
        retried(_add, project, glossary_name(project, locale), came, outcome)
    except I18nError as error:
        outcome.fail(error)
    return outcome


def _add(project: Project, name: str, came: Iterable[tuple[str, Term]], outcome: TermsImported) -> None:
    """Write the terms that are new; what became of the others goes to the outcome."""
    files = ProjectFiles(project.root)
    file = files.behind_link(name)
    separator = SEPARATORS[file.suffix]
    was = read_text(file, name, ConfigurationError) if file.exists() else ""
    known: dict[str, list[Term]] = {}
    for term in read_glossary(was, name, separator).terms if was else ():
        known.setdefault(term.source.lower(), []).append(term)
    ours = set(known)
    added: list[Term] = []
    kept: list[tuple[str, Term]] = []
    same = 0
    for path, term in came:
        rows = known.setdefault(term.source.lower(), [])
        if any(row.target.casefold() == term.target.casefold() for row in rows):
            same += 1
        elif term.source.lower() in ours and term.source and term.mode != "forbidden":
            kept.append((path, term))
        else:
            rows.append(term)
            added.append(term)
    if added and files.write(name, term_tables.with_rows(was, added, separator), was=was):
        outcome.written.append(name)
    # Only what was written counts: where the file has changed in between, all this is done again.
    outcome.added += added
    outcome.same += same
    outcome.kept += (term for _, term in kept)
    outcome.findings += (_kept(path, term, known[term.source.lower()]) for path, term in kept)


def _kept(path: str, term: Term, rows: Iterable[Term]) -> Finding:
    ours = " or ".join(f"“{row.target}”" for row in rows if row.mode != "forbidden") or "what it forbids"
    message = f"“{term.source}” is {ours} in the glossary, and “{term.target}” here; the glossary stays as it is"
    hint = "if both are good, add a row by hand" if term.mode != "forbidden" else ""
    return Finding("kept", message, Severity.NOTE, path, hint=hint, about=(term.source,))
