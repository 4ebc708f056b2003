"""How the tables `[[collections]]` become collections: one each, or one for each version of the documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from i18n.generators.listing import FORMATS, GENERATORS
from i18n.project.collection import MARKDOWN, Collection
from i18n.project.keys import Sources, filled, names, row_of, rows, schema_of
from i18n.project.overlaps import refuse_overlaps
from i18n.project.table import Table

_DOCUMENTS = ("**/*.md", "**/*.mdx")
"""Patterns of the files that are documents unless a project says otherwise."""


@dataclass(frozen=True, slots=True)
class Collections:
    """What `[[collections]]` hold, one at least."""

    words: str = "tables, `[[collections]]`"

    def read(self, table: Table, key: str) -> tuple[Collection, ...]:
        """Return the collections."""
        if not (tables := table.subtables(key, "[[collections]]")):
            raise table.error(f"“{key}” must be one or more [[collections]] tables")
        collections = tuple(collection for inner in tables for collection in _collections(inner))
        refuse_overlaps(table, collections)
        return collections

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        table = {
            **schema_of(rows(Collection)),
            "if": {"properties": {"format": {"const": MARKDOWN}}},
            "then": {"properties": dict.fromkeys(_only_for("UI strings"), False)},
            "else": {"properties": dict.fromkeys(_only_for("documents"), False)},
        }
        return {"type": "array", "minItems": 1, "items": table}


def _collections(table: Table) -> Iterator[Collection]:
    """Yield what one table stands for: a collection, or one for each version."""
    table.refuse_unknown(names(rows(Collection)))
    collection = _collection(table)
    if "{version}" in str(collection.source):
        yield from _versions(table, collection)
    elif "{version}" in collection.output:
        raise table.error("“output” holds {version}, and “source” does not")
    elif (table.root / collection.source).is_file():
        yield replace(collection, source=collection.source.parent, file=collection.source.name)
    else:
        yield collection


def _collection(table: Table) -> Collection:
    form, dialect = row_of(Collection, "format").read(table), row_of(Collection, "dialect").read(table)
    of_documents = form == MARKDOWN
    anchors, slugs = GENERATORS[dialect].id_defaults(table.root) if of_documents else ("off", "github")
    collection = filled(Collection, table, anchors=anchors, slugs=slugs, codes=table.codes)
    _refuse_contradictions(table, collection)
    usual = _DOCUMENTS if of_documents else FORMATS[form].files
    return replace(collection, include=collection.include or usual)


def _refuse_contradictions(table: Table, collection: Collection) -> None:
    """Raise the error for a key that another makes impossible."""
    anchors, dialect, form = collection.anchors, collection.dialect, collection.format
    if anchors.startswith("pin") and not GENERATORS[dialect].heading_ids.can_pin:
        raise table.error(f"“anchors” cannot be “{anchors}”: {dialect} has no {{#id}}", "use rewrite")
    for key in _only_for("UI strings" if form == MARKDOWN else "documents"):
        if key in table.values:
            raise table.error(f"“{key}” means nothing where “format” is “{form}”", "remove one of them")
    if collection.untranslated == "marker" and form != MARKDOWN:
        raise table.error(f"“untranslated” cannot be “marker” where “format” is “{form}”", "known values: source, skip")


def _only_for(sources: Sources) -> list[str]:
    return names(row for row in rows(Collection) if row.only == sources)


def _versions(table: Table, collection: Collection) -> Iterator[Collection]:
    """Yield a collection for each folder that stands for a version: `docs-1.0` and `docs-2.0` for `docs-{version}`."""
    *above, name = collection.source.parts
    if "{version}" in "".join(above) or name.count("{version}") > 1:
        raise table.error("“source” may hold {version} once, in its last folder")
    before, _, after = name.partition("{version}")
    parent = table.root.joinpath(*above)
    folders = sorted(path.name for path in parent.iterdir() if path.is_dir()) if parent.is_dir() else []
    versions = [version for folder in folders if (version := _between(folder, before, after))]
    if not versions:
        raise table.error(f"no folder is a version of “{collection.source}”", "create one, or correct it")
    for version in versions:
        source = PurePosixPath(*above, before + version + after)
        output = collection.output.replace("{version}", version)
        yield replace(collection, source=source, output=output, version=version)


def _between(name: str, before: str, after: str) -> str:
    """Return what stands between the beginning and the end of a name; empty where it has no such beginning or end."""
    fits = name.startswith(before) and name.endswith(after) and len(name) > len(before + after)
    return name[len(before) : len(name) - len(after)] if fits else ""
