"""Keys that name locales: what they may hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from i18n.project.kinds import TEXT, TEXTS, whole
from i18n.project.table import Table
from i18n.suggestions import did_you_mean

_LOCALE = re.compile(r"[A-Za-z]{2,3}(?:[-_@][A-Za-z0-9]{2,8})*")
"""A language, and what tells its forms apart: `en`, `pt-BR`, `zh_Hans`, `sr@latin`."""

_CODE = re.compile(r"[A-Za-z0-9]+(?:[-_@][A-Za-z0-9]+)*")
"""What a site may call a locale in its paths: `zh_TW`, `zh-tw`, `cn`, `1`."""

_LOCALE_SCHEMA = {"type": "string", "pattern": whole(_LOCALE)}


@dataclass(frozen=True, slots=True)
class LocaleCode:
    """The code of a locale."""

    words: str = "a locale code such as `en`, `pt-BR` or `zh-Hans`"

    def read(self, table: Table, key: str) -> str:
        """Return the code."""
        return _locale(table, table.text(key))

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return _LOCALE_SCHEMA


@dataclass(frozen=True, slots=True)
class LocaleCodes:
    """The codes of locales, one at least, each once."""

    words: str = "a list of locale codes"

    def read(self, table: Table, key: str) -> tuple[str, ...]:
        """Return the codes."""
        locales = table.some_texts(key)
        for locale in locales:
            _locale(table, locale)
        if len({locale.lower() for locale in locales}) < len(locales):
            raise table.error(f"“{key}” names one locale twice")
        return locales

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {"type": "array", "minItems": 1, "uniqueItems": True, "items": _LOCALE_SCHEMA}


@dataclass(frozen=True, slots=True)
class SomeLocales:
    """Some of the project's locales."""

    words: str = "a list of locales"

    def read(self, table: Table, key: str) -> tuple[str, ...]:
        """Return the locales."""
        locales = table.texts(key)
        for locale in locales:
            refuse_unless_known(table, locale, f"the project has no locale “{locale}”")
        return locales

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return TEXTS


@dataclass(frozen=True, slots=True)
class CodeByLocale:
    """A table that says what a site calls some locales."""

    words: str = "a table from locales to codes"

    def read(self, table: Table, key: str) -> tuple[tuple[str, str], ...]:
        """Return the locales with their codes."""
        codes = _texts_by_locale(table, key)
        for _, code in codes:
            if not _CODE.fullmatch(code):
                raise table.error(f"“{key}” cannot hold “{code}”", "such as zh-Hant, zh_TW or zh-tw")
        return codes

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {"type": "object", "additionalProperties": {"type": "string", "pattern": whole(_CODE)}}


@dataclass(frozen=True, slots=True)
class TextByLocale:
    """A text for all locales, or a table with the texts of some."""

    words: str = "a text, or a table from locales to texts"

    def read(self, table: Table, key: str) -> tuple[tuple[str, str], ...]:
        """Return the locales with their texts; a text for all is that of an empty locale."""
        value = table.values[key]
        return (("", value),) if isinstance(value, str) else _texts_by_locale(table, key)

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": TEXT}]}


@dataclass(frozen=True, slots=True)
class TextForEachLocale:
    """A text that is not blank for each locale, or one for all."""

    words: str = "a text, or a table from locales to texts"

    def read(self, table: Table, key: str) -> tuple[tuple[str, str], ...]:
        """Return the locales with their texts."""
        texts = table.values[key]
        if isinstance(texts, str):
            texts = dict.fromkeys(table.locales, texts)
        if not isinstance(texts, dict) or not all(isinstance(text, str) and text.strip() for text in texts.values()):
            raise table.error(f"“{key}” must be a text, or a table with one for each locale")
        for locale in texts:
            refuse_unless_known(table, locale, f"“{key}” has no locale “{locale}”")
        return tuple(texts.items())

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        text = {"type": "string", "pattern": r"\S"}
        return {"anyOf": [text, {"type": "object", "additionalProperties": text}]}


@dataclass(frozen=True, slots=True)
class LocalesByLocale:
    """A table that names for some locales others, in their order."""

    words: str = "a table from locales to lists of locales"

    def read(self, table: Table, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return the locales with those that are named for them."""
        inner = table.subtable(key)
        return tuple((locale, self._others(inner, key, locale)) for locale in inner.values)

    def _others(self, inner: Table, key: str, locale: str) -> tuple[str, ...]:
        others = inner.some_texts(locale)
        for name in (locale, *others):
            refuse_unless_known(inner, name, f"“{key}” names “{name}”")
        if locale in others:
            raise inner.error(f"“{key}” leads from “{locale}” to itself")
        return others

    def schema(self) -> dict[str, Any]:
        """Return its JSON Schema."""
        return {"type": "object", "additionalProperties": {"minItems": 1, **TEXTS}}


def refuse_unless_known(table: Table, locale: str, message: str) -> None:
    """Raise the error with a message unless a locale is one of the project's."""
    if locale not in table.locales:
        raise table.error(message, did_you_mean(locale, table.locales, "known locales"))


def _locale(table: Table, text: str) -> str:
    if not _LOCALE.fullmatch(text):
        raise table.error(f"“{text}” is not a locale code", "such as en, pt-BR or zh-Hans")
    return text


def _texts_by_locale(table: Table, key: str) -> tuple[tuple[str, str], ...]:
    texts = table.values[key]
    if not isinstance(texts, dict) or not all(isinstance(text, str) and text for text in texts.values()):
        raise table.error(f"“{key}” must be a table from locales to texts")
    for locale in texts:
        refuse_unless_known(table, locale, f"“{key}” names “{locale}”")
    return tuple(texts.items())
