"""The merge driver: two sides of a PO file made one, message by message, and nobody's text is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.catalog.merge import CONFLICT, merge_catalogs
from i18n.catalog.message import Catalog, Message
from i18n.catalog.state import State, source_hash, state_of, target_hash
from i18n.catalog.store import field_lines, read_catalog, write_catalog
from i18n.workflow.init import set_merge_driver

PEOPLE = (State.HUMAN, State.REVIEWED, State.NEEDS_WORK)
HEADER = {"Project-Id-Version": "guides", "Language": "en", "Content-Type": "text/plain; charset=UTF-8"}


def mark(message, date="2025-01-01", source=None):
    """Return the comment that says that a machine wrote the message's text."""
    return f" mt: engine/one tags1 none s{source or source_hash(message)} t{target_hash(message.msgstr)} {date}"


def in_state(msgid, text, state, date="2025-01-01", **fields):
    """Make a message in a state."""
    message = Message(msgid, text, **fields)
    if state in (State.MACHINE, State.STALE, State.REVIEWED):
        message.comments = [mark(message, date, "0" * 12 if state is State.STALE else None), *message.comments]
    if state in (State.MACHINE, State.STALE, State.NEEDS_WORK):
        message.flags = ["fuzzy", *message.flags]
    if state is State.EMPTY:
        message.msgstr = ""
    return message


msgids = st.sampled_from(list("甲乙丙丁戊己"))
messages = st.builds(
    in_state,
    msgids,
    st.sampled_from(["one", "two", "three\nlines", 'four "quoted"']),
    st.sampled_from(list(State)),
    st.sampled_from(["2025-01-01", "2025-02-02"]),
    comments=st.lists(st.sampled_from([" a", " b", "", " c"]), max_size=3),
    extracted=st.lists(st.sampled_from(["paragraph", "list item"]), max_size=1),
    references=st.lists(st.sampled_from(["a.md", "b.md"]), max_size=1),
    flags=st.lists(st.sampled_from(["no-wrap", "md-text"]), max_size=2, unique=True),
    obsolete=st.booleans(),
)
headers = st.dictionaries(
    st.sampled_from(["Last-Translator", "PO-Revision-Date", "X-Source-Blob", "X-Team"]),
    st.sampled_from(["2025-01-01 10:00+0000", "2025-01-01 11:00+0800", "other"]),
).map(lambda fields: HEADER | fields)


def catalog(header, found, comments=(), tail=()):
    """Make a catalog as it is read: obsolete messages last."""
    return Catalog(header, sorted(found, key=lambda message: message.obsolete), list(comments), [], list(tail))


catalogs = st.builds(
    catalog,
    headers,
    st.lists(messages, max_size=6, unique_by=lambda message: message.key),
    st.lists(st.sampled_from([" one", " two"]), max_size=2),
    st.lists(st.sampled_from(["# end", "# of it"]), max_size=2),
)


@st.composite
def edited_apart(draw):
    """Make a base, and two sides that changed, removed or added different messages."""
    base = draw(catalogs)
    touched = draw(catalogs)
    mine = draw(st.sets(msgids))
    sides = []
    for is_mine in (True, False):
        other = {message.key: message for message in touched.messages if (message.msgid in mine) is is_mine}
        kept = [message for message in base.messages if (message.msgid in mine) is not is_mine or draw(st.booleans())]
        known = {message.key for message in kept}
        found = [other.get(message.key, message) for message in kept]
        at = draw(st.integers(0, len(found)))
        found[at:at] = [message for key, message in other.items() if key not in known]
        sides.append(catalog(base.header, found))
    return base, *sides


@given(base=catalogs, side=catalogs)
def test_a_side_that_changed_nothing_has_no_say(base, side):
    """merge(o, a, o) = a, merge(o, o, b) = b, merge(o, a, a) = a."""
    assert merge_catalogs(base, side, base).catalog == side
    assert merge_catalogs(base, base, side).catalog == side
    assert merge_catalogs(base, side, side).catalog == side


@given(base=catalogs, side=catalogs)
def test_a_side_that_changed_one_field_of_the_header_has_no_say_in_messages(base, side):
    """The same where the catalogs are not equal as a whole, so that each message is merged."""
    other = replace(base, header={**base.header, "X-Other": "new"})
    merged = merge_catalogs(base, side, other)
    assert write_catalog(replace(merged.catalog, header=HEADER)) == write_catalog(replace(side, header=HEADER))
    assert merged.catalog.header == {**side.header, "X-Other": "new"}
    assert not merged.conflicts


