"""Numbers with their nouns."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from i18n.counted import counted, plural


def test_one_thing_is_told_from_many():
    assert [counted(number, "file") for number in (0, 1, 2, 12345)] == ["0 files", "1 file", "2 files", "12,345 files"]


@given(st.integers(0), st.sampled_from(("file", "message")))
def test_a_number_stands_before_its_noun(number, noun):
    count, _, rest = counted(number, noun).partition(" ")
    assert int(count.replace(",", "")) == number
    assert rest == plural(number, noun)
    assert (rest == noun) is (number == 1)
