"""GitHub's Markdown: CommonMark with tables, footnotes and more."""

from __future__ import annotations

from i18n.generators.generator import Generator, HeadingIds

GENERATOR = Generator("gfm", "GFM", heading_ids=HeadingIds(can_pin=False, anchors="off"))
