"""Which programs read the pages of which dialect."""

from __future__ import annotations

from attacks.consumers import cmark
from attacks.consumers.consumer import Consumer
from attacks.consumers.data import DATA, MATERIAL
from attacks.consumers.hugo import EXTRAS, HUGO_STRINGS, MATH, hugo
from attacks.consumers.mdbook import mdbook
from attacks.consumers.scripts import mkdocs, script

CONSUMERS: dict[str, tuple[Consumer, ...]] = {
    "commonmark": (cmark.COMMONMARK, script("markdown-it", "markdown_it.mjs", knows_data=False)),
    "gfm": (
        cmark.GITHUB,
        script("remark-gfm", "remark.mjs", knows_data=False),
        script("remark-gfm, math", "remark.mjs", "--math", knows_data=False),
    ),
    "docusaurus": (
        script("Docusaurus", "docusaurus.mjs"),
        script("Docusaurus, math", "docusaurus.mjs", "--math"),
    ),
    "vitepress": (script("VitePress", "vitepress.mjs"), script("VitePress, math", "vitepress.mjs", "--math")),
    "starlight": (
        script("Starlight", "starlight.mjs"),
        script("Starlight, unified", "starlight.mjs", "--unified"),
    ),
    "mkdocs": (mkdocs("MkDocs"), mkdocs("MkDocs, math", "--math")),
    "hugo": (hugo("Hugo"), hugo("Hugo, math and extras", MATH + EXTRAS)),
    "mdbook": (mdbook("mdBook"), mdbook("mdBook, math", "mathjax-support = true")),
    "docusaurus strings": (DATA,),
    "starlight strings": (script("i18next", "i18next.mjs"),),
    "mkdocs strings": (MATERIAL,),
    "hugo strings": (HUGO_STRINGS,),
}
"""Of each dialect: with what its sites have anyway, and with what else they may have."""
