"""Which format a file is in, told from the end of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from i18n.errors import UsageError
from i18n.interchange import csv, po, xliff
from i18n.interchange.delivery import Delivery

FORMATS: Mapping[str, Callable[[Path, str], Delivery]] = MappingProxyType(
    {
        ".po": po.read,
        ".xlf": xliff.read,
        ".xliff": xliff.read,
        ".csv": csv.read,
        ".tsv": csv.read,
    }
)
"""What reads a file, by the end of its name. Each takes the file and what messages call it."""


def refuse_unknown(file: Path, name: str) -> None:
    """Raise UsageError for a file that is not there, or of a format that nothing here reads."""
    if file.suffix.lower() not in FORMATS:
        raise UsageError(f"{name} is of no known format", hint=f"known are {', '.join(FORMATS)}")
    if not file.is_file():
        raise UsageError(f"there is no file {name}")


def read_delivery(file: Path, name: str) -> Delivery:
    """Read a file that came back from elsewhere; raises InterchangeError or CatalogError where it cannot be read."""
    return FORMATS[file.suffix.lower()](file, name)
