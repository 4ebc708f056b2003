"""MkDocs, with Material or without: Markdown as Python-Markdown and its extensions read it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from i18n.generators import gfm
from i18n.generators.configuration import Configuration
from i18n.generators.formats import Format
from i18n.generators.generator import FrontMatterKeys, Generator, HeadingIds, IdDefaults, Markdown, Repository
from i18n.generators.routes import Routed, Routes, file_route
from i18n.generators.slugs import Scheme, Slug, Titled

_COUNTED = re.compile(r"(.*)_([0-9]+)", re.DOTALL)  # a_1


def _slug(text: str) -> str:
    """Return the slug that Python-Markdown's table of contents makes: nothing of a Chinese text."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_only).strip().lower())


def _pymdownx_slug(text: str) -> str:
    """Return the slug that `pymdownx.slugs.slugify` makes with `case: lower`, as Material for MkDocs advises."""
    text = re.sub("</?[^>]*>", "", unicodedata.normalize("NFC", " ".join(text.split()))).strip().lower()
    return re.sub(r"[^\w\- ]", "", text).replace(" ", "-")


def _numbered(headings: Sequence[Titled], slug: Slug) -> list[str]:
    """Append `_1`, `_2`, to nothing as well; all ids of the source are taken from the start."""
    taken = {heading.id for heading in headings if heading.id}
    ids = []
    for heading in headings:
        identifier = heading.id or slug(heading.text)
        while not heading.id and (identifier in taken or not identifier):
            counted = _COUNTED.fullmatch(identifier)
            identifier = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{identifier}_1"
        taken.add(identifier)
        ids.append(identifier)
    return ids


_TOC = Scheme("mkdocs", _slug, _numbered, frozenset())
_PYMDOWNX = Scheme("pymdownx", _pymdownx_slug, _numbered, frozenset())


def _configured(configuration: Configuration) -> IdDefaults | None:
    """Return what `markdown_extensions` make of ids: `attr_list` reads `{#id}`, and another function makes slugs."""
    if not configuration.texts:
        return None
    slugs = _PYMDOWNX if configuration.mention("pymdownx.slugs") else _TOC
    return IdDefaults("pin" if configuration.mention("attr_list") else "rewrite", slugs.name)


def _route(page: Routed) -> str:
    """Return `/guide/a/`, and `/guide/` for an index page."""
    route = file_route(page)
    return route if route.endswith("/") else route + "/"


GENERATOR = Generator(
    "mkdocs",
    "MkDocs",
    configuration=("mkdocs.yml",),
    markdown=Markdown(
        gfm.FEATURES | {"admonitions", "attributes", "definitions", "tex"},
        attributes=frozenset({"data-caption", "data-description", "data-title", "data-toc-label"}),
    ),
    front_matter=FrontMatterKeys(("sidebar_title",)),
    heading_ids=HeadingIds((_TOC, _PYMDOWNX), configured=_configured),
    routes=Routes(_route, links_by_route=True),
    formats=(
        Format(
            "mkdocs",
            ("mkdocs.yml", "mkdocs.yaml"),
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
    ),
    repository=Repository(("docs/zh", "docs"), ("mkdocs.yml", "mkdocs.yaml")),
)