@given(base=catalogs, ours=catalogs, theirs=catalogs)
def test_the_result_does_not_depend_on_which_side_is_ours(base, ours, theirs):
    """A rebase and a merge make the same file, whatever the edits."""
    one, other = merge_catalogs(base, ours, theirs), merge_catalogs(base, theirs, ours)
    assert write_catalog(one.catalog) == write_catalog(other.catalog)
    assert sorted(map(repr, one.conflicts)) == sorted(map(repr, other.conflicts))


@given(sides=edited_apart())
def test_edits_of_different_messages_are_both_there(sides):
    """Either order gives the same file, without a conflict."""
    base, ours, theirs = sides
    merged = merge_catalogs(base, ours, theirs)
    assert not merged.conflicts
    assert write_catalog(merged.catalog) == write_catalog(merge_catalogs(base, theirs, ours).catalog)
    result = {message.key: message for message in merged.catalog.messages}
    old = {message.key: message for message in base.messages}
    for side in (ours, theirs):
        for message in side.messages:
            if message != old.get(message.key):
                assert result[message.key] == message


def holds(message, text):
    """Tell whether a message has a text as its translation or among those of a conflict."""
    written = 'msgstr "' + "".join(line.removeprefix("msgstr ").strip('"') for line in field_lines("msgstr", text))
    escaped = [comment.removeprefix(CONFLICT) for comment in message.comments if comment.startswith(CONFLICT)]
    return message.msgstr == text or any(line.startswith(written[:-1]) for line in escaped)


@given(base=catalogs, ours=catalogs, theirs=catalogs)
def test_no_text_of_a_person_is_lost(base, ours, theirs):
    """What a person wrote since the base stands in the result: as the translation, or in a conflict's comments."""
    merged = {message.key: message for message in merge_catalogs(base, ours, theirs).catalog.messages}
    known = {message.msgstr for message in base.messages}
    for side in (ours, theirs):
        for message in side.messages:
            if state_of(message) in PEOPLE and message.msgstr not in known:
                assert holds(merged[message.key], message.msgstr)


@given(base=catalogs, ours=catalogs, theirs=catalogs)
def test_no_text_of_a_machine_becomes_a_persons(base, ours, theirs):
    """Whatever counts as a person's in the result was a person's on a side."""
    sides = [{message.key: message for message in side.messages} for side in (base, ours, theirs)]
    for message in merge_catalogs(base, ours, theirs).catalog.messages:
        if state_of(message) in PEOPLE:
            found = [side[message.key] for side in sides if message.key in side]
            assert any(one.msgstr == message.msgstr and state_of(one) in PEOPLE for one in found)


@given(base=catalogs, ours=catalogs, theirs=catalogs)
def test_what_is_merged_is_a_sound_po_file(base, ours, theirs):
    """It reads back as it was written, conflicts and all."""
    merged = merge_catalogs(base, ours, theirs).catalog
    assert "<<<<" not in write_catalog(merged)
    assert write_catalog(read_catalog(write_catalog(merged), "a.po")) == write_catalog(merged)


def merged_message(base, ours, theirs):
    """Merge three catalogs of one message; returns it, and whether there was a conflict."""
    found = merge_catalogs(*(Catalog(HEADER, [message] if message else []) for message in (base, ours, theirs)))
    return (found.catalog.messages or [None])[0], bool(found.conflicts)


EMPTY = Message("甲")


@pytest.mark.parametrize("state", [State.MACHINE, State.STALE, State.EMPTY])
@pytest.mark.parametrize("person", PEOPLE)
def test_a_persons_work_is_taken_before_a_machines(state, person):
    """Without a conflict, in the state it has, on whichever side it is."""
    human, machine = in_state("甲", "mine", person), in_state("甲", "its", state, "2025-09-09")
    for sides in ((human, machine), (machine, human)):
        assert merged_message(in_state("甲", "older", State.MACHINE), *sides) == (human, False)


def test_of_two_machines_the_newer_answer_is_taken():
    """But before the newer one comes the one that answers the text as it is now."""
    old, new = in_state("甲", "a", State.MACHINE, "2025-01-01"), in_state("甲", "b", State.MACHINE, "2025-01-02")
    stale = in_state("甲", "c", State.STALE, "2025-01-03")
    assert merged_message(EMPTY, new, old) == (new, False)
    assert merged_message(EMPTY, stale, old) == (old, False)


