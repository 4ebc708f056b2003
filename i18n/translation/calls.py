"""Calls of an engine: each reply is kept the moment it comes, before anybody looks at it, and none is asked for twice.

A run that was killed so goes on where it was: what it had asked for is read from the journal (`cache.py`), and comes
to the same tries with the same findings, until a try that nobody has made yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Lock

from i18n.errors import I18nError
from i18n.translation.cache import Asked, Cache, key_of
from i18n.translation.engine import Answer, Capabilities, Engine, EngineError, Item, Languages, Reason, Usage

_HALF = re.compile(r"[\ud800-\udfff]")
"""What is left of an emoji that was cut in two as JSON."""


@dataclass(slots=True)
class Spent:
    """What an engine was asked for, all calls together."""

    calls: int = 0
    """Calls that were answered."""
    usage: Usage = field(default_factory=Usage)
    """What it counted, or we where it does not."""


class Calls:
    """An engine's replies for two languages; may be used from several threads."""

    def __init__(self, engine: Engine, languages: Languages, cache: Cache) -> None:
        """Keep replies in a cache."""
        self.engine = engine
        self.languages = languages
        self.cache = cache
        self.spent = Spent()
        self._lock = Lock()
        can = engine.capabilities
        self._pool = ThreadPoolExecutor(can.threads, "engine-call") if can.keeps_to_workers else None

    def results(self, items: Sequence[Item]) -> Iterator[dict[str, str | Reason]]:
        """Yield results by the ids of their items: those in the journal, then call by call; no item is without one.

        Calls are made side by side where the engine keeps to its workers itself, or a text with many bad answers would
        hold up all others in the end.
        Raises EngineError where the engine cannot go on, and WriteError where a reply cannot be kept.
        """
        kept = self.kept(items)
        if kept:
            yield {name: _result(reply) for name, reply in kept.items()}
        calls = list(batches((item for item in items if item.id not in kept), self.engine.capabilities))
        if self._pool and len(calls) > 1:
            futures = [self._pool.submit(self._called, call) for call in calls]
            wait(futures)  # what comes beside a call that fails is kept, too
            yield from (future.result() for future in futures)
        else:
            yield from map(self._called, calls)

    def kept(self, items: Sequence[Item]) -> dict[str, str]:
        """Return the replies that the journal has for items, by their ids."""
        replies = self.cache.replies({_asked(item)[0] for item in items})
        return {item.id: replies[_asked(item)] for item in items if _asked(item) in replies}

    def _called(self, items: Sequence[Item]) -> dict[str, str | Reason]:
        """Call the engine once, and where that was too much for one call, for each half of what is left."""
        results = self._once(items)
        left = [item for item in items if isinstance(reason := results[item.id], Reason) and reason.smaller]
        middle = len(left) // 2
        for half in (left[:middle], left[middle:]) if len(items) > 1 else ():
            results |= self._called(half) if half else {}
        return results

    def _once(self, items: Sequence[Item]) -> dict[str, str | Reason]:
        """Call the engine and keep its replies; whatever it does wrong ends as an EngineError."""
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
        self.cache.record({_asked(item): text for item in items if isinstance(text := results[item.id], str)})
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


class NoAnswer(Reason):
    """An answer with nothing in it that could be kept: the engine was reached, and had no text to give."""


def _result(result: object) -> str | Reason:
    """Return a result, or why what stands in its place is none."""
    if isinstance(result, str) and _HALF.search(result):
        return NoAnswer("the answer holds half of a character", again=True)  # which no file can hold
    if isinstance(result, Reason) or (isinstance(result, str) and result.strip()):
        return result
    return NoAnswer("the engine gave no answer for this text" if result is None else "the answer is empty", again=True)


def _asked(item: Item) -> Asked:
    """Return the keys of an item; without an answer to speak of, another try asks what the first did."""
    question, _, part = item.id.partition(".")
    return question, key_of((part, item.text, item.answer, item.finding if item.answer else ""))


def batches(items: Iterable[Item], can: Capabilities) -> Iterator[list[Item]]:
    """Divide items, in their order, into what one call takes.

    Each that was answered wrongly before goes alone: engines may make a request of its own for it, whose reply is to be
    kept before the next is sent.
    """
    batch: list[Item] = []
    size = 0
    for item in items:
        length = len(item.text)
        full = len(batch) >= can.segments or size + length > can.characters
        apart = batch and can.same_headings and item.headings != batch[-1].headings
        if batch and (full or apart or item.answer or batch[-1].answer):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += length
    if batch:
        yield batch
