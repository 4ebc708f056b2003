"""Sentences of a text and of its translation, for a paragraph that was split."""

from __future__ import annotations

import re

from i18n.matching.similar import PART, share, words_of

_SOURCE_END = re.compile(r"(?<=[。！？；])(?![”’」』）)*_]|$)|(?<=[.!?;])\s+")
_TARGET_END = re.compile(r"(?<=[.!?;])[\"”’)*_]*\s+|(?<=[。！？；])(?![”’」』）)*_]|$)")


def part_of(source: str, target: str, part: str) -> str:
    """Return what of a translation renders a part of its source; all of it where that cannot be told.

    It can where source and translation have as many sentences, and the part some of them in a row.
    """
    sources, targets = _split(_SOURCE_END, source), _split(_TARGET_END, target)
    words = words_of(part)
    inside = [number for number, sentence in enumerate(sources) if share(words_of(sentence), words) >= PART]
    if len(sources) != len(targets) or not inside or inside != list(range(inside[0], inside[-1] + 1)):
        return target
    return " ".join(targets[inside[0] : inside[-1] + 1])


def _split(end: re.Pattern[str], text: str) -> list[str]:
    """Return the sentences of a text."""
    sentences, at = [], 0
    for match in end.finditer(text):
        sentences.append(text[at : match.end()].strip())
        at = match.end()
    return [sentence for sentence in [*sentences, text[at:].strip()] if sentence]
