"""CommonMark, read by nobody in particular."""

from __future__ import annotations

from i18n.generators.generator import Generator, HeadingIds

GENERATOR = Generator("commonmark", "CommonMark", heading_ids=HeadingIds(can_pin=False, anchors="off"))
