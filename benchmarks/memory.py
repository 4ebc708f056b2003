"""Show how far memory and glossary alone get with guides that were not seen before.

    python benchmarks/memory.py

Takes the real guides of a site whose English has the same segments in the same order, holds a tenth of the files out,
and translates them with what the others hold. A message goes to the first band that has something for it: the exact
text with one translation, the exact text in a place of its kind below the same heading, or the most similar text,
85 to 99 or 75 to 84 % alike. chrF (sacrebleu) compares what the memory has with the site's own English, 100 being the
same; the glossary is what `i18n glossary mine` proposes from the other files, and its terms are looked for in what the
memory has, and in the site's own English.
"""

from __future__ import annotations

import random
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from sacrebleu.metrics.chrf import CHRF

from i18n.catalog.message import Message
from i18n.errors import I18nError
from i18n.glossary import NO_TERMS, Glossary, Term, rendered
from i18n.language import script_of, words
from i18n.markdown.dialect import dialect_named
from i18n.markdown.document import parse
from i18n.matching.memory import Memory
from i18n.matching.similar import similarity, words_of
from i18n.model import Segment
from i18n.storage.files import read_text
from i18n.workflow.glossary_mine import proposals
from i18n.workspace.memories import readers_of
from i18n.workspace.messages import note_of

CORPUS = Path(__file__).parents[2] / "shared" / "corpora" / "websoft9"
SOURCE, TARGET = "zh-CN", "en"
SEED = 20260101
BANDS = ("exact", "exact, by place", "85–99 %", "75–84 %", "nothing")
HAN = script_of(SOURCE)


@dataclass(slots=True)
class Band:
    """What was found alike."""

    found: list[str] = field(default_factory=list)
    """What the memory has for each message."""
    wanted: list[str] = field(default_factory=list)
    """The site's own English of each."""
    words: int = 0
    """Words of their source texts."""
    terms: int = 0
    """Terms of the glossary in their source texts."""
    kept: int = 0
    """How many of them what the memory has renders as the glossary does."""
    reference: int = 0
    """How many the site's own English does."""


