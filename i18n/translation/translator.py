"""From texts to translations that passed every gate.

For one text, the first of these that gives a translation: an answer of an earlier run; the engine; the engine again,
told what was wrong; the words between the tokens, one run after the other, with the tokens where the source has them.
Else it is left. Answers are matched to texts by id, and kept before anything else happens to them (`calls.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from i18n.difference import Difference
from i18n.glossary import NO_TERMS, Glossary, Term, rendered
from i18n.language import has_letter
from i18n.markdown.inline.groups import Words
from i18n.model import Span
from i18n.translation.cache import Cache, question_key
from i18n.translation.calls import Calls, NoAnswer
from i18n.translation.engine import Engine, Item, Languages, Markup, Reason
from i18n.translation.gates import Gates, markup_difference, told
from i18n.translation.protection import PROTECTION_VERSION, DamagedError, Masked, answer_parts, mask, unmask
from i18n.translation.punctuation import latin
from i18n.translation.tries import TRIES, Question, TextInContext, TranslatedBy, Translation, Try


class Translator:
    """Translates texts between two languages with one engine; may be used from several threads."""

    def __init__(
        self,
        engine: Engine,
        languages: Languages,
        cache: Cache,
        glossary: Glossary = NO_TERMS,
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
        self.calls = Calls(engine, languages, cache)

    @property
    def protection(self) -> str:
        """How texts are shown to the engine, as marks say it."""
        return f"{self.engine.capabilities.markup}{PROTECTION_VERSION}"

    def question(self, text: TextInContext) -> Question:
        """Return how the engine is asked for a text."""
        can = self.engine.capabilities
        masked = mask(text.nodes, can.markup, self._kept)
        terms = self._terms(text.msgid) if can.uses_terms else ()
        context = (text.headings, text.before, text.after) if can.uses_context else ()
        rows = sorted((term.source, term.target, term.mode) for term in terms)
        meanings = sorted(masked.tokens.items()) if can.markup is not Markup.NONE else []
        who = (self.engine.name, self.engine.model, self.protection, self.engine.prompt_version)
        key = question_key((*who, rows, self.languages, text.msgid, masked.text, meanings, context))
        item = Item(key, masked.text, terms=terms)
        if can.uses_context:
            item = replace(item, headings=text.headings, before=text.before, after=text.after, examples=text.examples)
        return Question(text, masked, item, key)

    def _kept(self, words: str) -> Iterator[tuple[Span, str]]:
        """Find the terms that are not translated, so that the engine is not shown them, unless it can be told terms."""
        if self.engine.capabilities.uses_terms:
            return
        for match in self.glossary.matches(words):
            for term in match.terms:
                if term.mode == "do-not-translate":
                    yield match.span, term.target
                    break

    def _terms(self, text: str) -> tuple[Term, ...]:
        """Return the terms of a text, as an engine is told them."""
        matching = (term for match in self.glossary.matches(text) for term in match.terms)
        return tuple(dict.fromkeys(replace(term, note="") for term in matching if term.mode != "forbidden"))

    def known(self, questions: Sequence[Question]) -> dict[str, Translation]:
        """Return the translations that the cache has, by the questions' keys."""
        return {
            key: Translation(target, TranslatedBy.CACHE)
            for key, target in self.cache.get(q.key for q in questions).items()
        }

    def settle(self, keys: Iterable[str]) -> None:
        """Forget the replies to questions whose translations have been saved; those that were left are asked anew."""
        self.cache.forget(keys)

    # Asking -------------------------------------------------------------------------------------

    def translate(self, questions: Sequence[Question]) -> dict[str, Translation]:
        """Return the translations of texts that go into one call, by the questions' keys.

        Raises EngineError where the engine cannot go on; what was accepted before that is in the cache.
        """
        return self._translated([Try(question) for question in questions])

    def again(self, question: Question, target: str, difference: Difference) -> Translation:
        """Translate a text anew whose translation its document cannot take; raises EngineError."""
        self.cache.drop([question.key])
        attempt = Try(question, tries=1, findings=[told(difference)], answer=target)
        return self._translated([attempt])[question.key]

    def _translated(self, attempts: list[Try]) -> dict[str, Translation]:
        unanswered = attempts
        for _ in range(TRIES):
            unanswered = [attempt for attempt in unanswered if attempt.wants_more and attempt.tries < TRIES]
            self._ask(unanswered)
        for attempt in attempts:
            if not attempt.done and attempt.fallback:
                attempt.target = attempt.fallback
                self.cache.put({attempt.question.key: attempt.target})
            if attempt.wants_more and len(attempt.question.masked.words) > 1:
                self._ask_parts(attempt)
            if attempt.wants_more and self.text_only:
                self._ask_words(attempt)
        return {attempt.question.key: attempt.result() for attempt in attempts}

    def _ask(self, attempts: Sequence[Try]) -> None:
        """Ask once for each text, and accept what passes the gates."""
        by_key = {attempt.question.key: attempt for attempt in attempts}
        limit = self.engine.capabilities.characters
        for attempt in attempts:
            if len(attempt.question.item.text) > limit:
                attempt.fail(f"the text is longer than the {limit:,} characters that the engine takes")
                attempt.tries = TRIES
        items = [attempt.item() for attempt in attempts if attempt.tries < TRIES]
        for results in self.calls.results(items):
            for key, result in results.items():
                self._judge(by_key[key], result)
            self.cache.put({key: by_key[key].target for key in results if by_key[key].done})

    # Judging ------------------------------------------------------------------------------------

    def _judge(self, attempt: Try, result: str | Reason) -> None:
        """Note in a try what came of it: a translation, or what is wrong."""
        attempt.tries += 1
        attempt.unreached = isinstance(result, Reason) and result.again and not isinstance(result, NoAnswer)
        if isinstance(result, Reason):
            attempt.fail(result.message)
            attempt.may_go_on = result.again
            return
        attempt.answer = result
        try:
            target = self._accepted(attempt.question, answer_parts(attempt.question.masked, result))
        except DamagedError as problem:
            attempt.fail(str(problem))
            return
        if (finding := self._terms_finding(attempt.question, target)) and attempt.tries < TRIES:
            attempt.fallback = target
            attempt.fail(finding)
            return
        if finding:
            attempt.findings.append(finding)
        attempt.target = target

    def _accepted(self, question: Question, parts: list[str]) -> str:
        """Return the translation that words and tokens make; raises DamagedError with what a gate found."""
        masked, text = question.masked, question.text
        if self.gates.is_latin and masked.markup is not Markup.NONE:
            parts = latin(masked, parts)
        kept = [term.target for term in question.item.terms if term.mode == "do-not-translate"]
        if finding := self.gates.words_finding(masked, parts, kept):
            raise DamagedError(finding)
        for escaping in (False, True):  # escapes only where it must: most answers hold no marks that look like markup
            target = unmask(masked, parts, escaping=escaping)
            difference = markup_difference(text.msgid, target, text.nodes, text.read)
            if not difference:
                return target
            finding = told(difference)
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

    def _ask_parts(self, attempt: Try) -> None:
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
            for results in self.calls.results(items):
                for name, result in results.items():
                    number = int(name.rpartition(".")[2])
                    parts[number] = _in_place(parts[number], _piece(wanted[number], result))
            attempt.target = self._accepted(attempt.question, parts)
        except DamagedError as problem:
            attempt.fail(f"piece by piece, {problem}")
        else:
            attempt.way = TranslatedBy.PARTS
            self.cache.put({attempt.question.key: attempt.target})
        attempt.tries += 1

    def _ask_words(self, attempt: Try) -> None:
        """Translate the words without any markup."""
        words = mask((Words(" ".join("".join(attempt.question.masked.words).split())),), attempt.question.masked.markup)
        item = Item(f"{attempt.question.key}.words", words.text, attempt.question.item.headings)
        [result] = next(self.calls.results([item])).values()
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
            attempt.target, attempt.way = parts[0], TranslatedBy.TEXT_ONLY

    def _has_words(self, number: int, part: str) -> bool:
        """Tell whether a part of a masked text has words to translate; those with odd numbers are tokens."""
        if number % 2:
            return False
        script = self.gates.source_script
        return bool(script.search(part)) and any(map(str.isalnum, part)) if script else has_letter(part)

    def _terms_of(self, piece: Masked) -> tuple[Term, ...]:
        return self._terms(piece.words[0]) if self.engine.capabilities.uses_terms else ()


def _piece(piece: Masked, result: str | Reason) -> str:
    """Return the words of an answer that has no tokens; raises DamagedError."""
    if isinstance(result, Reason):
        raise DamagedError(result.message)
    return answer_parts(piece, result)[0]


def _in_place(source: str, target: str) -> str:
    """Return words with the blanks that their source has around them."""
    leading = source[: len(source) - len(source.lstrip())]
    trailing = source[len(source.rstrip()) :]
    return f"{leading}{target.strip()}{trailing}"
