"""What a key of the project file is. Each is written once, as a field of the model that it becomes.

A field with a `required_key(…)` or an `optional_key(…)` is a row of the table of keys: its name in the file (that of
the field, with `-` for `_`), what it may hold, what it is where the file does not say, and a sentence about it. The
class it stands in says where it is allowed. From the rows come the reader, its errors and suggestions, the JSON Schema
for editors (`schema.py`), and the page of the handbook that lists all keys.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, Protocol, TypeAlias, TypeVar

from i18n.project.table import Table

_Value = TypeVar("_Value")
_Made_co = TypeVar("_Made_co", covariant=True)
_Model = TypeVar("_Model")
_ROW = "key of the project file"

Sources: TypeAlias = Literal["documents", "UI strings", ""]
"""What the sources of a collection are; empty for both."""


class Kind(Protocol[_Made_co]):
    """What a key may hold."""

    @property
    def words(self) -> str:
        """What that is, in the words of the handbook: `a text`."""

    def read(self, table: Table, key: str) -> _Made_co:
        """Return the value of a key as the model has it; raises ConfigurationError for a mistake."""

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what the file may hold."""


@dataclass(frozen=True, slots=True)
class Row:
    """All that is known of one key."""

    name: str
    """Its name in the file."""
    field: str
    """The field of the model that it becomes."""
    kind: Kind[Any]
    """What it may hold."""
    required: bool
    """Whether it must be there."""
    default: Any
    """What the field is where the key is not there."""
    otherwise: str
    """In words, what holds where the key is not there, if the default does not say it all; else empty."""
    about: str
    """A sentence about it, for users."""
    only: Sources = ""
    """The only sources that it means something for, where it is a key of a collection."""

    def read(self, table: Table) -> Any:  # noqa: ANN401 - each row makes a value of another type
        """Return what the field is to be, from the table where the key is allowed; raises ConfigurationError."""
        return self.kind.read(table, self.name) if self.is_read(table) else self.default

    def is_read(self, table: Table) -> bool:
        """Tell whether a table decides the field: by holding the key, or by lacking one that must be there."""
        return self.required or self.name in table.values

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        schema = {"description": self.about, **self.kind.schema()}
        if self.has_plain_default:
            schema["default"] = self.default
        return schema

    @property
    def has_plain_default(self) -> bool:
        """Whether writing its default into the file would change nothing."""
        return not self.otherwise and isinstance(self.default, str | int | float) and bool(self.default)


def optional_key(
    kind: Kind[_Value], default: _Value, about: str, *, name: str = "", otherwise: str = "", only: Sources = ""
) -> _Value:
    """Declare a field that is a key and may be left out.

    `name` is its name where that is not the field's; `otherwise` and `only` are what Row has.
    """
    row = Row(name, "", kind, required=False, default=default, otherwise=otherwise, about=about, only=only)
    # A factory, since a default of a dataclass must be hashable, and an empty mapping is not.
    return field(default_factory=lambda: default, metadata={_ROW: row})


def required_key(kind: Kind[_Value], about: str) -> _Value:
    """Declare a field that is a key which must be there."""
    row = Row("", "", kind, required=True, default=None, otherwise="", about=about)
    declared: _Value = field(metadata={_ROW: row})
    return declared


def rows(model: type) -> tuple[Row, ...]:
    """Return the keys that are fields of a model, in its order."""
    return tuple(_named(each.metadata[_ROW], each.name) for each in fields(model) if _ROW in each.metadata)


def _named(row: Row, field_name: str) -> Row:
    return replace(row, field=field_name, name=row.name or field_name.replace("_", "-"))


def row_of(model: type, field_name: str) -> Row:
    """Return the row of one field of a model."""
    return next(row for row in rows(model) if row.field == field_name)


def names(rows: Iterable[Row]) -> list[str]:
    """Return the names of keys as errors list them."""
    return sorted(row.name for row in rows)


def filled(model: type[_Model], table: Table, **others: object) -> _Model:
    """Return what a table says, as an object of a model whose fields are its keys.

    `others` are the values of fields that the table does not decide. Raises ConfigurationError.
    """
    said = {row.field: row.read(table) for row in rows(model) if row.is_read(table)}
    return model(**{**others, **said})


def schema_of(rows: Iterable[Row]) -> dict[str, Any]:
    """Return the JSON Schema of a table with some keys and no others."""
    rows = list(rows)
    schema: dict[str, Any] = {"type": "object", "additionalProperties": False}
    if required := [row.name for row in rows if row.required]:
        schema["required"] = required
    schema["properties"] = {row.name: row.schema() for row in rows}
    return schema
