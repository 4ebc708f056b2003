"""The manifest of a project: every file that a build has written, with the hash of its content.

It is `.i18n/outputs.json`. Where it is missing, nothing is known to be ours.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from i18n.errors import WriteError
from i18n.storage.files import own_folder, write_text
from i18n.storage.project_files import ProjectFiles

_NAME = ".i18n/outputs.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class BuiltFile:
    """A file that a build has written."""

    locale: str
    """The locale that it belongs to."""
    content: str
    """The hash of what was written."""

    def holds(self, data: bytes) -> bool:
        """Tell whether these bytes are what was written."""
        return self.content == _hash(data)


def built_file(locale: str, data: bytes) -> BuiltFile:
    """Return what is remembered of a file with these bytes."""
    return BuiltFile(locale, _hash(data))


def read_manifest(files: ProjectFiles) -> dict[str, BuiltFile]:
    """Return what earlier builds wrote, by name; of a manifest that is not as we write it, nothing."""
    try:
        rows = json.loads((files.root / _NAME).read_bytes())["files"]
        return {str(name): BuiltFile(str(locale), str(content)) for name, (locale, content) in rows.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def write_manifest(files: ProjectFiles, built: Mapping[str, BuiltFile]) -> None:
    """Write what is there now; raises WriteError."""
    rows = {name: [file.locale, file.content] for name, file in sorted(built.items())}
    text = json.dumps({"version": _VERSION, "files": rows}, ensure_ascii=False, indent=0) + "\n"
    try:
        own_folder(files.root)
    except OSError as problem:
        raise WriteError(f"cannot be written: {problem.strerror}", path=_NAME) from None
    write_text(files.inside(_NAME), _NAME, text)


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()
