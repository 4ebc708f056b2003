"""Fill what no person has translated: from memory, from answers that are known, from an engine.

A document is saved as soon as its answers are there, each of which has been in the cache since it came: whatever
happens, nothing that was answered is asked for again, and no message that holds a person's work is touched.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, field, replace
from threading import Event, Lock
from typing import TypeAlias

from i18n.catalog.message import Catalog, Message
from i18n.catalog.state import Origin, State, translated
from i18n.difference import Difference
from i18n.document import Document
from i18n.drafting.plan import Plan, Planner
from i18n.errors import ConfigurationError, I18nError, UsageError, WriteError
from i18n.glossary import NO_TERMS, Glossary
from i18n.localizing.translated import shown_translations
from i18n.model import Finding, Key, Position, Severity
from i18n.project import Project
from i18n.storage.files import own_folder, retried
from i18n.storage.lock import project_lock
from i18n.storage.project_files import ProjectFiles
from i18n.translation.cache import FILE_NAME, Cache
from i18n.translation.calls import Spent, batches
from i18n.translation.engine import Engine, EngineError, Unit, Usage
from i18n.translation.estimate import Price, total
from i18n.translation.gates import told
from i18n.translation.translator import Translator
from i18n.translation.tries import Question, Translation, Way
from i18n.workspace.catalogs import whole_catalog, written
from i18n.workspace.documents import read_document
from i18n.workspace.glossaries import open_glossary
from i18n.workspace.memories import memories
from i18n.workspace.outcome import Outcome, Progress, silent
from i18n.workspace.sources import find_sources

Meter: TypeAlias = Callable[[int], AbstractContextManager[Callable[[int], object]]]
"""Shows how far texts are: told how many there are, then again and again how many more are done."""
Say: TypeAlias = Callable[[str], object]
"""Says something to whoever waits."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be translated, and what it may cost."""

    states: frozenset[State] = frozenset({State.EMPTY})
    """States of the messages that are translated."""
    limit: int | None = None
    """Texts that the engine is asked for at most."""
    price: Price | None = None
    """What the engine costs, where that is known."""
    max_cost: float | None = None
    """What may be paid at most."""
    text_only: bool = False
    """Whether what fails is translated without its markup, as a suggestion."""
    dry_run: bool = False
    """Whether to tell only what would be done."""


@dataclass(frozen=True, slots=True)
class Record:
    """What became of one message."""

    catalog: str
    """The PO file."""
    source: str
    """The source."""
    key: Key
    """The message."""
    way: str
    """`memory`, `cache`, `engine`, `parts`, `text-only` or `left`."""
    tries: int
    """How often the engine was asked."""
    findings: tuple[str, ...]
    """What was wrong with its answers, in order."""


@dataclass(slots=True)
class Translated(Outcome):
    """What `translate` did."""

    engine: str = "memory"
    """The engine."""
    model: str = "-"
    """Its model."""
    plans: list[Plan] = field(default_factory=list)
    """What there was to do, document by document."""
    written: list[str] = field(default_factory=list)
    """Catalogs that changed."""
    records: list[Record] = field(default_factory=list)
    """What became of each message."""
    spent: Spent = field(default_factory=Spent)
    """What the engine was asked for."""
    unit: Unit = Unit.NOTHING
    """What the engine is paid by."""
    price: Price | None = None
    """What it costs, where that is known."""
    outage: I18nError | None = None
    """Why the work stopped before its end; None if it did not."""
    missing: int = 0
    """Messages that no catalog has yet."""

    @property
    def ways(self) -> Counter[str]:
        """Count the messages by what became of them."""
        return Counter(record.way for record in self.records)

    @property
    def done(self) -> int:
        """How many messages have a translation now."""
        return sum(count for way, count in self.ways.items() if way != Way.LEFT)

    @property
    def left(self) -> int:
        """How many messages that were to be translated have none."""
        return sum(plan.wanted for plan in self.plans) - self.done

    @property
    def estimate(self) -> Usage:
        """What was going to be used."""
        return total([plan.usage for plan in self.plans])

    def cost(self, usage: Usage) -> float | None:
        """Return what a usage costs; None where the price is not known."""
        if self.unit is Unit.NOTHING:
            return 0.0
        return self.price.of(usage, self.unit) if self.price else None


