"""How a translation differs from its source, and the sentence that is made of it."""

from __future__ import annotations

from typing import get_args

import pytest

from i18n.difference import Difference, DifferenceKind, PieceName, sentence

LINK = PieceName("link", "a.md", has_title=True, has_text=True)
CODE = PieceName("code", "rm -rf")

SENTENCES = [
    (Difference("pieces", lost=(CODE,)), "loses the code span “rm -rf”"),
    (Difference("pieces", lost=(LINK, CODE)), "loses the link to “a.md” with a title and text, the code span “rm -rf”"),
    (
        Difference("pieces", lost=(PieceName("tag", "<b>"),), added=(PieceName("footnote", "[^1]"),)),
        "loses the tag “<b>” and adds the footnote reference “[^1]”",
    ),
    (Difference("pieces", added=(PieceName("code", "x" * 81),)), f"adds the code span “{'x' * 79}…”"),
    (
        Difference("placeholders", added=(PieceName("placeholder", "{n}"),), where=("n, plural", "who, select")),
        "adds the placeholder “{n}” in {n, plural} in {who, select}",
    ),
    (
        Difference(
            "pieces", lost=(CODE, PieceName("code", "x" * 90 + "1")), added=(PieceName("code", "x" * 90 + "2"),)
        ),
        "loses the code span “rm -rf”",
    ),
    (Difference("image order"), "has its images in another order"),
    (Difference("own text"), "has text, where the source has none"),
    (
        Difference("own text", names=("code", "code", "URL", "autolink")),
        "has text beside the code spans and the links, where the source has none",
    ),
    (Difference("no own text", names=("math",)), "has no text beside the formula, where the source has some"),
    (Difference("tag nesting"), "nests its tags in another way"),
    (
        Difference("crossing emphasis"),
        "has emphasis that begins inside of a tag's element and ends outside of it",
    ),
    (Difference("nesting"), "nests its links and images in another way"),
    (Difference("lost emphasis"), "loses emphasis, or has its marks where they do not work"),
    (Difference("added emphasis"), "adds emphasis, or has its marks where they do not work"),
    (Difference("variables"), "has other variables than the source"),
    (Difference("comment"), "adds an HTML comment"),
    (Difference("heading id", names=("{#top}",)), "adds the heading id “{#top}”"),
    (Difference("only a heading id"), "has no text but a heading id"),
    (Difference("import or export"), "reads as a JavaScript import or export"),
    (Difference("control characters"), "holds control characters"),
    (Difference("code"), "would change the code around it"),
    (Difference("data"), "it would change the data around it"),
    (Difference("unreadable data", names=("Expecting value",)), "Expecting value"),
    (Difference("end of front matter"), "it would close the front matter"),
    (Difference("blocks"), "would change the blocks of the document"),
    (Difference("neighbour"), "does not stand without another part of its paragraph, which was refused"),
    (Difference("quoted brace"), "has an apostrophe beside a brace, which would quote it; write ’"),
    (Difference("unopened brace"), "closes a brace that was not opened"),
    (Difference("unclosed brace"), "opens a brace and does not close it"),
    (Difference("placeholder again", names=("{n, plural, …}",)), "loses the placeholder “{n, plural, …}”"),
    (Difference("choice twice", names=("one", "n")), "has “one” twice in {n}"),
    (Difference("not choices", names=("n, plural",)), "has something other than choices in {n, plural}"),
    (
        Difference("other choices", names=("who, select", "he", "he, she")),
        "has other choices in {who, select}: he instead of he, she",
    ),
    (
        Difference("unknown plural form", names=("uno",), where=("n, plural",)),
        "has the unknown plural form “uno” in {n, plural}",
    ),
    (Difference("no other form", where=("n, plural",)), "lacks “other” in {n, plural}"),
]


@pytest.mark.parametrize(("difference", "words"), SENTENCES)
def test_each_kind_of_difference_has_its_sentence(difference, words):
    """They follow “the translation”, or “the translation was not used, since it”."""
    assert sentence(difference) == words


def test_no_kind_of_difference_is_forgotten():
    """The table above has every kind that there is."""
    assert {difference.kind for difference, _ in SENTENCES} == set(get_args(DifferenceKind))
