"""Balanced braces and tags, as JavaScript in MDX writes them."""

from __future__ import annotations

import re

REACH = 20_000
"""Characters that an unclosed brace or tag is followed for, so that many of them stay cheap."""

# {, }, and what may hold braces that do not count: /* } */, "}", '}', `}`
_BRACE = re.compile(
    r"""/\*.*?\*/ | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' | `(?:[^`\\]|\\.)*` | [{}]""",
    re.DOTALL | re.VERBOSE,
)
_NAME = re.compile(r"</?(?:[A-Za-z_$][\w$.:-]*)?", re.ASCII)  # <Tabs.Item, </Card, <
# disabled, title="a", and value={ or { of which braces_end finds the end
_ATTRIBUTE = re.compile(
    r"""\s*[A-Za-z_$][\w$.:-]*(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{))?|\s*\{""",
    re.ASCII,
)
_TAG_END = re.compile(r"\s*/?>")  # > or />


def braces_end(text: str, start: int) -> int:
    """Return the offset after the `}` that closes the `{` at `start`, or -1."""
    depth = 0
    for match in _BRACE.finditer(text, start, start + REACH):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
            if not depth:
                return match.end()
    return -1


def tag_end(text: str, start: int) -> int:
    """Return the offset after the JSX tag that starts at `start`, or -1.

    A tag is opening, closing, self-closing or a fragment; its attribute values are strings or
    balanced `{…}`, and `{…}` may stand for attributes.
    """
    name = _NAME.match(text, start)
    if not name:
        return -1
    at, limit = name.end(), start + REACH
    while not (end := _TAG_END.match(text, at, limit)):
        attribute = _ATTRIBUTE.match(text, at, limit)
        if not attribute or name[0] in ("<", "</"):
            return -1
        at = attribute.end()
        if text[at - 1] == "{":
            at = braces_end(text, at - 1)
            if at < 0:
                return -1
    return end.end()
