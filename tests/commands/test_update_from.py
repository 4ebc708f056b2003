"""`i18n update --from FILE`: what comes back from elsewhere changes only what it translates anew."""

from __future__ import annotations

import copy
import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.catalog.message import Catalog, Message
from i18n.catalog.state import State, marks, source_hash, state_of, target_hash
from i18n.catalog.store import field_lines, read_catalog, write_catalog
from i18n.project import find_project
from i18n.workflow.update_from import take_in

PO = "locales/en/LC_MESSAGES"
HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
CONFIGURATION = 'locales = ["en"]\n[[collections]]\nsource = "source"\noutput = "build/{locale}"\n'
TWO_LOCALES = """
locales = ["en", "pt-BR"]

[[collections]]
source = "source"
output = "build/{locale}"
dialect = "docusaurus"
"""


def mark(msgid, msgstr, context=None):
    """Return the comment that says that a machine wrote a translation."""
    hashes = f"s{source_hash(Message(msgid, msgctxt=context))} t{target_hash(msgstr)}"
    return f"# mt: deepl/next v1 g1 {hashes} 2026-01-01\n"


def entry(msgid, msgstr, comments="", context=None):
    """Return a PO entry."""
    context = f'msgctxt "{context}"\n' if context else ""
    return f'\n{comments}{context}msgid "{msgid}"\nmsgstr "{msgstr}"\n'


@pytest.fixture
def ours(project, run):
    """Make a project of one guide with a catalog of these entries; returns its root."""

    def made(*entries, name="a.po", configuration=None):
        root = project({"a.md": "甲\n"}, *([configuration] if configuration else []))
        file = root / PO / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEADER + "".join(entries), "utf-8")
        return root

    return made


@pytest.fixture
def take(run):
    """Write a file from elsewhere and take it in; returns the exit code, the result and the messages shown."""

    def taken(root, text, name="back.po", *locales):
        file = root / "from" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        code, out, err = run("--project", root, "update", *locales, "--from", file, "--json")
        return code, json.loads(out) if out else {}, err

    return taken


def messages(root, name="a.po"):
    text = (root / PO / name).read_text("utf-8")
    return {message.key: message for message in read_catalog(text, name).messages}


def message(root, msgid="甲", name="a.po"):
    return messages(root, name)[None, msgid]


def test_a_new_translation_is_taken(ours, run, stamps):
    """It is a person's; the last line says what was done, and a second time nothing is written."""
    root = ours(entry("甲", ""), entry("乙", ""), entry("丙", "C"))
    file = root / "back.po"
    file.write_text(HEADER + entry("甲", "A") + entry("乙", "") + entry("丙", "C"), "utf-8")
    code, out, err = run("--project", root, "update", "--from", file)
    assert (code, err) == (0, "")
    assert out == "1 translation taken in, 1 catalog of 1 written; 1 as they were, 1 empty\n"
    assert (message(root).msgstr, state_of(message(root))) == ("A", State.HUMAN)
    before = stamps(root)
    assert run("--project", root, "update", "--from", file)[1].startswith("0 translations taken in, 0 catalogs of 1")
    assert stamps(root) == before


def test_an_empty_text_changes_nothing(ours, take):
    """Nor do blanks: OmegaT empties what it thinks unfinished."""
    root = ours(entry("甲", "A"), entry("乙", "B", "#, fuzzy\n"))
    was = (root / PO / "a.po").read_bytes()
    code, result, _ = take(root, HEADER + entry("甲", "") + entry("乙", " \\n"))
    assert (code, result["empty"], result["written"]) == (0, 2, [])
    assert (root / PO / "a.po").read_bytes() == was


@pytest.mark.parametrize("comments", ["#, fuzzy\n", '#, fuzzy\n#| msgid "旧"\n', mark("甲", "A") + "#, fuzzy\n"])
@pytest.mark.parametrize("text", ["A", "  A", "A\\n"])
def test_an_equal_text_changes_nothing(ours, take, comments, text):
    """It never un-fuzzies, even if the file's entry is not fuzzy; white space makes no other text."""
    root = ours(entry("甲", "A", comments))
    was = (root / PO / "a.po").read_bytes()
    code, result, _ = take(root, HEADER + entry("甲", text))
    assert (code, result["same"], result["written"]) == (0, 1, [])
    assert (root / PO / "a.po").read_bytes() == was


