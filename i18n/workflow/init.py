"""Set up a repository of guides: recognise its site generator and write the project file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from i18n.errors import ConfigurationError
from i18n.storage.files import read_text, write_text
from i18n.storage.git import set_once

PROJECT_FILE = "i18n.toml"

_ATTRIBUTES = ".gitattributes"
_ATTRIBUTE = "*.po merge=i18n"
_DRIVER = "merge.i18n.driver", "i18n merge-driver %O %A %B %P || git merge-file %A %O %B"
"""Where we cannot merge or are not installed, git merges lines: without its marks, a conflict looks like ours alone."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a site generator's repository looks like."""

    dialect: str
    """The flavour of Markdown that it reads."""
    marks: tuple[str, ...]
    """Files, as patterns, of which one tells it from others."""
    sources: tuple[str, ...]
    """Where its Chinese guides usually are, the likeliest first."""
    output: str = "build/{locale}"
    """Where it expects localized ones."""
    strings: tuple[str, str, str] | None = None
    """Where its UI strings are, as a pattern, where it expects localized ones, and their format."""


SITES = (
    Site(
        "docusaurus",
        ("docusaurus.config.*",),
        ("docs",),
        "i18n/{locale}/docusaurus-plugin-content-docs/current",
        ("i18n/zh*/code.json", "i18n/{locale}", "docusaurus-json"),
    ),
    Site("vitepress", (".vitepress/config.*", "docs/.vitepress/config.*"), ("docs/zh", "docs", "zh", "src")),
    Site("mkdocs", ("mkdocs.yml", "mkdocs.yaml"), ("docs/zh", "docs")),
    Site("hugo", ("hugo.*", "config/_default/hugo.*", "archetypes/*.md"), ("content/zh-cn", "content/zh", "content")),
    Site("mdbook", ("book.toml",), ("src",)),
)
"""The site generators that are recognised, each by files that only it has."""
_OTHER = Site("gfm", (), ("source", "docs/zh", "docs", "guides"))


@dataclass(frozen=True, slots=True)
class Initialised:
    """What `init` did."""

    dialect: str
    """The dialect it took."""
    source: str
    """Where it found the guides."""
    text: str
    """The project file that it wrote."""


def recognised(root: Path) -> Site:
    """Return the site generator of a directory; one for plain GFM where none is known."""
    for site in SITES:
        if any(next(root.glob(mark), None) for mark in site.marks):
            return site
    return _OTHER


def initialise(root: Path, locales: tuple[str, ...]) -> Initialised:
    """Write the project file of a directory.

    Raises ConfigurationError where there is one already, or no folder of guides.
    """
    if (root / PROJECT_FILE).exists():
        raise ConfigurationError("there is a project file already", path=PROJECT_FILE, hint="edit it, or remove it")
    site = recognised(root)
    source = next((name for name in site.sources if (root / name).is_dir()), "")
    if not source:
        hint = f"looked for {', '.join(site.sources)}; create one, or write {PROJECT_FILE} yourself"
        raise ConfigurationError("there is no folder of guides", hint=hint)
    text = _project_file(site, source, locales) + _strings(root, site)
    write_text(root / PROJECT_FILE, PROJECT_FILE, text)
    return Initialised(site.dialect, source, text)


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


def _project_file(site: Site, source: str, locales: tuple[str, ...]) -> str:
    names = ", ".join(f'"{locale}"' for locale in locales)
    return f"""source-locale = "zh-CN"
locales = [{names}]

[[collections]]
source = "{source}"
output = "{site.output}"
dialect = "{site.dialect}"
"""


def _strings(root: Path, site: Site) -> str:
    """Return a collection of the site's UI strings, if it has some; the theme has its own for most languages."""
    if not site.strings:
        return ""
    pattern, output, form = site.strings
    found = next(iter(sorted(root.glob(pattern))), None)
    if not found:
        return ""
    return f"""
[[collections]]
source = "{found.parent.relative_to(root).as_posix()}"
output = "{output}"
format = "{form}"
untranslated = "skip"
keys = ["!theme.**"]
"""
