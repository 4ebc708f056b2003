"""Read the glossary of a locale."""

from __future__ import annotations

from i18n.errors import ConfigurationError
from i18n.glossary import EMPTY, Glossary, read_glossary
from i18n.project import Project
from i18n.storage.files import read_text

_SEPARATORS = {".csv": ",", ".tsv": "\t"}
GLOSSARY_SUFFIXES = tuple(_SEPARATORS)
"""How the name of a glossary ends."""


def open_glossary(project: Project, locale: str) -> Glossary:
    """Return the terms of `locales/<locale>/glossary.csv` or `.tsv`; none where there is no such file.

    Raises ConfigurationError for a file that is not such a table, and where there are both.
    """
    names = [f"locales/{locale}/glossary{suffix}" for suffix in _SEPARATORS]
    found = [name for name in names if (project.root / name).is_file()]
    if not found:
        return EMPTY
    if len(found) > 1:
        raise ConfigurationError(f"there are both {' and '.join(found)}", hint="keep one of them")
    name = found[0]
    text = read_text(project.root / name, name, ConfigurationError)
    return read_glossary(text, name, _SEPARATORS[name[-4:]])
