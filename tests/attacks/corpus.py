"""The attacks, the places they are tried in, and the pages that come of both."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
FIRST, SECOND = "靶", "标"
"""What a slot's page has where an attack goes, and where its second half does."""


@dataclass(frozen=True, slots=True)
class Attack:
    """A text that a translation must not bring to life."""

    group: str
    """What kind it is of."""
    does: str
    """What it would do."""
    text: str
    """The text, or its first half."""
    second: str = ""
    """Its second half, which goes into another message; empty where it has none."""
    dialects: frozenset[str] = frozenset()
    """The dialects it concerns; none for all."""
    runs: str = ""
    """A word that is in the page only if it ran."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A kind of place for text, in a page of its own."""

    name: str
    """What kind it is."""
    dialect: str
    """The dialect its page is read as."""
    page: str
    """The source page."""
    path: str = "a.md"
    """The page's file name."""
    format: str = ""
    """Of UI strings, the name of their format."""
    needs: str = ""
    """What a consumer must have to read its page: `math`."""
    is_shown: bool = True
    """Whether the consumers asked here show it to readers."""
    lines: bool = False
    """Whether its translation may have several lines."""

    @property
    def takes_halves(self) -> bool:
        """Whether it has room for an attack's second half."""
        return SECOND in self.page


def attacks() -> list[Attack]:
    """Return all attacks of `texts/`."""
    return [attack for path in sorted((HERE / "texts").glob("*.toml")) for attack in _attacks(path)]


def _attacks(path: Path) -> Iterator[Attack]:
    for group in tomllib.loads(path.read_text("utf-8"))["group"]:
        for text in group["texts"]:
            first, second = (text, "") if isinstance(text, str) else text
            dialects = frozenset(group.get("dialects", ()))
            yield Attack(group["name"], group["does"], first, second, dialects, group.get("runs", ""))


@cache
def slots(dialect: str) -> list[Slot]:
    """Return the slots of a dialect."""
    return [slot for path in sorted((HERE / "slots").glob("*.toml")) for slot in _slots(path, dialect)]


def _slots(path: Path, dialect: str) -> Iterator[Slot]:
    data = tomllib.loads(path.read_text("utf-8"))
    for slot in data["slot"]:
        if dialect in slot.pop("dialects", data.get("dialects", ())):
            yield Slot(dialect=dialect, **slot)
