"""From texts to translations that passed every gate: asked once, repaired, asked again with the finding, or left.

The order for one text: an answer that is known already; the engine; the engine again, told what was wrong; the
pieces of text between its tokens, one by one, the tokens where the source has them; nothing. Answers are matched
by id, and kept in the cache before anything else happens to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from threading import Lock

from i18n.errors import I18nError
from i18n.glossary import EMPTY, Glossary, rendered
from i18n.language import has_letter
from i18n.markdown.tree import Node, Words
from i18n.model import Span
from i18n.translation.cache import Cache, key_of
from i18n.translation.engine import (
    Answer,
    Capabilities,
    Engine,
    EngineError,
    Item,
    Languages,
    Markup,
    Reason,
    Term,
    Usage,
)
from i18n.translation.gates import Gates, Reader, markup_finding
from i18n.translation.protection import VERSION, DamagedError, Masked, divided, mask, unmask
from i18n.translation.punctuation import latin

_TRIES = 2


class Way(StrEnum):
    """How a text came by its translation."""

    CACHE = "cache"
    ENGINE = "engine"
    PARTS = "parts"
    """Its pieces were translated one by one."""
    TEXT_ONLY = "text-only"
    """Its words without markup: a suggestion for a person."""
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be translated, and where it stands."""

    msgid: str
    """The text, as Markdown."""
    nodes: tuple[Node, ...]
    """Its tree."""
    parse: Reader
    """Reads a text of its document, emphasis included."""
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

    text: Text
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
        return key_of((term.source, term.target, term.mode) for term in self.item.terms)[:8] if self.item.terms else "-"


@dataclass(frozen=True, slots=True)
class Translation:
    """What became of a question."""

    target: str
    """The translation; empty where it is left."""
    way: Way
    """How it was found."""
    tries: int = 0
    """How often the engine was asked."""
    findings: tuple[str, ...] = ()
    """What was wrong with answers, in order; of one that is left, the last is the reason."""
    unreached: bool = False
    """Whether it is left because the engine could not be reached, and another run may get it."""


@dataclass(slots=True)
class Spent:
    """What an engine was asked for, all calls together."""

    calls: int = 0
    """Calls that were answered."""
    usage: Usage = field(default_factory=Usage)
    """What it counted, or we where it does not."""


