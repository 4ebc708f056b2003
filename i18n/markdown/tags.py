"""Tags of HTML, JSX and shortcodes: where they stand in a text, and what each does there.

Which of their attributes are text says `attributes.py`; how they divide a text says `division.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from i18n.markdown.braces import REACH, braces_end, tag_end
from i18n.model import Span

_OPAQUE = "code|math|pre|script|style|svg|textarea"
_VALUE = r"""(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{[^{}]*\}|[^\s"'=<>`{}]+))?"""  # ="a" ='a' ={a} =a
_TAG = rf"</?[A-Za-z][\w.:-]*(?:\s+[@:#A-Za-z_][\w.:@#-]*{_VALUE})*\s*/?>"  # <a href="b"> </a> <Card :to="b" />
_SHORTCODE = r"\{\{[<%](?:(?![<%>]\}\}|\n[ \t]*\n).){0,2000}?[%>]\}\}"  # {{< note >}} {{% /tip %}}
_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)"  # <!-- comment -->
    r"|<\?.*?(?:\?>|\Z)"  # <?php … ?>
    r"|<!\[CDATA\[.*?(?:\]\]>|\Z)"  # <![CDATA[ … ]]>
    r"|<![A-Za-z][^>]*>"  # <!DOCTYPE html>
    rf"|{_TAG}|{_SHORTCODE}"
    r"|\{\{.{0,1000}?\}\}"  # {{ page.title }}
    r"|\{%.{0,1000}?%\}",  # {% include "a" %}
    re.DOTALL | re.ASCII,
)
# <a title="b c, up to the next `<`
_BROKEN = re.compile(r"<[A-Za-z][\w.:-]*\s+[@:#A-Za-z_][\w.:@#-]*=[^<]*", re.ASCII)
# <Card, </a, {{< note, {{% /tip, {% include
_NAME = re.compile(r"(</?|\{\{[<%](?:[ \t]*/)?|\{%)[- \t]*([A-Za-z_][\w.:-]*)?", re.ASCII)
# <pre>, <code class="a">
_OPENS_OPAQUE = re.compile(rf"<({_OPAQUE})(?=[\s>])", re.IGNORECASE)
# <b translate="no">, <span class="big notranslate">, <Card className='notranslate'>
_OPENS_UNTRANSLATED = re.compile(
    r"""<([A-Za-z][\w.:-]*)(?=\s)(?:[^<>"']|"[^"]*"|'[^']*')*?\s(?:translate\s*=\s*["']?no\b
    |class(?:Name)?\s*=\s*(?:"[^"]*\bnotranslate\b|'[^']*\bnotranslate\b|notranslate\b))""",
    re.VERBOSE | re.ASCII,
)
_SHORTCODES_WITH_CODE = ("code", "comment", "highlight", "katex", "math", "mermaid")


class Tag(NamedTuple):
    """A tag, or another piece of markup, in a text."""

    start: int
    """Where it starts."""
    end: int
    """Where it ends; of an element that is taken whole, where its end tag ends."""
    name: str
    """The name of its element; empty for comments and variables."""
    kind: Literal["open", "close", "alone", "other"]
    """What it does: opens or closes an element, stands alone, or is no tag."""


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
    """Yield the tags, comments and variables of raw HTML.

    An element that is not for translators is one tag, and so is what is left of a tag that never ends.
    """
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
    stands_alone = text.endswith(("/>", "/>}}", "/%}}"), start, end) or match[1].startswith("{%")
    return Tag(start, end, match[2], "alone" if stands_alone or element_end(text, start) == end else "open")


def name_of(tag: str) -> str:
    """Return the name of a tag's element or of a shortcode; empty where it has none."""
    span = name_span(tag)
    return tag[slice(*span)] if span else ""


def name_span(tag: str) -> Span | None:
    """Return where the name stands in a tag or a shortcode; None where it has none."""
    match = _NAME.match(tag)
    return Span(*match.span(2)) if match and match[2] else None


def is_shortcode(markup: str) -> bool:
    """Tell whether a piece of markup is a shortcode; one commented out is none."""
    return markup.startswith(("{{<", "{{%")) and not markup.startswith("/*", 3)
