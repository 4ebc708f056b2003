"""Set up a repository of guides: recognise its site generator and write the project file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from i18n.errors import ConfigurationError
from i18n.generators.generator import Repository, StringsPlace
from i18n.generators.recognition import recognised
from i18n.project import PROJECT_FILE
from i18n.storage.files import read_text, write_text
from i18n.storage.git import set_once

_ATTRIBUTES = ".gitattributes"
_ATTRIBUTE = "*.po merge=i18n"
_DRIVER = "merge.i18n.driver", "i18n merge-driver %O %A %B %P || git merge-file %A %O %B"
"""Where we cannot merge or are not installed, git merges lines: without its marks, a conflict looks like ours alone."""


@dataclass(frozen=True, slots=True)
class Initialised:
    """What `init` did."""

    dialect: str
    """The dialect it took."""
    source: str
    """Where it found the guides."""
    text: str
    """The project file that it wrote."""


def initialise(root: Path, locales: tuple[str, ...]) -> Initialised:
    """Write the project file of a directory.

    Raises ConfigurationError where there is one already, or no folder of guides.
    """
    if (root / PROJECT_FILE).exists():
        raise ConfigurationError("there is a project file already", path=PROJECT_FILE, hint="edit it, or remove it")
    dialect, repository = recognised(root)
    source = next((name for name in repository.sources if (root / name).is_dir()), "")
    if not source:
        hint = f"looked for {', '.join(repository.sources)}; create one, or write {PROJECT_FILE} yourself"
        raise ConfigurationError("there is no folder of guides", hint=hint)
    text = _project_file(dialect, repository, source, locales) + _strings(root, repository.strings)
    write_text(root / PROJECT_FILE, PROJECT_FILE, text)
    return Initialised(dialect, source, text)


def set_merge_driver(root: Path) -> bool:
    """Tell git to merge PO files by message: a line in .gitattributes, to be committed, and one in its configuration.

    Does nothing, and returns False, where the directory is in no working tree of git. What is said there already
    stays as it is. Raises ConfigurationError and WriteError.
    """
    if not set_once(root, *_DRIVER):
        return False
    file = root / _ATTRIBUTES
    text = read_text(file, _ATTRIBUTES, ConfigurationError) if file.exists() else ""
    if "merge=i18n" not in text:
        write_text(file, _ATTRIBUTES, text + "\n" * (not text.endswith("\n") and bool(text)) + _ATTRIBUTE + "\n")
    return True


def _project_file(dialect: str, repository: Repository, source: str, locales: tuple[str, ...]) -> str:
    return f"""source-locale = "zh-CN"
locales = {_list(locales)}

[[collections]]
source = "{source}"
output = "{repository.output}"
{_exclude(repository.output, source, locales)}dialect = "{dialect}"
"""


def _exclude(output: str, source: str, locales: tuple[str, ...]) -> str:
    """Return the line that leaves the outputs out of the sources, where they lie among them."""
    above, _, folder = output.rpartition("/")
    if above != source or folder != "{locale}":
        return ""
    return f"exclude = {_list(f'{locale}/**' for locale in locales)}\n"


def _strings(root: Path, place: StringsPlace | None) -> str:
    """Return a collection of the site's UI strings, if it has some."""
    first = min(root.glob(place.file), default=None) if place else None
    if not place or not first:
        return ""
    source = first if place.is_alone else first.parent
    keys = f"keys = {_list(place.keys)}\n" if place.keys else ""
    return f"""
[[collections]]
source = "{source.relative_to(root).as_posix()}"
output = "{place.output}"
format = "{place.format}"
untranslated = "skip"
{keys}"""


def _list(texts: Iterable[str]) -> str:
    """Return texts as TOML has a list of them."""
    quoted = (f'"{text}"' for text in texts)
    return f"[{', '.join(quoted)}]"
