"""“Did you mean …?”: what is said to someone who wrote a name that does not exist."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, names: Iterable[str]) -> str:
    """Return the name most like a word; empty if none is like it."""
    import difflib  # noqa: PLC0415 - only mistakes need it

    return next(iter(difflib.get_close_matches(word, names, 1)), "")


def did_you_mean(word: str, names: Iterable[str], label: str) -> str:
    """Return a hint for a word that is none of the names: the one it is most like, else all of them after a label."""
    names = list(names)
    near = nearest(word, names)
    return f"did you mean “{near}”?" if near else f"{label}: {', '.join(names)}"
