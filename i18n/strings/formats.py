"""Which values of a file are for readers, for each format that site generators use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from types import MappingProxyType

from i18n.data import json, toml, yaml
from i18n.data.language import DataLanguage

_BY_SUFFIX: Mapping[str, DataLanguage] = MappingProxyType({".json": json, ".toml": toml, ".yml": yaml, ".yaml": yaml})


@dataclass(frozen=True, slots=True)
class Format:
    """What a site generator's file of UI strings looks like."""

    values: tuple[str, ...] = ("**",)
    """Paths of the values that are offered, unless a project names others."""
    titles: tuple[str, ...] = ()
    """Paths of the keys that are texts themselves."""
    comment: str = ""
    """The key beside a value whose text is for its translator."""
    is_icu: bool = True
    """Whether its placeholders may be ICU's, with plurals and quotation marks; else `{name}` alone, and plural
    forms stand between `|`."""
    entries_may_lack: bool = False
    """Whether the site has a text of its own for an entry that is not there."""


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "docusaurus-json": Format(("**.message",), comment="description", is_icu=False, entries_may_lack=True),
        "docusaurus-category": Format(("label", "description", "link.title", "link.description"), is_icu=False),
        "mkdocs": Format(
            (
                "site_name",
                "site_description",
                "copyright",
                "theme.palette.toggle.name",
                "theme.palette[].toggle.name",
                "extra.social[].name",
                "extra.consent.**",
                "extra.analytics.feedback.**",
            ),
            titles=("nav[].**",),
        ),
        "json": Format(),
        "yaml": Format(),
        "toml": Format(),
    }
)
"""The formats by the names of the project file."""


def data_language(format_name: str, path: PurePosixPath) -> DataLanguage:
    """Return the language that a file is read in; by the format's name where the suffix does not say."""
    return _BY_SUFFIX.get(path.suffix.lower()) or _BY_SUFFIX.get(f".{format_name}", json)
