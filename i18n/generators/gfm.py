"""GitHub's Markdown: CommonMark with tables, footnotes and more."""

from __future__ import annotations

from i18n.generators import commonmark
from i18n.generators.generator import Features, FrontMatterKeys, Generator, HeadingIds, Markdown, Repository

FEATURES: Features = commonmark.FEATURES | {"math", "strikethrough"}

GENERATOR = Generator(
    "gfm",
    "GFM",
    markdown=Markdown(FEATURES),
    front_matter=FrontMatterKeys(("sidebar_label", "pagination_label")),
    heading_ids=HeadingIds(can_pin=False, anchors="off"),
    repository=Repository(("source", "docs/zh", "docs", "guides")),
)
