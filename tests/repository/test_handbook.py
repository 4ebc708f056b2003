"""The handbook: what the code says of itself stands on its pages as the code says it now."""

from __future__ import annotations

import re

import pytest

from handbook.pages import FILES, PAGES, PARTS, filled


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_has_what_make_docs_would_write(page):
    """Rules, commands and the like are changed in the code; `make docs` then writes their pages."""
    text = page.read_text("utf-8")
    assert text == filled(text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_is_what_make_docs_would_write(file):
    """The whole of it."""
    assert file.read_text("utf-8") == FILES[file]()


@pytest.mark.parametrize("name", PARTS)
def test_each_part_stands_on_one_page(name):
    """Nothing is written for nobody, and nothing twice."""
    begins, ends = (re.compile(words) for words in (f"<!-- {name}: written by", f"<!-- end of {name} -->"))
    pages = [page.read_text("utf-8") for page in PAGES]
    assert [sum(len(mark.findall(page)) for page in pages) for mark in (begins, ends)] == [1, 1]


def test_a_part_that_nobody_writes_is_an_error():
    """So that a slip in its name is seen."""
    with pytest.raises(KeyError, match="ruels"):
        filled("<!-- ruels: written by `make docs` -->\n<!-- end of ruels -->\n")


def test_every_folder_of_tests_has_a_row():
    """In tests/README.md, which says what is tested there."""
    tests = PAGES[0].parent / "tests"
    folders = {file.relative_to(tests).parts[0] for file in tests.glob("*/**/test_*.py")}
    assert folders == set(re.findall(r"^\| `(\w+)/` \|", (tests / "README.md").read_text("utf-8"), re.MULTILINE))
