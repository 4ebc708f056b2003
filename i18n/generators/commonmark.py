"""CommonMark, read by nobody in particular."""

from __future__ import annotations

from i18n.generators.generator import Features, FrontMatterKeys, Generator, HeadingIds, Markdown

FEATURES: Features = frozenset({"footnotes", "tables", "tasks"})
"""What every dialect reads."""

GENERATOR = Generator(
    "commonmark",
    "CommonMark",
    markdown=Markdown(FEATURES),
    front_matter=FrontMatterKeys(("sidebar_label", "pagination_label"), must_be_mapping=True),
    heading_ids=HeadingIds(can_pin=False, anchors="off"),
)