def test_an_obsolete_message_is_left_alone(ours, take):
    """It is neither revived nor changed."""
    root = ours(entry("甲", "A"), '\n#~ msgid "旧"\n#~ msgstr "old"\n')
    was = (root / PO / "a.po").read_bytes()
    code, result, _ = take(root, HEADER + entry("旧", "new"))
    assert (code, result["obsolete"], result["written"]) == (0, 1, [])
    assert (root / PO / "a.po").read_bytes() == was


def test_comments_flags_order_and_header_stay_ours(ours, take):
    """Only the text, `fuzzy` and what the text was before change."""
    noted = '# 注\n#. note\n#: source/a.md\n#, fuzzy, md-text\n#| msgid "旧"\n'
    root = ours(entry("乙", "B"), entry("甲", "old", noted))
    came = HEADER.replace("en", 'en\\n"\n"X-Generator: Elsewhere') + entry("甲", "A", "# theirs\n#, c-format\n")
    code, _, _ = take(root, came + entry("乙", "B"))
    assert code == 0
    after = (root / PO / "a.po").read_text("utf-8")
    kept_note = "# 注\n#. note\n#: source/a.md\n#, md-text\n"
    assert after == HEADER + entry("乙", "B") + entry("甲", "A", kept_note)


def test_the_previous_text_of_a_finished_message_is_taken_out(ours, take, run):
    """Other tools leave it there; whatever command of ours writes the file next takes it out."""
    left_over = '#| msgid "旧"\n'
    root = ours(entry("甲", "A", left_over), entry("乙", ""), '\n#~| msgid "旧"\n#~ msgid "丙"\n#~ msgstr "C"\n')
    assert take(root, HEADER + entry("乙", "B"))[0] == 0
    assert "旧" not in (root / PO / "a.po").read_text("utf-8")
    (root / PO / "a.po").write_text(HEADER + entry("甲", "A", left_over), "utf-8")
    assert run("--project", root, "update")[0] == 0
    assert "旧" not in (root / PO / "a.po").read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "came", "state"),
    [
        ("", "", State.HUMAN),
        ("", "#, fuzzy\n", State.NEEDS_WORK),
        ("#, fuzzy\n", "", State.HUMAN),
        ("#, fuzzy\n", "#, fuzzy\n", State.NEEDS_WORK),
        (mark("甲", "old") + "#, fuzzy\n", "", State.REVIEWED),
        (mark("甲", "old") + "#, fuzzy\n", "#, fuzzy\n", State.NEEDS_WORK),
        (mark("甲", "old"), "", State.REVIEWED),
    ],
)
def test_states_after_another_text_came(ours, take, before, came, state):
    """Not fuzzy unless the file says so; a mark of a machine stays, so that its part is known."""
    root = ours(entry("甲", "old", before))
    if before or not came:
        assert take(root, HEADER + entry("甲", "new", came))[0] == 0
        assert (message(root).msgstr, state_of(message(root))) == ("new", state)
    else:
        assert take(root, HEADER + entry("甲", "new", came))[1]["kept"] == 1


@pytest.mark.parametrize("before", ["", mark("甲", "A")])
def test_a_fuzzy_text_never_replaces_what_a_person_finished(ours, take, before):
    """That it was not taken is said."""
    root = ours(entry("甲", "A", before))
    was = (root / PO / "a.po").read_bytes()
    code, result, _ = take(root, HEADER + entry("甲", "B", "#, fuzzy\n"))
    assert (code, result["kept"], result["written"]) == (0, 1, [])
    assert result["findings"][0]["message"] == "1 unfinished translation was not taken; ours are people's"
    assert (root / PO / "a.po").read_bytes() == was


