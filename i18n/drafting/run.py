"""One run of a translator: an engine is asked by several workers, and documents are saved one by one.

A document is saved as soon as its answers are there, each of which has been in the cache since it came: whatever
happens, nothing that was answered is asked for again, and no message that holds a person's work is touched.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import replace
from threading import Event, Lock
from typing import TypeAlias

from i18n.catalog.message import Catalog, Message
from i18n.catalog.state import Origin, with_machine_translation
from i18n.difference import Difference
from i18n.document import Document
from i18n.drafting.plan import DocumentPlan, Planner
from i18n.drafting.result import Record, TranslateOutcome, Wanted
from i18n.errors import I18nError, UsageError
from i18n.localizing.translated import shown_translations
from i18n.model import Finding, Key, Position, Severity
from i18n.storage.files import retried
from i18n.storage.lock import project_lock
from i18n.storage.project_files import ProjectFiles
from i18n.translation.calls import batches
from i18n.translation.engine import EngineError
from i18n.translation.gates import told
from i18n.translation.tries import Question, TranslatedBy, Translation
from i18n.workspace.catalogs import po_text, whole_catalog
from i18n.workspace.documents import read_document

Meter: TypeAlias = Callable[[int], AbstractContextManager[Callable[[int], object]]]
"""Shows how far texts are: told how many there are, then again and again how many more are done."""
Say: TypeAlias = Callable[[str], object]
"""Says something to whoever waits."""


class Run:
    """One run over all plans: workers ask, and this thread saves what is answered."""

    def __init__(self, planner: Planner, outcome: TranslateOutcome, wanted: Wanted, say: Say) -> None:
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
        """Ask the engine, and save each document once its answers are there."""
        plans = self.outcome.plans
        count = sum(len(plan.asked) for plan in plans)
        threads = self.translator.engine.capabilities.threads if self.translator else 1
        with ThreadPoolExecutor(max(1, threads), "engine") as pool, meter(count) as advance:
            try:
                futures: dict[str, Future[None]] = {}
                for plan in plans:
                    self.done.update(plan.cached)
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
        """Ask the engine, unless the work was stopped. What stops it is noted in the outcome."""
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
        """Ask no more, and remember the first reason."""
        with self.lock:
            self.outcome.outage = self.outcome.outage or error
        self.stopped.set()

    # One document -------------------------------------------------------------------------------

    def finish(self, plan: DocumentPlan) -> None:
        """Put what is there for a document into its catalog."""
        try:
            with project_lock(self.project.root, "translate", self.say):
                retried(self.save, plan)
            self.settle(plan)
        except EngineError as error:
            self.stop(error)
        except I18nError as error:
            self.outcome.fail(error)

    def settle(self, plan: DocumentPlan) -> None:
        """Forget the replies to questions that no document is waiting for any more; those that are unfinished stay."""
        if self.translator:
            keys = {question.key for question in plan.questions.values()} & self.done.keys()
            self.translator.settle(key for key in keys if self.last[key] is plan and not self.done[key].unreached)

    def save(self, plan: DocumentPlan) -> None:
        """Write what is there for a document, if its catalog still wants it; raises ChangedError."""
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
            text = po_text(self.project, new, name)
            self.files.write(name, text, was=opened.text)
            self.outcome.written.append(name)
        self.outcome.records += records
        self.report(plan, catalog, records)

    def message(
        self, plan: DocumentPlan, message: Message, answers: dict[Key, Translation], records: list[Record]
    ) -> Message:
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
        return with_machine_translation(message, answer.target, origin, stale=answer.way is TranslatedBy.TEXT_ONLY)

    def origin(self, question: Question, answer: Translation) -> Origin:
        """Return who has translated a text, and how."""
        engine = self.outcome.engine
        protection = self.translator.protection if self.translator else "-"
        if answer.way in (TranslatedBy.PARTS, TranslatedBy.TEXT_ONLY):
            protection = str(answer.way)
        return Origin(engine, self.outcome.model, protection, question.glossary, today())

    def verify(self, plan: DocumentPlan, document: Document, catalog: Catalog, answers: dict[Key, Translation]) -> None:
        """Refuse what the document itself would refuse: a build must show every translation that is written."""
        for last in (False, True):
            texts: dict[str | Key, str] = {
                key: answer.target
                for key, answer in answers.items()
                if answer.target and answer.way is not TranslatedBy.TEXT_ONLY
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
        answer = Translation("", TranslatedBy.LEFT, refused.tries, findings, unreached=stopped and not last)
        if self.translator and not last and not stopped:
            again = self.translator.again(question, refused.target, difference)
            answer = replace(
                again, tries=refused.tries + again.tries - 1, findings=(*refused.findings, *again.findings)
            )
        elif self.translator:
            self.translator.cache.drop([question.key])
        answers[key] = self.done[question.key] = answer

    def report(self, plan: DocumentPlan, catalog: Catalog, records: Iterable[Record]) -> None:
        """Say which messages were left, and why."""
        lines = {message.key: message.line for message in catalog.active}
        for record in records:
            if record.way == TranslatedBy.LEFT:
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
