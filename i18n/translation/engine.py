"""What a machine translator is to us: a name, capabilities that it declares, and one function.

An engine sees texts whose placeables are shown as its capabilities say (`protection.py`); of PO files it knows nothing.
It answers item by item: a text that it cannot translate gets a reason, and the others get translations. Where it can
translate none at all (no network, a wrong key, a used-up quota) it raises an EngineError. Other packages add engines
through the entry point group `guide_i18n.engines`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol, TypeAlias

from i18n.errors import I18nError
from i18n.glossary import Term


class Markup(StrEnum):
    """How placeables are shown to an engine."""

    XML = "xml"
    """`<g1>…</g1>` around text, `<x2/>` for what stays; the engine knows that tags are tags."""
    PLAIN = "plain"
    """The same tags; the engine takes them for text and may damage them."""
    NONE = "none"
    """Markdown as it is: the engine changes no markup, as a converter of scripts."""


class Unit(StrEnum):
    """What an engine is paid by."""

    CHARACTER = "character"
    TOKEN = "token"  # noqa: S105 - a unit, no secret
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What an engine can do, declared and never guessed."""

    segments: int
    """Items that one call takes at most."""
    characters: int
    """Characters of text that one call takes at most."""
    markup: Markup
    """How placeables are shown to it."""
    workers: int = 1
    """Calls that it serves at the same time at most."""
    keeps_to_workers: bool = False
    """Whether it holds back calls beyond that itself. Then more threads call it, so that one that waits before it tries
    again leaves its place to another."""
    uses_context: bool = False
    """Whether headings, neighbours and examples mean anything to it."""
    same_headings: bool = False
    """Whether one call takes only texts that stand below the same headings."""
    uses_terms: bool = False
    """Whether it can be told how terms are rendered."""
    unit: Unit = Unit.NOTHING
    """What it is paid by."""

    @property
    def threads(self) -> int:
        """Threads that call it at the same time."""
        return self.workers * (2 if self.keeps_to_workers else 1)


@dataclass(frozen=True, slots=True)
class Item:
    """One text to be translated, and what may help."""

    id: str
    """Names it within a call."""
    text: str
    """The text, its placeables shown as the engine's capabilities say."""
    headings: tuple[str, ...] = ()
    """The headings above it, the outermost first."""
    before: str = ""
    """The text before it in its document."""
    after: str = ""
    """The text after it."""
    terms: tuple[Term, ...] = ()
    """The glossary's rows that match, without their notes; none of them forbids a word."""
    examples: tuple[tuple[str, str], ...] = ()
    """Similar texts with their translations."""
    answer: str = ""
    """What the engine answered before, where this is another try."""
    finding: str = ""
    """What was wrong with that answer, in a sentence."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why one text has no translation."""

    message: str
    """In a sentence without a full stop."""
    again: bool = False
    """Whether another try may help."""
    smaller: bool = field(default=False, compare=False)
    """Whether the call failed as a whole and one with fewer texts may not; the texts are then asked for in halves."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a call cost, where the engine says so."""

    characters: int = 0
    """Characters that were counted."""
    tokens_in: int = 0
    """Tokens that were read."""
    tokens_out: int = 0
    """Tokens that were written."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call returned."""

    results: Mapping[str, str | Reason]
    """For each item's id its translation, or why there is none."""
    usage: Usage = Usage()
    """What it cost."""


Languages: TypeAlias = tuple[str, str]
"""The locale that is translated from, and the one that is translated to."""


class Engine(Protocol):
    """A machine translator."""

    @property
    def name(self) -> str:
        """What people call it, such as `deepl`."""

    @property
    def model(self) -> str:
        """Which of its models answers; `-` where it has but one. Part of the mark and of the cache's key."""

    @property
    def capabilities(self) -> Capabilities:
        """What it can do."""

    @property
    def prompt_version(self) -> str:
        """The version of what it is told besides the texts; `-` where that is nothing.

        Part of the cache's key: an engine that asks in other words says so by another version, and is asked again
        for texts that it has answered before.
        """

    def supports(self, languages: Languages) -> bool:
        """Tell whether it translates between two locales."""

    def estimate(self, items: Sequence[Item], languages: Languages) -> Usage:
        """Return about what one call with these texts is going to cost; nothing is sent."""

    def translate(self, items: Sequence[Item], languages: Languages) -> Answer:
        """Translate some texts; every id has a result. May be called from several threads. Raises EngineError.

        What it returns is kept at once, and what it has when it fails is lost; so it makes one request where it can.
        """


NO_PROMPT = "-"
"""The `prompt_version` of an engine that is told nothing besides the texts."""


class WithoutPrompt:
    """A base for engines that are told nothing besides the texts, and are paid by their characters or not at all."""

    prompt_version = NO_PROMPT

    def estimate(self, items: Sequence[Item], languages: Languages) -> Usage:
        """Return the characters of the texts."""
        del languages
        return Usage(characters=sum(len(item.text) for item in items))


class EngineError(I18nError):
    """An engine as a whole cannot go on; what it has translated so far is kept."""

    exit_code = 3
