"""The sources of a project: which files they are."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NoReturn

from i18n.errors import ConfigurationError, SourceError, UsageError
from i18n.model import Finding, Severity
from i18n.project import Collection, Project
from i18n.storage.files import real_path


@dataclass(frozen=True)
class Source:
    """One Chinese file."""

    collection: Collection
    """The collection it belongs to."""
    path: PurePosixPath
    """Its path relative to the collection's source root."""
    file: Path
    """Where it is on disk."""

    @cached_property
    def name(self) -> str:
        """Its path relative to the project, as people and PO files call it."""
        return (self.collection.source / self.path).as_posix()


def find_sources(
    project: Project, paths: Iterable[str] = (), report: Callable[[Finding], object] = lambda finding: None
) -> list[Source]:
    """Return the sources of a project in order of their names; `paths` narrows them down.

    A path is a file or folder, relative to the working directory or to the project. Raises
    ConfigurationError for a missing source root and for two sources with one catalog or output, SourceError
    for a folder that cannot be read, and UsageError for a path without sources.
    """
    sources = [source for collection in project.collections for source in _walk(project, collection, report)]
    if not sources:
        searched = ", ".join(f"{collection.source}" for collection in project.collections)
        raise ConfigurationError(f"there are no sources in {searched}", hint="correct “source”, “include” or “exclude”")
    sources.sort(key=lambda source: source.name)
    _refuse_shared_catalogs(project, sources)
    _refuse_shared_outputs(project, sources)
    return _narrowed(project, sources, list(paths))


def _walk(project: Project, collection: Collection, report: Callable[[Finding], object]) -> Iterator[Source]:
    root = project.root / collection.source
    if collection.file:
        yield Source(collection, PurePosixPath(collection.file), root / collection.file)
        return
    if not root.is_dir():
        message = f"the source “{collection.source}” is not a directory"
        raise ConfigurationError(message, hint="create it, or correct it")
    ancestors: dict[str, frozenset[Path]] = {str(root): frozenset({root.resolve()})}

    def refuse(problem: OSError) -> NoReturn:
        # What is in there is not gone: without it, catalogs would be taken for those of no source.
        where = Path(problem.filename).relative_to(project.root).as_posix()
        raise SourceError(f"this folder cannot be read: {(problem.strerror or '').lower()}", path=where)

    for folder, folders, files in os.walk(root, onerror=refuse, followlinks=True):
        above = ancestors.pop(folder)
        folders.sort()
        for name in list(folders):
            inner = Path(folder, name)
            real = inner.resolve()
            if real in above:
                folders.remove(name)
                where = inner.relative_to(project.root).as_posix()
                report(Finding("symlink-loop", "this link leads back to a folder above it", Severity.WARNING, where))
            else:
                ancestors[str(inner)] = above | {real}
        for name in files:
            file = Path(folder, name)
            path = PurePosixPath(file.relative_to(root).as_posix())
            if not collection.holds(path.as_posix()):
                continue
            if _is_utf_8(name):
                yield Source(collection, path, file)
            else:
                shown = (collection.source / path).as_posix().encode(errors="replace").decode()
                report(Finding("file-name", "the name of this file is not UTF-8; it was left out", path=shown))


def _is_utf_8(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _refuse_shared_catalogs(project: Project, sources: Iterable[Source]) -> None:
    owners: dict[PurePosixPath, Source] = {}
    for source in sources:
        template = project.template_path(source.collection, source.path)
        other = owners.setdefault(template, source)
        if other is not source and other.name == source.name:
            raise ConfigurationError(f"{source.name} belongs to two collections", hint="exclude it from one of them")
        if other is not source:
            raise ConfigurationError(
                f"{other.name} and {source.name} would share the catalog {template.with_suffix('.po').name}",
                hint="rename one of them, or exclude it",
            )


def _refuse_shared_outputs(project: Project, sources: Iterable[Source]) -> None:
    """Refuse two sources that would be built into one file, and any that would be built into a source."""
    owners: dict[PurePosixPath, str] = {PurePosixPath(source.name): source.name for source in sources}
    for locale in project.locales:
        for source in sources:
            name = source.name
            output = source.collection.output_path(source.path, locale)
            if (other := owners.setdefault(output, name)) != name:
                raise ConfigurationError(
                    f"{other} and {name} would share the output {output}",
                    hint="give each its own folder, or exclude one of them",
                )


def _narrowed(project: Project, sources: list[Source], paths: list[str]) -> list[Source]:
    if not paths:
        return sources
    chosen: list[Source] = []
    for path in paths:
        if not path:
            raise UsageError("a path is empty")
        places = [real_path(Path(path)), real_path(project.root / path)]
        found = [source for source in sources if any(real_path(source.file).is_relative_to(place) for place in places)]
        if not found:
            raise UsageError(f"there is no source {path}", hint="name a source file or a folder with sources")
        chosen += [source for source in found if source not in chosen]
    return chosen
