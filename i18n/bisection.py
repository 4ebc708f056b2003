"""Bisection: which of many edits breaks a document, found by a few parses."""

from __future__ import annotations

from collections.abc import Callable


def first_failing(count: int, holds: Callable[[int], bool]) -> int:
    """Return the index of an item that makes a growing prefix fail: with it the prefix fails, without it it holds.

    `holds` says whether the first so many items hold. None of them do, and all of them do not; neither is asked.
    """
    good, bad = 0, count
    while bad - good > 1:
        middle = (good + bad) // 2
        if holds(middle):
            good = middle
        else:
            bad = middle
    return bad - 1
