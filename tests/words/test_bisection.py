"""Of many edits, the one that breaks a document is found by few tries."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from i18n.bisection import first_failing


@given(st.lists(st.booleans(), min_size=1))
def test_a_culprit_is_found_by_few_tries(good):
    """What is found fails where all before it held; of a thousand items, ten prefixes are asked."""
    good[-1] = False
    asked = []

    def holds(count):
        asked.append(count)
        return all(good[:count])

    assert first_failing(len(good), holds) == good.index(False)
    assert len(asked) <= len(good).bit_length()
    assert not {0, len(good)} & set(asked)


@given(st.lists(st.booleans(), min_size=2))
def test_a_prefix_that_holds_again_confuses_nobody(held):
    """Edits may mend each other; then what is found still fails where the prefix before it held."""
    holds = [True, *held[:-1], False]
    found = first_failing(len(holds) - 1, lambda count: holds[count])
    assert holds[found]
    assert not holds[found + 1]