def test_machine_text_comes_in_as_machine_text(ours, take):
    """With its mark, and only where there is no person's text."""
    root = ours(entry("甲", ""), entry("乙", "B", "#, fuzzy\n"), entry("丙", "C", mark("丙", "C") + "#, fuzzy\n"))
    came = [entry(msgid, "X", mark(msgid, "X") + "#, fuzzy\n") for msgid in "甲乙丙"]
    code, result, _ = take(root, HEADER + "".join(came))
    assert (code, result["taken"], result["kept"], result["displaced"]) == (0, 2, 1, [])
    assert [state_of(message(root, msgid)) for msgid in "甲乙丙"] == [State.MACHINE, State.NEEDS_WORK, State.MACHINE]
    assert [message(root, msgid).msgstr for msgid in "甲乙丙"] == ["X", "B", "X"]


def test_what_a_person_reviewed_elsewhere_is_reviewed(ours, take):
    """The mark of the file tells; where we have one of our own, ours stays."""
    root = ours(entry("甲", ""), entry("乙", "old", mark("乙", "old") + "#, fuzzy\n"))
    take(root, HEADER + entry("甲", "A", mark("甲", "X")) + entry("乙", "B", mark("乙", "Y")))
    assert [state_of(message(root, msgid)) for msgid in "甲乙"] == [State.REVIEWED, State.REVIEWED]
    assert [f"#{line}\n" for line in message(root, "乙").comments] == [mark("乙", "old")]


@pytest.mark.parametrize("before", ["", "#, fuzzy\n", mark("甲", "A")])
def test_a_replaced_text_of_a_person_is_kept(ours, take, before):
    """The PO file as it was stays in .i18n/displaced, and so do those kept before."""
    root = ours(entry("甲", "A", before))
    was = (root / PO / "a.po").read_bytes()
    code, result, _ = take(root, HEADER + entry("甲", "B"))
    assert (code, result["displaced"]) == (0, [f".i18n/displaced/{PO}/a.po"])
    assert (root / ".i18n/displaced" / PO / "a.po").read_bytes() == was
    finding = f"a person's translation was replaced; the file as it was is kept in .i18n/displaced/{PO}/a.po"
    assert [one["message"] for one in result["findings"]] == [finding]
    then = (root / PO / "a.po").read_bytes()
    assert take(root, HEADER + entry("甲", "C"))[1]["displaced"] == [f".i18n/displaced/{PO}/a.po.2"]
    assert (root / ".i18n/displaced" / PO / "a.po").read_bytes() == was
    assert (root / ".i18n/displaced" / PO / "a.po.2").read_bytes() == then


def test_a_replaced_text_of_a_machine_is_not_kept(ours, take):
    """A machine can write it again."""
    root = ours(entry("甲", "A", mark("甲", "A") + "#, fuzzy\n"))
    assert take(root, HEADER + entry("甲", "B"))[1]["displaced"] == []
    assert not (root / ".i18n/displaced").exists()


def test_unknown_messages_are_counted(ours, take):
    """The file is the only place where they are."""
    root = ours(entry("甲", ""))
    code, result, _ = take(root, HEADER + entry("甲", "A") + entry("乙", "B") + entry("丙", "C", context="menu"))
    assert (code, result["taken"], result["unknown"]) == (0, 1, 2)
    assert result["findings"][0]["message"] == "2 messages of the file are in no catalog"


def test_two_translations_of_one_message_are_said(ours, take):
    """The first is taken; one that we had before is none."""
    root = ours(entry("甲", "old"))
    came = "source,target\n甲,old\n甲,A\n甲,old\n甲,B\n"
    code, result, _ = take(root, came, "a.csv")
    assert (code, result["taken"], result["same"], result["unclear"]) == (0, 1, 2, 1)
    assert message(root).msgstr == "A"
    assert result["findings"][0]["position"] == [5, 1]


