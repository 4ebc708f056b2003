"""Starlight, Astro's theme for guides: `.md` is GitHub's Markdown, `.mdx` has components, links name URLs."""

from __future__ import annotations

from i18n.generators import gfm
from i18n.generators.formats import Format
from i18n.generators.generator import FrontMatterKeys, Generator, HeadingIds, Markdown, Repository, StringsPlace
from i18n.generators.routes import Routed, Routes, as_written, split
from i18n.generators.slugs import Scheme, github_slug, numbered_by_github

# Ids are made of words and code, without alt texts. (Astro turns `--` into a dash first, in prose only: not so here.)
_IDS = Scheme("starlight", github_slug, numbered_by_github, reads=frozenset())


def _route(page: Routed) -> str:
    """Return `/guides/my-page/` of `Guides/My page.md`, and the folder of an index page; `slug:` is a whole URL."""
    if page.slug:
        return f"/{page.slug.strip('/')}/"
    folder, name = split(page.path)
    parts = [*folder.split("/"), "" if name == "index" else name]
    return "/" + "".join(f"{slug}/" for slug in map(github_slug, parts) if slug)


GENERATOR = Generator(
    "starlight",
    "Starlight",
    markdown=Markdown(
        gfm.FEATURES,
        features_of={".mdx": gfm.FEATURES | {"mdx"}},
        attributes=frozenset({"Badge.text"}),
    ),
    front_matter=FrontMatterKeys(
        (
            "sidebar.label",
            "sidebar.badge",
            "sidebar.badge.text",
            "hero.title",
            "hero.tagline",
            "hero.image.alt",
            "hero.actions[].text",
            "banner.content",
            "prev",
            "next",
            "prev.label",
            "next.label",
            "head[].attrs.content",
        ),
        marks=("---", "+++"),
    ),
    heading_ids=HeadingIds((_IDS,), can_pin=False, anchors="rewrite"),
    routes=Routes(_route, as_written, links_by_route=True, has_partials=True),
    formats=(Format("starlight", ("**/*.json",), entries_may_lack=True),),
    repository=Repository(
        # The default locale stands in a folder as others do, or at the root, with those beside it.
        ("src/content/docs/zh-cn", "src/content/docs/zh", "src/content/docs"),
        ("astro.config.*",),
        mention="@astrojs/starlight",
        output="src/content/docs/{locale}",
        strings=StringsPlace("src/content/i18n/zh*.json", "src/content/i18n/{locale}.json", "starlight", is_alone=True),
    ),
)
