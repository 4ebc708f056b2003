"""Paths that would do harm: outside of the project, or one on top of another."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from i18n.project.collection import Collection
from i18n.project.layout import OUR_FOLDERS
from i18n.project.table import Table
from i18n.storage.files import real_path


def refuse_overlaps(table: Table, collections: tuple[Collection, ...]) -> None:
    """Raise the error for paths that leave the project, and for outputs that would overwrite what is none."""
    protected = _protected_paths(table, collections)
    for collection in collections:
        _refuse_outputs(table, collection, collections, protected)


def _protected_paths(table: Table, collections: tuple[Collection, ...]) -> dict[Path, str]:
    """Return what no output may overwrite, and what errors call it."""
    root = table.root
    protected = {}
    for collection in collections:
        path = collection.source / collection.file
        protected[real_path(root / path)] = f"the source “{path}”"
    for source, name in protected.items():
        if not source.is_relative_to(root):
            raise table.error(f"{name} lies outside the project")
    return protected | {root / name: f"the project's own {name}" for name in OUR_FOLDERS}


def _refuse_outputs(
    table: Table, collection: Collection, collections: tuple[Collection, ...], protected: dict[Path, str]
) -> None:
    root, name = table.root, f"the output “{collection.output}”"
    locale_of: dict[Path, str] = {}
    for locale in table.locales:
        output = real_path(root / collection.output_root(locale))
        if not output.is_relative_to(root) or output == root:
            raise table.error(f"{name} lies outside the project")
        for path, what in protected.items():
            overlap = output.is_relative_to(path) or path.is_relative_to(output)
            if overlap and not _is_left_out(root, output, path, collections):
                raise table.error(f"{name} and {what} overlap", "give each its own folder")
        other = locale_of.setdefault(output, locale)
        if other != locale and not _tells_apart(collection, locale, other):
            raise table.error(f"{name} is the same for “{other}” and “{locale}”", "put {locale} into it")


def _is_left_out(root: Path, output: Path, source: Path, collections: tuple[Collection, ...]) -> bool:
    """Tell whether a source folder holds an output that is no part of its sources: `exclude = ["en/**"]`.

    That is how a site has the language it is written in at its root, and each other one in a folder there.
    """
    owners = [collection for collection in collections if real_path(root / collection.source) == source]
    if not owners or source == output or not output.is_relative_to(source):
        return False
    inside = PurePosixPath(output.relative_to(source).as_posix())
    return all(collection.leaves_out(inside) for collection in owners)


def _tells_apart(collection: Collection, one: str, other: str) -> bool:
    """Tell whether two locales have different outputs for the same path."""
    probe = PurePosixPath("a.md")
    return collection.output_path(probe, one) != collection.output_path(probe, other)
