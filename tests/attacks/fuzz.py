"""Try attacks in their places, let the real consumers read what is built, and say what came alive.

    ATTACKS=all|COUNT SEED=1 SECONDS=240 DIALECTS=hugo,mkdocs REPORT=build/attacks.json python tests/attacks/fuzz.py

Without `ATTACKS=all`, cases are drawn by the seed until the time is over.
"""

from __future__ import annotations

import json
import os
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeAlias

sys.path.insert(0, str(Path(__file__).parents[1]))

from attacks.cases import Built, Case, built, cases
from attacks.consumers.consumer import Consume, Consumer, batches
from attacks.consumers.listing import CONSUMERS
from attacks.corpus import Attack, attacks, slots
from attacks.verdict import SOUND, Reading, Verdict, judged, reading, shows

Page: TypeAlias = tuple[str, str]
"""A file name, and a text."""
AT_ONCE = 1500
"""How many cases are built before the consumers read them."""
COLUMNS = ("tried", "smuggled", "ran", "broken", "vanished", "refused", "in vain", "repaired", "as written")


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that went wrong."""

    dialect: str
    consumer: str
    kind: str
    what: str
    group: str
    slot: str
    attack: list[str]
    msgstr: str
    source: str
    built: str
    said: list[str]


class Readers:
    """The consumers of a dialect, at work, and what they made of the source pages."""

    def __init__(self, consumers: Iterable[Consumer], stack: ExitStack) -> None:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        self.consumers: dict[str, Consume] = {
            consumer.name: stack.enter_context(consumer.opened(folder / str(number)))
            for number, consumer in enumerate(consumers)
        }
        self.sources: dict[Page, dict[str, Reading]] = {}

    def learn(self, pages: set[Page]) -> None:
        """Read source pages that are new."""
        self.sources.update(self.read(pages - self.sources.keys()))

    def source(self, case: Case) -> dict[str, Reading]:
        """Return what the consumers that can read a case's source page made of it."""
        readings = self.sources[case.slot.path, case.slot.page]
        return {name: found for name, found in readings.items() if case.slot.needs in name}

    def read(self, pages: Iterable[Page]) -> dict[Page, dict[str, Reading]]:
        """Return what each consumer makes of some pages."""
        listed = list(dict.fromkeys(pages))
        texts = {f"{number}-{path}": text for number, (path, text) in enumerate(listed)}
        with ThreadPoolExecutor(len(self.consumers)) as pool:
            found = list(pool.map(lambda consume: _readings(consume, texts), self.consumers.values()))
        return {
            page: {name: readings[key] for name, readings in zip(self.consumers, found, strict=True)}
            for page, key in zip(listed, texts, strict=True)
        }


def _readings(consume: Consume, texts: Mapping[str, str]) -> dict[str, Reading]:
    return {name: reading(consumed) for name, consumed in consume(texts).items()}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A case, built and read."""

    built: Built
    """The case, and what was built."""
    verdicts: Mapping[str, Verdict]
    """What each consumer makes of the built page; none where it is the source's."""
    in_vain: bool
    """Whether it was refused although each consumer would have shown it as text."""

    @property
    def column(self) -> str:
        """The column of the table that it belongs to."""
        kinds = {verdict.kind for verdict in self.verdicts.values()}
        for kind in ("broken", "ran", "smuggled", "vanished"):
            if kind in kinds:
                return kind
        if self.built.is_refused:
            return "in vain" if self.in_vain else "refused"
        return "as written" if self.built.page == self.built.naive else "repaired"


def outcomes(drawn: Iterable[Case], readers: Readers) -> Iterator[Outcome]:
    """Build cases, let the consumers read them, and judge."""
    done = [built(case) for case in drawn]
    readers.learn({(one.case.slot.path, one.case.slot.page) for one in done})
    pages = [(one.case.slot.path, one.page) for one in done if one.page != one.case.slot.page]
    pages += [(one.case.slot.path, one.naive) for one in done if _may_be_in_vain(one)]
    read = readers.read(pages)
    for one in done:
        path, attack = one.case.slot.path, one.case.attack
        source = readers.source(one.case)
        page = read.get((path, one.page), {})
        verdicts = {name: judged(source[name], page[name], attack, is_whole=one.is_whole) for name in source if page}
        naive = read[path, one.naive] if _may_be_in_vain(one) else None
        in_vain = naive is not None and all(_shows(source[name], naive[name], attack) for name in source)
        yield Outcome(one, verdicts, in_vain)


