"""Spreadsheets: CSV whose first row names the columns, among them `source` and `target`.

The columns `location`, `context` and `fuzzy` are read if there are any. Columns stand in any order, separated by
commas, semicolons or tabs. Two habits of other tools are undone: po2csv of translate-toolkit writes every backslash
twice, and Weblate puts an apostrophe before what a spreadsheet would take for a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from i18n.errors import InterchangeError
from i18n.interchange.delivery import Delivery, TranslationUnit
from i18n.model import Position
from i18n.storage.files import read_text

_PO2CSV = ["location", "source", "target"]
# A backslash and what it stands before, in the files of po2csv: `\\` is one backslash.
_BACKSLASH = re.compile(r"\\(.)", re.DOTALL)
# The apostrophe of `'=SUM(A1)`; not that of `'+'`, which is a text in quotes.
_FORMULA = re.compile(r"'(?=[=+\-@|%][^']*$)")
# The `:12` of `source/a.md:12`.
_LINE_NUMBER = re.compile(r":\d+$")
_YES = ("1", "x", "true", "yes", "fuzzy")
_LONGEST_FIELD = 10_000_000


def read(file: Path, name: str) -> Delivery:
    """Read a CSV file; raises InterchangeError, with the line, where it is not one with these columns."""
    text = read_text(file, name, InterchangeError).removeprefix("\ufeff")
    first = text[: text.find("\n") + 1] or text
    csv.field_size_limit(_LONGEST_FIELD)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    try:
        names = [column.strip().lower() for column in next(rows, [])]
        if not {"source", "target"} <= set(names):
            hint = "its first line must name the columns, among them “source” and “target”"
            raise InterchangeError("this is not a table of translations", path=name, position=Position(1, 1), hint=hint)
        return Delivery(name, units=list(_units(rows, names)))
    except csv.Error as error:
        line = Position(max(rows.line_num, 1), 1)
        raise InterchangeError(f"not CSV: {error}", path=name, position=line) from None


def _units(rows: Iterator[list[str]], names: list[str]) -> Iterator[TranslationUnit]:
    plain = _plain_po2csv if names == _PO2CSV else _plain
    line = 2
    for row in rows:
        cells = dict(zip(names, row, strict=False))
        # A spreadsheet cannot tell an empty context from none.
        context = cells.get("context") or None
        if cells.get("source"):
            yield TranslationUnit(
                plain(cells["source"]),
                plain(cells.get("target", "")),
                context,
                context_known="context" in names,
                fuzzy=cells.get("fuzzy", "").strip().lower() in _YES,
                locations=tuple(_LINE_NUMBER.sub("", place) for place in cells.get("location", "").split()),
                line=line,
            )
        line += 1 + sum(cell.count("\n") for cell in row)


def _plain(cell: str) -> str:
    return _FORMULA.sub("", cell.replace("\r\n", "\n"), count=1)


def _plain_po2csv(cell: str) -> str:
    return _BACKSLASH.sub(r"\1", _plain(cell))
