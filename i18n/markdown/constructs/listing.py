"""Every construct, and what the parser and the extraction have from them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from importlib import import_module
from types import MappingProxyType

from i18n.markdown.constructs.construct import Construct, LeafHandler, LineStart, Opening, TextHandler
from i18n.markdown.segments.marker import TitleForm, marker_segments

NAMES = (
    "paragraph",
    "inline",
    "heading",
    "list_item",
    "quote",
    "thematic_break",
    "indented_code",
    "fence",
    "link_definition",
    "html",
    "variable",
    "container_line",
    "include",
    "book_title",
    "template",
    "admonition",
    "block_marker",
    "abbreviation",
    "attribute_list",
    "component",
    "tab",
    "definition_list",
    "footnote",
    "math",
    "esm",
    "jsx",
    "mdx",
    "strikethrough",
    "table",
    "tex",
)
"""The names of their files beside this one, in the order in which their rules are added to a parser."""

CONSTRUCTS: tuple[Construct, ...] = tuple(import_module(f"i18n.markdown.constructs.{name}").CONSTRUCT for name in NAMES)
"""All of them, in that order."""

CONTAINERS: Mapping[str, Opening] = MappingProxyType(
    {name: opening for construct in CONSTRUCTS for name, opening in construct.containers.items()}
)
"""What holds in a container, by the type of its opening token."""

TEXTS: Mapping[str, TextHandler] = MappingProxyType(
    {name: handler for construct in CONSTRUCTS for name, handler in construct.texts.items()}
)
"""What makes segments of a block of inline text, by the type of its opening token."""

TITLES: Mapping[str, TitleForm] = MappingProxyType(
    {name: form for construct in CONSTRUCTS for name, form in construct.titles.items()}
)
"""How a title is written in a line that is a marker, by the type of its token."""

LEAVES: Mapping[str, LeafHandler] = MappingProxyType(
    {
        **{name: partial(marker_segments, form=form) for name, form in TITLES.items()},
        **{name: handler for construct in CONSTRUCTS for name, handler in construct.leaves.items()},
    }
)
"""What makes segments of any other block that holds no blocks, by the type of its token."""

LINE_STARTS: tuple[LineStart, ...] = tuple(start for construct in CONSTRUCTS for start in construct.line_starts)
"""What starts a block at the start of a line."""
