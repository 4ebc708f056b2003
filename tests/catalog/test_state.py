"""States: the table of docs/po-files.md row by row, and what other tools leave of a machine's mark."""

from __future__ import annotations

import unicodedata

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.catalog.message import Catalog, Message
from i18n.catalog.state import (
    SHOWN_AS_HUMAN,
    SHOWN_AS_MACHINE,
    Origin,
    State,
    source_hash,
    state_of,
    target_hash,
    unwrapped_marks,
    with_machine_translation,
)
from i18n.catalog.statistics import statistics_of
from i18n.catalog.store import read_catalog, write_catalog

HEADER = {"Language": "en", "Content-Type": "text/plain; charset=UTF-8"}


def mark(msgid, msgstr, context=None):
    made = Message(msgid, msgctxt=context)
    return f" mt: deepl/next mask terms s{source_hash(made)} t{target_hash(msgstr)} 2026-01-01"


def message(msgstr, comments=(), *, fuzzy=False):
    return Message("订单号", msgstr, comments=list(comments), flags=["fuzzy"] if fuzzy else [])


FRESH = mark("订单号", "Order number")
STALE = mark("订单", "Order number")
EDITED = mark("订单号", "Number of the order")
OTHER = mark("订单", "Number of the order")


@pytest.mark.parametrize(
    ("given_message", "state"),
    [
        (message(""), State.EMPTY),
        (message(" \n\t", fuzzy=True), State.EMPTY),
        (message("", [FRESH]), State.EMPTY),
        (message("", [FRESH], fuzzy=True), State.EMPTY),
        (message("Order number"), State.HUMAN),
        (message("Order number", [" by a person"]), State.HUMAN),
        (message("Order number", [FRESH]), State.REVIEWED),
        (message("Order number", [STALE]), State.REVIEWED),
        (message("Order number", [EDITED]), State.REVIEWED),
        (message("Order number", [" mt: written by hand"]), State.REVIEWED),
        (message("Order number", [" mtime: not a mark"]), State.HUMAN),
        (message("Order number", [FRESH], fuzzy=True), State.MACHINE),
        (message("Order number", [" by a person", FRESH], fuzzy=True), State.MACHINE),
        (message("Order number", [STALE], fuzzy=True), State.STALE),
        (message("Order number", fuzzy=True), State.NEEDS_WORK),
        (message("Order number", [" mt: written by hand"], fuzzy=True), State.NEEDS_WORK),
        (message("Order number", [EDITED], fuzzy=True), State.NEEDS_WORK),
        (Message("订单号", plural="订单号", plurals=["Order number", "Order numbers"]), State.NEEDS_WORK),
        (Message("订单号", plural="订单号", plurals=["", ""]), State.EMPTY),
        (message("Order number", [OTHER], fuzzy=True), State.NEEDS_WORK),
    ],
)
def test_the_first_row_that_matches_gives_the_state(given_message, state):
    """Text, flag, mark and hashes decide, in that order."""
    assert state_of(given_message) == state


@pytest.mark.parametrize(
    ("state", "human", "machine"),
    [
        (State.EMPTY, False, False),
        (State.HUMAN, True, True),
        (State.REVIEWED, True, True),
        (State.MACHINE, False, True),
        (State.STALE, False, False),
        (State.NEEDS_WORK, False, False),
    ],
)
def test_builds_show_what_the_table_says(state, human, machine):
    """The last column of the table, for both values of --include."""
    assert (state in SHOWN_AS_HUMAN, state in SHOWN_AS_MACHINE) == (human, machine)


def test_previous_text_plays_no_part():
    """`#|` does not change a state."""
    with_previous = message("Order number", [FRESH], fuzzy=True)
    with_previous.previous = ['msgid "订单"']
    assert state_of(with_previous) == State.MACHINE


def test_context_is_part_of_what_a_machine_read():
    """The mark of a text in one context is stale in another."""
    here = Message("订单号", "Order number", "menu", comments=[FRESH], flags=["fuzzy"])
    assert state_of(here) == State.STALE
    here.comments = [mark("订单号", "Order number", "menu")]
    assert state_of(here) == State.MACHINE


@given(st.text(st.sampled_from("éñ이ガ豈q\u0307\u0323"), min_size=1))
def test_normal_forms_have_equal_hashes(text):
    """A tool that composes or decomposes characters does not change whose work a text is."""
    forms = [unicodedata.normalize(form, text) for form in ("NFC", "NFD")]
    assert len({target_hash(form) for form in forms}) == 1
    assert len({source_hash(Message(form, msgctxt=form)) for form in forms}) == 1


@given(st.text(), st.text())
def test_different_texts_have_different_hashes(one, other):
    """An edit is noticed."""
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)
    assert (target_hash(one) == target_hash(other)) == same


