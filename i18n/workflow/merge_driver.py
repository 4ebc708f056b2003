"""Merge PO files for git, message by message."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from i18n.catalog.merge import merge_catalogs
from i18n.catalog.message import Catalog
from i18n.catalog.store import read_catalog, write_catalog
from i18n.catalog.wrap import wrapped
from i18n.errors import CatalogError, ConfigurationError
from i18n.model import Finding, Position, Severity
from i18n.project import find_project
from i18n.storage.files import read_text, write_text


@dataclass(slots=True)
class MergedFiles:
    """What the merge driver did."""

    conflicts: list[Finding] = field(default_factory=list)
    """A finding for each message that two people translated differently, at its line in the merged file."""


def merge_files(base: Path, ours: Path, theirs: Path, name: str) -> MergedFiles:
    """Merge what two sides made of a PO file, and write it in the place of ours; `name` is what messages call it.

    Raises CatalogError where one of the three cannot be read whole, and WriteError; ours stays as it was then.
    """
    _, old = _read(base, f"{name} (before)")
    was, one = _read(ours, f"{name} (ours)")
    their_text, other = _read(theirs, f"{name} (theirs)")
    merged = merge_catalogs(old, one, other)
    text = their_text if merged.catalog == other else wrapped(write_catalog(merged.catalog), _width(name), name)
    if merged.catalog != one:
        write_text(ours, name, text, was=was)
    if not merged.conflicts:
        return MergedFiles()
    lines = {message.key: message.line for message in read_catalog(text, name).messages}
    return MergedFiles([_conflict(name, key, lines[key]) for key in merged.conflicts])


def _width(name: str) -> int:
    """Return the column at which the project of a PO file wraps; a merge goes on where it has none, or a broken one."""
    try:
        return find_project(Path(name).absolute().parent).wrap
    except ConfigurationError:
        return 0


def _read(file: Path, name: str) -> tuple[str, Catalog]:
    text = read_text(file, name, CatalogError)
    return text, read_catalog(text, name)


def _conflict(name: str, key: tuple[str | None, str], line: int) -> Finding:
    context, msgid = key
    return Finding(
        "conflict",
        f"two people translated “{msgid}”; it is fuzzy now, with both texts in its comments",
        Severity.WARNING,
        name,
        Position(line, 1),
        msgid,
        context,
        "keep one of the texts, and remove the comments and the flag",
    )
