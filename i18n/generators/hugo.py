"""Hugo: Markdown as Goldmark reads it, with shortcodes."""

from __future__ import annotations

import unicodedata

from i18n.generators import gfm
from i18n.generators.generator import FrontMatterKeys, Generator, HeadingIds, Markdown, Repository
from i18n.generators.routes import Routed, Routes, split
from i18n.generators.slugs import Scheme, numbered_if_taken

_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nd"})
"""What is a letter or a digit to Go, by Unicode's categories."""


def _slug(text: str) -> str:
    """Return the slug of the source of a heading, with the default `autoHeadingIDType`; without letters, `heading`."""
    letters = (
        "-" if character in "- " else _lower(character)
        for character in text.strip()
        if character in "- _" or unicodedata.category(character) in _CATEGORIES
    )
    return "".join(letters) or "heading"


def _lower(character: str) -> str:
    """Return a character in lower case as Go has it: one character always."""
    return character.lower()[0]


def _route(page: Routed) -> str:
    """Return `/guide/my-page/`; `slug:` stands for the last part of it, `url:` for the whole."""
    if page.slug.startswith("/"):
        return page.slug
    folder, name = split(page.path)
    if name in ("index", "_index"):
        return folder.lower()
    return f"{folder}{page.slug or name}/".lower().replace(" ", "-")


GENERATOR = Generator(
    "hugo",
    "Hugo",
    markdown=Markdown(gfm.FEATURES | {"attributes", "definitions", "ref_shortcodes"}),
    front_matter=FrontMatterKeys(
        (
            "sidebar_label",
            "menu.*.name",
            "menu.*[].name",
            "menus.*.name",
            "menus.*[].name",
            "series",
            "*.title",
            "*.description",
            "params.subtitle",
            "params.summary",
            "linktitle",
            "short_description",
            "lead",
            "abstract",
        ),
        marks=("---", "+++", "{"),
        route=("url", "slug"),
    ),
    heading_ids=HeadingIds((Scheme("hugo", _slug, numbered_if_taken, frozenset({"source"})),)),
    routes=Routes(_route, links_by_route=True),
    repository=Repository(
        ("content/zh-cn", "content/zh", "content"), ("hugo.*", "config/_default/hugo.*", "archetypes/*.md")
    ),
)
