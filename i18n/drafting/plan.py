"""What of a locale a machine is to translate, what is known already, and what the rest will cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from i18n.catalog.message import Catalog, Message
from i18n.catalog.state import MACHINE_MAY_WRITE, SHOWN_AS_HUMAN, SHOWN_AS_MACHINE, State, carried, marks, state_of
from i18n.document import Document
from i18n.drafting.texts import TextsInContext
from i18n.errors import I18nError
from i18n.matching.memory import Memory
from i18n.model import Key
from i18n.project import Project
from i18n.translation.calls import batches
from i18n.translation.engine import Usage
from i18n.translation.estimate import total
from i18n.translation.translator import Translator
from i18n.translation.tries import Question, Translation
from i18n.workspace.catalogs import whole_catalog
from i18n.workspace.documents import Documents
from i18n.workspace.outcome import Outcome, Progress
from i18n.workspace.sources import Source


@dataclass(slots=True)
class DocumentPlan:
    """What is to be done for one document."""

    source: Source
    """The source."""
    name: str
    """Its catalog."""
    wanted: int = 0
    """Messages that a machine may write and is asked to."""
    remembered: dict[Key, Message] = field(default_factory=dict)
    """Those that the memory knows, as they will be."""
    questions: dict[Key, Question] = field(default_factory=dict)
    """The others."""
    cached: dict[str, Translation] = field(default_factory=dict)
    """Those of them that the cache knows, by the key of their question."""
    asked: list[Question] = field(default_factory=list)
    """Those that the engine is asked for; a question that another document asks too is asked there."""
    usage: Usage = field(default_factory=Usage)
    """What that is going to use."""
    missing: int = 0
    """Messages of the document that its catalog does not have yet."""


@dataclass(frozen=True, slots=True)
class Planner:
    """What holds for all documents of one run."""

    project: Project
    """The project."""
    locale: str
    """The locale that is translated to."""
    states: frozenset[State]
    """States of the messages that are to be translated."""
    memory: Memory
    """What the locale's catalogs know."""
    translator: Translator | None
    """Who translates the rest; None where only the memory does."""
    limit: int | None = None
    """Questions that are asked at most."""

    def plans(self, sources: Sequence[Source], outcome: Outcome, progress: Progress) -> list[DocumentPlan]:
        """Return a plan for each document that has anything to translate. One that cannot be read is a finding."""
        plans = []
        asked_keys: set[str] = set()
        for source, document in Documents(self.project).in_turn(sources, outcome, progress, "looking"):
            try:
                opened = whole_catalog(self.project, source, self.locale, notes=True)
            except I18nError as error:
                outcome.fail(error)
                continue
            plan = self._plan(source, document, opened.name, opened.catalog)
            self._ask(plan, asked_keys)
            if plan.wanted or plan.missing:
                plans.append(plan)
        return plans

    def _plan(self, source: Source, document: Document, name: str, catalog: Catalog | None) -> DocumentPlan:
        messages = list(catalog.active) if catalog else []
        plan = DocumentPlan(source, name, missing=len(document.messages.keys() - {message.key for message in messages}))
        wanted = [message for message in messages if message.key in document.messages and self.may_write(message)]
        plan.wanted = len(wanted)
        not_remembered = []
        for message in wanted:
            if from_memory := remembered(self.memory, message):
                plan.remembered[message.key] = from_memory
            else:
                not_remembered.append(message)
        if not_remembered and self.translator:
            texts = TextsInContext(document, self.memory if self.translator.engine.capabilities.uses_context else None)
            plan.questions = {
                message.key: self.translator.question(texts.of(message.key)) for message in not_remembered
            }
        return plan

    def may_write(self, message: Message) -> bool:
        """Tell whether a message is one that is to be translated; a person's work never is."""
        return message.plural is None and state_of(message) in self.states & MACHINE_MAY_WRITE

    def _ask(self, plan: DocumentPlan, asked_keys: set[str]) -> None:
        """Find out which questions have an answer, and which the engine is asked."""
        if not self.translator or not plan.questions:
            return
        plan.cached = self.translator.known(list(plan.questions.values()))
        for key, question in list(plan.questions.items()):
            if question.key in plan.cached or question.key in asked_keys:
                continue
            if self.limit is not None and len(asked_keys) >= self.limit:
                del plan.questions[key]
                continue
            asked_keys.add(question.key)
            plan.asked.append(question)
        engine, languages = self.translator.engine, self.translator.languages
        items = [question.item for question in plan.asked]
        kept = self.translator.calls.kept(items)
        calls = batches((item for item in items if item.id not in kept), engine.capabilities)
        plan.usage = total([engine.estimate(items, languages) for items in calls])


def remembered(memory: Memory, message: Message) -> Message | None:
    """Return a message with the one translation that people, or else machines, gave its text elsewhere.

    Over a machine's translation only a person's goes. What a translator said of the message stays.
    """
    states = SHOWN_AS_MACHINE if state_of(message) is State.EMPTY else SHOWN_AS_HUMAN
    from_memory = memory.exact(message.key, message.extracted, states)
    if not from_memory:
        return None
    done = carried(from_memory, message, from_memory.msgstr)
    translator_comments = [line for line in message.comments if line not in marks(message.comments)]
    return replace(done, comments=[*translator_comments, *marks(from_memory.comments)])
