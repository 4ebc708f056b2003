"""Ids of headings: a slug is made of the text of each, and those of a page are numbered where they are the same.

Each generator has its own way, a `Scheme`; here stands what several have in common. An id that is written in the source
(`{#id}`) is nobody's slug, but some generators count it among the taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias


class Titled(NamedTuple):
    """What the id of a heading is made of."""

    text: str
    """Its text as the generator sees it."""
    id: str = ""
    """The id that stands in its source; empty if there is none."""


Slug: TypeAlias = Callable[[str], str]
"""Makes the slug of one text."""

Numbering: TypeAlias = Callable[[Sequence[Titled], Slug], list[str]]
"""Makes the ids of the headings of a page."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A way to make ids of headings."""

    name: str
    """Its name in a project file."""
    slug: Slug
    """Makes the slug of one text."""
    number: Numbering
    """Makes the ids of all headings of a page."""
    reads: frozenset[str] = frozenset({"alt"})
    """What of a heading counts besides its words and code: `alt` texts of images, or its whole `source`."""

    def ids(self, headings: Iterable[Titled]) -> list[str]:
        """Return the id of each heading of a page."""
        return self.number(list(headings), self.slug)


# What is a letter or a digit to github-slugger: categories of Unicode, and letters in circles (`Ⓐ`).
_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nl", "Nd", "Mn", "Mc", "Me", "Pc"})
_CIRCLED = re.compile("[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]")


def github_slug(text: str) -> str:
    """Return the slug that github-slugger makes: `API 密钥（新）` is `api-密钥新`."""
    letters = (character for character in text.lower() if character in " -" or _is_word(character))
    return "".join(letters).replace(" ", "-")


def _is_word(character: str) -> bool:
    if character < "\x80":
        return character.isalnum() or character == "_"
    return unicodedata.category(character) in _CATEGORIES or bool(_CIRCLED.match(character))


def numbered_by_github(headings: Sequence[Titled], slug: Slug) -> list[str]:
    """Append `-1`, `-2`; an id of the source is not among the taken."""
    occurrences: dict[str, int] = {}
    ids = []
    for heading in headings:
        if heading.id:
            ids.append(heading.id)
            continue
        base = identifier = slug(heading.text)
        while identifier in occurrences:
            occurrences[base] += 1
            identifier = f"{base}-{occurrences[base]}"
        occurrences[identifier] = 0
        ids.append(identifier)
    return ids


def numbered_if_taken(headings: Sequence[Titled], slug: Slug) -> list[str]:
    """Append `-1`, `-2`; an id of the source is taken from where it stands."""
    taken: set[str] = set()
    ids = []
    for heading in headings:
        base = identifier = heading.id or slug(heading.text)
        number = 0
        while identifier in taken and not heading.id:
            number += 1
            identifier = f"{base}-{number}"
        taken.add(identifier)
        ids.append(identifier)
    return ids


GITHUB = Scheme("github", github_slug, numbered_by_github)
"""What GitHub itself does, and who uses github-slugger."""
