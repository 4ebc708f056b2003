"""What CommonMark reads inside of a text: code, links, images and breaks; `inline/` makes a tree of it."""

from __future__ import annotations

from i18n.markdown.constructs.construct import Construct

CONSTRUCT = Construct(
    inline={"newline": "\n", "escape": "\\", "backticks": "`", "link": "[", "image": "!", "autolink": "<"}
)
