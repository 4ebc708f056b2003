"""What a command replaces of a person's work is kept, whole, where it can be found again."""

from __future__ import annotations

from itertools import count

from i18n.errors import WriteError
from i18n.project import Project
from i18n.storage.files import copy_file, is_there, own_folder, read_bytes, write_text
from i18n.workspace.outcome import Outcome

_FOLDER = ".i18n/displaced"


def keep(project: Project, name: str, text: str, outcome: Outcome) -> str:
    """Keep a file of the project as it was and return where; raises WriteError.

    What was kept before stays: `a.po`, then `a.po.2`, `a.po.3`, …
    """
    kept = _free_place(project, name, text.encode(), outcome)
    write_text(outcome.inside(project, kept), kept, text)
    return kept


def keep_file(project: Project, name: str, outcome: Outcome) -> str:
    """Keep a file of the project as it is, whatever it holds, and return where; raises WriteError."""
    file = project.root / name
    kept = _free_place(project, name, read_bytes(file, name, WriteError), outcome)
    copy_file(file, outcome.inside(project, kept), kept)
    return kept


def _free_place(project: Project, name: str, data: bytes, outcome: Outcome) -> str:
    """Return a name for what is kept: one that is free, or that holds the same."""
    try:
        own_folder(project.root)
    except OSError as problem:
        reason = (problem.strerror or "").lower()
        hint = "make .i18n a folder that you can write to, or remove it"
        raise WriteError(
            f"was not replaced, since it cannot be kept in .i18n: {reason}", path=name, hint=hint
        ) from None
    for number in count(1):
        kept = f"{_FOLDER}/{name}" + (f".{number}" if number > 1 else "")
        file = outcome.inside(project, kept)
        if not is_there(file, kept, WriteError) or read_bytes(file, kept, WriteError) == data:
            break
    return kept
