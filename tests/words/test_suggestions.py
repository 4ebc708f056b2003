"""Who mistypes a name is told the one that was meant, or all there are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from i18n.suggestions import did_you_mean, nearest

NAMES = ("commonmark", "docusaurus", "vitepress", "mkdocs")


def test_the_nearest_name_is_told():
    assert did_you_mean("docusarus", NAMES, "known dialects") == "did you mean “docusaurus”?"


def test_all_names_are_told_where_none_is_near():
    hint = did_you_mean("xyz", NAMES, "known dialects")
    assert hint == "known dialects: commonmark, docusaurus, vitepress, mkdocs"


@given(st.text(max_size=12), st.lists(st.text(min_size=1, max_size=12)))
def test_only_names_that_exist_are_told(word, names):
    assert nearest(word, names) in {"", *names}
    assert all(nearest(name, names) == name for name in names)