class Translator:
    """Translates texts between two languages with one engine; may be used from several threads."""

    def __init__(
        self,
        engine: Engine,
        languages: Languages,
        cache: Cache,
        glossary: Glossary = EMPTY,
        *,
        text_only: bool = False,
    ) -> None:
        """Translate with an engine; with `text_only`, what fails is translated without its markup, as a suggestion."""
        self.engine = engine
        self.languages = languages
        self.cache = cache
        self.glossary = glossary
        self.text_only = text_only
        self.gates = Gates(languages)
        self.spent = Spent()
        self._lock = Lock()

    @property
    def protection(self) -> str:
        """How texts are shown to the engine, as marks say it."""
        return f"{self.engine.capabilities.markup}{VERSION}"

    def question(self, text: Text) -> Question:
        """Return how the engine is asked for a text."""
        can = self.engine.capabilities
        masked = mask(text.nodes, can.markup, self._kept)
        terms = self._terms(text.msgid) if can.uses_terms else ()
        context = (text.headings, text.before, text.after) if can.uses_context else ()
        prompt = getattr(self.engine, "prompt_version", "-")
        rows = sorted((term.source, term.target, term.mode) for term in terms)
        meanings = sorted(masked.tokens.items()) if can.markup is not Markup.NONE else []
        who = (self.engine.name, self.engine.model, self.protection, prompt)
        key = key_of((*who, rows, self.languages, text.msgid, masked.text, meanings, context))
        item = Item(key, masked.text, terms=terms)
        if can.uses_context:
            item = replace(item, headings=text.headings, before=text.before, after=text.after, examples=text.examples)
        return Question(text, masked, item, key)

    def _kept(self, words: str) -> Iterator[tuple[Span, str]]:
        """Find the terms that are not translated; an engine that takes terms is told them instead."""
        if self.engine.capabilities.uses_terms:
            return
        for match in self.glossary.matches(words):
            for term in match.terms:
                if term.mode == "do-not-translate":
                    yield match.span, term.target
                    break

    def _terms(self, text: str) -> tuple[Term, ...]:
        found = (term for match in self.glossary.matches(text) for term in match.terms)
        rows = (Term(term.source, term.target, term.mode) for term in found if term.mode != "forbidden")
        return tuple(dict.fromkeys(rows))

    def known(self, questions: Sequence[Question]) -> dict[str, Translation]:
        """Return what the cache knows, by the questions' keys."""
        return {key: Translation(target, Way.CACHE) for key, target in self.cache.get(q.key for q in questions).items()}

    # Asking -------------------------------------------------------------------------------------

    def translate(self, questions: Sequence[Question]) -> dict[str, Translation]:
        """Translate texts that go into one call, by their keys; raises EngineError where the engine cannot go on.

        What was accepted before that is in the cache.
        """
        return self._translated([_Try(question) for question in questions])

    def again(self, question: Question, target: str, finding: str) -> Translation:
        """Translate a text whose translation turned out to be no good in its document; raises EngineError."""
        self.cache.drop([question.key])
        attempt = _Try(question, tries=1, findings=[finding], answer=target)
        return self._translated([attempt])[question.key]

    def _translated(self, attempts: list[_Try]) -> dict[str, Translation]:
        left = attempts
        for _ in range(_TRIES):
            left = [attempt for attempt in left if attempt.wants_more and attempt.tries < _TRIES]
            self._ask(left)
        for attempt in attempts:
            if not attempt.done and attempt.fallback:
                attempt.target = attempt.fallback
                self.cache.put({attempt.question.key: attempt.target})
            if attempt.wants_more and len(attempt.question.masked.words) > 1:
                self._ask_parts(attempt)
            if attempt.wants_more and self.text_only:
                self._ask_words(attempt)
        return {attempt.question.key: attempt.result() for attempt in attempts}

    def _ask(self, attempts: Sequence[_Try]) -> None:
        """Ask once for each text, and accept what passes the gates."""
        by_key = {attempt.question.key: attempt for attempt in attempts}
        limit = self.engine.capabilities.characters
        for attempt in attempts:
            if len(attempt.question.item.text) > limit:
                attempt.fail(f"the text is longer than the {limit:,} characters that the engine takes")
                attempt.tries = _TRIES
        items = [attempt.item() for attempt in attempts if attempt.tries < _TRIES]
        for batch in batches(items, self.engine.capabilities):
            results = self._results(batch)
            for key, result in results.items():
                self._judge(by_key[key], result)
            self.cache.put({key: by_key[key].target for key in results if by_key[key].done})

    def _results(self, items: Sequence[Item]) -> dict[str, str | Reason]:
        """Call the engine; every id has a result, and what an engine does wrong ends as an EngineError."""
        try:
            answer = self.engine.translate(items, self.languages)
            results = {item.id: _result(answer.results.get(item.id)) for item in items}
        except I18nError:
            raise
        except Exception as error:
            raise EngineError(
                f"the engine {self.engine.name} failed: {type(error).__name__}",
                hint="this is a fault of the engine’s adapter; what was translated so far is kept",
            ) from error
        self._count(items, answer)
        return results

    def _count(self, items: Sequence[Item], answer: Answer) -> None:
        usage = answer.usage
        if usage == Usage():
            usage = Usage(characters=sum(len(item.text) for item in items))
        with self._lock:
            was = self.spent.usage
            self.spent.calls += 1
            self.spent.usage = Usage(
                was.characters + usage.characters, was.tokens_in + usage.tokens_in, was.tokens_out + usage.tokens_out
            )

    # Judging ------------------------------------------------------------------------------------

    def _judge(self, attempt: _Try, result: str | Reason) -> None:
        attempt.tries += 1
        attempt.unreached = isinstance(result, Reason) and result.again and not isinstance(result, _NoAnswer)
        if isinstance(result, Reason):
            attempt.fail(result.message)
            attempt.may_go_on = result.again
            return
        attempt.answer = result
        try:
            target = self._accepted(attempt.question, divided(attempt.question.masked, result))
        except DamagedError as problem:
            attempt.fail(str(problem))
            return
        if (finding := self._terms_finding(attempt.question, target)) and attempt.tries < _TRIES:
            attempt.fallback = target
            attempt.fail(finding)
            return
        if finding:
            attempt.findings.append(finding)
        attempt.target = target

    def _accepted(self, question: Question, parts: list[str]) -> str:
        """Return the translation that words and tokens make; raises DamagedError with the finding of a gate."""
        masked, text = question.masked, question.text
        if self.gates.is_latin and masked.markup is not Markup.NONE:
            parts = latin(masked, parts)
        kept = [term.target for term in question.item.terms if term.mode == "do-not-translate"]
        if finding := self.gates.words_finding(masked, parts, kept):
            raise DamagedError(finding)
        for escaping in (False, True):
            target = unmask(masked, parts, escaping=escaping)
            if not (finding := markup_finding(text.msgid, target, text.nodes, text.parse)):
                return target
        raise DamagedError(finding)

    def _terms_finding(self, question: Question, target: str) -> str:
        """Say which term is not rendered as it must be; only an engine that was told the terms is held to them."""
        forced = [term for term in question.item.terms if term.mode in ("forced", "do-not-translate")]
        for source in {term.source for term in forced}:
            good = [term for term in self.glossary.by_source.get(source.lower(), ()) if term.mode != "forbidden"]
            if not any(rendered(term, target) for term in good):
                return f"“{source}” must be rendered as “{good[0].target if good else source}”"
        return ""

    # Other ways ---------------------------------------------------------------------------------

    def _ask_parts(self, attempt: _Try) -> None:
        """Translate the words between tokens one by one, and leave the tokens where they are."""
        masked = attempt.question.masked
        parts = masked.parts
        wanted = {
            number: mask((Words(part.strip()),), masked.markup)
            for number, part in enumerate(parts)
            if self._has_words(number, part)
        }
        items = [
            Item(
                f"{attempt.question.key}.{number}",
                piece.text,
                attempt.question.item.headings,
                terms=self._terms_of(piece),
            )
            for number, piece in wanted.items()
        ]
        try:
            for batch in batches(items, self.engine.capabilities):
                for name, result in self._results(batch).items():
                    number = int(name.rpartition(".")[2])
                    parts[number] = _in_place(parts[number], _piece(wanted[number], result))
            attempt.target = self._accepted(attempt.question, parts)
        except DamagedError as problem:
            attempt.fail(f"piece by piece, {problem}")
        else:
            attempt.way = Way.PARTS
            self.cache.put({attempt.question.key: attempt.target})
        attempt.tries += 1

    def _ask_words(self, attempt: _Try) -> None:
        """Translate the words without any markup."""
        words = mask((Words(" ".join("".join(attempt.question.masked.words).split())),), attempt.question.masked.markup)
        item = Item(f"{attempt.question.key}.words", words.text, attempt.question.item.headings)
        [result] = self._results([item]).values()
        attempt.tries += 1
        try:
            target = _piece(words, result)
        except DamagedError as problem:
            attempt.fail(str(problem))
            return
        parts = latin(words, [target]) if self.gates.is_latin else [target]
        if finding := self.gates.words_finding(words, parts):
            attempt.fail(finding)
        else:
            attempt.target, attempt.way = parts[0], Way.TEXT_ONLY

    def _has_words(self, number: int, part: str) -> bool:
        if number % 2:
            return False
        script = self.gates.source_script
        return bool(script.search(part)) and any(map(str.isalnum, part)) if script else has_letter(part)

    def _terms_of(self, piece: Masked) -> tuple[Term, ...]:
        return self._terms(piece.words[0]) if self.engine.capabilities.uses_terms else ()


