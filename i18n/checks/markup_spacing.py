"""Blanks between markup and words, which Chinese does without; and line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from i18n.checks.pair import Pair
from i18n.edits import edited
from i18n.markdown.inline.prose import CLOSING, OPAQUE, OPENING
from i18n.model import Finding, Span
from i18n.rules.markup import LINE_BREAK, MARKUP_SPACING

# the`config.yml`
_BEFORE = re.compile(rf"[{OPENING}{OPAQUE}](?<=[A-Za-z0-9].)")
# `config.yml`file, but not `Pod`s
_AFTER = re.compile(rf"[{OPAQUE}{CLOSING}](?=(?!(?:s|es|ed|ing|th|st|nd|rd|d|x)\b)[A-Za-z])")
_BOLD = re.compile(r"\*\*(?=\S)([^*\n]{2,}?)(?<=\S)\*\*")
_LETTER = re.compile(r"[A-Za-z0-9]")
_ENDING = re.compile(r"(?:s|es|ed|ing|th|st|nd|rd|d|x)\b")
_BLANK_IN_LINK = re.compile(rf"{OPENING}[ \t]+(?=[^\s{CLOSING}])|(?<=[^\s{OPENING}])[ \t]+{CLOSING}")
_STUCK = re.compile(rf"[{OPENING}{OPAQUE}{CLOSING}](?:(?<=[A-Za-z0-9][{OPENING}{OPAQUE}])|(?<!{OPENING})(?=[A-Za-z]))")
_HINT = "put a blank there"


def check(pair: Pair) -> Iterator[Finding]:
    """Look at what stands beside markup."""
    if pair.setting.is_spaced and (pair.holds_pieces or "**" in pair.target):
        yield from _spacing(pair)
    if "\n" in pair.source:
        was, now = (sum(item.hard for item in inline.breaks) for inline in (pair.source_inline, pair.target_inline))
        if now < was:
            yield pair.finding(LINE_BREAK, f"has {now} of the {was} line breaks of the source")


def _spacing(pair: Pair) -> Iterator[Finding]:
    prose = pair.target_prose
    gaps = (
        []
        if _STUCK.search(pair.source_prose)
        else [
            *(match.start() for match in _BEFORE.finditer(prose)),
            *(match.end() for match in _AFTER.finditer(prose)),
        ]
    )
    if "**" in prose and "*" not in prose.replace("**", ""):
        gaps += _beside_bold(prose, pair.source_prose)
    if gaps:
        first = min(gaps)
        yield pair.finding(
            MARKUP_SPACING,
            "has no blank between a word and the markup beside it",
            span=Span(first - 1, first + 1),
            hint=_HINT,
            fix=edited(pair.target, (((at, at), " ") for at in set(gaps))),
        )
    blanks = list(_BLANK_IN_LINK.finditer(prose)) if "](" in pair.target else []
    if blanks and not _BLANK_IN_LINK.search(pair.source_prose):
        yield pair.finding(
            MARKUP_SPACING,
            "has a blank at the edge of a link's text",
            span=Span(*blanks[0].span()),
            hint="take it away",
        )


def _beside_bold(prose: str, source: str) -> Iterator[int]:
    """Yield where a blank is missing beside bold text; `I**T**` and endings are let pass."""
    for match in _BOLD.finditer(prose):
        if match.start() and _LETTER.match(prose[match.start() - 1]) and _LETTER.match(match[1]):
            yield match.start()
        if _LETTER.match(prose, match.end()) and not _ENDING.match(prose, match.end()) and _LETTER.match(match[1][-1]):
            yield match.end()