def _shows(source: Reading, page: Reading, attack: Attack) -> bool:
    return judged(source, page, attack) == SOUND and shows(page, attack.text)


def _may_be_in_vain(one: Built) -> bool:
    return one.is_refused and bool(one.naive) and not one.case.attack.second


def failures(outcome: Outcome) -> Iterator[Failure]:
    """Yield what went wrong in a case, by consumer."""
    one = outcome.built
    attack, slot = one.case.attack, one.case.slot
    told = {
        "dialect": slot.dialect,
        "group": attack.group,
        "slot": slot.name,
        "attack": [attack.text, *filter(None, [attack.second])],
        "msgstr": one.msgstr,
        "source": slot.page,
        "said": list(one.reasons),
    }
    for name, verdict in outcome.verdicts.items():
        if verdict != SOUND:
            yield Failure(consumer=name, kind=verdict.kind, what=verdict.what, built=one.page, **told)
    if outcome.in_vain:
        yield Failure(consumer="all", kind="in vain", what=" ".join(one.reasons), built=one.naive, **told)


def of_dialect(dialect: str, seed: int, count: int | None, until: float) -> tuple[Counter[str], list[Failure]]:
    """Try a dialect; returns its counts and what went wrong."""
    consumers = [consumer for consumer in CONSUMERS[dialect] if not consumer.missing()]
    for consumer in CONSUMERS[dialect]:
        if consumer not in consumers:
            print(f"{dialect}: {consumer.name} is not here: it needs {consumer.missing()}", file=sys.stderr)
    counts: Counter[str] = Counter()
    found: list[Failure] = []
    if not consumers:
        return counts, found
    drawn = list(cases(attacks(), slots(dialect)))
    if count is not None or until < float("inf"):
        random.Random(f"{seed} {dialect}").shuffle(drawn)
    with ExitStack() as stack:
        readers = Readers(consumers, stack)
        for numbers in batches(range(min(count or len(drawn), len(drawn))), AT_ONCE):
            for outcome in outcomes([drawn[number] for number in numbers], readers):
                counts.update(["tried", outcome.column])
                found += failures(outcome)
            print(f"{dialect}: {dict(counts)}", file=sys.stderr, flush=True)
            if time.monotonic() > until:
                break
    return counts, found


def main() -> int:
    """Run it; returns 1 where something came alive."""
    asked = os.environ.get("ATTACKS", "")
    count = int(asked) if asked.isdigit() else None
    seconds = float("inf") if asked == "all" else float(os.environ.get("SECONDS", "240"))
    dialects = [name for name in os.environ.get("DIALECTS", "").split(",") if name] or list(CONSUMERS)
    seed = int(os.environ.get("SEED", "1"))
    table, found = {}, []
    for dialect in dialects:
        until = time.monotonic() + seconds / len(dialects)
        table[dialect], more = of_dialect(dialect, seed, count, until)
        found += more
    report = Path(os.environ.get("REPORT", "build/attacks.json"))
    report.parent.mkdir(parents=True, exist_ok=True)
    report.write_text(json.dumps([asdict(failure) for failure in found], ensure_ascii=False, indent=1), "utf-8")
    print("| dialect |" + "".join(f" {column} |" for column in COLUMNS))
    print("|---|" + "---:|" * len(COLUMNS))
    for dialect, counts in table.items():
        print(f"| {dialect} |" + "".join(f" {counts[column]} |" for column in COLUMNS))
    print(f"seed {seed}; cases that went wrong are in {report}")
    return int(any(failure.kind in ("smuggled", "ran", "broken", "vanished") for failure in found))


if __name__ == "__main__":
    sys.exit(main())
