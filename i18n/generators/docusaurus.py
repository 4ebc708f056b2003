"""Docusaurus: Markdown read as MDX, links to files or to routes, ids by github-slugger."""

from __future__ import annotations

import posixpath
import re

from i18n.generators import gfm
from i18n.generators.formats import Format
from i18n.generators.generator import FrontMatterKeys, Generator, HeadingIds, Markdown, Repository, StringsPlace
from i18n.generators.routes import Routed, Routes, as_written, joined_url, split

_NUMBERED = re.compile(r"(\d+)\s*[-_.]+\s*([^-_.\s].*)")  # 02-install, 3. setup
_NOT_NUMBERED = re.compile(r"\d+[-_.]\d+")  # 7.0-foo, 2024-01-05-news
_NOT_MDX = re.compile(r"^[ \t]*format:[ \t]*['\"]?md\b", re.MULTILINE)  # format: md


def _route(page: Routed) -> str:
    """Return `/guide/a`: without numbers, an index page as its folder, `slug:` and `id:` in their place."""
    if page.slug.startswith("/"):
        return page.slug
    folder, name = split(page.path)
    last = posixpath.basename(folder.rstrip("/"))
    folder = "/".join(_unnumbered(part) for part in folder.split("/"))
    if page.slug:
        return joined_url(folder, page.slug)
    if name.lower() in ("index", "readme", last.lower()) and not page.id:
        return folder
    return folder + (page.id or _unnumbered(name))


def _unnumbered(name: str) -> str:
    """Return a name without its number (`02-install`), which is no version and no date."""
    match = None if _NOT_NUMBERED.match(name) else _NUMBERED.fullmatch(name)
    return match[2] if match else name


GENERATOR = Generator(
    "docusaurus",
    "Docusaurus",
    markdown=Markdown(gfm.FEATURES | {"mdx", "text_directives"}, not_mdx=_NOT_MDX),
    front_matter=FrontMatterKeys(
        (
            "sidebar_label",
            "pagination_label",
            "tags[].label",
            "title_meta",
            "image_alt",
            "authors[].title",
        )
    ),
    heading_ids=HeadingIds(may_hold_blanks=True, only_at_line_start=True, title_has_none=True),
    routes=Routes(_route, as_written, links_by_route=True, links_from_root=True, has_partials=True),
    formats=(
        Format(
            "docusaurus-json",
            ("**/*.json",),
            ("**.message",),
            comment="description",
            is_icu=False,
            entries_may_lack=True,
        ),
        Format(
            "docusaurus-category",
            ("**/_category_.json", "**/_category_.yml", "**/_category_.yaml"),
            ("label", "description", "link.title", "link.description"),
            is_icu=False,
        ),
    ),
    repository=Repository(
        ("docs",),
        ("docusaurus.config.*",),
        output="i18n/{locale}/docusaurus-plugin-content-docs/current",
        # The theme has its own texts for most languages.
        strings=StringsPlace("i18n/zh*/code.json", "i18n/{locale}", "docusaurus-json", ("!theme.**",)),
    ),
)
