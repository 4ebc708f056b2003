"""The files of a project that commands write, by their names: no link leads a write out of the project."""

from __future__ import annotations

from itertools import count
from pathlib import Path, PurePosixPath

from i18n.errors import WriteError
from i18n.storage.files import copy_file, is_there, own_folder, read_bytes, real_path, write_text

_DISPLACED = ".i18n/displaced"


class ProjectFiles:
    """The files below the folder of a project; names are relative to it."""

    def __init__(self, root: Path) -> None:
        """Take the folder, which is absolute and no link."""
        self.root = root
        self._folders: set[Path] = set()

    def inside(self, name: PurePosixPath | str) -> Path:
        """Return the file of a name; raises WriteError where a link leads its folder out of the project."""
        file = self.root / name
        if file.parent not in self._folders:
            self._refuse_outside(file.parent, name)
            self._folders.add(file.parent)
        return file

    def behind_link(self, name: PurePosixPath | str) -> Path:
        """Return the same, and where the file is a link itself, the file it leads to."""
        file = self.inside(name)
        if not file.is_symlink():
            return file
        self._refuse_outside(file, name)
        return real_path(file)

    def _refuse_outside(self, path: Path, name: PurePosixPath | str) -> None:
        if not real_path(path).is_relative_to(self.root):
            raise WriteError("a link leads it out of the project; nothing was written", path=str(name))

    def write(self, name: str, text: str, *, was: str | None = None) -> bool:
        """Write a text, as `write_text` does, and tell whether that changed the file."""
        return write_text(self.behind_link(name), name, text, was=was, root=self.root)

    # What is replaced of a person's work is kept, whole, where it can be found again -------------

    def keep(self, name: str, text: str) -> str:
        """Keep a file as it was and return where; raises WriteError.

        What was kept before stays: `a.po`, then `a.po.2`, `a.po.3`, …
        """
        kept = self._free_name(name, text.encode())
        write_text(self.inside(kept), kept, text)
        return kept

    def keep_file(self, name: str) -> str:
        """Keep a file as it is, whatever it holds, and return where; raises WriteError."""
        file = self.root / name
        kept = self._free_name(name, read_bytes(file, name, WriteError))
        copy_file(file, self.inside(kept), kept)
        return kept

    def _free_name(self, name: str, data: bytes) -> str:
        """Return a name for what is kept: one that is free, or that holds the same."""
        try:
            own_folder(self.root)
        except OSError as problem:
            reason = (problem.strerror or "").lower()
            hint = "make .i18n a folder that you can write to, or remove it"
            raise WriteError(
                f"was not replaced, since it cannot be kept in .i18n: {reason}", path=name, hint=hint
            ) from None
        for number in count(1):
            kept = f"{_DISPLACED}/{name}" + (f".{number}" if number > 1 else "")
            file = self.inside(kept)
            if not is_there(file, kept, WriteError) or read_bytes(file, kept, WriteError) == data:
                break
        return kept