def test_two_peoples_texts_are_both_kept():
    """The message becomes fuzzy, so that no build shows it, and a mark of a machine goes."""
    ours, theirs = in_state("甲", 'the "one"\n', State.HUMAN), in_state("甲", "the other\n", State.REVIEWED)
    message, conflict = merged_message(EMPTY, ours, theirs)
    assert conflict
    assert state_of(message) is State.NEEDS_WORK
    assert message.comments == [
        " conflict: two people translated this; keep one text, then remove these comments and the fuzzy flag",
        ' conflict: msgstr "the \\"one\\"\\n"',
        ' conflict: msgstr "the other\\n"',
    ]


def test_a_text_that_an_update_suggested_yields_to_a_translation():
    """An update made the message fuzzy with a text of the base; a person translated it meanwhile."""
    base = Catalog(HEADER, [Message("旧", "old")])
    suggested = Message("新", "old", flags=["fuzzy"], previous=['msgid "旧"'])
    found = merge_catalogs(base, Catalog(HEADER, [suggested]), Catalog(HEADER, [Message("新", "new")]))
    assert (found.catalog.messages, found.conflicts) == ([Message("新", "new")], [])


def test_removed_and_changed():
    """A message that one side removed goes if the other left it alone, and stays if it did not."""
    base = Message("甲", "a", references=["a.md"])
    assert merged_message(base, None, replace(base, references=["b.md"])) == (None, False)
    changed = replace(base, msgstr="b")
    assert merged_message(base, None, changed) == (changed, False)
    assert merged_message(base, changed, replace(base, obsolete=True, references=[])) == (
        replace(changed, obsolete=True, references=[]),
        False,
    )


def test_comments_and_flags_of_both_sides_are_kept():
    """Less what one of them removed."""
    base = Message("甲", "a", comments=[" one", " two"], flags=["no-wrap"])
    ours = replace(base, comments=[" one", " ours", " two"], flags=["no-wrap", "c-format"])
    theirs = replace(base, comments=[" two", " theirs"], flags=["md-text"])
    message, _ = merged_message(base, ours, theirs)
    assert message.comments == [" ours", " two", " theirs"]
    assert sorted(message.flags) == ["c-format", "md-text"]


def test_new_messages_stand_after_their_predecessors():
    """Document order is kept, as far as both sides agree on it."""

    def made(order):
        return Catalog(HEADER, [Message(msgid, msgid) for msgid in order])

    def order(*orders):
        return "".join(message.msgid for message in merge_catalogs(*map(made, orders)).catalog.messages)

    assert order("abc", "axbc", "abyc") == "axbyc"
    assert order("abc", "cab", "abyc") == "caby"
    assert order("abc", "xabc", "abcy") == "xabcy"
    assert order("", "ab", "ac") in ("abc", "acb")


def test_the_header_is_merged_by_field():
    """Where both changed one, the side revised later decides, and so the later date stands."""
    base = HEADER | {"PO-Revision-Date": "2025-01-01 10:00+0000", "Last-Translator": "Base"}
    ours = base | {"PO-Revision-Date": "2025-03-01 09:00+0800", "Last-Translator": "Ours", "X-Team": "a"}
    theirs = base | {"PO-Revision-Date": "2025-03-01 08:00+0000", "Last-Translator": "Theirs", "X-Source-Blob": "b"}
    merged = merge_catalogs(*map(Catalog, (base, ours, theirs))).catalog.header
    assert merged == theirs | {"X-Team": "a"}


# The command ------------------------------------------------------------------------------------


