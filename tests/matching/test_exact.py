"""Exact matching: the laws of merging new messages with old ones."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from i18n.catalog.message import Message
from i18n.matching.exact import merge

keys = st.sampled_from("甲乙丙丁")
contexts = st.sampled_from([None, "", "menu"])
wanted_messages = st.lists(
    st.builds(
        Message,
        keys,
        msgctxt=contexts,
        extracted=st.lists(st.sampled_from(["paragraph", "heading 1"]), max_size=1),
        references=st.just(["source/a.md"]),
    ),
    max_size=6,
    unique_by=lambda message: message.key,
)
old_message = st.builds(
    Message,
    keys,
    st.sampled_from(["", " ", "a", "b\n"]),
    contexts,
    comments=st.sampled_from([[], [" from a person"], [" mt: e/m x g s0 t0 2026-01-01"]]),
    extracted=st.sampled_from([[], ["list item"]]),
    references=st.sampled_from([[], ["source/old.md"]]),
    flags=st.sampled_from([[], ["fuzzy"], ["no-wrap"]]),
    previous=st.sampled_from([[], ['msgid "old"']]),
    obsolete=st.booleans(),
)
old_messages = st.lists(old_message, max_size=8, unique_by=lambda message: message.key)


def shadowed(messages):
    """Return the messages with, for each obsolete one, an untranslated active twin, as a file may hold them."""
    twins = [Message(message.msgid, msgctxt=message.msgctxt) for message in messages if message.obsolete]
    return twins + messages


def translations(messages):
    return {(message.key, message.msgstr) for message in messages if message.msgstr.strip()}


old_lists = old_messages | old_messages.map(shadowed)


@given(wanted_messages, old_lists)
def test_merging_twice_is_merging_once(wanted, old):
    """update∘update = update."""
    once = merge(wanted, old)
    assert merge(wanted, once) == once


@given(wanted_messages, old_lists)
def test_no_translation_is_ever_lost(wanted, old):
    """Every msgstr with a text is still there, under its key."""
    assert translations(old) == translations(merge(wanted, old))


@given(wanted_messages, old_lists)
def test_no_comment_of_a_person_is_ever_lost(wanted, old):
    """A translator's words stay even where nothing is translated yet."""
    said = {(message.key, *message.comments) for message in old if message.comments}
    assert said <= {(message.key, *message.comments) for message in merge(wanted, old)}


@given(wanted_messages, old_lists)
def test_a_key_is_never_both_active_and_obsolete(wanted, old):
    """Each key stands once."""
    merged = [message.key for message in merge(wanted, old)]
    assert len(set(merged)) == len(merged)


@given(wanted_messages, old_lists)
def test_active_messages_are_those_wanted_in_their_order_and_come_first(wanted, old):
    """The catalog follows its document, with obsolete messages at the end."""
    merged = merge(wanted, old)
    assert [(message.key, message.extracted, message.references) for message in merged[: len(wanted)]] == [
        (message.key, message.extracted, message.references) for message in wanted
    ]
    assert [message.obsolete for message in merged] == [False] * len(wanted) + [True] * (len(merged) - len(wanted))


@given(wanted_messages, old_lists, st.data())
def test_texts_that_leave_and_return_find_everything_again(wanted, old, data):
    """Remove any of the texts, bring them back: each message is as it was."""
    there = merge(wanted, old)
    kept = [message for message in wanted if data.draw(st.booleans())]
    again = merge(wanted, merge(kept, there))
    worked_on = [message for message in there if message.has_work]
    assert [message for message in again if message.has_work and not message.obsolete] == [
        message for message in worked_on if not message.obsolete
    ]
    assert translations(again) == translations(there)


@given(wanted_messages)
def test_a_new_catalog_has_just_what_is_wanted(wanted):
    """With nothing old, merging changes nothing."""
    assert merge(wanted, []) == wanted


@given(old_messages)
def test_obsolete_messages_name_no_place(old):
    """What stands nowhere has no reference and no description."""
    merged = merge([], old)
    assert all(message.obsolete and not message.references and not message.extracted for message in merged)
    assert {message.key for message in merged} == {message.key for message in old if message.has_work}


def test_another_context_is_another_message():
    """A translation does not cross over to equal text with another context."""
    merged = merge([Message("甲", msgctxt="menu")], [Message("甲", "a")])
    assert [(message.key, message.msgstr, message.obsolete) for message in merged] == [
        (("menu", "甲"), "", False),
        ((None, "甲"), "a", True),
    ]


def test_previous_text_goes_with_the_fuzzy_flag():
    """`#|` explains a fuzzy message and is left out of one that is done."""
    fuzzy = Message("甲", "a", flags=["fuzzy"], previous=['msgid "old"'])
    assert merge([Message("甲")], [fuzzy]) == [fuzzy]
    done = replace(fuzzy, flags=[])
    assert merge([Message("甲")], [done]) == [replace(done, previous=[])]
