"""Every site generator, and the names that project files, help texts and documentation have from them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from i18n.generators.generator import Generator
from i18n.generators.slugs import Scheme

DIALECT_NAMES = (
    "commonmark",
    "gfm",
    "docusaurus",
    "vitepress",
    "mkdocs",
    "hugo",
    "mdbook",
)
"""The names of all: of their files beside this one, and of their dialects in project files."""

GENERATORS: Mapping[str, Generator] = MappingProxyType(
    {name: import_module(f"i18n.generators.{name}").GENERATOR for name in DIALECT_NAMES}
)
"""Each by its name."""

SCHEMES: Mapping[str, Scheme] = MappingProxyType(
    {scheme.name: scheme for generator in GENERATORS.values() for scheme in generator.heading_ids.schemes}
)
"""The ways to make ids of headings, by the names of the project file."""
