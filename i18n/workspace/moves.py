"""Catalogs of sources that have moved go with them, in every locale.

A source without a catalog and a catalog without a source belong together if the catalog was last updated from
these very bytes, or if most of their text is the same. Git need not know of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from i18n.catalog.message import Catalog
from i18n.catalog.store import read_catalog
from i18n.errors import CatalogError, I18nError
from i18n.model import Key
from i18n.project import Project, layout
from i18n.storage.files import identity, move_file, read_text
from i18n.storage.project_files import ProjectFiles
from i18n.workspace.catalogs import stray_catalogs
from i18n.workspace.documents import read_document
from i18n.workspace.outcome import Outcome
from i18n.workspace.sources import Source

_SAME = 0.5
"""The share of text that a moved source has kept, at least; 0 to 1."""


@dataclass(frozen=True, slots=True)
class Move:
    """A catalog that follows its source."""

    old: PurePosixPath
    """Where it was, relative to the project."""
    new: PurePosixPath
    """Where it is now."""


def follow_renames(project: Project, sources: Sequence[Source], outcome: Outcome) -> list[Move]:
    """Move the catalogs whose sources have moved. One that cannot be moved is a finding."""
    files = ProjectFiles(project.root)
    stray = {locale: _stray(project, sources, locale) for locale in project.locales}
    orphans = _contents(project, stray)
    newcomers = [source for source in sources if orphans and not _has_catalog(project, source)]
    moves = []
    for stem, source in sorted(_pairs(project, orphans, newcomers, outcome)):
        for locale in project.locales:
            if file := stray[locale].get(stem):
                move = Move(file, project.catalog_path(source.collection, source.path, locale))
                try:
                    move_file(files.inside(move.old), files.inside(move.new), str(move.old))
                except I18nError as error:
                    outcome.fail(error)
                else:
                    moves.append(move)
    return moves


def _stray(project: Project, sources: Sequence[Source], locale: str) -> dict[str, PurePosixPath]:
    """Return the catalogs of a locale that no source belongs to, by their path without locale and suffix."""
    strays = stray_catalogs(project, sources, locale)
    return {name.relative_to(layout.catalogs(locale)).with_suffix("").as_posix(): name for name in strays}


def _contents(project: Project, stray: dict[str, dict[str, PurePosixPath]]) -> dict[str, list[Catalog]]:
    """Return the catalogs without a source, of all locales, by path; those that cannot be read left out."""
    found: defaultdict[str, list[Catalog]] = defaultdict(list)
    for files in stray.values():
        for stem, name in files.items():
            try:
                catalog = read_catalog(read_text(project.root / name, str(name), CatalogError), str(name), notes=False)
            except I18nError:
                continue
            found[stem].append(catalog)
    return found


def _has_catalog(project: Project, source: Source) -> bool:
    paths = (project.catalog_path(source.collection, source.path, locale) for locale in project.locales)
    return any(identity(project.root / path) for path in paths)


def _pairs(
    project: Project, orphans: dict[str, list[Catalog]], newcomers: Iterable[Source], outcome: Outcome
) -> Iterator[tuple[str, Source]]:
    """Yield each orphan with the source that it belongs to, the most alike first; each belongs to one."""
    texts = {
        stem: {message.key for catalog in catalogs for message in catalog.active} for stem, catalogs in orphans.items()
    }
    holders: defaultdict[Key, set[str]] = defaultdict(set)
    for stem, keys in texts.items():
        for key in keys:
            holders[key].add(stem)
    ranked = []
    for source in newcomers:
        try:
            keys = set(read_document(project, source).messages)
        except I18nError:
            continue
        for stem in {stem for key in keys for stem in holders.get(key, ())}:
            alike = _size(keys & texts[stem]) / max(_size(keys), _size(texts[stem]))
            if alike >= _SAME:
                same_name = PurePosixPath(stem).name == source.path.stem
                ranked.append((-alike, not same_name, stem, source.name, source))
    ranked.sort(key=lambda entry: entry[:4])
    taken: set[str] = set()
    for *_, stem, name, source in ranked:
        if taken.isdisjoint({stem, f"source {name}"}):
            taken |= {stem, f"source {name}"}
            yield stem, source


def _size(keys: Iterable[Key]) -> int:
    return sum(len(msgid) for _, msgid in keys)
