"""What a command replaces of a person's work is kept, whole, where it can be found again."""

from __future__ import annotations

from itertools import count

from i18n.errors import WriteError
from i18n.files import is_there, own_folder, read_bytes, write_text
from i18n.project import Project
from i18n.workflow.outcome import Outcome

_FOLDER = ".i18n/displaced"


def keep(project: Project, name: str, text: str, outcome: Outcome) -> str:
    """Keep a file of the project as it was and return where; raises WriteError.

    What was kept before stays: `a.po`, then `a.po.2`, `a.po.3`, …
    """
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
        if not is_there(file, kept, WriteError) or read_bytes(file, kept, WriteError) == text.encode():
            break
    write_text(file, kept, text)
    return kept