def test_what_msgcat_joined_is_not_taken(ours, take):
    """It puts the translations of several files into one, between marks."""
    root = ours(entry("甲", ""))
    joined = "#-#-#-#-#  a.po  #-#-#-#-#\\nA\\n#-#-#-#-#  b.po  #-#-#-#-#\\nB"
    code, result, _ = take(root, HEADER + entry("甲", joined, "#, fuzzy\n"))
    assert (code, result["taken"], result["unclear"], message(root).msgstr) == (0, 0, 1, "")


@pytest.mark.parametrize("text", ["A\0", "\x1b[1mA", "A\x08"])
def test_control_characters_are_not_taken(ours, take, text):
    """No PO file could hold them soundly."""
    root = ours(entry("甲", ""))
    code, result, _ = take(root, f"source,target\n甲,{text}\n", "a.csv")
    assert (code, result["taken"], result["unclear"], message(root).msgstr) == (0, 0, 1, "")


# Where a text belongs ---------------------------------------------------------------------------


@pytest.fixture
def three(ours):
    """Make a project whose three catalogs hold the same message, each of its own source."""
    root = ours(entry("甲", "", "#: source/a.md\n"))
    for name in ("b/a", "b/c"):
        file = root / PO / f"{name}.po"
        file.parent.mkdir(exist_ok=True)
        file.write_text(HEADER + entry("甲", "", f"#: source/{name}.md\n"), "utf-8")
    return root


@pytest.mark.parametrize(
    ("name", "comments", "written"),
    [
        ("all.po", "", ["a", "b/a", "b/c"]),
        ("all.po", "#: source/b/c.md:12\n", ["b/c"]),
        ("all.po", "#: source/b/c.md source/a.md\n", ["a", "b/c"]),
        ("all.po", "#: elsewhere/x.md\n", ["a", "b/a", "b/c"]),
        ("b/a.po", "", ["b/a"]),
        ("a.po", "", ["a"]),
        ("b/c.po", "#: source/a.md\n", ["a"]),
    ],
)
def test_the_catalog_is_told_by_reference_or_path(three, take, name, comments, written):
    """All catalogs with the message where neither narrows them down."""
    code, result, _ = take(three, HEADER + entry("甲", "A", comments), name)
    assert (code, result["written"]) == (0, [f"{PO}/{one}.po" for one in written])


def test_contexts_keep_messages_apart(ours, take):
    """A PO file says the context; a table or XLIFF without one serves only where there is no choice."""
    root = ours(entry("甲", ""), entry("甲", "", context="menu"), entry("乙", "", context="menu"))
    take(root, HEADER + entry("甲", "A", context="menu"))
    assert {key: one.msgstr for key, one in messages(root).items()} == {
        (None, "甲"): "",
        ("menu", "甲"): "A",
        ("menu", "乙"): "",
    }
    code, result, _ = take(root, "source,target\n甲,X\n乙,B\n", "a.csv")
    assert (code, result["taken"], result["unclear"]) == (0, 1, 1)
    assert "several contexts" in result["findings"][0]["message"]
    assert messages(root)["menu", "乙"].msgstr == "B"
    code, result, _ = take(root, "source,target,context\n甲,N,\n甲,M,menu\n", "a.csv")
    assert [messages(root)[context, "甲"].msgstr for context in (None, "menu")] == ["N", "M"]


# Which locale -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "named", "locale"),
    [("pt_BR", (), "pt-BR"), ("en_US", (), "en"), ("pt", (), "pt-BR"), ("", ("en",), "en"), ("de", ("en",), "en")],
)
def test_the_locale_is_named_or_the_files_own(ours, take, language, named, locale):
    """A country more or less does not matter where only one locale is of that language."""
    root = ours(entry("甲", ""), configuration=TWO_LOCALES)
    other = root / "locales/pt-BR/LC_MESSAGES/a.po"
    other.parent.mkdir(parents=True)
    other.write_text(HEADER.replace("en", "pt_BR") + entry("甲", ""), "utf-8")
    header = HEADER.replace("Language: en", f"Language: {language}")
    code, result, _ = take(root, header + entry("甲", "A"), "back.po", *named)
    assert (code, result["written"]) == (0, [f"locales/{locale}/LC_MESSAGES/a.po"])


