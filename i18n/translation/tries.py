"""A text on its way to a translation: the question that is asked for it, each try at it, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from i18n.markdown.inline.groups import Node
from i18n.markdown.inline.tree import ReadInline
from i18n.translation.cache import question_key
from i18n.translation.engine import Item
from i18n.translation.protection import Masked

TRIES = 2
"""How often an engine is asked for a text as a whole."""


class TranslatedBy(StrEnum):
    """How a text came by its translation."""

    CACHE = "cache"
    ENGINE = "engine"
    PARTS = "parts"
    """Its pieces were translated one by one."""
    TEXT_ONLY = "text-only"
    """Its words without markup; a suggestion for a person."""
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class TextInContext:
    """A text to be translated, and where it stands."""

    msgid: str
    """The text, as Markdown."""
    nodes: tuple[Node, ...]
    """Its tree."""
    read: ReadInline
    """Reads a text of its document."""
    headings: tuple[str, ...] = ()
    """The headings above it, the outermost first."""
    before: str = ""
    """The text before it."""
    after: str = ""
    """The text after it."""
    examples: tuple[tuple[str, str], ...] = ()
    """Similar texts with people's translations."""


@dataclass(frozen=True, slots=True)
class Question:
    """A text as an engine is asked for it."""

    text: TextInContext
    """The text."""
    masked: Masked
    """Its tokens."""
    item: Item
    """What is sent; its id is that of the question."""
    key: str
    """What its answer depends on."""

    @property
    def glossary(self) -> str:
        """Which rows of the glossary the engine was told, as marks say it; `-` for none."""
        if not self.item.terms:
            return "-"
        return question_key((term.source, term.target, term.mode) for term in self.item.terms)[:8]


@dataclass(frozen=True, slots=True)
class Translation:
    """What became of a question."""

    target: str
    """The translation; empty where it is left."""
    way: TranslatedBy
    """How it was found."""
    tries: int = 0
    """How often the engine was asked."""
    findings: tuple[str, ...] = ()
    """What was wrong with answers, in order; of one that is left, the last is the reason."""
    unreached: bool = False
    """Whether it is left because the engine could not be reached, and another run may get it."""


@dataclass(slots=True)
class Try:
    """A question on its way to a translation."""

    question: Question
    """The question."""
    tries: int = 0
    """How often the engine was asked."""
    findings: list[str] = field(default_factory=list)
    """What was wrong, in order."""
    answer: str = ""
    """What the engine answered last."""
    target: str = ""
    """The translation, once there is one."""
    fallback: str = ""
    """A translation to be taken where no better one comes."""
    way: TranslatedBy = TranslatedBy.ENGINE
    """How the translation came about."""
    may_go_on: bool = True
    """Whether asking again may help."""
    unreached: bool = False
    """Whether the engine could not be reached the last time."""

    @property
    def done(self) -> bool:
        """Whether there is a translation."""
        return bool(self.target)

    @property
    def wants_more(self) -> bool:
        """Whether there is none, and something else may give one."""
        return self.may_go_on and not self.done

    def item(self) -> Item:
        """Return what is sent now."""
        if not self.findings:
            return self.question.item
        return replace(self.question.item, answer=self.answer, finding=self.findings[-1])

    def fail(self, finding: str) -> None:
        """Note what was wrong."""
        self.findings.append(finding)

    def result(self) -> Translation:
        """Return what became of it."""
        way = self.way if self.target else TranslatedBy.LEFT
        return Translation(
            self.target, way, self.tries, tuple(self.findings), unreached=self.unreached and not self.target
        )
