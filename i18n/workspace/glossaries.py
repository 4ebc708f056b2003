"""The glossaries of a project: one table of terms for each locale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from i18n.errors import ConfigurationError, UsageError
from i18n.glossary import NO_TERMS, Glossary, read_glossary
from i18n.project import Project, layout
from i18n.storage.files import read_text

SEPARATORS: Mapping[str, str] = MappingProxyType({".csv": ",", ".tsv": "\t"})
"""How the name of a glossary ends, and what stands between its columns."""


def open_glossary(project: Project, locale: str) -> Glossary:
    """Return the terms of `locales/<locale>/glossary.csv` or `.tsv`; none where there is no such file.

    Raises ConfigurationError for a file that is not such a table, and where there are both.
    """
    names = _names(locale)
    found = [name for name in names if (project.root / name).is_file()]
    if not found:
        return NO_TERMS
    if len(found) > 1:
        raise ConfigurationError(f"there are both {' and '.join(found)}", hint="keep one of them")
    name = found[0]
    text = read_text(project.root / name, name, ConfigurationError)
    return read_glossary(text, name, SEPARATORS[name[-4:]])


def glossary_name(project: Project, locale: str) -> str:
    """Return the file of a locale's glossary, relative to the project: the one that is there, or will be."""
    names = _names(locale)
    return next((name for name in names if (project.root / name).is_file()), names[0])


def _names(locale: str) -> list[str]:
    return [str(layout.glossary(locale, suffix)) for suffix in SEPARATORS]


def refuse_no_terms(path: str, suffixes: Iterable[str]) -> None:
    """Raise UsageError for a file whose name does not end like one of terms."""
    if Path(path).suffix.lower() not in suffixes:
        raise UsageError(f"{path} is of no known format", hint=f"known are {', '.join(suffixes)}")
