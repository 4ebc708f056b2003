"""How much is translated, in rows: one for each document in each locale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from i18n.catalog.statistics import Statistics


@dataclass(slots=True)
class Row:
    """One document in one locale."""

    locale: str
    """The locale."""
    source: str
    """The document's source, relative to the project."""
    catalog: str
    """Its PO file, relative to the project, whether it exists or not."""
    statistics: Statistics
    """States of its messages as they would be after an update."""

    @property
    def folder(self) -> str:
        """The folder of its source, relative to the project."""
        return self.source.rpartition("/")[0]


def by_folder(rows: Iterable[Row]) -> dict[tuple[str, str], Statistics]:
    """Return the sums of rows per locale and folder, of the documents directly in it; in order."""
    sums: dict[tuple[str, str], Statistics] = {}
    for row in rows:
        folder = row.locale, row.folder
        sums[folder] = sums.get(folder, Statistics()) + row.statistics
    return sums


def totals(rows: Iterable[Row]) -> dict[str, Statistics]:
    """Return the sums of rows per locale."""
    sums: dict[str, Statistics] = {}
    for row in rows:
        sums[row.locale] = sums.get(row.locale, Statistics()) + row.statistics
    return sums