@dataclass(slots=True)
class _Try:
    """A question on its way to a translation."""

    question: Question
    tries: int = 0
    findings: list[str] = field(default_factory=list)
    answer: str = ""
    target: str = ""
    fallback: str = ""
    way: Way = Way.ENGINE
    may_go_on: bool = True
    unreached: bool = False

    @property
    def done(self) -> bool:
        return bool(self.target)

    @property
    def wants_more(self) -> bool:
        return self.may_go_on and not self.done

    def item(self) -> Item:
        if not self.findings:
            return self.question.item
        return replace(self.question.item, answer=self.answer, finding=self.findings[-1])

    def fail(self, finding: str) -> None:
        self.findings.append(finding)

    def result(self) -> Translation:
        way = self.way if self.target else Way.LEFT
        return Translation(
            self.target, way, self.tries, tuple(self.findings), unreached=self.unreached and not self.target
        )


class _NoAnswer(Reason):
    """An answer with nothing in it: the engine was reached, and had nothing to say."""


def _result(result: object) -> str | Reason:
    """Return a result, or why what stands in its place is none."""
    if isinstance(result, Reason) or (isinstance(result, str) and result.strip()):
        return result
    return _NoAnswer("the engine gave no answer for this text" if result is None else "the answer is empty", again=True)


def _piece(piece: Masked, result: str | Reason) -> str:
    """Return the words of an answer that has no tokens; raises DamagedError."""
    if isinstance(result, Reason):
        raise DamagedError(result.message)
    return divided(piece, result)[0]


def _in_place(source: str, target: str) -> str:
    """Return words with the blanks that their source has around them."""
    leading = source[: len(source) - len(source.lstrip())]
    trailing = source[len(source.rstrip()) :]
    return f"{leading}{target.strip()}{trailing}"


def batches(items: Iterable[Item], can: Capabilities) -> Iterator[list[Item]]:
    """Divide items, in their order, into what one call takes."""
    batch: list[Item] = []
    size = 0
    for item in items:
        length = len(item.text)
        if batch and (len(batch) >= can.segments or size + length > can.characters):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += length
    if batch:
        yield batch
