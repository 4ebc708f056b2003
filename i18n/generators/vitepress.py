"""VitePress: Markdown with Vue's components."""

from __future__ import annotations

import re
import unicodedata

from i18n.generators import gfm
from i18n.generators.generator import FrontMatterKeys, Generator, HeadingIds, Markdown, Repository
from i18n.generators.routes import Routed, Routes, split
from i18n.generators.slugs import Scheme, numbered_if_taken

_CONTROL = re.compile(r"[\x00-\x1f]")
_COMBINING = re.compile("[\u0300-\u036f]")
# JavaScript's blanks, ASCII punctuation and curly quotation marks: `what’s “new”?` is `what-s-new`.
_SEPARATORS = re.compile(
    "[ \t\n\v\f\r\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
    r"""~`!@#$%^&*()\-_+=\[\]{}|\\;:"'“”‘’<>,.?/]+"""
)


def _slug(text: str) -> str:
    """Return `api-密钥` of `API 密钥`, and `_1-准备` of `1. 准备`."""
    text = _COMBINING.sub("", unicodedata.normalize("NFKD", text))
    text = _SEPARATORS.sub("-", _CONTROL.sub("", text)).strip("-")
    return re.sub(r"^(?=[0-9])", "_", re.sub("-{2,}", "-", text)).lower()


def _route(page: Routed) -> str:
    """Return `/guide/a`, and `/guide/` for its index."""
    folder, name = split(page.path)
    return folder if name == "index" else folder + name


GENERATOR = Generator(
    "vitepress",
    "VitePress",
    markdown=Markdown(gfm.FEATURES | {"attributes", "components"}),
    front_matter=FrontMatterKeys(
        (
            "titleTemplate",
            "hero.name",
            "hero.text",
            "hero.tagline",
            "hero.image.alt",
            "hero.actions[].text",
            "features[].title",
            "features[].details",
            "features[].linkText",
            "features[].icon.alt",
            "prev",
            "next",
            "prev.text",
            "next.text",
            "editLink.text",
            "head[][].content",
            "heroText",
            "tagline",
            "actionText",
            "actions[].text",
            "footer",
        )
    ),
    heading_ids=HeadingIds((Scheme("vitepress", _slug, numbered_if_taken),)),
    routes=Routes(_route),
    repository=Repository(("docs/zh", "docs", "zh", "src"), (".vitepress/config.*", "docs/.vitepress/config.*")),
)
