"""Text that is struck through: `~~text~~`."""

from __future__ import annotations

from i18n.markdown.constructs.construct import Construct

CONSTRUCT = Construct(feature="strikethrough", install=lambda md: md.enable("strikethrough"))
