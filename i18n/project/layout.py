"""Where everything stands that a project keeps below `locales/`: the one place that says so.

    locales/<locale>/LC_MESSAGES/<path>.po    the catalogs of a locale
    locales/<locale>/glossary.csv             its terms
    locales/<locale>/memory/<name>.tmx        translations from elsewhere
    locales/<locale>/assets/<path>            pictures and other files of its own
    locales/templates/<path>.pot              templates, for tools that start new languages

All paths are relative to the project.
"""

from __future__ import annotations

from pathlib import PurePosixPath

LOCALES = PurePosixPath("locales")
"""The folder of all of it."""

TEMPLATES = LOCALES / "templates"
"""The folder of the templates."""

MESSAGES = "LC_MESSAGES"
"""The folder of catalogs in that of a locale, as gettext calls it."""

OUR_FOLDERS = (LOCALES.name, ".git", ".i18n")
"""Folders of a project that nothing is built into."""


def catalogs(locale: str) -> PurePosixPath:
    """Return the folder of a locale's catalogs."""
    return LOCALES / locale / MESSAGES


def catalog(locale: str, stem: PurePosixPath) -> PurePosixPath:
    """Return the catalog of a source, whose path has lost its suffix."""
    return catalogs(locale) / f"{stem}.po"


def template(stem: PurePosixPath) -> PurePosixPath:
    """Return the template of a source, whose path has lost its suffix."""
    return TEMPLATES / f"{stem}.pot"


def glossary(locale: str, suffix: str) -> PurePosixPath:
    """Return the glossary of a locale; of the suffixes that it may have, one is there."""
    return LOCALES / locale / f"glossary{suffix}"


def memories(locale: str) -> PurePosixPath:
    """Return the folder of what a locale has from elsewhere."""
    return LOCALES / locale / "memory"


def memory(locale: str, name: str) -> PurePosixPath:
    """Return the file of what a locale has from one place."""
    return memories(locale) / f"{name}.tmx"


def assets(locale: str) -> PurePosixPath:
    """Return the folder of a locale's own pictures and other files."""
    return LOCALES / locale / "assets"
