"""The attributes of tags that are text for readers: `alt`, `title`, `label` and more.

A tag is a placeable and must stay, but for its text attributes. So tags are compared with those emptied.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from i18n.markdown.braces import braces_end
from i18n.markdown.inline.tree import Inline, Markup, Node, Text, inline_of
from i18n.markdown.tags import is_shortcode, name_of, name_span, scan
from i18n.model import Span

Attributes: TypeAlias = frozenset[str]
"""Names of text attributes: `title`, or `Card.title` for one component only."""

ATTRIBUTES: Attributes = frozenset({"alt", "title", "label", "placeholder", "summary", "description", "aria-label"})
"""The attributes of tags that hold text for readers, wherever they stand."""
ANY_SHORTCODE = "{{}}."
"""What stands before the name of an attribute that is text in shortcodes only."""
PARAMETERS: Attributes = frozenset(
    ANY_SHORTCODE + name for name in ("caption", "header", "heading", "linktitle", "name", "subtitle", "text")
)
"""The parameters of shortcodes that hold text, besides `ATTRIBUTES`."""
HIDDEN = "…"
"""What stands for the text in a tag's attributes where tags are compared."""

# title="a", :label='a', and data={ of which braces_end finds the end
_ATTRIBUTE = re.compile(
    r"""(?<=[\s"'])(?P<name>[@:\w.#-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|\{)""", re.ASCII
)
# title="a \"b\"", title='a', and without a name "a"
_PARAMETER = re.compile(
    r"""(?<=[\s"'])(?:(?P<name>[\w-]+)\s*=\s*)?(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>[^']*)')""",
    re.ASCII | re.DOTALL,
)
_REFERRING = ("code", "highlight", "include", "param", "readfile", "ref", "relref")
"""The shortcodes whose parameters name things."""
_IDENTIFYING = ("class", "file", "href", "icon", "id", "image", "key", "link", "path", "ref", "slug", "src", "url")
"""The parameters that name things, in whatever shortcode."""
_FOREIGN_LETTER = re.compile(r"[^\W\d_\x00-\x7f]")  # 订, é
_PATH = re.compile(r"[./#]|.*(?:://|\.[A-Za-z0-9]{1,5}(?:#.*)?$)", re.DOTALL)  # ./订单, https://订单, 订单.md#费用


class Attribute(NamedTuple):
    """A text attribute of a tag."""

    name: str
    """Its name."""
    value: Span
    """Where its value stands, without the quotes."""


def text_attributes(tag: str, attributes: Attributes) -> Iterator[Attribute]:
    """Yield the attributes of one tag, or the parameters of a shortcode, that are text and not empty, in order."""
    if is_shortcode(tag):
        yield from _text_parameters(tag, attributes)
        return
    if "=" not in tag or tag.startswith(("<!", "<?", "{{", "{%", "{/*")):
        return
    component = name_of(tag)
    braces_closed = 0
    for match in (_ATTRIBUTE if tag.startswith("<") else _PARAMETER).finditer(tag):
        if match.start() < braces_closed or braces_closed < 0:
            continue
        if match.end() and tag[match.end() - 1] == "{":
            braces_closed = braces_end(tag, match.end() - 1)
        elif match["name"] in attributes or f"{component}.{match['name']}" in attributes:
            yield from _attribute(match)


def _text_parameters(tag: str, attributes: Attributes) -> Iterator[Attribute]:
    """Yield the parameters of a shortcode that are text: by name, or in foreign letters and no path."""
    shortcode = name_of(tag)
    for match in _PARAMETER.finditer(tag):
        name = match["name"] or ""
        if attributes.isdisjoint((name, ANY_SHORTCODE + name, f"{shortcode}.{name}")):
            value = match["double"] or match["single"] or ""
            refers = shortcode in _REFERRING or name in _IDENTIFYING or _PATH.match(value)
            left_out = not attributes.isdisjoint(("!" + name, f"!{shortcode}.{name}"))
            if refers or left_out or not _FOREIGN_LETTER.search(value):
                continue
        yield from _attribute(match)


def _attribute(match: re.Match[str]) -> Iterator[Attribute]:
    """Yield the attribute that a pattern found, if its value is not empty."""
    group = "double" if match["double"] is not None else "single"
    if match[group].strip():
        yield Attribute(match["name"] or "", Span(*match.span(group)))


def masked(tag: str, attributes: Attributes) -> str:
    """Return a tag with its text attributes emptied, so that tags compare by what must stay."""
    return _masked(tag, text_attributes(tag, attributes))


def _masked(tag: str, attributes: Iterable[Attribute]) -> str:
    for _, (start, end) in reversed(list(attributes)):
        if not tag.startswith("<") or not re.search("[<>]", tag[start:end]):
            tag = f"{tag[:start]}{HIDDEN}{tag[end:]}"
    return tag


def markup_node(kind: str, written: str, start: int, level: int, attributes: Attributes, compared: str) -> Markup:
    """Return a tag, shortcode or variable as a node of the tree; `compared` is how it is compared."""
    found = list(text_attributes(written, attributes))
    name = name_span(written)
    return Markup(
        kind,
        _masked(compared, found) if compared == written else masked(compared, attributes),
        start,
        start + len(written),
        level,
        " ".join(written[slice(*attribute.value)] for attribute in found),
        Span(start + name.start, start + name.end) if name else None,
        tuple(Span(start + value.start, start + value.end) for _, value in found),
    )


def read_raw(text: str, attributes: Attributes) -> Inline:
    """Read raw HTML into its tags and words, as `read_inline` does for Markdown."""
    nodes: list[Node] = []
    at = 0
    for tag in scan(text):
        if tag.start > at:
            nodes.append(Text(at, tag.start, text[at : tag.start]))
        written = text[tag.start : tag.end]
        nodes.append(markup_node("tag", written, tag.start, 0, attributes, written))
        at = tag.end
    if at < len(text):
        nodes.append(Text(at, len(text), text[at:]))
    return inline_of(text, tuple(nodes))
