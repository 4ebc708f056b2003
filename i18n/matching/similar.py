"""Similar texts: what was there before, for a person to look at.

A text is compared as a sequence of words, of which each Han or kana character is one: unspaced Chinese has no other
words to count, and a URL is no longer than a word. Candidates come from an index of pairs of neighbouring
words, the rarest first, so that the time for one text does not grow with the number of others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, TypeAlias, TypeVar

from rapidfuzz.distance import Indel

_Item = TypeVar("_Item")

WordSequence: TypeAlias = tuple[str, ...]
"""The words of a text, in order, as they are compared."""

THRESHOLD = 0.65
"""How similar texts must be, 0 to 1, for one's translation to be worth a look for the other."""
PART = 0.8
"""How much of a text must stand in another, as neighbouring words, to be a part of it."""
_FEWEST_SHARED = 3
"""Words that similar texts share at least: two with one word in common, such as 域名, need not be."""
_FEWEST = 4
"""Words that a part has at least: fewer stand in any text."""
_WORD = re.compile(r"https?://[!-(*-;=?-\\^-~]+|(?<=\]\()[^)\s]+|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+|[^\s]")
"""A URL, a destination, a run of letters of any script but Han and kana, or any other character by itself.

`[订单 list](a/b.md)` is `[`, `订`, `单`, `list`, `]`, `(`, `a/b.md`, `)`.
"""
_PAIRS = 12
"""How many pairs of a text are looked up in an index."""
_COMMON = 200
"""A pair that stands in more texts than that tells little."""
_CANDIDATES = 12
"""How many texts are compared with one."""


def words_of(text: str) -> WordSequence:
    """Return the words of a text, in order."""
    return tuple(_WORD.findall(text))


def similarity(first: WordSequence, second: WordSequence) -> float:
    """Return how much two texts have in common, 0 to 1; 0 below the threshold, and where they share few words."""
    likeness = Indel.normalized_similarity(first, second, score_cutoff=THRESHOLD)
    shared = likeness * (len(first) + len(second)) / 2
    return likeness if likeness == 1 or shared >= _FEWEST_SHARED else 0.0


def share(part: WordSequence, whole: WordSequence) -> float:
    """Return how many of the neighbours in one text are neighbours in the other, 0 to 1."""
    pairs = Counter(pairwise(part))
    return (pairs & Counter(pairwise(whole))).total() / pairs.total() if len(part) >= _FEWEST else 0.0


class Candidate(NamedTuple, Generic[_Item]):
    """What an index knows of a text."""

    words: WordSequence
    """The words of the text."""
    item: _Item
    """What was put into the index with it."""


class Index(Generic[_Item]):
    """Texts by the pairs of neighbouring words in them."""

    def __init__(self, entries: Iterable[tuple[str, _Item]]) -> None:
        """Index some texts, each with an item to be found by it."""
        self.candidates: list[Candidate[_Item]] = []
        self.places: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for number, (text, item) in enumerate(entries):
            candidate = Candidate(words_of(text), item)
            self.candidates.append(candidate)
            for pair in _pairs(candidate.words):
                self.places[pair].append(number)

    def nearest(self, words: WordSequence) -> Sequence[Candidate[_Item]]:
        """Return the few entries that share most of the rarer pairs with a text, in the order of the index."""
        places = self.places
        rarest_first = sorted((len(places[pair]), pair) for pair in _pairs(words) if pair in places)
        shared: Counter[int] = Counter()
        for number, (count, pair) in enumerate(rarest_first[:_PAIRS]):
            if count <= _COMMON or not number:  # the rarest is looked up however common it is
                shared.update(places[pair][:_COMMON])
        best = sorted(shared, key=lambda number: (-shared[number], number))[:_CANDIDATES]
        return [self.candidates[number] for number in sorted(best)]


def _pairs(words: WordSequence) -> set[tuple[str, str]]:
    return set(pairwise(("", *words, "")))
