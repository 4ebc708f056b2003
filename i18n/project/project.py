"""The project: what its file says at the top, and all below it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from i18n.errors import ConfigurationError
from i18n.project.check import CheckSettings, CheckTable
from i18n.project.collection import Collection
from i18n.project.collection_tables import Collections
from i18n.project.destinations import NO_ASSETS, NO_LINKS, DestinationMap, Destinations
from i18n.project.engines import Engines, EngineSettings
from i18n.project.keys import optional_key, required_key
from i18n.project.kinds import Choice, Columns
from i18n.project.layout import catalog, template
from i18n.project.locales import CodeByLocale, LocaleCode, LocaleCodes, LocalesByLocale, TextForEachLocale
from i18n.suggestions import did_you_mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A configured project."""

    root: Path
    """Its directory, absolute."""
    name: str
    """What its PO files call it: the name in pyproject.toml, or else that of its directory."""
    locales: tuple[str, ...] = required_key(
        LocaleCodes(), "The languages that the sources are translated to, spelled as their folders below `locales/`."
    )
    source_locale: str = optional_key(LocaleCode(), "zh-CN", "The language of the sources.")
    locale_codes: tuple[tuple[str, str], ...] = optional_key(
        CodeByLocale(), (), "What output paths call a locale, where that is not its code.", otherwise="its code"
    )
    collections: tuple[Collection, ...] = required_key(Collections(), "Its source roots.")
    messages: str = optional_key(
        Choice(("script", "all")),
        "script",
        "`script`: only text in the source language's own script is offered; `all`: all text.",
    )
    locations: str = optional_key(
        Choice(("file", "line", "none")), "file", "What `#:` holds in PO files: the file, also the line, or nothing."
    )
    include: str = optional_key(
        Choice(("machine", "human")),
        "machine",
        "What a build shows by default: translations of machines as well, or of people alone.",
    )
    wrap: int = optional_key(
        Columns(20), 0, "The column at which lines of PO files are wrapped, as `msgcat` does.", otherwise="no wrapping"
    )
    check: CheckSettings = optional_key(CheckTable(), CheckSettings(), "What a check asks for.")
    engines: tuple[EngineSettings, ...] = optional_key(Engines(), (), "What there is to say of machine translators.")
    links: DestinationMap = optional_key(
        Destinations(anywhere=False), NO_LINKS, "Where links lead instead in a locale."
    )
    assets: DestinationMap = optional_key(
        Destinations(anywhere=True), NO_ASSETS, "Which pictures and other files are shown instead in a locale."
    )
    fallback: tuple[tuple[str, tuple[str, ...]], ...] = optional_key(
        LocalesByLocale(),
        (),
        "For some locales, those whose translations a build shows where they have none, the nearest first.",
    )
    machine_notices: tuple[tuple[str, str], ...] = optional_key(
        TextForEachLocale(), (), "The note on pages that show a machine's words.", name="machine-notice"
    )

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
        return catalog(locale, self._stem(collection, path))

    def template_path(self, collection: Collection, path: PurePosixPath) -> PurePosixPath:
        """Return the POT file of a source, relative to the project; `path` is relative to its root."""
        return template(self._stem(collection, path))

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
