"""What a site's own configuration says: its files are read as text, for nothing of a site is ever run.

A generator asks where they mention a word, such as the name of an extension. What they say of it is not read yet; a
reader of values joins this one, over `i18n/data/`, once a question needs it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a configuration mentions a word."""

    file: str
    """The file, relative to the site."""
    line: int
    """The line, from 1."""


@dataclass(frozen=True, slots=True)
class Unread:
    """What of a configuration could not be read."""

    file: str
    """The file, relative to the site."""
    line: int
    """Where in it; 0 for all of it."""
    reason: str
    """Why, in words."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """The configuration of one site."""

    texts: tuple[tuple[str, str], ...] = ()
    """Its files, each with its text."""
    unread: tuple[Unread, ...] = ()
    """What could not be read."""

    def mention(self, word: str) -> Mention | None:
        """Return the first place that mentions a word, commented out or not; None if none does."""
        for file, text in self.texts:
            if (offset := text.find(word)) >= 0:
                return Mention(file, text.count("\n", 0, offset) + 1)
        return None


def read_configuration(root: Path, patterns: Iterable[str]) -> Configuration:
    """Read the files of a site that some patterns name; a site without any has an empty configuration."""
    texts, unread = [], []
    for name in configuration_files(root, patterns):
        try:
            texts.append((name, (root / name).read_text(encoding="utf-8", errors="replace")))
        except OSError as error:
            unread.append(Unread(name, 0, (error.strerror or "").lower()))
    return Configuration(tuple(texts), tuple(unread))


def configuration_files(root: Path, patterns: Iterable[str]) -> Iterator[str]:
    """Yield the names of what is there that some patterns name, relative to the site."""
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            yield path.relative_to(root).as_posix()
