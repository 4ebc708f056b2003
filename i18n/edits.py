"""Edits of a text: new characters in the place of some."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Edit: TypeAlias = tuple[tuple[int, int], str]
"""The span of the characters that go, and what stands in their place; an empty span inserts."""


def edited(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits made in it, whatever their order; every other character stays as it is.

    Spans are those of the text as given. Where two overlap, only the one that starts first is made.
    """
    parts, at = [], 0
    for (start, end), new in sorted(edits):
        if start >= at:
            parts += [text[at:start], new]
            at = end
    return "".join([*parts, text[at:]])
