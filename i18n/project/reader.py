"""The project file, read into a frozen Project: every key checked, every path inside the project."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from i18n.codes import chosen, hint_for_selector
from i18n.errors import ConfigurationError
from i18n.generators.generator import ANCHOR_POLICIES
from i18n.generators.listing import DIALECT_NAMES, FORMAT_NAMES, FORMATS, GENERATORS, SCHEMES
from i18n.model import CODE_TEXTS, CodeText, Position, Severity
from i18n.patterns import matches
from i18n.project.demands import REQUIRED, Demand, Demands
from i18n.project.destinations import NO_ASSETS, NO_LINKS, DestinationMap, Entry
from i18n.project.selection import Selection
from i18n.storage.files import read_text, real_path
from i18n.suggestions import did_you_mean

_PROJECT_KEYS = (
    "assets",
    "check",
    "collections",
    "engines",
    "fallback",
    "include",
    "links",
    "locale-codes",
    "locales",
    "locations",
    "machine-notice",
    "messages",
    "source-locale",
    "wrap",
)
_COLLECTION_KEYS = (
    "anchors",
    "attributes",
    "code",
    "dialect",
    "exclude",
    "format",
    "front-matter",
    "include",
    "keys",
    "notice",
    "output",
    "skip-below",
    "slugs",
    "source",
    "untranslated",
)
_OF_MARKDOWN = ("anchors", "attributes", "code", "dialect", "front-matter", "notice", "slugs")
_DEMANDS_KEYS = ("exclude", "min", "paths", "require", "since")
_RULES_KEYS = ("extend-select", "heading-case", "ignore", "per-file-ignores", "select", "severity")
_DEMAND_KEYS = ("locales", "min", "pattern", "require")
_ENGINE_TEXTS = ("kind", "url", "model", "region", "key-variable")
_ENGINE_NUMBERS = ("rate", "price", "price-output", "timeout", "workers")
_CHOICES = {
    "heading-case": ("sentence", "title"),
    "severity": tuple(Severity),
    "messages": ("script", "all"),
    "locations": ("file", "line", "none"),
    "include": ("machine", "human"),
    "require": REQUIRED,
    "dialect": DIALECT_NAMES,
    "anchors": ANCHOR_POLICIES,
    "slugs": tuple(SCHEMES),
    "format": FORMAT_NAMES,
    "untranslated": ("source", "skip", "marker"),
}
_DESTINATION = re.compile(r"""[^\s<>()"'`{}|\\]+""")
_OURS = ("locales", ".git", ".i18n")
_INCLUDE = ("**/*.md", "**/*.mdx")
_NOTICE = "> This page has not been translated completely yet."
_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_@][A-Za-z0-9]{2,8})*")
_CODE = re.compile(r"[A-Za-z0-9]+(?:[-_@][A-Za-z0-9]+)*")
_ATTRIBUTE = re.compile(r"!?(?:[A-Za-z][\w-]*\.)?[A-Za-z][\w:-]*", re.ASCII)
_ENGINE_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*")
_SERVER = re.compile(r"https?://[^\s/?#@]+(?:/[^\s?#@]*)?")
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_SECRET_KEY = re.compile(r"key|secret|token|password|app-?id", re.IGNORECASE)
_STEP = r"(?:\*\*|\*|[^\s.\[\]!*]+)(?:\[\])*"
_DATA_PATH = re.compile(rf"!?{_STEP}(?:\.{_STEP})*")
_NARROWEST = 20
_ERROR_PLACE = re.compile(r" \(at line (\d+), column (\d+)\)")