def main() -> int:
    """Print the table."""
    if not CORPUS.is_dir():
        print(f"skipped: the corpus {CORPUS} is not here")
        return 0
    pairs = dict(sorted(read_pairs()))
    held_out = set(random.Random(SEED).sample(list(pairs), len(pairs) // 10))
    known = [(name, message) for name, messages in pairs.items() if name not in held_out for message in messages]
    asked = [message for name in sorted(held_out) for message in pairs[name]]
    memory = Memory((message for _, message in known), readers_of(dialect_named("docusaurus")).read)
    found = proposals(known, SOURCE, NO_TERMS)
    glossary = Glossary(tuple(Term(one.source, one.target, "preferred") for one in found))
    print(f"{len(pairs):,} guides of one structure in both languages; {len(held_out)} held out,")
    print(f"{len(asked):,} messages of them asked of {len(known):,}; {len(found)} terms mined\n")
    report(measured(asked, memory, glossary), len(asked))
    return 0


def read_pairs() -> Iterator[tuple[str, list[Message]]]:
    """Yield the guides of the corpus whose two languages have the same segments, as translated messages."""
    for file in (CORPUS / "zh").rglob("*.md"):
        name = file.relative_to(CORPUS / "zh").as_posix()
        try:
            source, target = segments(file, name), segments(CORPUS / "en" / name, name)
        except I18nError:
            continue
        if source and [segment.kind for segment in source] == [segment.kind for segment in target]:
            yield name, list(messages(source, target))


def segments(file: Path, name: str, offered: Literal["all"] = "all") -> Sequence[Segment]:
    """Return all segments of a guide, whatever their script; raises SourceError."""
    return parse(read_text(file, name), "docusaurus", source_locale=SOURCE, messages=offered).segments


def messages(source: Sequence[Segment], target: Sequence[Segment]) -> Iterator[Message]:
    """Yield the translated messages of a guide, each once, as a catalog has them."""
    found: dict[str, Message] = {}
    for one, other in zip(source, target, strict=True):
        # A text that was left in Chinese is no translation, and one without Chinese is no message.
        if not HAN or (HAN.search(one.msgid) and not HAN.search(other.msgid)):
            message = found.setdefault(one.msgid, Message(one.msgid, other.msgid))
            message.extracted.append(note_of(one))
    return iter(found.values())


def measured(asked: Iterable[Message], memory: Memory, glossary: Glossary) -> dict[str, Band]:
    """Return the bands with the messages that fall into each."""
    bands: defaultdict[str, Band] = defaultdict(Band)
    for message in asked:
        name, target = best(message, memory)
        band = bands[name]
        band.found.append(target)
        band.wanted.append(message.msgstr)
        band.words += words(message.msgid)
        for match in glossary.matches(message.msgid):
            band.terms += 1
            band.kept += any(rendered(term, target) is not None for term in match.terms)
            band.reference += any(rendered(term, message.msgstr) is not None for term in match.terms)
    return bands


def best(message: Message, memory: Memory) -> tuple[str, str]:
    """Return the band of a message and what the memory has for it."""
    if known := memory.exact(message.key):
        return BANDS[0], known.msgstr
    if known := memory.exact(message.key, message.extracted):
        return BANDS[1], known.msgstr
    asked = words_of(message.msgid)
    near = ((similarity(asked, candidate.words), candidate.item) for candidate in memory.index.nearest(asked))
    # A text that is there with several translations is 100 % alike; none of them is taken for right.
    ranked = sorted(((min(share, 0.99), item.msgstr) for share, item in near), key=lambda pair: -pair[0])
    share, target = ranked[0] if ranked else (0.0, "")
    return (BANDS[2], target) if share >= 0.85 else (BANDS[3], target) if share >= 0.75 else (BANDS[4], "")


def report(bands: dict[str, Band], total: int) -> None:
    """Print a row for each band, and one for all that have something."""
    all_words = sum(band.words for band in bands.values())
    heads = {"messages": 16, "words": 16, "chrF": 7, "same": 7, "terms": 7, "as in glossary": 16, "by the site": 13}
    print(f"{'band':18}" + "".join(f"{head:>{width}}" for head, width in heads.items()))
    useful = [bands[name] for name in BANDS[:-1] if name in bands]
    together = Band(
        [text for band in useful for text in band.found],
        [text for band in useful for text in band.wanted],
        *(sum(getattr(band, name) for band in useful) for name in ("words", "terms", "kept", "reference")),
    )
    rows = {name: bands.get(name, Band()) for name in BANDS[:-1]}
    for name, band in {**rows, "together": together, BANDS[-1]: bands.get(BANDS[-1], Band())}.items():
        count = len(band.found)
        print(f"{name:18}{share_of(count, total)}{share_of(band.words, all_words)}{quality(band)}{terms(band)}")


def share_of(part: int, whole: int) -> str:
    """Return a number with its share."""
    return f"{part:>8,} {100 * part / max(whole, 1):>5.1f} %"


def quality(band: Band) -> str:
    """Return chrF, and how many translations are the same as the site's."""
    if not any(band.found):
        return f"{'–':>7}{'–':>7}"
    score = CHRF().corpus_score(band.found, [band.wanted]).score
    same = sum(found == wanted for found, wanted in zip(band.found, band.wanted, strict=True))
    return f"{score:>7.1f}{100 * same / len(band.found):>5.0f} %"


def terms(band: Band) -> str:
    """Return how many terms there are, and how many are rendered as the glossary says, by the memory and the site."""
    if not band.terms:
        return ""
    kept = f"{100 * band.kept / band.terms:.1f} %" if any(band.found) else "–"
    reference = f"{100 * band.reference / band.terms:.1f} %"
    return f"{band.terms:>7,}{kept:>16}{reference:>13}"


if __name__ == "__main__":
    sys.exit(main())
