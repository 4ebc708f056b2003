"""mdBook: a book of CommonMark with tables."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from i18n.generators import gfm
from i18n.generators.generator import Generator, HeadingIds, Markdown, Repository
from i18n.generators.routes import Routes, completed
from i18n.generators.slugs import Scheme, Slug, Titled


def _slug(text: str) -> str:
    """Return `api-密钥` of `API 密钥`: letters in lower case only where they are ASCII."""
    letters = (
        "-" if character.isspace() else character.lower() if character < "\x80" else character
        for character in text.strip()
        if character.isalnum() or character in "_-" or character.isspace()
    )
    return "".join(letters)


def _numbered(headings: Sequence[Titled], slug: Slug) -> list[str]:
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


def _files(name: str, path: str) -> Iterator[str]:
    """Yield the files that a path may mean; `index.html` is made of `README.md`, too."""
    yield from completed(name, path)
    bare = re.sub(r"\.html$", "", name)
    if posixpath.basename(bare) == "index":
        yield posixpath.join(posixpath.dirname(bare), "README.md")


GENERATOR = Generator(
    "mdbook",
    "mdBook",
    markdown=Markdown(gfm.FEATURES | {"tex"}, attributes=frozenset({"Listing.caption"})),
    heading_ids=HeadingIds((Scheme("mdbook", _slug, _numbered, frozenset()),)),
    routes=Routes(files=_files),
    repository=Repository(("src",), ("book.toml",)),
)