@dataclass(frozen=True, slots=True)
class Collection:
    """A source root with its output pattern and dialect."""

    source: PurePosixPath
    """The root of its sources, relative to the project."""
    output: str
    """Where built documents go, relative to the project, with `{locale}`, and `{path}` or else that at its end."""
    dialect: str
    """The flavour of Markdown."""
    include: tuple[str, ...] = _INCLUDE
    """Patterns of the sources in it."""
    exclude: tuple[str, ...] = ()
    """Patterns of files to leave out."""
    attributes: tuple[str, ...] = ()
    """Attributes of tags that hold text besides the usual ones; `!title` leaves one out."""
    code: tuple[CodeText, ...] = ()
    """What of code blocks is offered."""
    front_matter: tuple[str, ...] = ()
    """Paths of front matter values that are offered besides the dialect's; `!keywords` leaves one out."""
    anchors: str = "off"
    """What becomes of heading ids: `pin` those that links lead to, `rewrite` the links, `pin-all`, or `off`."""
    slugs: str = "github"
    """How the site generator makes an id of a heading."""
    format: str = "markdown"
    """What its sources are: Markdown, or a format of UI strings."""
    keys: tuple[str, ...] = ()
    """Paths of the UI strings that are offered instead of the format's own; `!theme.**` leaves some out."""
    file: str = ""
    """The name of its only source, where `source` names a file."""
    version: str = ""
    """What `{version}` stands for in it."""
    codes: tuple[tuple[str, str], ...] = ()
    """Locales that go by another code in its output, with that code."""
    untranslated: str = "source"
    """What becomes of a document without translations: shown as it is (`source`), left out (`skip`), or shown
    with a notice wherever it is not complete (`marker`)."""
    skip_below: float = 0
    """The percentage of its segments that must be translated for a document to be built."""
    notices: tuple[tuple[str, str], ...] = ()
    """The notice of each locale; of an empty one, that of all others."""

    def holds(self, path: str) -> bool:
        """Tell whether a path relative to the source root is one of its sources."""
        if self.file:
            return path == self.file
        return matches(path, self.include) and not matches(path, self.exclude)

    def output_root(self, locale: str) -> PurePosixPath:
        """Return the folder of the built documents of a locale, relative to the project; of a file, the file."""
        before, found, _ = (written := self._output(locale)).partition("{path}")
        return PurePosixPath(before.rpartition("/")[0] if found else written)

    def output_path(self, path: PurePosixPath, locale: str) -> PurePosixPath:
        """Return where a file of the collection goes in a locale, relative to the project."""
        written = self._output(locale)
        if "{path}" in written:
            return PurePosixPath(written.replace("{path}", path.as_posix()))
        return PurePosixPath(written) if self.file else PurePosixPath(written) / path

    def _output(self, locale: str) -> str:
        return self.output.replace("{locale}", dict(self.codes).get(locale, locale))

    def notice(self, locale: str) -> str:
        """Return the notice for incomplete documents of a locale."""
        notices = dict(self.notices)
        return notices.get(locale) or notices.get("") or _NOTICE


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What a project says of a machine translator in `[engines.NAME]`; keys come from the environment alone."""

    name: str
    """What it is called on the command line and in marks."""
    kind: str = ""
    """The engine that it is, where its name is the project's own."""
    url: str = ""
    """Where its server is; empty for the engine's own."""
    model: str = ""
    """Which model answers; for an offline engine the folder of one."""
    region: str = ""
    """The region of a cloud that a key belongs to."""
    key_variable: str = ""
    """The environment variable that holds the key; empty for the engine's usual one."""
    rate: float = 0
    """Requests a second at most; 0 for the engine's own limit."""
    price: float = 0
    """The price of a million characters, or of a million tokens that it reads."""
    price_output: float = 0
    """The price of a million tokens that it writes."""
    timeout: float = 0
    """Seconds that one request may take; 0 for the engine's own."""
    workers: int = 0
    """Requests at the same time at most; 0 for the engine's own."""


