"""Titles in lines that are markers: of admonitions, containers, tabs and code blocks.

The marker itself is shown to nobody; what surrounds the title says how it must be written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from i18n.markdown.leaf import Place
from i18n.model import Span

_MARKERS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "abbreviation": re.compile(r"\*\[[^\]]+\]:[ \t]*(?P<label>.*)"),
        "admonition": re.compile(r'[^"]*"(?P<label>.*)"[ \t]*|\W+(?P<type>[\w-]*[^\x00-\x7f].*)'),
        "block marker": re.compile(r"/+[ \t]+(?!html\b)[\w-]+[ \t]*\|[ \t]*(?P<label>.*)"),
        "book title": re.compile(r"\{\{[ \t]*#title[ \t](?P<label>[^{}]*)\}\}[ \t]*"),
        "directive": re.compile(
            r""":{3,}[ \t]*[A-Za-z][\w-]*
            (?: \[(?P<bracketed>.*)\][ \t]* | [ \t]+(?P<label>(?![\[{]).*?)[ \t]* )?
            (?:\{(?:[^{}"]*\btitle="(?P<double>[^"]*)"[^{}]*|[^{}]*)\})?[ \t]*""",
            re.VERBOSE,
        ),
        "tab": re.compile(r"(?:@tab(?::[\w-]+)?|==[ \t]+tab)[ \t]+(?P<label>.*?)(?:#[\w-]+)?[ \t]*"),
        "fence": re.compile(
            r"""(?:`+|~+).*?
            (?: \btitle=(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)') | [ \t]\[(?P<bracketed>[^\[\]]*)\] ).*""",
            re.VERBOSE,
        ),
    }
)
_PLACES: Mapping[str, Place] = MappingProxyType(
    {"label": "label", "bracketed": "label", "type": "type", "double": "quoted", "single": "quoted"}
)
_KINDS = {"fence": "code title", "abbreviation": "abbreviation"}

MARKERS = tuple(_MARKERS)
"""The types of tokens that may have a title."""


class Title(NamedTuple):
    """The title of a marker line."""

    text: str
    """What it says."""
    span: Span
    """Where it stands in the line."""
    place: Place
    """What surrounds it."""
    kind: str
    """What a translator is told that it is."""


def title_of(token_type: str, line: str) -> Title | None:
    """Return the title of a marker line, if it has one."""
    match = _MARKERS[token_type].fullmatch(line) if token_type in _MARKERS else None
    name = next((name for name in _PLACES if match and (match.groupdict().get(name) or "").strip()), "")
    if not match or not name:
        return None
    text = match[name].strip()
    start = line.index(text, match.start(name))
    # An admonition without a title shows its type, the first of its classes.
    shown = text.split()[0] if name == "type" else text
    return Title(shown, Span(start, start + len(text)), _PLACES[name], _KINDS.get(token_type, "title"))