MACHINE = write_catalog(Catalog(HEADER, [message("Order number", [FRESH], fuzzy=True)]))


@pytest.mark.parametrize("command", [("msgcat",), ("msgattrib", "--only-fuzzy"), ("msgattrib", "--no-obsolete")])
def test_machine_work_stays_known_through_gettext_filters(gettext, command):
    """Provenance: the mark and the flag come through."""
    done = gettext(*command, "-", text=MACHINE)
    assert [state_of(found) for found in read_catalog(done.stdout.decode(), "a.po").messages] == [State.MACHINE]


@pytest.mark.parametrize(("msgid", "state"), [("订单号码在那里", State.MACHINE), ("订单号码在这里", State.STALE)])
def test_machine_work_stays_known_through_msgmerge(gettext, tmp_path, msgid, state):
    """Provenance: what msgmerge carries over to a changed text is stale machine work, not a person's."""
    before = "订单号码在那里"
    machine = Message(before, "Order number", comments=[mark(before, "Order number")], flags=["fuzzy"])
    old, template = tmp_path / "a.po", tmp_path / "a.pot"
    old.write_text(write_catalog(Catalog(HEADER, [machine])), "utf-8")
    template.write_text(write_catalog(Catalog(HEADER, [Message(msgid)])), "utf-8")
    done = gettext("msgmerge", "--quiet", old, template)
    active = list(read_catalog(done.stdout.decode(), "a.po").active)
    assert [(found.msgid, state_of(found)) for found in active] == [(msgid, state)]


def test_review_by_clearing_the_flag_is_seen(gettext):
    """A person who clears fuzzy in any tool has reviewed the machine's work."""
    done = gettext("msgattrib", "--clear-fuzzy", "-", text=MACHINE)
    assert [state_of(found) for found in read_catalog(done.stdout.decode(), "a.po").messages] == [State.REVIEWED]


def test_a_mark_that_was_wrapped_is_read(tmp_path):
    """A script that saves with polib wraps comments; we read the mark, and write it on one line again."""
    long = FRESH.replace("deepl/next", "engine-with-a-long-name/model-with-a-long-name")
    machine = message("Order number", [" Seen on the page of orders.", long, " Ask Anna."], fuzzy=True)
    file = tmp_path / "a.po"
    file.write_text(write_catalog(Catalog(HEADER, [machine])), "utf-8")
    polib.pofile(str(file)).save()
    saved = file.read_text("utf-8")
    assert f"#{long}\n" not in saved
    assert read_catalog(saved, "a.po").messages == [machine]
    by_hand = " mt: by hand", " s1 t1 is no hash", " mt:"
    assert unwrapped_marks([*by_hand, FRESH, *by_hand]) == [*by_hand, FRESH, *by_hand]


def test_counting_adds_up():
    """Messages and characters are counted by state."""
    counts = statistics_of([message(""), message("a"), Message("甲乙", "b")])
    assert dict(counts.messages) == {State.EMPTY: 1, State.HUMAN: 2}
    assert counts.characters.total() == 3 + 3 + 2
    assert (counts + counts).total == 6
    assert counts.percentage(SHOWN_AS_HUMAN) == pytest.approx(200 / 3)
    assert statistics_of([]).percentage(SHOWN_AS_HUMAN) == 100


# Written by a machine ---------------------------------------------------------------------------

ORIGIN = Origin("deepl", "next gen", "xml1", "-", "2026-01-01")


@given(st.text(), st.sampled_from(["", "\n"]), st.sampled_from([(), (" by a person",), (FRESH,), (" a", STALE)]))
def test_what_a_machine_writes_is_known_as_a_machines(msgstr, before, comments):
    """In the file, too; what a person said stays, an old mark goes."""
    empty = Message("订单号", before, comments=list(comments), flags=["md-text"], previous=['msgid "a"'])
    if not msgstr.strip():
        with pytest.raises(ValueError, match="never"):
            with_machine_translation(empty, msgstr, ORIGIN)
        return
    done = with_machine_translation(empty, msgstr, ORIGIN)
    assert state_of(done) is State.MACHINE
    assert state_of(with_machine_translation(done, "again", ORIGIN, stale=True)) is State.STALE
    assert len(done.comments) == len([line for line in comments if " mt: " not in line]) + 1
    assert done.comments[-1].startswith(" mt: deepl/next-gen xml1 - s")
    assert (done.flags, done.previous) == (["fuzzy", "md-text"], [])


@pytest.mark.parametrize(
    "theirs",
    [message("a"), message("a", [FRESH]), message("a", fuzzy=True), message("a", [EDITED], fuzzy=True)],
)
def test_a_machine_never_writes_over_a_persons_work(theirs):
    """Human, reviewed and needs-work messages are refused."""
    with pytest.raises(ValueError, match="person"):
        with_machine_translation(theirs, "b", ORIGIN)
