"""Where the destination and the title of a link, an image or a definition are written."""

from __future__ import annotations

from dataclasses import dataclass

from markdown_it.helpers import parseLinkDestination, parseLinkTitle

from i18n.model import Span


@dataclass(frozen=True, slots=True)
class Target:
    """Where the destination and title of a link, image or definition are written."""

    destination: Span
    """The destination as written, without `<` and `>`."""
    title: Span | None
    """The title as written, without its quotes."""


def read_target(text: str, start: int) -> Target | None:
    """Read a destination and an optional title from after `](` or `]:`; None if there is none."""
    at = _skip_blanks(text, start)
    destination = parseLinkDestination(text, at, len(text))
    if not destination.ok:
        return None
    pointed = text[at : at + 1] == "<"
    span = Span(at + pointed, destination.pos - pointed)
    at = _skip_blanks(text, destination.pos)
    if at == destination.pos:
        return Target(span, None)
    title = parseLinkTitle(text, at, len(text), None)
    return Target(span, Span(at + 1, title.pos - 1) if title.ok else None)


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\n":
        at += 1
    return at