@pytest.mark.parametrize(("language", "says"), [("", "it does not say"), ("de", "it says “de”")])
def test_an_uncertain_locale_is_an_error(ours, take, language, says):
    """The message says to name it, and nothing is written."""
    root = ours(entry("甲", ""), configuration=TWO_LOCALES)
    code, _, err = take(root, HEADER.replace("Language: en", f"Language: {language}") + entry("甲", "A"))
    assert code == 2
    assert says in err
    assert "hint: name it: i18n update en --from " in err
    assert message(root).msgstr == ""


def test_a_file_in_another_language_is_not_taken_for_the_only_locale(ours, take):
    """A file that says nothing is."""
    root = ours(entry("甲", ""))
    assert take(root, HEADER.replace("Language: en", "Language: de") + entry("甲", "A"))[0] == 2
    assert take(root, "source,target\n甲,A\n", "a.csv")[1]["taken"] == 1


def test_only_one_locale_may_be_named(ours, run):
    """Files are for one."""
    root = ours(entry("甲", ""), configuration=TWO_LOCALES)
    code, _, err = run("--project", root, "update", "en", "pt-BR", "--from", root / PO / "a.po")
    assert code == 2
    assert "several locales are named" in err


# Bad input --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text", "where"),
    [
        ("x.po", HEADER + '\nmsgid "open\n', ":6:1: error: syntax error"),
        ("x.xlf", "<xliff>\n<file>\n</xliff>", ":3:3: error: not well-formed XML: mismatched tag"),
        ("x.xlf", "", ":1:1: error: not well-formed XML: no element found"),
        ("x.xlf", "<html/>", ":1:1: error: this is not XLIFF"),
        ("x.xlf", '<!DOCTYPE xliff [<!ENTITY a "b">]>\n<xliff/>', ":1:"),
        ("x.csv", "a,b\n", ":1:1: error: this is not a table of translations"),
        ("x.csv", "", ":1:1: error: this is not a table of translations"),
        ("x.csv", 'source,target\n甲,"A\n', ":2:1: error: not CSV"),
        ("x.csv", "source,target\n甲,A\n".encode("gbk"), "iconv -f GB18030"),
    ],
)
def test_a_file_that_cannot_be_read_is_said(ours, run, name, text, where):
    """With its line; the other files are taken, and the exit code is 1."""
    root = ours(entry("甲", ""))
    (root / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    (root / "good.csv").write_text("source,target\n甲,A\n", "utf-8")
    code, out, err = run("--project", root, "update", "--from", root / name, "--from", root / "good.csv")
    assert code == 1
    assert where in err
    assert out.startswith("1 translation taken in")
    assert message(root).msgstr == "A"


@pytest.mark.parametrize(("name", "says"), [("x.docx", "is of no known format"), ("none.po", "there is no file")])
def test_a_wrong_name_is_wrong_usage(ours, run, name, says):
    """Exit code 2."""
    root = ours(entry("甲", ""))
    code, _, err = run("--project", root, "update", "--from", root / name)
    assert code == 2
    assert says in err


def test_a_broken_catalog_of_ours_is_said_and_left_alone(ours, take):
    """Others are written."""
    root = ours(entry("甲", ""))
    (root / PO / "b.po").write_text('msgid "open\n', "utf-8")
    code, result, _ = take(root, HEADER + entry("甲", "A"))
    assert (code, result["written"]) == (1, [f"{PO}/a.po"])
    assert (root / PO / "b.po").read_text("utf-8") == 'msgid "open\n'


# Laws -------------------------------------------------------------------------------------------

BY_MACHINE = (State.MACHINE, State.STALE)
BY_A_PERSON = (State.HUMAN, State.REVIEWED, State.NEEDS_WORK)


@st.composite
def entries(draw):
    """Draw a message of any state for each of a few texts; now and then it is obsolete or has left-overs."""
    found = []
    for msgid in draw(st.permutations("甲乙丙")):
        state = draw(st.sampled_from(list(State)))
        msgstr = "" if state is State.EMPTY else draw(st.sampled_from(["A", " A", "B", "C\n"]))
        line = mark("旧" if state is State.STALE else msgid, msgstr).removeprefix("#").strip("\n")
        marked = state in (*BY_MACHINE, State.REVIEWED) or (state is State.EMPTY and draw(st.booleans()))
        comments = [" 注"] * draw(st.booleans()) + [line] * marked
        flags = ["fuzzy"] * (state in (*BY_MACHINE, State.NEEDS_WORK)) + ["md-text"] * draw(st.booleans())
        previous = ['msgid "旧"'] * draw(st.booleans())
        obsolete = draw(st.integers(0, 9)) == 9
        found.append(Message(msgid, msgstr, None, comments, [], [], flags, previous, obsolete))
        assert state_of(found[-1]) is state
    return found


def po(found):
    fields = {"Language": "en", "Content-Type": "text/plain; charset=UTF-8"}
    return write_catalog(Catalog(fields, copy.deepcopy(found)))


@given(mine=entries(), theirs=entries())
def test_whatever_comes_in_loses_nothing_and_hides_no_machine(mine, theirs):
    """No message is emptied, revived, moved or un-fuzzied without another text; a person's text is found again."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        file, back = root / PO / "a.po", root / "back.po"
        file.parent.mkdir(parents=True)
        (root / "i18n.toml").write_text(CONFIGURATION, "utf-8")
        file.write_text(po(mine), "utf-8")
        back.write_text(po(theirs), "utf-8")
        before, came = read_catalog(po(mine), "a.po"), read_catalog(po(theirs), "b.po")
        outcome = take_in(find_project(root), [str(back)])
        assert not outcome.failed
        after = read_catalog(file.read_text("utf-8"), "a.po")
        elsewhere = "".join(kept.read_text("utf-8") for kept in (root / ".i18n").rglob("*.po"))
        again = take_in(find_project(root), [str(back)])
        assert (again.taken, again.written) == (0, [])
    units = {one.key: one for one in came.active}
    assert after.header == before.header
    assert [one.key for one in after.messages] == [one.key for one in before.messages]
    for old, new in zip(before.messages, after.messages, strict=True):
        assert_law(old, new, units.get(old.key), elsewhere)


def assert_law(old, new, unit, elsewhere):
    was = state_of(old)
    assert new.obsolete == old.obsolete
    assert new.msgstr.strip() or not old.msgstr.strip()
    assert [flag for flag in new.flags if flag != "fuzzy"] == [flag for flag in old.flags if flag != "fuzzy"]
    assert set(new.comments) - set(marks(new.comments)) == set(old.comments) - set(marks(old.comments))
    if old.obsolete or not unit or not unit.msgstr.strip() or new.msgstr.split() == old.msgstr.split():
        assert (new.msgstr, new.flags, new.comments) == (old.msgstr, old.flags, old.comments)
        return
    assert new.msgstr.strip() == unit.msgstr.strip()
    assert not (unit.fuzzy and was in (State.HUMAN, State.REVIEWED))
    assert state_of(new) is not State.HUMAN or not marks(old.comments + unit.comments)
    if state_of(unit) in BY_MACHINE:
        assert state_of(new) in BY_MACHINE
        assert was not in BY_A_PERSON
    if was in BY_A_PERSON:
        assert field_lines("msgstr", old.msgstr)[0] in elsewhere


def test_what_could_not_be_kept_was_not_taken_in(ours, run, tmp_path):
    """A file stands where replaced work is kept: nothing is replaced, and nothing is counted."""
    root = ours(entry("甲", "A"))
    (root / ".i18n").write_text("in the way", "utf-8")
    sheet = tmp_path / "sheet.csv"
    sheet.write_text("source,target\n甲,B\n", "utf-8")
    code, out, err = run("--project", root, "update", "--from", sheet)
    assert code == 1
    assert out == "0 translations taken in, 0 catalogs of 1 written\n"
    assert f"{PO}/a.po: error: was not replaced, since it cannot be kept in .i18n: file exists" in err
    assert 'msgstr "A"' in (root / PO / "a.po").read_text("utf-8")