def translate(
    project: Project,
    locale: str,
    engine: Engine | None,
    paths: Iterable[str] = (),
    wanted: Wanted | None = None,
    progress: Progress = silent,
    meter: Meter | None = None,
    say: Say = lambda message: None,
) -> Translated:
    """Translate the messages of a locale that hold no person's work, or those of some sources.

    Without an engine, only what the project's own translations know. Raises ConfigurationError, UsageError where
    the estimate is above what may be paid, and WriteError where answers could not be kept; that the engine failed, and
    what concerns one document, is in the outcome.
    """
    wanted = wanted or Wanted()
    [locale] = project.chosen_locales([locale])
    outcome = Translated(price=wanted.price)
    sources = find_sources(project, paths, report=outcome.findings.append)
    glossary = open_glossary(project, locale)
    with closing(_opened_cache(project)) if engine else nullcontext() as cache:
        translator = _translator(project, locale, engine, cache, glossary, wanted)
        if engine:
            outcome.engine, outcome.model, outcome.unit = engine.name, engine.model, engine.capabilities.unit
        memory = memories(project, notes=True, report=outcome.fail)(locale)
        planner = Planner(project, locale, wanted.states, memory, translator, wanted.limit)
        outcome.plans = planner.plans(sources, outcome, progress)
        outcome.missing = sum(plan.missing for plan in outcome.plans)
        _refuse_dear(outcome, wanted)
        if not wanted.dry_run:
            _Run(planner, outcome, wanted, say).run(meter or _unseen)
        if translator:
            outcome.spent = translator.calls.spent
    return outcome


def _unseen(count: int) -> AbstractContextManager[Callable[[int], object]]:
    del count
    return nullcontext(lambda done: None)


def _opened_cache(project: Project) -> Cache:
    try:
        return Cache(own_folder(project.root) / FILE_NAME)
    except OSError as problem:
        raise WriteError(f"cannot be written: {problem.strerror}", path=f".i18n/{FILE_NAME}") from None


def _translator(
    project: Project, locale: str, engine: Engine | None, cache: Cache | None, glossary: Glossary, wanted: Wanted
) -> Translator | None:
    if not engine or not cache:
        return None
    languages = (project.source_locale, locale)
    return Translator(engine, languages, cache, glossary or NO_TERMS, text_only=wanted.text_only)


def _refuse_dear(outcome: Translated, wanted: Wanted) -> None:
    """Raise an error where the estimate is above what may be paid, or cannot be told."""
    if wanted.max_cost is None:
        return
    cost = outcome.cost(outcome.estimate)
    if cost is None:
        hint = f"set price in [engines.{outcome.engine}], for a million {outcome.unit}s"
        raise ConfigurationError(f"the price of {outcome.engine} is not known, so --max-cost cannot be kept", hint=hint)
    if cost > wanted.max_cost and not wanted.dry_run:
        raise UsageError(
            f"this is going to cost about {cost:.2f}, more than {wanted.max_cost:.2f}; nothing was sent",
            hint="raise --max-cost, name some sources, or take some texts only with --limit",
        )