@dataclass(frozen=True, slots=True)
class Project:
    """A configured project."""

    root: Path
    """Its directory, absolute."""
    name: str
    """What its PO files call it: the name in pyproject.toml, or else that of its directory."""
    source_locale: str
    """The language of the sources."""
    locales: tuple[str, ...]
    """The languages they are translated to, spelled as in the project file."""
    collections: tuple[Collection, ...]
    """Its source roots."""
    messages: str = "script"
    """`script`: only text in the source language's own script is offered; `all`: all text."""
    locations: str = "file"
    """What `#:` holds in PO files: `file`, `line` or `none`."""
    include: str = "machine"
    """What a build shows by default: `machine` or `human` translations."""
    wrap: int = 0
    """The column at which lines of PO files are wrapped; 0 for no wrapping."""
    demands: Demands = field(default_factory=Demands)
    """How much of which documents a check asks for."""
    selection: Selection = field(default_factory=Selection)
    """Which rules a check asks for."""
    heading_case: str = "sentence"
    """How headings of translations are written, for the rule `heading-case`: `sentence` or `title`."""
    engines: tuple[EngineSettings, ...] = ()
    """What it says of machine translators."""
    links: DestinationMap = NO_LINKS
    """Where links lead instead in a locale."""
    assets: DestinationMap = NO_ASSETS
    """Which pictures and other files are shown instead in a locale."""
    fallback: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For some locales, those whose translations a build shows where they have none, the nearest first."""
    machine_notices: tuple[tuple[str, str], ...] = ()
    """The notes for pages that show a machine's words, by locale; empty where there are none."""

    def machine_notice(self, locale: str) -> str:
        """Return the note for pages of a locale that show a machine's words; empty where there is none."""
        return dict(self.machine_notices).get(locale, "")

    def engine_settings(self, name: str) -> EngineSettings:
        """Return what the project says of an engine, and nothing but the name where it says nothing."""
        return next((settings for settings in self.engines if settings.name == name), EngineSettings(name))

    def fallback_of(self, locale: str) -> tuple[str, ...]:
        """Return the locales whose translations serve where a locale has none, the nearest first."""
        return dict(self.fallback).get(locale, ())

    def catalog_path(self, collection: Collection, path: PurePosixPath, locale: str) -> PurePosixPath:
        """Return the PO file of a source, relative to the project; `path` is relative to its root."""
        return PurePosixPath("locales", locale, "LC_MESSAGES", self._stem(collection, path).as_posix() + ".po")

    def template_path(self, collection: Collection, path: PurePosixPath) -> PurePosixPath:
        """Return the POT file of a source, relative to the project; `path` is relative to its root."""
        return PurePosixPath("locales", "templates", self._stem(collection, path).as_posix() + ".pot")

    def _stem(self, collection: Collection, path: PurePosixPath) -> PurePosixPath:
        stem = path.with_suffix("")
        only = len(self.collections) == 1 and not collection.version
        return stem if only else collection.source / stem

    def chosen_locales(self, wanted: Iterable[str]) -> tuple[str, ...]:
        """Return the locales asked for, or all; raises ConfigurationError for one that is not configured."""
        wanted = tuple(wanted)
        for locale in wanted:
            if locale not in self.locales:
                raise ConfigurationError(
                    f"the project has no locale “{locale}”", hint=did_you_mean(locale, self.locales, "known locales")
                )
        return tuple(dict.fromkeys(wanted)) or self.locales


def find_project(start: Path, explicit: bool = False) -> Project:
    """Read the project file of a directory, or of the nearest one above it unless it was named.

    The file is `i18n.toml`, or `pyproject.toml` with a `[tool.i18n]`. Raises ConfigurationError.
    """
    start = start.resolve()
    if not start.is_dir():
        raise ConfigurationError(f"there is no directory {start}")
    for directory in (start,) if explicit else (start, *start.parents):
        if (directory / "i18n.toml").is_file():
            return read_project(directory, _toml(directory, "i18n.toml"), "i18n.toml")
        if (directory / "pyproject.toml").is_file():
            whole = _toml(directory, "pyproject.toml")
            table = _table(whole, "tool").get("i18n")
            if isinstance(table, dict):
                name = _table(whole, "project").get("name")
                return read_project(directory, table, "pyproject.toml", name if isinstance(name, str) else "")
    raise ConfigurationError(
        f"no project file in {start}" + ("" if explicit else " or above"),
        hint="write an i18n.toml, or a [tool.i18n] table in pyproject.toml, with locales and collections",
    )


def _table(table: dict[str, Any], key: str) -> dict[str, Any]:
    value = table.get(key)
    return value if isinstance(value, dict) else {}


def _toml(directory: Path, name: str) -> dict[str, Any]:
    text = read_text(directory / name, name, ConfigurationError).removeprefix("\ufeff")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _ERROR_PLACE.search(str(error))
        position = Position(int(place[1]), int(place[2])) if place else None
        raise ConfigurationError(_ERROR_PLACE.sub("", str(error)), path=name, position=position) from None


