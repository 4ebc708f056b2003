"""The project in a folder of its own: as it was at a revision, or to try something on its catalogs."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath

from i18n.errors import ConfigurationError
from i18n.project import Project, layout
from i18n.storage.files import read_bytes
from i18n.storage.git import commit_of, common_ancestor, files_at, read_blobs
from i18n.workspace.glossaries import SEPARATORS

_NOT_COPIED = shutil.ignore_patterns(layout.TEMPLATES.name, "*.mo", "*.po~", ".*.tmp")
_AT_ONCE = 200


@contextmanager
def project_at(project: Project, revision: str) -> Iterator[Project]:
    """Give the project as it was where the present commit and a revision have parted, by the rules of today.

    Holds its sources and all below `locales/`, but glossaries as they are now; of other files only that they were
    there. Raises GitError.
    """
    commit = common_ancestor(project.root, commit_of(project.root, revision))
    files = {path: blob for path, blob in files_at(project.root, commit).items() if ".." not in path.split("/")}
    with _folder() as root:
        for collection in project.collections:
            (root / collection.source).mkdir(parents=True, exist_ok=True)
        wanted = [path for path in files if _is_read(project, path)]
        for path in files.keys() - set(wanted):
            _put(root / path, b"")
        for first in range(0, len(wanted), _AT_ONCE):
            some = wanted[first : first + _AT_ONCE]
            blobs = read_blobs(project.root, (files[path] for path in some))
            for path in some:
                _put(root / path, blobs.get(files[path], b""))
        _put_glossaries(project, root)
        yield replace(project, root=root)


@contextmanager
def project_to_try(project: Project) -> Iterator[Project]:
    """Give the project with a copy of all below `locales/`, and the sources as they are."""
    with _folder() as root:
        for collection in sorted(project.collections, key=lambda one: len(one.source.parts)):
            copy = root / collection.source
            if not copy.exists():
                copy.parent.mkdir(parents=True, exist_ok=True)
                _link(project.root / collection.source, copy)
        if (project.root / layout.LOCALES).is_dir():
            shutil.copytree(project.root / layout.LOCALES, root / layout.LOCALES, ignore=_NOT_COPIED)
        yield replace(project, root=root)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="i18n-", ignore_cleanup_errors=True) as folder:
        yield Path(folder).resolve()


def _is_read(project: Project, path: str) -> bool:
    """Tell whether a check reads a file, named by its path in the project."""
    name = PurePosixPath(path)
    if name.is_relative_to(layout.LOCALES):
        return True
    inside = [one for one in project.collections if name.is_relative_to(one.source)]
    return any(one.holds(name.relative_to(one.source).as_posix()) for one in inside)


def _put(file: Path, data: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


def _put_glossaries(project: Project, root: Path) -> None:
    for locale in project.locales:
        for suffix in SEPARATORS:
            name = layout.glossary(locale, suffix)
            (root / name).unlink(missing_ok=True)
            if (project.root / name).is_file():
                _put(root / name, read_bytes(project.root / name, str(name), ConfigurationError))


def _link(original: Path, copy: Path) -> None:
    """Let a folder show another's content; where links are not allowed, copy it."""
    try:
        copy.symlink_to(original.resolve(), target_is_directory=True)
    except OSError:
        shutil.copytree(original, copy)
