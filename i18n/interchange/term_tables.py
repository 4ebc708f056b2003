"""Tables of terms, with commas, semicolons or tabs: from spreadsheets and other tools, and as we keep them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from i18n.errors import ConfigurationError, InterchangeError
from i18n.glossary import Term, read_glossary
from i18n.interchange.delivery import DeliveredTerms
from i18n.language import same_language
from i18n.model import Position
from i18n.storage.files import read_text

COLUMNS = ("source", "target", "mode", "note")
"""The columns of a glossary, in our order."""
_NOTES = ("comment", "comments", "definition", "description", "explanation", "notes")
_LONGEST_FIELD = 10_000_000


def read(file: Path, name: str, source_locale: str, locale: str) -> DeliveredTerms:
    """Read a table of terms; raises InterchangeError, with the line, where it is none.

    Its first line names the columns: those of a glossary, or the two languages by their codes.
    """
    text = read_text(file, name, InterchangeError).removeprefix("\ufeff")
    first = text.partition("\n")[0]
    separator = "\t" if file.suffix.lower() == ".tsv" else max(",;\t", key=first.count)
    others = 0
    try:
        header = next(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), [])
        names = _renamed(header, source_locale, locale)
        if names != header:
            text, others = _selected(text, names, separator)
            separator = ","
        return DeliveredTerms(name, list(read_glossary(text, name, separator).terms), others)
    except ConfigurationError as error:
        raise InterchangeError(error.message, path=name, position=error.position, hint=error.hint) from None
    except csv.Error as error:
        raise InterchangeError(f"not a table: {error}", path=name, position=Position(1, 1)) from None


def _renamed(header: list[str], source_locale: str, locale: str) -> list[str]:
    """Return the names of the columns with ours for what we know by another name, and none for what we do not."""
    plain = [name.strip().lower() for name in header]
    if {"source", "target"} <= set(plain):
        return header if set(plain) <= set(COLUMNS) else [name if name in COLUMNS else _note_of(name) for name in plain]
    renamed = dict.fromkeys(plain, "")
    for ours, wanted in (("source", source_locale), ("target", locale)):
        fitting = [name for name in plain if same_language(name, wanted)]
        exact = [name for name in fitting if same_language(name, wanted, exactly=True)]
        if not fitting:
            return header
        renamed[(exact or fitting)[0]] = ours
    return [renamed[name] or (name if name in COLUMNS else _note_of(name)) for name in plain]


def _note_of(name: str) -> str:
    return "note" if name in _NOTES else ""


def _selected(text: str, names: list[str], separator: str) -> tuple[str, int]:
    """Return a table with only the columns that have a name, and how many rows lack a term in one language."""
    csv.field_size_limit(_LONGEST_FIELD)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    next(rows, None)
    cells = [dict(reversed([pair for pair in zip(names, row, strict=False) if pair[0]])) for row in rows]
    sound = [row for row in cells if row.get("source", "").strip() and row.get("target", "").strip()]
    terms = [[row.get(name, "") for name in COLUMNS] for row in sound]
    return _table([list(COLUMNS), *terms], ","), len(cells) - len(sound)


# Writing ----------------------------------------------------------------------------------------


def write(terms: Iterable[Term], separator: str = ",") -> str:
    """Return terms as a table."""
    return _table([list(COLUMNS), *(list(_row(term).values()) for term in terms)], separator)


def with_rows(text: str, terms: Iterable[Term], separator: str = ",") -> str:
    """Return a glossary with rows added at its end; what stands there stays as it is, letter by letter.

    Only where a column is missing that a new row needs are all rows written again.
    """
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator))
    if not rows:
        return write(terms, separator)
    header = [name.strip().lower() for name in rows[0]]
    added = [_row(term) for term in terms]
    missing = [name for name in COLUMNS if name not in header and any(row[name] for row in added)]
    new = [[row[name] for name in (*header, *missing)] for row in added]
    if missing:
        width = len(header)
        old = [[*row[:width], *[""] * (width - len(row))] for row in rows[1:]]
        return _table([[*header, *missing], *([*row, *[""] * len(missing)] for row in old), *new], separator)
    end = "\r\n" if "\r\n" in text else "\n"
    return text + ("" if text.endswith("\n") else end) + _table(new, separator, end)


def _row(term: Term) -> dict[str, str]:
    return {name: getattr(term, name) for name in COLUMNS}


def _table(rows: Iterable[list[str]], separator: str, end: str = "\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(rows)
    return out.getvalue()