@pytest.fixture
def files(tmp_path):
    """Write base, ours and theirs; returns their paths."""

    def made(*texts):
        for name, text in zip(("base", "ours", "theirs"), texts, strict=True):
            (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return [tmp_path / name for name in ("base", "ours", "theirs")]

    return made


def po(*found):
    return write_catalog(Catalog(HEADER, list(found)))


def test_a_conflict_is_told_with_file_line_and_message(files, run):
    """The merge is done all the same: exit 0."""
    base, ours, theirs = files(po(EMPTY), po(Message("甲", "a")), po(Message("甲", "b")))
    code, out, err = run("merge-driver", base, ours, theirs, "locales/en/LC_MESSAGES/a.po")
    assert (code, out) == (0, "")
    assert err.startswith("locales/en/LC_MESSAGES/a.po:7:1: warning: two people translated “甲”")
    assert 'conflict: msgstr "b"' in ours.read_text("utf-8")


@pytest.mark.parametrize("broken", [0, 1, 2])
@pytest.mark.parametrize("text", ["nonsense\n", po() + "<<<<<<< HEAD\n", b"\xff\xfe"])
def test_a_file_that_cannot_be_read_whole_leaves_ours_as_it_is(files, run, broken, text):
    """Git then reports a conflict, and the error says which side is broken."""
    texts = [po(EMPTY), po(Message("甲", "a")), po(Message("甲", "b"))]
    texts[broken] = text
    paths = files(*texts)
    before = paths[1].read_bytes()
    code, _, err = run("merge-driver", *paths, "a.po")
    assert code == 1
    assert f"a.po ({('before', 'ours', 'theirs')[broken]})" in err
    assert paths[1].read_bytes() == before


def test_a_side_that_changed_nothing_does_not_even_change_the_form(files, run):
    """A file in another tool's form stays in it."""
    theirs_text = po(Message("甲", "a")).replace('msgstr "a"', 'msgstr ""\n"a"').replace("\n", "\r\n")
    base, ours, theirs = files(po(EMPTY), po(EMPTY), theirs_text)
    assert run("merge-driver", base, ours, theirs)[0] == 0
    assert ours.read_bytes().decode() == theirs_text


def test_files_without_a_base_are_merged(files, run):
    """Both sides added the file: git hands over an empty base."""
    base, ours, theirs = files("", po(Message("甲", "a")), po(Message("乙", "b")))
    assert run("merge-driver", base, ours, theirs)[0] == 0
    merged = read_catalog(ours.read_text("utf-8"), "a.po")
    assert {message.msgid: message.msgstr for message in merged.messages} == {"甲": "a", "乙": "b"}


@pytest.mark.parametrize("how", ["merge", "rebase"])
def test_git_merges_po_files_with_it(tmp_path, program, how):
    """Two translators, the same lines of the file: git's own merge would have conflicts; this has none."""
    git = program("git")

    def done(*arguments, check=True):
        command = [git, "-c", "user.name=a", "-c", "user.email=a@example.com", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=check)

    def commit(*found):
        (tmp_path / "单 a.po").write_text(po(*found), "utf-8")
        done("add", ".")
        done("commit", "-m", "a")

    done("init", "-b", "main")
    (tmp_path / ".gitattributes").write_text("*.po merge=i18n\n", "utf-8")
    done("config", "merge.i18n.driver", f"{sys.executable} -m i18n merge-driver %O %A %B %P")
    commit(Message("甲"), Message("乙"))
    done("checkout", "-b", "theirs")
    commit(Message("甲", "theirs"), Message("乙", "both"))
    done("checkout", "main")
    commit(Message("甲", "ours"), Message("乙", "both"), Message("丙", "third"))
    said = done(how, "theirs")
    merged = read_catalog((tmp_path / "单 a.po").read_text("utf-8"), "a.po")
    assert [(message.msgid, message.fuzzy) for message in merged.messages] == [
        ("甲", True),
        ("乙", False),
        ("丙", False),
    ]
    assert "单 a.po:7:1: warning: two people translated “甲”" in said.stderr + said.stdout
    assert done("status", "--porcelain").stdout == ""


@pytest.mark.parametrize("why", ["not installed", "broken"])
def test_where_it_cannot_merge_git_merges_the_lines(git, tmp_path, monkeypatch, why):
    """A conflict has the texts of both sides then: without marks, ours would be committed, and theirs lost."""
    if why == "broken":
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin/i18n").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m i18n "$@"\n', "utf-8")
        (tmp_path / "bin/i18n").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin")
    file = tmp_path / "a.po"
    git("init", "-b", "main")
    assert set_merge_driver(tmp_path)

    def commit(text):
        file.write_text(text, "utf-8")
        git("add", "a.po", ".gitattributes")
        git("commit", "-m", "a")

    commit(po(Message("甲")))
    git("checkout", "-b", "theirs")
    commit(po(Message("甲", "theirs")) + "broken\n" * (why == "broken"))
    git("checkout", "main")
    commit(po(Message("甲", "ours")))
    with pytest.raises(AssertionError):
        git("merge", "theirs")
    text = file.read_text("utf-8")
    assert all(part in text for part in ("<<<<<<<", '"ours"', '"theirs"', ">>>>>>>"))