class _Run:
    """One run over all plans: workers ask, and this thread saves what is answered."""

    def __init__(self, planner: Planner, outcome: Translated, wanted: Wanted, say: Say) -> None:
        self.planner = planner
        self.project = planner.project
        self.files = ProjectFiles(planner.project.root)
        self.translator = planner.translator
        self.outcome = outcome
        self.wanted = wanted
        self.say = say
        self.done: dict[str, Translation] = {}
        self.last = {question.key: plan for plan in outcome.plans for question in plan.questions.values()}
        self.stopped = Event()
        self.lock = Lock()

    def run(self, meter: Meter) -> None:
        plans = self.outcome.plans
        count = sum(len(plan.asked) for plan in plans)
        threads = self.translator.engine.capabilities.threads if self.translator else 1
        with ThreadPoolExecutor(max(1, threads), "engine") as pool, meter(count) as advance:
            try:
                futures: dict[str, Future[None]] = {}
                for plan in plans:
                    self.done.update(plan.known)
                    for batch in self.batches(plan.asked):
                        future = pool.submit(self.ask, batch, advance)
                        futures |= {question.key: future for question in batch}
                for plan in plans:
                    for question in plan.questions.values():
                        if question.key in futures:
                            futures[question.key].result()
                    self.finish(plan)
            except BaseException:
                self.stopped.set()
                pool.shutdown(cancel_futures=True)
                raise

    def batches(self, questions: Sequence[Question]) -> Iterator[list[Question]]:
        """Divide questions into what one call takes."""
        if self.translator:
            by_key = {question.key: question for question in questions}
            for items in batches((question.item for question in questions), self.translator.engine.capabilities):
                yield [by_key[item.id] for item in items]

    def ask(self, questions: list[Question], advance: Callable[[int], object]) -> None:
        """Ask the engine, unless the work was stopped; what stops it is in the outcome."""
        if self.stopped.is_set() or not self.translator:
            return
        try:
            self.done.update(self.translator.translate(questions))
        except I18nError as error:
            self.stop(error)
            # What was accepted before the failure is in the cache, and belongs into the PO files as well.
            self.done.update(self.translator.known(questions))
        if any(self.done[q.key].unreached for q in questions if q.key in self.done):
            text = f"{self.translator.engine.name} could not be reached for some texts"
            self.outcome.outage = self.outcome.outage or EngineError(text)
        advance(len(questions))
        cost = self.outcome.cost(self.translator.calls.spent.usage)
        if self.wanted.max_cost is not None and cost is not None and cost > self.wanted.max_cost:
            self.stop(UsageError(f"stopped at a cost of {cost:.2f}, for that is what --max-cost allows"))

    def stop(self, error: I18nError) -> None:
        with self.lock:
            self.outcome.outage = self.outcome.outage or error
        self.stopped.set()

    # One document -------------------------------------------------------------------------------

    def finish(self, plan: Plan) -> None:
        """Put what is there for a document into its catalog."""
        try:
            with project_lock(self.project.root, "translate", self.say):
                retried(self.save, plan)
            self.settle(plan)
        except EngineError as error:
            self.stop(error)
        except I18nError as error:
            self.outcome.fail(error)

    def settle(self, plan: Plan) -> None:
        """Forget the replies to questions that no document is waiting for any more; those that are unfinished stay."""
        if self.translator:
            keys = {question.key for question in plan.questions.values()} & self.done.keys()
            self.translator.settle(key for key in keys if self.last[key] is plan and not self.done[key].unreached)

    def save(self, plan: Plan) -> None:
        opened = whole_catalog(self.project, plan.source, self.planner.locale, notes=True)
        name, catalog = opened.name, opened.catalog
        if not catalog:
            return
        document = read_document(self.project, plan.source)
        answers = {
            message.key: self.done[question.key]
            for message in catalog.active
            if (question := plan.questions.get(message.key))
            and question.key in self.done
            and self.planner.may_write(message)
        }
        if any(answer.target for answer in answers.values()):
            self.verify(plan, document, catalog, answers)
        records: list[Record] = []
        new = replace(catalog, messages=[self.message(plan, message, answers, records) for message in catalog.messages])
        if new.messages != catalog.messages:
            text = written(self.project, new, name)
            self.files.write(name, text, was=opened.text)
            self.outcome.written.append(name)
        self.outcome.records += records
        self.report(plan, catalog, records)

    def message(self, plan: Plan, message: Message, answers: dict[Key, Translation], records: list[Record]) -> Message:
        """Return a message with its translation, if there is one for it, and note what became of it."""
        if message.obsolete or not self.planner.may_write(message):
            return message
        known, answer = plan.remembered.get(message.key), answers.get(message.key)
        if known:
            records.append(Record(plan.name, plan.source.name, message.key, "memory", 0, ()))
            return replace(
                message, msgstr=known.msgstr, flags=known.flags, comments=known.comments, previous=known.previous
            )
        if not answer:
            return message
        records.append(Record(plan.name, plan.source.name, message.key, answer.way, answer.tries, answer.findings))
        if not answer.target:
            return message
        origin = self.origin(plan.questions[message.key], answer)
        return translated(message, answer.target, origin, stale=answer.way is Way.TEXT_ONLY)

    def origin(self, question: Question, answer: Translation) -> Origin:
        engine = self.outcome.engine
        protection = self.translator.protection if self.translator else "-"
        if answer.way in (Way.PARTS, Way.TEXT_ONLY):
            protection = str(answer.way)
        return Origin(engine, self.outcome.model, protection, question.glossary, today())

    def verify(self, plan: Plan, document: Document, catalog: Catalog, answers: dict[Key, Translation]) -> None:
        """Refuse what the document itself would refuse: a build must show every translation that is written."""
        for last in (False, True):
            texts: dict[str | Key, str] = {
                key: answer.target
                for key, answer in answers.items()
                if answer.target and answer.way is not Way.TEXT_ONLY
            }
            rendering = document.splice(shown_translations(catalog, "machine") | texts)
            refused = {refusal.key: refusal.difference for refusal in rendering.refusals if refusal.key in texts}
            for key, difference in refused.items():
                self.refuse(plan.questions[key], answers, key, difference, last=last)
            if not refused:
                return

    def refuse(
        self, question: Question, answers: dict[Key, Translation], key: Key, difference: Difference, *, last: bool
    ) -> None:
        """Ask again for a translation that its document refuses; leave the message the second time."""
        refused = answers[key]
        stopped = self.stopped.is_set()
        findings = (*refused.findings, told(difference))
        answer = Translation("", Way.LEFT, refused.tries, findings, unreached=stopped and not last)
        if self.translator and not last and not stopped:
            again = self.translator.again(question, refused.target, difference)
            answer = replace(
                again, tries=refused.tries + again.tries - 1, findings=(*refused.findings, *again.findings)
            )
        elif self.translator:
            self.translator.cache.drop([question.key])
        answers[key] = self.done[question.key] = answer

    def report(self, plan: Plan, catalog: Catalog, records: Iterable[Record]) -> None:
        """Say which messages were left, and why."""
        lines = {message.key: message.line for message in catalog.active}
        for record in records:
            if record.way == Way.LEFT:
                why = record.findings[-1] if record.findings else "no reason is known"
                context, msgid = record.key
                self.outcome.findings.append(
                    Finding(
                        "untranslated",
                        f"left untranslated: {why}",
                        Severity.WARNING,
                        plan.name,
                        Position(lines.get(record.key, 1), 1),
                        msgid,
                        context,
                        "translate it yourself, or try another engine",
                        plan.source.name,
                    )
                )


def today() -> str:
    """Return the day, by SOURCE_DATE_EPOCH where that is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch) if epoch.isdecimal() else None))
