"""Every site generator, and the names that project files, help texts and documentation have from them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

from i18n.generators.formats import DATA, Format
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
    "starlight",
)
"""The names of all: of their files beside this one, and of their dialects in project files."""

DEFAULT_DIALECT = "gfm"
"""How guides are read of which nothing else is known."""

GENERATORS: Mapping[str, Generator] = MappingProxyType(
    {name: import_module(f"i18n.generators.{name}").GENERATOR for name in DIALECT_NAMES}
)
"""Each by its name."""

SCHEMES: Mapping[str, Scheme] = MappingProxyType(
    {scheme.name: scheme for generator in GENERATORS.values() for scheme in generator.heading_ids.schemes}
)
"""The ways to make ids of headings, by the names of the project file."""

FORMATS: Mapping[str, Format] = MappingProxyType(
    {form.name: form for forms in (*(generator.formats for generator in GENERATORS.values()), DATA) for form in forms}
)
"""The formats of UI strings, by the names of the project file."""

FORMAT_NAMES = ("markdown", *FORMATS)
"""The formats of sources: Markdown, and those of UI strings."""
