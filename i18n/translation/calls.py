"""Calls of an engine: each reply is kept as soon as it comes, before anybody looks at it, and nothing is asked twice.

So a run goes on where another was killed: it reads replies in the journal (`cache.py`), comes to the same findings and
makes the same tries, up to the first one that was not made yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from threading import Lock

from i18n.errors import I18nError
from i18n.translation.cache import Asked, Cache, question_key
from i18n.translation.engine import Answer, Capabilities, Engine, EngineError, Item, Languages, Reason, Usage
from i18n.translation.estimate import total

_HALF = re.compile(r"[\ud800-\udfff]")
"""What is left of an emoji that was cut in two as JSON."""


@dataclass(slots=True)
class Spent:
    """What an engine was asked for, all calls together."""

    calls: int = 0
    """Calls that were answered."""
    usage: Usage = field(default_factory=Usage)
    """What the engine counted, or what we did where it counts nothing."""


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
        """Yield results by the ids of their items: those in the journal, then call by call; every item gets one.

        Calls are made side by side where the engine holds back calls itself; else a text with many bad answers would
        hold up all others in the end. Raises EngineError where the engine cannot go on, and WriteError where a reply
        cannot be kept.
        """
        kept = self.kept(items)
        if kept:
            yield {name: _result(reply) for name, reply in kept.items()}
        calls = list(batches((item for item in items if item.id not in kept), self.engine.capabilities))
        if self._pool and len(calls) > 1:
            futures = [self._pool.submit(self._called, call) for call in calls]
            wait(futures)  # so that replies to other calls are kept where one call fails
            yield from (future.result() for future in futures)
        else:
            yield from map(self._called, calls)

    def kept(self, items: Sequence[Item]) -> dict[str, str]:
        """Return the replies that the journal has for items, by their ids."""
        replies = self.cache.replies({_asked(item)[0] for item in items})
        return {item.id: replies[_asked(item)] for item in items if _asked(item) in replies}

    def _called(self, items: Sequence[Item]) -> dict[str, str | Reason]:
        """Call the engine once; where that was too much for one call, once for each half of what has no result."""
        results = self._once(items)
        too_many = [item for item in items if isinstance(reason := results[item.id], Reason) and reason.smaller]
        middle = len(too_many) // 2
        for half in (too_many[:middle], too_many[middle:]) if len(items) > 1 else ():
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
            self.spent.calls += 1
            self.spent.usage = total([self.spent.usage, usage])


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
    """Return the keys of an item; where the first try brought no answer, another one asks the same."""
    question, _, part = item.id.partition(".")
    return question, question_key((part, item.text, item.answer, item.finding if item.answer else ""))


def batches(items: Iterable[Item], can: Capabilities) -> Iterator[list[Item]]:
    """Yield items, in their order, in the batches that one call takes.

    One that was answered wrongly before is a batch of its own: an engine may make a request of its own for it, and the
    reply is to be kept before the next request is sent.
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
