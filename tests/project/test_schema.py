"""The schema of the project file, for editors: it takes what we take, and refuses what can be told from one file."""

from __future__ import annotations

import copy
import re
import tomllib
from pathlib import Path

import pytest

from i18n.errors import ConfigurationError
from i18n.project import Collection, EngineSettings, Project, check, demands, read_project
from i18n.project.keys import rows
from i18n.project.schema import project_schema

jsonschema = pytest.importorskip("jsonschema")

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
NEEDED = {"locales": ["en", "fr"], "collections": [{"source": "source", "output": "build/{locale}"}]}
TABLES = {
    "top": rows(Project),
    "collections": rows(Collection),
    "check": check.ROWS,
    "check.paths": demands.SPECIAL,
    "engines": rows(EngineSettings),
}

TEXTS = ("", " ", "x", "en", "zh-TW", "/a b", "a\nb", "{path}/{locale}", "{lang}", "https://x.example/v1", "HOUSE_KEY")
NUMBERS = (0, 1, 50, 0.5, -1, 101, True)
LISTS = ([], ["x"], [""], ["a b"], ["!a.b"], ["en"], ["en", "fr"], ["en", "en"], [1], ["C2"], ["comments", "strings"])
TABLES_OF_TEXTS = ({}, {"en": "x"}, {"en": ""}, {"en": " "}, {"en": 1}, {"en": "a/b"}, {"C2": "error"}, {"C2": "x"})
TABLES_OF_MORE = (
    {"en": ["fr"]},
    {"en": []},
    {"source/**": ["C2"]},
    {"en": {}},
    {"en": {"/a": "/b", "except": ["c"]}},
    {"en": {"en": {}}},
    {"/a": "/{locale}/", "except": ["c"]},
    {"/a": "/{lang}/"},
    {"/a b": "/c"},
    {"except": "c"},
    {"house": {"kind": "chat"}},
    {"House": {"kind": "chat"}},
    {"house": {"api-key": "s"}},
    {"min": 50},
    {"minimum": 50},
)
LISTS_OF_TABLES = (
    [{"source": "docs", "output": "out/{locale}"}],
    [{"source": "docs"}],
    [{"pattern": "x", "min": 50}],
    [{"xyz": 1}],
    [1],
)

BEYOND_A_SCHEMA = re.compile(
    "names|has no|leads from|there is no rule|there is no locale"  # what stands elsewhere in the file, or nowhere in it
    "|outside the project|overlap|is the same for"  # where paths lead
    "|{#id}"  # what one key makes of another
)


def accepted(values):
    """Tell whether we take a project file; the error is given where we do not."""
    try:
        read_project(ROOT, values, "i18n.toml")
    except ConfigurationError as error:
        return error
    return None


def with_key(table, name, value):
    """Return a project file with a key in one of its tables."""
    values = copy.deepcopy(NEEDED)
    if table == "collections":
        values["collections"][0][name] = value
    elif table == "check.paths":
        values["check"] = {"paths": [{name: value}]}
    elif table == "engines":
        values["engines"] = {"house": {name: value}}
    else:
        (values if table == "top" else values.setdefault(table, {}))[name] = value
    return values


def samples():
    """Return values of every kind, and every word that some key may hold."""
    words = {word for each in TABLES.values() for row in each for word in getattr(row.kind, "values", ())}
    return [*TEXTS, *sorted(words), *NUMBERS, *LISTS, *TABLES_OF_TEXTS, *TABLES_OF_MORE, *LISTS_OF_TABLES]


def test_the_schema_is_one():
    """By the schema of schemas."""
    jsonschema.Draft202012Validator.check_schema(project_schema())


@pytest.mark.parametrize("table", TABLES)
def test_schema_and_reader_agree(table):
    """On any value of any key, but for what no schema can know."""
    validator = jsonschema.Draft202012Validator(project_schema())
    for row in TABLES[table]:
        for value in samples():
            values = with_key(table, row.name, value)
            error, valid = accepted(values), validator.is_valid(values)
            beyond = error is not None and BEYOND_A_SCHEMA.search(error.message)
            assert valid or error, (row.name, value)
            assert not valid or not error or beyond, (row.name, value, str(error))


@pytest.mark.parametrize("table", TABLES)
def test_an_unknown_key_is_refused_by_both(table):
    """In every table."""
    values = with_key(table, "xyz", 1)
    assert accepted(values).message == "unknown key “xyz”"
    assert not jsonschema.Draft202012Validator(project_schema()).is_valid(values)


def test_our_own_project_file_is_valid():
    """The table that this very project has."""
    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["i18n"]
    assert list(jsonschema.Draft202012Validator(project_schema()).iter_errors(table)) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_the_handbook_shows_is_valid(page):
    """Each piece of a project file on its pages, with what it leaves out; some are pieces of a collection."""
    top = {row.name for row in TABLES["top"]}
    for text in re.findall(r"```toml\n(.*?)```", page.read_text("utf-8"), flags=re.DOTALL):
        piece = tomllib.loads(text)
        if "project" in piece:  # of a package that offers an engine
            continue
        whole = piece if piece.keys() <= top else {"collections": [NEEDED["collections"][0] | piece]}
        assert list(jsonschema.Draft202012Validator(project_schema()).iter_errors(NEEDED | whole)) == []


@pytest.mark.parametrize("table", TABLES)
def test_each_key_is_explained(table):
    """By a sentence of its own, under a name that no other has."""
    names = [row.name for row in TABLES[table]]
    assert len(set(names)) == len(names)
    assert [row.name for row in TABLES[table] if not re.fullmatch(r"[`A-Z].*\.", row.about)] == []
