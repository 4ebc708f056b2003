"""What a build writes, and which of what earlier builds wrote is stale: known from the manifest, never guessed.

A file that no source leads to any more is removed if it is still what we wrote; else it is somebody's, kept and
reported. A file that a build replaces though it is not as we wrote it is kept in `.i18n/displaced/`.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path, PurePosixPath

from i18n.errors import I18nError, WriteError
from i18n.model import Finding, Severity
from i18n.outputs.manifest import BuiltFile, built_file, read_manifest, write_manifest
from i18n.project import Project, layout
from i18n.storage.files import copy_file, read_bytes, remove_file, write_text
from i18n.storage.project_files import ProjectFiles
from i18n.workspace.outcome import Outcome


class Outputs:
    """The files that one build writes, with what is known of those before."""

    def __init__(self, project: Project, outcome: Outcome) -> None:
        """Read the manifest; findings go to the outcome."""
        self.project = project
        self.outcome = outcome
        self.files = ProjectFiles(project.root)
        self.before = read_manifest(self.files)
        self.written: dict[str, BuiltFile] = {}

    def write(self, target: PurePosixPath, locale: str, text: str) -> bool:
        """Write a document and tell whether that changed the file; raises WriteError."""
        name, data = target.as_posix(), text.encode()
        file = self.files.inside(target)
        self._keep_if_foreign(file, name, data)
        changed = write_text(file, name, text)
        self.written[name] = built_file(locale, data)
        return changed

    def copy(self, origin: Path, target: PurePosixPath, locale: str) -> bool:
        """Copy a file that documents refer to and tell whether that changed the target; raises WriteError."""
        name, data = target.as_posix(), read_bytes(origin, target.as_posix())
        file = self.files.inside(target)
        self._keep_if_foreign(file, name, data)
        changed = copy_file(origin, file, name)
        self.written[name] = built_file(locale, data)
        return changed

    def close(self, locales: Collection[str]) -> list[str]:
        """Remove what is stale in some locales, and in those that the project has no more; note what there is now.

        Nothing is removed after an error: what could not be read may still want its output. Returns the
        names of the files removed.
        """
        rest = {name: built for name, built in self.before.items() if name not in self.written}
        removed = []
        for name, built in [] if self.outcome.failed else list(rest.items()):
            if (built.locale in locales or built.locale not in self.project.locales) and self._is_settled(name, built):
                del rest[name]
                removed += [name] if not (self.project.root / name).exists() else []
        if rest or self.written or self.before:
            try:
                write_manifest(self.files, {**rest, **self.written})
            except I18nError as error:
                self.outcome.fail(error)
        return removed

    def _keep_if_foreign(self, file: Path, name: str, data: bytes) -> None:
        """Keep what is about to be replaced, unless it is as we wrote it."""
        with suppress(OSError):
            if not file.is_file() or file.is_symlink():
                return
        there = read_bytes(file, name, WriteError)
        built = self.before.get(name)
        if there == data or (built and built.holds(there)):
            return
        kept = self.files.keep_file(name)
        message = f"was not as the last build wrote it, and was replaced; it is kept in {kept}"
        hint = "edit the PO files instead, or choose another output"
        self.outcome.findings.append(Finding("displaced", message, Severity.NOTE, name, hint=hint))

    def _is_settled(self, name: str, built: BuiltFile) -> bool:
        """Remove a stale file if it is still ours; tell whether nothing is left to do about it."""
        file = self.project.root / name
        if not _may_be_output(self.project, name) or not file.is_file() or file.is_symlink():
            return True
        try:
            self.files.inside(name)
            if self._is_another_spelling(file, name):
                return True
            if not built.holds(read_bytes(file, name)):
                message = "no source leads to this file any more, and it is not as we wrote it; it was kept"
                hint = "remove it, or move it to where it belongs"
                self.outcome.findings.append(Finding("stale-output", message, Severity.WARNING, name, hint=hint))
                return False
            remove_file(file, name)
        except I18nError as error:
            self.outcome.fail(error)
            return False
        _remove_empty_folders(file.parent, self.project.root)
        return True

    def _is_another_spelling(self, file: Path, name: str) -> bool:
        """Tell whether a name is but another spelling of a file just written, where case does not count."""
        same = (other for other in self.written if other.casefold() == name.casefold())
        return any(file.samefile(self.project.root / other) for other in same)


def _may_be_output(project: Project, name: str) -> bool:
    """Tell whether a name in the manifest can be a build's: inside the project, and neither a source nor a catalog."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts or path.parts[0] in layout.OUR_FOLDERS:
        return False
    return not any(collection.is_place_of(path) for collection in project.collections)


def _remove_empty_folders(folder: Path, root: Path) -> None:
    with suppress(OSError):
        while folder != root and folder.is_relative_to(root):
            folder.rmdir()
            folder = folder.parent
