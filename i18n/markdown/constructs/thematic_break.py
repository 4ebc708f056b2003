"""Thematic breaks: `---`, `***`."""

from __future__ import annotations

from i18n.markdown.constructs.construct import Construct, skipped

CONSTRUCT = Construct(leaves={"hr": skipped("markup")})
