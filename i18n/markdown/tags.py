"""Tags of HTML, JSX and shortcodes: which of their attributes are text, and how they divide a text.

A tag is a placeable, and its text attributes (`alt`, `title`, `label` …) are for readers. Tags that
make blocks divide a text, and those that only wrap it are left out, so that translators see neither.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from i18n.edits import edited
from i18n.markdown.pieces import Inline, Piece, is_visible
from i18n.markdown.rules.braces import REACH, braces_end, tag_end
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
BLOCK_NAMES = frozenset(
    [
        "address",
        "article",
        "aside",
        "audio",
        "base",
        "blockquote",
        "body",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "link",
        "main",
        "menu",
        "menuitem",
        "meta",
        "nav",
        "noframes",
        "ol",
        "optgroup",
        "option",
        "p",
        "param",
        "picture",
        "search",
        "section",
        "source",
        "summary",
        "table",
        "tbody",
        "td",
        "template",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "track",
        "ul",
        "video",
    ]
)
"""Elements that make blocks: no sentence goes on across their tags."""

_OPAQUE = "code|math|pre|script|style|svg|textarea"
_VALUE = r"""(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{[^{}]*\}|[^\s"'=<>`{}]+))?"""
_TAG = rf"</?[A-Za-z][\w.:-]*(?:\s+[@:#A-Za-z_][\w.:@#-]*{_VALUE})*\s*/?>"
_SHORTCODE = r"\{\{[<%](?:(?![<%>]\}\}|\n[ \t]*\n).){0,2000}?[%>]\}\}"
_MARKUP = re.compile(
    rf"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[.*?(?:\]\]>|\Z)|<![A-Za-z][^>]*>|{_TAG}|{_SHORTCODE}"
    r"|\{\{.{0,1000}?\}\}|\{%.{0,1000}?%\}",
    re.DOTALL | re.ASCII,
)
_BROKEN = re.compile(r"<[A-Za-z][\w.:-]*\s+[@:#A-Za-z_][\w.:@#-]*=[^<]*", re.ASCII)
_NOT_BLANK = re.compile(r"\S")
_NAME = re.compile(r"(</?|\{\{[<%](?:[ \t]*/)?|\{%)[- \t]*([A-Za-z_][\w.:-]*)?", re.ASCII)
_ATTRIBUTE = re.compile(
    r"""(?<=[\s"'])(?P<name>[@:\w.#-]+)\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|\{)""", re.ASCII
)
_PARAMETER = re.compile(
    r"""(?<=[\s"'])(?:(?P<name>[\w-]+)\s*=\s*)?(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>[^']*)')""",
    re.ASCII | re.DOTALL,
)
_REFERRING = ("code", "highlight", "include", "param", "readfile", "ref", "relref")
_FOREIGN_LETTER = re.compile(r"[^\W\d_\x00-\x7f]")
_PATH = re.compile(r"[./#]|.*(?:://|\.[A-Za-z0-9]{1,5}(?:#.*)?$)", re.DOTALL)
_IDENTIFYING = ("class", "file", "href", "icon", "id", "image", "key", "link", "path", "ref", "slug", "src", "url")
_OPENS_OPAQUE = re.compile(rf"<({_OPAQUE})(?=[\s>])", re.IGNORECASE)
_OPENS_UNTRANSLATED = re.compile(
    r"""<([A-Za-z][\w.:-]*)(?=\s)(?:[^<>"']|"[^"]*"|'[^']*')*?\s(?:translate\s*=\s*["']?no\b
    |class(?:Name)?\s*=\s*(?:"[^"]*\bnotranslate\b|'[^']*\bnotranslate\b|notranslate\b))""",
    re.VERBOSE | re.ASCII,
)
HIDDEN = "…"
"""What stands for the text in a tag's attributes where tags are compared."""

_COMPONENT_NAME = re.compile(r"[A-Z]|[a-z]\w*-")
_SHORTCODES_WITH_CODE = ("code", "comment", "highlight", "katex", "math", "mermaid")


class Tag(NamedTuple):
    """A tag, or another piece of markup, in a text."""

    start: int
    """Where it starts."""
    end: int
    """Where it ends; of an opaque element, where its end tag ends."""
    name: str
    """The name of its element; empty for comments and variables."""
    kind: Literal["open", "close", "alone", "other"]
    """What it does: opens or closes an element, stands alone, or is no tag."""


class Attribute(NamedTuple):
    """A text attribute of a tag."""

    name: str
    """Its name."""
    value: Span
    """Where its value stands, without the quotes."""


def element_end(text: str, start: int) -> int:
    """Return where an element that is not for translators ends, which starts at `start`; -1 if none does.

    Such are `pre`, `code`, `script` and the like, and those with `translate="no"` or the class `notranslate`.
    """
    match = _OPENS_OPAQUE.match(text, start) or _OPENS_UNTRANSLATED.match(text, start)
    if not match:
        return -1
    depth = 0
    same = re.compile(rf"<(/?){re.escape(match[1])}(?=[\s/>])[^<>]*?(/?)>", re.IGNORECASE)
    for tag in same.finditer(text, start, start + REACH):
        depth += -1 if tag[1] else not tag[2]
        if depth <= 0:
            return tag.end()
    return -1


def untranslated_until(text: str, start: int, end: int) -> str:
    """Return how the element ends that the tag at a place opens, if its text is not for translators; else nothing."""
    name = _NAME.match(text, start, end)
    if not name or not name[2]:
        return ""
    if _OPENS_OPAQUE.match(text, start, end) or _OPENS_UNTRANSLATED.match(text, start, end):
        return f"</{name[2]}>"
    if name[1] in ("{{<", "{{%") and name[2] in _SHORTCODES_WITH_CODE:
        return f"/{name[2]}"
    return ""


def scan_tags(text: str) -> Iterator[Tag]:
    """Yield the tags, expressions and shortcodes of lines that hold nothing else."""
    at = 0
    while at < len(text):
        shortcode = _MARKUP.match(text, at) if text.startswith(("{{<", "{{%", "{%"), at) else None
        find_end = {"<": tag_end, "{": braces_end}.get(text[at], lambda _, start: start + 1)
        end = shortcode.end() if shortcode else find_end(text, at)
        if end < 0:
            return
        if not text[at:end].isspace():
            yield tag_of(text, at, end)
        at = end


def scan(text: str) -> Iterator[Tag]:
    """Yield the tags, comments and variables of raw HTML, opaque elements whole; of a broken tag what is left."""
    at = 0
    while match := _MARKUP.search(text, at):
        yield from _broken(text, at, match.start())
        at = match.end()
        if (end := element_end(text, match.start())) > 0:
            at = end
            yield Tag(match.start(), end, "", "alone")
        else:
            yield tag_of(text, match.start(), match.end())
    yield from _broken(text, at, len(text))


def _broken(text: str, start: int, end: int) -> Iterator[Tag]:
    """Yield what starts as a tag with attributes and never ends, up to the next one."""
    for match in _BROKEN.finditer(text, start, end):
        yield Tag(match.start(), match.end(), "", "other")


def is_broken(text: str, tag: Tag) -> bool:
    """Tell whether a tag is what is left of one that never ends."""
    return tag.kind == "other" and text[tag.start + 1].isalpha()


def tag_of(text: str, start: int, end: int) -> Tag:
    """Return the tag that `text[start:end]` is, a shortcode among them."""
    match = _NAME.match(text, start, end)
    if not match or not match[2]:
        return Tag(start, end, "", "alone" if text.startswith("{", start) else "other")
    if "/" in match[1]:
        return Tag(start, end, match[2], "close")
    whole = text.endswith(("/>", "/>}}", "/%}}"), start, end) or match[1].startswith("{%")
    return Tag(start, end, match[2], "alone" if whole or element_end(text, start) == end else "open")


def text_attributes(tag: str, attributes: Attributes) -> Iterator[Attribute]:
    """Yield the attributes of one tag, or the parameters of a shortcode, that are text and not empty, in order."""
    name = _NAME.match(tag)
    component = (name[2] or "") if name else ""
    if is_shortcode(tag):
        yield from _text_parameters(tag, component, attributes)
        return
    if "=" not in tag or tag.startswith(("<!", "<?", "{{", "{%", "{/*")):
        return
    depth_end = 0
    for match in (_ATTRIBUTE if tag.startswith("<") else _PARAMETER).finditer(tag):
        if match.start() < depth_end or depth_end < 0:
            continue
        if match.end() and tag[match.end() - 1] == "{":
            depth_end = braces_end(tag, match.end() - 1)
        elif match["name"] in attributes or f"{component}.{match['name']}" in attributes:
            yield from _attribute(match)


def _text_parameters(tag: str, shortcode: str, attributes: Attributes) -> Iterator[Attribute]:
    """Yield the parameters of a shortcode that are text: by name, or in foreign letters and no path."""
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


def is_shortcode(markup: str) -> bool:
    """Tell whether a piece of markup is a shortcode of Hugo's; one commented out is none."""
    return markup.startswith(("{{<", "{{%")) and not markup.startswith("/*", 3)


def masked(tag: str, attributes: Attributes) -> str:
    """Return a tag with its text attributes emptied, so that tags compare by what must stay."""
    is_tag = tag.startswith("<")
    values = [value for _, value in text_attributes(tag, attributes)]
    return edited(tag, ((value, HIDDEN) for value in values if not (is_tag and re.search("[<>]", tag[slice(*value)]))))


def words_of(tag: str, attributes: Attributes) -> str:
    """Return what a reader sees of a tag."""
    return " ".join(tag[slice(*attribute.value)] for attribute in text_attributes(tag, attributes))


def read_raw(text: str, attributes: Attributes) -> Inline:
    """Read raw HTML into its tags and words, as `read_inline` does for Markdown."""
    pieces: list[Piece] = []
    words: list[str] = []
    at = 0
    for tag in scan(text):
        written = text[tag.start : tag.end]
        words += [text[at : tag.start], words_of(written, attributes)]
        pieces.append(Piece("tag", masked(written, attributes), tag.start, tag.end))
        at = tag.end
    words.append(text[at:])
    return Inline(tuple(pieces), "".join(words), is_visible("".join(words[::2])))


def divided(text: str, start: int, end: int, tags: Iterable[Tag]) -> Iterator[Span]:
    """Yield the ranges of `text[start:end]` that hold sentences: between dividing tags, without those that wrap one."""
    inside = [tag for tag in tags if start <= tag.start and tag.end <= end]
    dividing = [tag for tag in inside if divides(text, tag)]
    cuts = [Tag(start, start, "", "other"), *dividing, Tag(end, end, "", "other")]
    starts = [tag.start for tag in inside]
    for before, after in pairwise(cuts):
        own = inside[bisect_left(starts, before.end) : bisect_left(starts, after.start)]
        span = _peeled(text, before.end, after.start, own)
        if span.start < span.end and not _only_tags(text, *span, own):
            yield span


def divides(text: str, tag: Tag) -> bool:
    """Tell whether no sentence goes on across a tag: that of a block, or one with a line of its own.

    That holds for components, those that stand on one line whole too, comments and the first tag of a text.
    """
    if text[tag.start] == "<" and (tag.name in BLOCK_NAMES or (tag.name.isupper() and tag.name.lower() in BLOCK_NAMES)):
        return True
    line_end = text.find("\n", tag.end)
    before = text[text.rfind("\n", 0, tag.start) + 1 : tag.start]
    after = text[tag.end : line_end if line_end >= 0 else len(text)]
    if before.strip() or after.strip():
        return "\n" in text and _is_line_of(tag, before.strip(), after.strip())
    if line_end >= 0 and not _NOT_BLANK.search(text, 0, tag.start):
        return True  # a line of one tag opens a block, which it would not with words on it
    return tag.kind != "alone" and (not tag.name or bool(_COMPONENT_NAME.match(tag.name)))


def _is_line_of(tag: Tag, before: str, after: str) -> bool:
    """Tell whether a tag's line is one component with its text and nothing else."""
    if not _COMPONENT_NAME.match(tag.name):
        return False
    if tag.kind == "open":
        return not before and after.count("<") == 1 and after.endswith(f"</{tag.name}>")
    return tag.kind == "close" and not after and before.count("<") == 1 and before.startswith(f"<{tag.name}")


def _only_tags(text: str, start: int, end: int, tags: Iterable[Tag]) -> bool:
    for tag in tags:
        if start <= tag.start and text[start : tag.start].strip():
            return False
        start = max(start, tag.end)
    return not text[start:end].strip()


def _peeled(text: str, start: int, end: int, tags: Sequence[Tag]) -> Span:
    """Return a range without the blanks, wrapping tags, empty elements, pictures and line breaks at its ends."""
    tags = list(tags)
    while True:
        start = end - len(text[start:end].lstrip())
        end = start + len(text[start:end].rstrip())
        first = tags[0] if tags and tags[0].start == start else None
        last = tags[-1] if tags and tags[-1].end == end else None
        if first and _is_detached(first):
            start = tags.pop(0).end
        elif first and len(tags) > 1 and _is_pair(first, tags[1]) and not text[first.end : tags[1].start].strip():
            start = tags[1].end
            del tags[:2]
        elif last and _is_detached(last):
            end = tags.pop().start
        elif first and last and _wraps(tags):
            start, end = first.end, last.start
            tags = tags[1:-1]
        else:
            return Span(start, end)


def _is_detached(tag: Tag) -> bool:
    return tag.kind == "other" or tag.name in ("br", "img")


def _is_pair(first: Tag, second: Tag) -> bool:
    return first.kind == "open" and second.kind == "close" and first.name == second.name


def _wraps(tags: Sequence[Tag]) -> bool:
    """Tell whether the first tag opens an element that the last one closes."""
    if not _is_pair(tags[0], tags[-1]):
        return False
    depth = 0
    for tag in tags[:-1]:
        depth += {"open": 1, "close": -1}.get(tag.kind, 0) if tag.name == tags[0].name else 0
        if not depth:
            return False
    return depth == 1
