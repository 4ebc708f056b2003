"""Counted things in words: `1 file`, `2 files`."""

from __future__ import annotations


def plural(number: int, noun: str) -> str:
    """Return a noun as it stands after a number: `file` after 1, `files` after any other."""
    return noun if number == 1 else f"{noun}s"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: `1 document`, `2,000 documents`."""
    return f"{number:,} {plural(number, noun)}"
