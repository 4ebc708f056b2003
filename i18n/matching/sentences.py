"""Sentences of a text and of its translation, for a paragraph that was split."""

from __future__ import annotations

import re

from i18n.matching.similar import PART, share, words_of

# After `。` a sentence ends unless something closes (`。”` `。**`) or the text ends; after `.`, at the blank behind it.
_SOURCE_END = re.compile(r"(?<=[。！？；])(?![”’」』）)*_]|$)|(?<=[.!?;])\s+")
_TARGET_END = re.compile(r"(?<=[.!?;])[\"”’)*_]*\s+|(?<=[。！？；])(?![”’」』）)*_]|$)")


def part_of(source: str, target: str, part: str) -> str:
    """Return the sentences of a translation that render a part of its source; all of them where that cannot be told.

    It can be told where source and translation have the same number of sentences, and the part is a run of them.
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
