"""Ids of headings as each site generator makes them from their text, duplicates numbered alike.

One function makes the slug of one text, another numbers the ids of a page; `SCHEMES` pairs them. An
id that stands in the source (`{#id}`) is nobody's slug, but some generators count it among the taken.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple


class Titled(NamedTuple):
    """What the id of a heading is made of."""

    text: str
    """Its text as the generator sees it."""
    id: str = ""
    """The id that stands in its source; empty if there is none."""


Slug = Callable[[str], str]
"""Makes the slug of one text."""

Numbering = Callable[[Sequence[Titled], Slug], list[str]]
"""Makes the ids of the headings of a page."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a site generator makes ids."""

    slug: Slug
    """Makes the slug of one text."""
    number: Numbering
    """Makes the ids of all headings of a page."""
    reads: frozenset[str] = frozenset({"alt"})
    """What of a heading counts besides its words and code: `alt` texts of images, or its whole `source`."""

    def ids(self, headings: Iterable[Titled]) -> list[str]:
        """Return the id of each heading of a page."""
        return self.number(list(headings), self.slug)


# One text ---------------------------------------------------------------------------------------

_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Nl", "Nd", "Mn", "Mc", "Me", "Pc"})
_CIRCLED = re.compile("[\u24b6-\u24e9\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189]")
_CONTROL = re.compile(r"[\x00-\x1f]")
_COMBINING = re.compile("[\u0300-\u036f]")
# JavaScript's blanks, ASCII punctuation and curly quotation marks.
_VITEPRESS = re.compile(
    "[ \t\n\v\f\r\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
    r"""~`!@#$%^&*()\-_+=\[\]{}|\\;:"'“”‘’<>,.?/]+"""
)


def github(text: str) -> str:
    """Return the slug that github-slugger makes: Docusaurus, GitHub and others."""
    kept = (character for character in text.lower() if character in " -" or _is_word(character))
    return "".join(kept).replace(" ", "-")


def _is_word(character: str) -> bool:
    if character < "\x80":
        return character.isalnum() or character == "_"
    return unicodedata.category(character) in _CATEGORIES or bool(_CIRCLED.match(character))


def vitepress(text: str) -> str:
    """Return the slug that VitePress makes."""
    text = _COMBINING.sub("", unicodedata.normalize("NFKD", text))
    text = _VITEPRESS.sub("-", _CONTROL.sub("", text)).strip("-")
    return re.sub(r"^(?=[0-9])", "_", re.sub("-{2,}", "-", text)).lower()


def mkdocs(text: str) -> str:
    """Return the slug that Python-Markdown's table of contents makes: nothing of a Chinese text."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", ascii_only).strip().lower())


def pymdownx(text: str) -> str:
    """Return the slug that `pymdownx.slugs.slugify` makes with `case: lower`, as Material for MkDocs advises."""
    text = re.sub("</?[^>]*>", "", unicodedata.normalize("NFC", " ".join(text.split()))).strip().lower()
    return re.sub(r"[^\w\- ]", "", text).replace(" ", "-")


def hugo(text: str) -> str:
    """Return the slug that Hugo makes, with its default `autoHeadingIDType`, of the source of a heading."""
    text = text.strip()
    kept = (
        "-" if character in "- " else _go_lower(character)
        for character in text
        if character in "- _" or _is_go(character)
    )
    return "".join(kept)


def _is_go(character: str) -> bool:
    return unicodedata.category(character) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Nd")


def _go_lower(character: str) -> str:
    """Return a character in lower case as Go has it: one character always."""
    lower = character.lower()
    return lower if len(lower) == 1 else lower[0]


def mdbook(text: str) -> str:
    """Return the slug that mdBook makes."""
    kept = (
        "-" if character.isspace() else character.lower() if character < "\x80" else character
        for character in text.strip()
        if character.isalnum() or character in "_-" or character.isspace()
    )
    return "".join(kept)


# The ids of a page ------------------------------------------------------------------------------


def _number_github(headings: Sequence[Titled], slug: Slug) -> list[str]:
    """Append `-1`, `-2`; an id of the source is not among the taken."""
    occurrences: dict[str, int] = {}
    ids = []
    for heading in headings:
        if heading.id:
            ids.append(heading.id)
            continue
        base = found = slug(heading.text)
        while found in occurrences:
            occurrences[base] += 1
            found = f"{base}-{occurrences[base]}"
        occurrences[found] = 0
        ids.append(found)
    return ids


def _number_vitepress(headings: Sequence[Titled], slug: Slug) -> list[str]:
    """Append `-1`, `-2`; an id of the source is taken from where it stands."""
    taken: set[str] = set()
    ids = []
    for heading in headings:
        base = found = heading.id or slug(heading.text)
        number = 0
        while found in taken and not heading.id:
            number += 1
            found = f"{base}-{number}"
        taken.add(found)
        ids.append(found)
    return ids


_COUNTED = re.compile(r"(.*)_([0-9]+)", re.DOTALL)


def _number_mkdocs(headings: Sequence[Titled], slug: Slug) -> list[str]:
    """Append `_1`, `_2`, to nothing as well; all ids of the source are taken from the start."""
    taken = {heading.id for heading in headings if heading.id}
    ids = []
    for heading in headings:
        found = heading.id or slug(heading.text)
        while not heading.id and (found in taken or not found):
            counted = _COUNTED.fullmatch(found)
            found = f"{counted[1]}_{int(counted[2]) + 1}" if counted else f"{found}_1"
        taken.add(found)
        ids.append(found)
    return ids


def _number_hugo(headings: Sequence[Titled], slug: Slug) -> list[str]:
    """Append `-1`, `-2` to slugs; a text without letters is `heading`."""
    taken: set[str] = set()
    ids = []
    for heading in headings:
        base = found = heading.id or slug(heading.text) or "heading"
        number = 0
        while found in taken and not heading.id:
            number += 1
            found = f"{base}-{number}"
        taken.add(found)
        ids.append(found)
    return ids


def _number_mdbook(headings: Sequence[Titled], slug: Slug) -> list[str]:
    """Append `-1`, `-2` by how often a slug was there, whatever came of it."""
    counts: Counter[str] = Counter()
    ids = []
    for heading in headings:
        if heading.id:
            ids.append(heading.id)
            continue
        base = slug(heading.text)
        ids.append(f"{base}-{counts[base]}" if counts[base] else base)
        counts[base] += 1
    return ids


SCHEMES: Mapping[str, Scheme] = MappingProxyType(
    {
        "github": Scheme(github, _number_github),
        "vitepress": Scheme(vitepress, _number_vitepress),
        "mkdocs": Scheme(mkdocs, _number_mkdocs, frozenset()),
        "pymdownx": Scheme(pymdownx, _number_mkdocs, frozenset()),
        "hugo": Scheme(hugo, _number_hugo, frozenset({"source"})),
        "mdbook": Scheme(mdbook, _number_mdbook, frozenset()),
    }
)
"""Every scheme by its name in a project file."""
