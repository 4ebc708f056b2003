"""Matching: what serves a text that its catalog does not have, and the laws that this keeps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.catalog.message import Message
from i18n.catalog.state import SHOWN_AS_HUMAN, State, carried, source_hash, state_of, suggested, target_hash
from i18n.markdown.dialect import dialect_named
from i18n.markdown.inline.compare import compatible
from i18n.matching.match import ServedFrom, match
from i18n.matching.memory import Memory
from i18n.matching.patched import Rewording, patched
from i18n.matching.sentences import part_of
from i18n.matching.similar import Index, words_of
from i18n.workspace.memories import readers_of

READERS = readers_of(dialect_named("docusaurus"))
CASES = (Path(__file__).parent / "patches.txt").read_text("utf-8")


def cases():
    for case in CASES.strip("\n").split("\n.\n\n"):
        title, *parts = case.removesuffix("\n.").split("\n.\n")
        locale = "en"
        if title.startswith("["):
            locale, _, title = title[1:].partition("] ")
        yield pytest.param(locale, *parts, id=title)


@pytest.mark.parametrize(("locale", "was", "now", "target", "expected"), list(cases()))
def test_a_translation_follows_its_source_where_that_is_mechanical(locale, was, now, target, expected):
    """Each case of `patches.txt`."""
    assert (patched(Rewording(was, now), target, locale, READERS.read) or "(fuzzy)") == expected


def machine(message):
    mark = f" mt: engine/model mask - s{source_hash(message)} t{target_hash(message.msgstr)} 2026-01-01"
    return replace(message, flags=["fuzzy"], comments=[mark])


def in_state(message, state):
    """Return a message with a text, in a state."""
    if state is State.HUMAN:
        return message
    if state is State.NEEDS_WORK:
        return replace(message, flags=["fuzzy"])
    made = machine(message)
    if state is State.REVIEWED:
        return replace(made, flags=[])
    return replace(machine(replace(message, msgid="旧")), msgid=message.msgid) if state is State.STALE else made


part = st.sampled_from(
    [
        "点击",
        "费用",
        "订单",
        "**费用**",
        "`make`",
        "[帮助](a.md)",
        "[帮助](b.md)",
        "，",
        "。",
        "：",
        "7",
        "15",
        " ",
        "登陆",
    ]
)
texts = st.lists(part, min_size=1, max_size=7).map("".join).map(str.strip).filter(bool)
targets = st.lists(
    st.sampled_from(["Click ", "**Billing**", "`make`", "[Help](a.md)", "7 ", "15 ", ".", ":", "orders "]),
    min_size=1,
    max_size=5,
).map("".join)
FILLED = [state for state in State if state is not State.EMPTY]
olds = st.lists(
    st.builds(
        lambda msgid, msgstr, state, obsolete, context: replace(
            in_state(Message(msgid, msgstr, context), state), obsolete=obsolete
        ),
        texts,
        targets,
        st.sampled_from(FILLED),
        st.booleans(),
        st.sampled_from([None, None, "menu"]),
    ),
    max_size=6,
    unique_by=lambda message: message.key,
)
wanted_texts = st.lists(
    st.builds(Message, texts, msgctxt=st.sampled_from([None, None, "menu"])),
    max_size=5,
    unique_by=lambda message: message.key,
)


def matched(wanted, old, known=()):
    return match(wanted, old, lambda: Memory(known, READERS.read), "en", READERS)


@given(wanted_texts, olds, olds)
def test_matching_twice_is_matching_once(wanted, old, known):
    """update∘update = update, whatever the memory knows."""
    once = matched(wanted, old, known).messages
    again = matched(wanted, once, [*known, *once])
    assert again.messages == once
    assert again.served == {}


@given(wanted_texts, olds, olds)
def test_no_translation_is_lost(wanted, old, known):
    """Each stays under its key, in the state that it had."""
    after = {message.key: message for message in matched(wanted, old, known).messages}
    for message in old:
        assert after[message.key].msgstr == message.msgstr
        assert state_of(after[message.key]) is state_of(message)


@given(texts, targets, texts, st.sampled_from(FILLED), st.booleans())
def test_states_are_kept_or_lowered_never_raised(was, msgstr, now, state, elsewhere):
    """Carried over, a translation has the state it had; suggested, it needs work; a machine's stays a machine's."""
    known = in_state(Message(was, msgstr), state)
    if state_of(known) is State.EMPTY or was == now:
        return
    result = matched([Message(now)], [] if elsewhere else [known], [known] if elsewhere else [])
    [(fate, [message])] = result.served.items()
    if fate is ServedFrom.PATCHED:
        assert state_of(message) is state_of(known)
    elif fate is ServedFrom.SIMILAR:
        lowered = State.STALE if state_of(known) in (State.MACHINE, State.STALE) else State.NEEDS_WORK
        assert state_of(message) is lowered
        assert message.previous == [f'msgid "{was}"']
    else:
        assert (fate, message.msgstr) == (ServedFrom.NEW, "")


@given(texts, texts, targets)
def test_what_is_patched_is_as_sound_as_it_was(was, now, target):
    """With the placeables of the new source, if it had those of the old one."""
    result = patched(Rewording(was, now), target, "en", READERS.read)
    if result is not None and compatible(READERS.read(was), READERS.read(target)):
        assert compatible(READERS.read(now), READERS.read(result))


@given(texts, targets)
def test_a_change_and_its_undoing_leave_a_translation_as_it_was(text, target):
    """As far as both are mechanical."""
    for now in (text + "。", text.replace("a.md", "c.md"), text.replace("7", "8"), text.replace("make", "run")):
        there = patched(Rewording(text, now), target, "en", READERS.read)
        back = there and patched(Rewording(now, text), there, "en", READERS.read)
        assert back in (None, target)


def test_memory_serves_only_what_is_unambiguous():
    """People before machines, texts in use before obsolete ones; two answers are a suggestion at most."""
    human, other = Message("订单详情", "Order details"), Message("订单详情", "Details of an order")
    made = machine(Message("订单详情", "Indent"))
    wanted = [Message("订单详情")]
    for known, fate, msgstr in [
        ([human, made], ServedFrom.MEMORY, "Order details"),
        ([made], ServedFrom.MEMORY, "Indent"),
        ([human, replace(other, obsolete=True)], ServedFrom.MEMORY, "Order details"),
        ([replace(other, obsolete=True)], ServedFrom.MEMORY, "Details of an order"),
        ([human, other], ServedFrom.SIMILAR, "Order details"),
        ([replace(human, msgctxt="menu")], ServedFrom.SIMILAR, "Order details"),
        ([replace(human, flags=["fuzzy"])], ServedFrom.NEW, ""),
    ]:
        [(found, [message])] = matched(wanted, [], known).served.items()
        assert (found, message.msgstr) == (fate, msgstr)


def test_what_a_translator_said_of_one_message_is_not_said_of_another():
    """Comments and flags come along within a catalog; from elsewhere only the mark of a machine does."""
    said = Message("订单", "Order", comments=[" ask legal"], flags=["no-wrap"])
    [message] = matched([Message("订单")], [], [said]).messages
    assert (message.msgstr, message.comments, message.flags) == ("Order", [], [])
    message, _ = matched([Message("订单。")], [replace(said, msgid="订单：", msgstr="Order:")]).messages
    assert (message.msgstr, message.comments, message.flags) == ("Order.", [" ask legal"], ["no-wrap"])


def test_a_new_context_keeps_the_translation():
    """The text is the same; only its key is another."""
    message, rest = matched([Message("订单", msgctxt="menu")], [Message("订单", "Order")]).messages
    assert (message.key, message.msgstr, message.flags, rest.obsolete) == (("menu", "订单"), "Order", [], True)


def test_the_halves_of_a_split_paragraph_keep_their_sentences():
    """Each as fuzzy, with the whole as the previous text."""
    whole = Message(
        "登录控制台，进入订单页面。在费用菜单下选择我的订单。",
        "Log in and open Orders. In the Billing menu, choose My Orders.",
    )
    wanted = [Message("登录控制台，进入订单页面。"), Message("在费用菜单下选择我的订单。")]
    first, second, rest = matched(wanted, [whole]).messages
    assert (first.msgstr, first.fuzzy) == ("Log in and open Orders.", True)
    assert (second.msgstr, second.fuzzy) == ("In the Billing menu, choose My Orders.", True)
    assert first.previous == second.previous == [f'msgid "{whole.msgid}"']
    assert (rest.msgstr, rest.obsolete) == (whole.msgstr, True)


def test_joined_paragraphs_keep_the_translations_of_all():
    """In one fuzzy message."""
    old = [
        Message("登录控制台，进入订单页面。", "Log in and open Orders."),
        Message("在费用菜单下选择我的订单。", "In the Billing menu, choose My Orders."),
    ]
    joined, *_ = matched([Message("登录控制台，进入订单页面。在费用菜单下，选择我的订单。")], old).messages
    assert joined.msgstr == "Log in and open Orders. In the Billing menu, choose My Orders."
    assert joined.fuzzy


@pytest.mark.parametrize("state", [State.HUMAN, State.REVIEWED, State.NEEDS_WORK])
def test_joined_work_of_a_person_and_a_machine_counts_as_a_persons(state):
    """So that no machine writes over it."""
    old = [
        machine(Message("登录控制台，进入订单页面。", "Log in and open Orders.")),
        in_state(Message("在费用菜单下选择我的订单。", "In the Billing menu, choose My Orders."), state),
    ]
    joined, *_ = matched([Message("登录控制台，进入订单页面。在费用菜单下，选择我的订单。")], old).messages
    assert joined.msgstr == "Log in and open Orders. In the Billing menu, choose My Orders."
    assert state_of(joined) == State.NEEDS_WORK


def test_a_part_that_cannot_be_told_gets_the_whole_translation():
    """Where the sentences of text and translation do not pair."""
    assert part_of("甲的第一句话。乙的第二句话。", "All in one.", "乙的第二句话。") == "All in one."


def test_words_are_characters_of_han_and_runs_of_others():
    """And an address is one word, however long."""
    assert words_of("登录 ECS2 控制台") == ("登", "录", "ECS2", "控", "制", "台")
    assert words_of("见[文档](https://example.com/a/b)") == (
        "见",
        "[",
        "文",
        "档",
        "]",
        "(",
        "https://example.com/a/b",
        ")",
    )


@given(st.lists(st.text("甲乙丙丁戊己", min_size=3, max_size=12), min_size=1, max_size=30, unique=True), st.data())
def test_the_index_finds_a_text_that_is_in_it(known, data):
    """Among its nearest, when they are few enough."""
    index = Index((text, text) for text in known)
    wanted = data.draw(st.sampled_from(known))
    assert wanted in [candidate.item for candidate in index.nearest(words_of(wanted))]


def test_only_one_place_writes_states():
    """`carried` keeps a state and `suggested` lowers it, whatever the message."""
    for state in FILLED:
        known = in_state(Message("甲", "A"), state)
        assert state_of(carried(known, Message("乙"), "B")) is state
        assert state_of(suggested(known, Message("乙"), "B")) not in SHOWN_AS_HUMAN
