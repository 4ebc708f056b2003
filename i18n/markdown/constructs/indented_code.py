"""Code that is indented by four columns."""

from __future__ import annotations

from i18n.markdown.constructs.construct import Construct, skipped

CONSTRUCT = Construct(leaves={"code_block": skipped("code")})