def read_project(root: Path, table: Mapping[str, Any], path: str, name: str = "") -> Project:
    """Check the keys of a project table and return the Project; raises ConfigurationError."""
    reader = _Reader(table, path)
    reader.known(_PROJECT_KEYS)
    locales = reader.strings("locales", required=True)
    for locale in (*locales, source_locale := reader.string("source-locale", "zh-CN")):
        if not _LOCALE.fullmatch(locale):
            raise ConfigurationError(f"“{locale}” is not a locale code", path=path, hint="such as en, pt-BR or zh-Hans")
    if len({locale.lower() for locale in locales}) < len(locales):
        raise reader.error("“locales” names one locale twice")
    codes = tuple(reader.by_locale("locale-codes", locales).items())
    for _, code in codes:
        if not _CODE.fullmatch(code):
            raise reader.error(f"“locale-codes” cannot hold “{code}”", "such as zh-Hant, zh_TW or zh-tw")
    collections = tuple(_collections(reader, root, locales, codes))
    checks = _Reader(reader.subtable("check"), path)
    checks.known((*_DEMANDS_KEYS, *_RULES_KEYS))
    _check_paths(reader, root, collections, locales)
    return Project(
        root,
        name or root.name,
        source_locale,
        locales,
        collections,
        reader.choice("messages", "script"),
        reader.choice("locations", "file"),
        reader.choice("include", "machine"),
        reader.columns("wrap"),
        _demands(checks, locales, root / path),
        _selection(checks),
        checks.choice("heading-case", "sentence"),
        tuple(_engines(reader)),
        reader.destinations("links", locales),
        reader.destinations("assets", locales, anywhere=True),
        tuple(_fallback(reader, locales)),
        tuple(_machine_notices(reader, locales)),
    )


