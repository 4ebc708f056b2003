"""What a build writes, and which of what earlier builds wrote is stale: known from a manifest, never guessed.

The manifest in `.i18n/` names every file that a build has written, with the hash of its content. A file that
no source leads to any more is removed if it is still what we wrote; else it is somebody's, kept and
reported. Where the manifest is missing, nothing is known to be ours, and nothing is removed. A file that a
build replaces though it is not as we wrote it is kept in `.i18n/displaced/`.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from i18n.errors import I18nError, WriteError
from i18n.model import Finding, Severity
from i18n.project import Project, layout
from i18n.storage.files import copy_file, own_folder, read_bytes, remove_file, write_text
from i18n.workspace.displaced import keep_file
from i18n.workspace.outcome import Outcome

_MANIFEST = ".i18n/outputs.json"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A file that a build has written."""

    locale: str
    """The locale that it belongs to."""
    content: str
    """The hash of what was written."""


class Outputs:
    """The files that one build writes, with what is known of those before."""

    def __init__(self, project: Project, outcome: Outcome) -> None:
        self.project = project
        self.outcome = outcome
        self.known = _read_manifest(project)
        self.written: dict[str, _Entry] = {}

    def write(self, target: PurePosixPath, locale: str, text: str) -> bool:
        """Write a document and tell whether that changed the file; raises WriteError."""
        name, data = target.as_posix(), text.encode()
        file = self.outcome.inside(self.project, target)
        self._keep_if_foreign(file, name, data)
        changed = write_text(file, name, text)
        self.written[name] = _Entry(locale, _hash(data))
        return changed

    def copy(self, origin: Path, target: PurePosixPath, locale: str) -> bool:
        """Copy a file that documents refer to and tell whether that changed the target; raises WriteError."""
        name, data = target.as_posix(), read_bytes(origin, target.as_posix())
        file = self.outcome.inside(self.project, target)
        self._keep_if_foreign(file, name, data)
        changed = copy_file(origin, file, name)
        self.written[name] = _Entry(locale, _hash(data))
        return changed

    def close(self, locales: Collection[str]) -> list[str]:
        """Remove what is stale in some locales, and in those that the project has no more; note what there is now.

        Nothing is removed after an error: what could not be read may still want its output. Returns the
        names of the files removed.
        """
        rest = {name: entry for name, entry in self.known.items() if name not in self.written}
        removed = []
        for name, entry in [] if self.outcome.failed else list(rest.items()):
            if (entry.locale in locales or entry.locale not in self.project.locales) and self._is_settled(name, entry):
                del rest[name]
                removed += [name] if not (self.project.root / name).exists() else []
        self._write_manifest({**rest, **self.written})
        return removed

    def _keep_if_foreign(self, file: Path, name: str, data: bytes) -> None:
        """Keep what is about to be replaced, unless it is as we wrote it."""
        with suppress(OSError):
            if not file.is_file() or file.is_symlink():
                return
        was = read_bytes(file, name, WriteError)
        entry = self.known.get(name)
        if was == data or (entry and entry.content == _hash(was)):
            return
        kept = keep_file(self.project, name, self.outcome)
        message = f"was not as the last build wrote it, and was replaced; it is kept in {kept}"
        hint = "edit the PO files instead, or choose another output"
        self.outcome.findings.append(Finding("displaced", message, Severity.NOTE, name, hint=hint))

    def _is_settled(self, name: str, entry: _Entry) -> bool:
        """Remove a stale file if it is still ours; tell whether nothing is left to do about it."""
        file = self.project.root / name
        if not _may_be_output(self.project, name) or not file.is_file() or file.is_symlink():
            return True
        try:
            self.outcome.inside(self.project, name)
            if self._is_another_spelling(file, name):
                return True
            if _hash(read_bytes(file, name)) != entry.content:
                message = "no source leads to this file any more, and it is not as we wrote it; it was kept"
                self.outcome.findings.append(
                    Finding(
                        "stale-output",
                        message,
                        Severity.WARNING,
                        name,
                        hint="remove it, or move it to where it belongs",
                    )
                )
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

    def _write_manifest(self, entries: dict[str, _Entry]) -> None:
        rows = {name: [entry.locale, entry.content] for name, entry in sorted(entries.items())}
        if not rows and not self.known:
            return
        try:
            own_folder(self.project.root)
            text = json.dumps({"version": 1, "files": rows}, ensure_ascii=False, indent=0) + "\n"
            write_text(self.outcome.inside(self.project, _MANIFEST), _MANIFEST, text)
        except OSError as problem:
            self.outcome.fail(WriteError(f"cannot be written: {problem.strerror}", path=_MANIFEST))
        except I18nError as error:
            self.outcome.fail(error)


def _read_manifest(project: Project) -> dict[str, _Entry]:
    """Return what earlier builds wrote; of a manifest that is not as we write it, nothing."""
    try:
        rows = json.loads((project.root / _MANIFEST).read_bytes())["files"]
        return {str(name): _Entry(str(locale), str(content)) for name, (locale, content) in rows.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


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


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
