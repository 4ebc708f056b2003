"""Edits of a text are made together, and nothing else of it changes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from i18n.edits import edited


def test_edits_come_in_any_order():
    assert edited("登录，购买", [((3, 5), "buy"), ((0, 2), "log in"), ((2, 3), ", ")]) == "log in, buy"


def test_an_empty_span_inserts():
    assert edited("登录", [((1, 1), "|"), ((0, 0), "["), ((2, 2), "]")]) == "[登|录]"


def test_of_two_that_overlap_the_first_is_made():
    assert edited("abcdef", [((2, 5), "-"), ((1, 3), "+")]) == "a+def"


@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5), st.text(max_size=5))), st.randoms())
def test_what_is_between_the_edits_stays(parts, random):
    """A text is built of kept, old and new parts: edits from the old to the new ones leave the kept ones alone."""
    text = meant = ""
    edits = []
    for before, old, new in parts:
        kept = before + "."  # so that no two edits touch
        edits.append(((len(text + kept), len(text + kept + old)), new))
        text, meant = text + kept + old, meant + kept + new
    random.shuffle(edits)
    assert edited(text, edits) == meant