def _machine_notices(reader: _Reader, locales: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Read `machine-notice`: a text for all locales, or a table with one for each."""
    key = "machine-notice"
    table = reader.table.get(key, {})
    if isinstance(table, str):
        table = dict.fromkeys(locales, table)
    if not isinstance(table, dict) or not all(isinstance(text, str) and text.strip() for text in table.values()):
        raise reader.error(f"“{key}” must be a text, or a table with one for each locale")
    for locale, text in table.items():
        if locale not in locales:
            raise reader.error(f"“{key}” has no locale “{locale}”", did_you_mean(locale, locales, "known locales"))
        yield locale, text


def _engines(reader: _Reader) -> Iterator[EngineSettings]:
    tables = reader.table.get("engines", {})
    if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
        raise reader.error("“engines” must hold tables, such as [engines.deepl]")
    for name, table in tables.items():
        if not _ENGINE_NAME.fullmatch(name):
            raise reader.error(
                f"“{name}” cannot name an engine", "small letters of English, digits, full stops and hyphens"
            )
        yield _engine(_Reader(table, reader.path), name)


def _engine(reader: _Reader, name: str) -> EngineSettings:
    """Read an engine's table; a key in it is refused without being shown."""
    known = _ENGINE_TEXTS + _ENGINE_NUMBERS
    for key in reader.table:
        if key not in known and _SECRET_KEY.search(key):
            raise reader.error(
                f"[engines.{name}] holds “{key}”: keys do not belong in a project file, which others read",
                "put it into an environment variable; key-variable names another one than the usual",
            )
    reader.known(known)
    kind, url, model, region, variable = (reader.string(key) if key in reader.table else "" for key in _ENGINE_TEXTS)
    rate, price, price_output, timeout, workers = (reader.number(key) for key in _ENGINE_NUMBERS)
    if variable and not _VARIABLE.fullmatch(variable):
        raise reader.error(
            f"“key-variable” of [engines.{name}] must be the name of an environment variable, not a key",
            "such as DEEPSEEK_API_KEY",
        )
    if url and not _SERVER.fullmatch(url):
        raise reader.error(
            f"“url” of [engines.{name}] must start with https:// or http://, and hold no user, key or query"
        )
    return EngineSettings(name, kind, url, model, region, variable, rate, price, price_output, timeout, int(workers))


def _fallback(reader: _Reader, locales: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    table = reader.subtable("fallback")
    for locale in table:
        chain = _Reader(table, reader.path).strings(locale, required=True)
        for name in (locale, *chain):
            if name not in locales:
                raise reader.error(f"“fallback” names “{name}”", did_you_mean(name, locales, "known locales"))
        if locale in chain:
            raise reader.error(f"“fallback” leads from “{locale}” to itself")
        yield locale, chain


def _collections(
    reader: _Reader, root: Path, locales: tuple[str, ...], codes: tuple[tuple[str, str], ...]
) -> Iterator[Collection]:
    tables = reader.subtables("collections")
    if not tables:
        raise reader.error("“collections” must be one or more [[collections]] tables")
    for inner in tables:
        inner.known(_COLLECTION_KEYS)
        collection = _collection(inner, root, locales, codes)
        if "{version}" in inner.string("source"):
            yield from _versions(inner, root, collection)
        elif "{version}" in collection.output:
            raise inner.error("“output” holds {version}, and “source” does not")
        elif (root / collection.source).is_file():
            yield replace(collection, source=collection.source.parent, file=collection.source.name)
        else:
            yield collection


def _collection(inner: _Reader, root: Path, locales: tuple[str, ...], codes: tuple[tuple[str, str], ...]) -> Collection:
    form, dialect = inner.choice("format", "markdown"), inner.choice("dialect", "gfm")
    anchors, slugs = GENERATORS[dialect].id_defaults(root) if form == "markdown" else ("off", "github")
    collection = Collection(
        PurePosixPath(inner.path_text("source", "version")),
        inner.path_text("output", "locale", "path", "version"),
        dialect,
        inner.strings("include") or (FORMATS[form].files if form in FORMATS else _INCLUDE),
        inner.strings("exclude"),
        inner.matching("attributes", _ATTRIBUTE, "header, Card.text or !title"),
        inner.code_texts("code"),
        inner.matching("front-matter", _DATA_PATH, "hero.note, features[].title or !keywords"),
        inner.anchors(dialect, anchors),
        inner.choice("slugs", slugs),
        form,
        inner.matching("keys", _DATA_PATH, "nav[].text, **.label or !theme.**"),
        codes=codes,
        untranslated=inner.choice("untranslated", "source"),
        skip_below=inner.percentage("skip-below", 0),
        notices=tuple(inner.by_locale("notice", locales).items()),
    )
    for key in ("keys",) if form == "markdown" else _OF_MARKDOWN:
        if key in inner.table:
            raise inner.error(f"“{key}” means nothing where “format” is “{form}”", "remove one of them")
    if collection.untranslated == "marker" and form != "markdown":
        raise inner.error(f"“untranslated” cannot be “marker” where “format” is “{form}”", "known values: source, skip")
    return collection


def _versions(inner: _Reader, root: Path, collection: Collection) -> Iterator[Collection]:
    """Yield a collection for each folder that stands for a version."""
    *above, name = collection.source.parts
    if "{version}" in "".join(above) or name.count("{version}") > 1:
        raise inner.error("“source” may hold {version} once, in its last folder")
    before, _, after = name.partition("{version}")
    folder = root.joinpath(*above)
    names = sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []
    found = [
        found
        for found in names
        if found.startswith(before) and found.endswith(after) and len(found) > len(before + after)
    ]
    if not found:
        raise inner.error(f"no folder is a version of “{collection.source}”", "create one, or correct it")
    for name in found:
        version = name[len(before) : len(name) - len(after)]
        output = collection.output.replace("{version}", version)
        yield replace(collection, source=PurePosixPath(*above, name), output=output, version=version)


def _selection(reader: _Reader) -> Selection:
    """Read which rules the table `[check]` asks for."""
    files = reader.subtable("per-file-ignores")
    per_file = _Reader(files, reader.path)
    grades = _Reader(reader.subtable("severity"), reader.path)
    return Selection(
        reader.selectors("select"),
        reader.selectors("extend-select"),
        reader.selectors("ignore"),
        tuple((pattern, per_file.selectors(pattern)) for pattern in files),
        {code: Severity(grades.severity(name)) for name in grades.table for code in grades.codes(name)},
    )


def _demands(reader: _Reader, locales: tuple[str, ...], file: Path) -> Demands:
    """Read the table `[check]`, and each `[[check.paths]]` in it, which has from the former what it does not say."""
    general = Demand("", (), reader.choice("require", "machine"), reader.percentage("min", 100.0))
    special = []
    for inner in reader.subtables("paths", "check."):
        inner.known(_DEMAND_KEYS)
        for locale in (named := inner.strings("locales")):
            if locale not in locales:
                raise inner.error(
                    f"the project has no locale “{locale}”", did_you_mean(locale, locales, "known locales")
                )
        demand = Demand(
            inner.string("pattern", "**"),
            named,
            inner.choice("require", general.required),
            inner.percentage("min", general.minimum),
        )
        special.append(demand)
    since = reader.string("since") if "since" in reader.table else ""
    return Demands(general, tuple(special), since, reader.strings("exclude"), file)


def _check_paths(reader: _Reader, root: Path, collections: tuple[Collection, ...], locales: tuple[str, ...]) -> None:
    """Refuse paths that leave the project, and outputs that would overwrite anything that is not one."""
    kept = {
        real_path(root / collection.source / collection.file): f"the source “{collection.source / collection.file}”"
        for collection in collections
    }
    for source, name in kept.items():
        if not source.is_relative_to(root):
            raise reader.error(f"{name} lies outside the project")
    for name in _OURS:
        kept[root / name] = f"the project's own {name}"
    for collection in collections:
        mine = f"the output “{collection.output}”"
        roots: dict[Path, str] = {}
        for locale in locales:
            output = real_path(root / collection.output_root(locale))
            if not output.is_relative_to(root) or output == root:
                raise reader.error(f"{mine} lies outside the project")
            for other, name in kept.items():
                if output.is_relative_to(other) or other.is_relative_to(output):
                    raise reader.error(f"{mine} and {name} overlap", "give each its own folder")
            if roots.setdefault(output, locale) != locale and not _tells_apart(collection, locale, roots[output]):
                raise reader.error(f"{mine} is the same for “{roots[output]}” and “{locale}”", "put {locale} into it")


def _tells_apart(collection: Collection, one: str, other: str) -> bool:
    """Tell whether two locales have different outputs for the same path."""
    probe = PurePosixPath("a.md")
    return collection.output_path(probe, one) != collection.output_path(probe, other)


class _Reader:
    """Reads the values of one table, with errors that name the key."""

    def __init__(self, table: Mapping[str, Any], path: str) -> None:
        self.table = table
        self.path = path

    def error(self, message: str, hint: str = "") -> ConfigurationError:
        return ConfigurationError(message, path=self.path, hint=hint)

    def known(self, keys: Iterable[str]) -> None:
        for key in self.table:
            if key not in keys:
                raise self.error(f"unknown key “{key}”", did_you_mean(key, keys, "known keys"))

    def string(self, key: str, default: str | None = None) -> str:
        value = self.table.get(key, default)
        if not isinstance(value, str) or not value:
            raise self.error(f"“{key}” must be a text" if key in self.table else f"“{key}” is missing")
        return value

    def columns(self, key: str) -> int:
        value = self.table.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, int) or (value and value < _NARROWEST):
            hint = "such as 79; leave it out for no wrapping"
            raise self.error(f"“{key}” must be a number of columns, {_NARROWEST} or more", hint)
        return value

    def percentage(self, key: str, default: float) -> float:
        value = self.table.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 100:
            raise self.error(f"“{key}” must be a number from 0 to 100")
        return float(value)

    def selectors(self, key: str) -> tuple[str, ...]:
        selectors = self.strings(key)
        for selector in selectors:
            self.codes(selector)
        return selectors

    def codes(self, selector: str) -> frozenset[str]:
        if not (codes := chosen(selector)):
            raise self.error(f"there is no rule “{selector}”", hint_for_selector(selector))
        return codes

    def severity(self, key: str) -> str:
        value = self.string(key)
        if value not in _CHOICES["severity"]:
            raise self.error(f"“{key}” cannot be “{value}”", did_you_mean(value, _CHOICES["severity"], "known values"))
        return value

    def subtable(self, key: str) -> dict[str, Any]:
        value = self.table.get(key, {})
        if not isinstance(value, dict):
            raise self.error(f"“{key}” must be a table, [{key}]")
        return value

    def subtables(self, key: str, inside: str = "") -> list[_Reader]:
        tables = self.table.get(key, [])
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise self.error(f"“{key}” must be one or more [[{inside}{key}]] tables")
        return [_Reader(table, self.path) for table in tables]

    def path_text(self, key: str, *names: str) -> str:
        """Return a path that may hold some names in braces."""
        value = rest = self.string(key)
        for name in names:
            rest = rest.replace(f"{{{name}}}", "")
        if not rest.isprintable() or "{" in rest:
            known = ", ".join(f"{{{name}}}" for name in names)
            raise self.error(f"“{key}” may hold {known}, and neither other braces nor control characters")
        return value

    def by_locale(self, key: str, locales: Iterable[str]) -> dict[str, str]:
        """Return a table from locales to texts; a text alone stands under no locale."""
        value = self.table.get(key, {})
        if isinstance(value, str) and key == "notice":
            return {"": value}
        if not isinstance(value, dict) or not all(isinstance(text, str) and text for text in value.values()):
            raise self.error(f"“{key}” must be a table from locales to texts")
        for locale in value:
            if locale not in locales:
                raise self.error(f"“{key}” names “{locale}”", did_you_mean(locale, locales, "known locales"))
        return dict(value)

    def strings(self, key: str, required: bool = False) -> tuple[str, ...]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.error(f"“{key}” must be a list of texts")
        if required and not value:
            raise self.error(f"“{key}” is missing or empty")
        return tuple(value)

    def number(self, key: str) -> float:
        value = self.table.get(key, 0)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < math.inf:
            raise self.error(f"“{key}” must be a number, 0 or more")
        return value

    def matching(self, key: str, pattern: re.Pattern[str], examples: str) -> tuple[str, ...]:
        values = self.strings(key)
        for value in values:
            if not pattern.fullmatch(value):
                raise self.error(f"“{key}” cannot hold “{value}”", f"such as {examples}")
        return values

    def code_texts(self, key: str) -> tuple[CodeText, ...]:
        if isinstance(self.table.get(key), str):
            self.table = {**self.table, key: [self.table[key]]}
        names = self.strings(key)
        for name in names:
            if name not in CODE_TEXTS:
                raise self.error(f"“{key}” cannot be “{name}”", did_you_mean(name, CODE_TEXTS, "known values"))
        return tuple(text for text in CODE_TEXTS if text in names)

    def anchors(self, dialect: str, default: str) -> str:
        value = self.choice("anchors", default)
        if value.startswith("pin") and not GENERATORS[dialect].heading_ids.can_pin:
            raise self.error(f"“anchors” cannot be “{value}”: {dialect} has no {{#id}}", "use rewrite")
        return value

    def destinations(self, key: str, locales: Iterable[str], anywhere: bool = False) -> DestinationMap:
        table = self.table.get(key, {})
        if not isinstance(table, dict):
            raise self.error(f"“{key}” must be a table", f"write [{key}]")
        locales = tuple(locales)
        entries: list[Entry] = []
        exceptions: list[Entry] = []
        for before, after in table.items():
            if before == "except":
                exceptions += (Entry(end, end) for end in _Reader(table, self.path).strings("except"))
            elif isinstance(after, dict):
                if before not in locales:
                    raise self.error(
                        f"[{key}.{before}] names no locale", did_you_mean(before, locales, "known locales")
                    )
                inner = _Reader({key: after}, self.path).destinations(key, (), anywhere)
                entries += (replace(entry, locale=before) for entry in inner.entries)
                exceptions += (replace(entry, locale=before) for entry in inner.exceptions)
            else:
                entries.append(self.destination(key, before, after))
        return DestinationMap(tuple(entries), tuple(exceptions), anywhere)

    def destination(self, key: str, before: str, after: object) -> Entry:
        if not isinstance(after, str):
            raise self.error(f"“{before}” in [{key}] must be a text")
        for text in (before, after.replace("{locale}", "locale")):
            if not _DESTINATION.fullmatch(text) or not text.isprintable():
                raise self.error(f"“{text}” in [{key}] cannot stand in a link", "percent-encode blanks and brackets")
        return Entry(before, after)

    def choice(self, key: str, default: str) -> str:
        value = self.string(key, default)
        if value not in _CHOICES[key]:
            raise self.error(f"“{key}” cannot be “{value}”", did_you_mean(value, _CHOICES[key], "known values"))
        return value
