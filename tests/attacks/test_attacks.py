"""The corpus of attacks: its size, its slots, and the judge that `make fuzz-attacks` asks.

What the consumers make of the attacks is not tried here: `make fuzz-attacks` installs them.
"""

from __future__ import annotations

from collections import Counter

import pytest
from attacks.cases import built, cases, document
from attacks.corpus import FIRST, SECOND, Attack, attacks, slots

from i18n.generators.listing import GENERATORS

DIALECTS = [name for name in GENERATORS if slots(name)]


def test_the_corpus_is_large():
    """Each text stands once in its group."""
    assert len(attacks()) >= 1600
    assert len({attack.group for attack in attacks()}) >= 80
    counts = Counter((one.group, one.text, one.second) for one in attacks())
    assert [text for text, count in counts.items() if count > 1] == []


def test_there_are_slots_for_each_dialect():
    assert list(GENERATORS) == DIALECTS
    assert min(len(slots(dialect)) for dialect in DIALECTS) >= 40


@pytest.mark.parametrize("dialect", DIALECTS)
def test_each_slot_has_its_message(dialect):
    """An attack has a place to go to, and the page is sound without it."""
    for slot in slots(dialect):
        page = document(slot)
        assert page.findings == (), slot.name
        for mark in (FIRST, SECOND):
            assert sum(mark in key[1] for key in page.messages) == (mark in slot.page), (slot.name, mark)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_harmless_words_are_used_in_each_slot(dialect):
    """Otherwise nothing that stands there would be tried."""
    tried = [Attack("words", "nothing", "some words"), Attack("words", "nothing", "words", "more")]
    for case in cases(tried, slots(dialect)):
        result = built(case)
        assert not result.is_refused, (case.slot.name, result.reasons)
        assert case.attack.text in result.page, case.slot.name
