"""PO files that cannot be read whole: what is sound serves, the rest is named by line, and nothing is overwritten."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.catalog.entries import entries_of
from i18n.catalog.message import Catalog, Message
from i18n.catalog.store import read_catalog, write_catalog
from i18n.errors import CatalogError

PO = "locales/en/LC_MESSAGES"
HEADER = {"Language": "en", "Content-Type": "text/plain; charset=UTF-8"}
HEAD = write_catalog(Catalog(HEADER)) + "\n"
FIRST, LAST = 'msgid "甲"\nmsgstr "A"\n', 'msgid "丙"\nmsgstr "C"\n'


def read(text):
    """Read what is sound; returns the translations, and line and text of each problem."""
    problems = []
    catalog = read_catalog(text, "a.po", report=problems.append)
    found = {message.msgid: message.msgstr for message in catalog.messages}
    return found, [(problem.position.line, problem.message) for problem in problems]


CONFLICT = "syntax error: the markers of a merge conflict are inside"


@pytest.mark.parametrize(
    ("between", "line", "said"),
    [
        ("nonsense", 9, "syntax error: a line is out of place"),
        ('msgid "open\nmsgstr "B"', 9, "syntax error: cannot read “msgid "),
        ('msgid "乙"\nmsgstr "B" more', 10, "syntax error: cannot read “msgstr "),
        ('msgid "乙"\nmsgid_plural "many"\nmsgstr "B"', 9, "a plural has a msgstr without a number"),
        ('msgid "乙"\nmsgstr[0] "B"', 9, "without a plural has a msgstr with a number"),
        ('msgid "乙"\nmsgid_plural "many"\nmsgstr[1] "B"', 9, "the numbers of a message's plural forms"),
        ('# seen\nmsgid "乙"', 10, "a message has no msgstr"),
        ('msgstr "B"', 9, "a msgstr no message"),
        ('msgid "甲"\nmsgstr "other"', 9, "this message stands at line 6 as well: “甲”"),
        ('msgid ""\nmsgstr "Language: fr\\n"', 9, "there is a second header; the first is at line 1"),
        ('#~ nonsense "乙"', 9, "a line is out of place"),
        ('#~ msgid "乙"\nmsgstr "B"', 10, "only some of a message's lines are marked as obsolete"),
        ('#~ "乙"', 9, "a msgstr no message"),
        ('<<<<<<< HEAD\nmsgid "乙"\nmsgstr "B"\n=======\nmsgid "乙"\nmsgstr "b"\n>>>>>>> x', 9, CONFLICT),
        ('msgid "乙"\n<<<<<<< HEAD\nmsgstr "B"\n=======\nmsgstr "b"\n>>>>>>> x', 10, CONFLICT),
        ('msgid "乙"\nmsgstr ""\n<<<<<<< HEAD\n"B"\n=======\n"b"\n>>>>>>> x\n"end"', 11, CONFLICT),
        ('<<<<<<< HEAD\nmsgid "乙"\n=======\nmsgid "丁"\n>>>>>>> x\nmsgstr "B"', 9, CONFLICT),
        ('<<<<<<< HEAD\n\nmsgid "乙"\nmsgstr "B"\n\n=======\n>>>>>>> x', 9, CONFLICT),
        ('msgid "乙"\nmsgstr "B\0" "', 10, "cannot read"),
        ('#| msgid "open\nmsgid "乙"\nmsgstr "B"', 9, "cannot read “#| msgid "),
        ('#| "odd"\nmsgid "乙"\nmsgstr "B"', 9, "out of place"),
    ],
)
def test_the_sound_messages_around_a_broken_one_are_read(between, line, said):
    """Who only reads gets the sound ones and the line of the broken one; who writes gets that as an error."""
    text = f"{HEAD}{FIRST}\n{between}\n\n{LAST}"
    found, problems = read(text)
    assert found == {"甲": "A", "丙": "C"}
    assert [at for at, _ in problems] == [line]
    assert said in problems[0][1]
    with pytest.raises(CatalogError) as caught:
        read_catalog(text, "a.po")
    assert caught.value.message == problems[0][1]


def test_a_text_that_a_conflict_cuts_in_two_is_not_used():
    """Half a translation does not pass for a whole one."""
    found, problems = read(f'{HEAD}{FIRST}=======\n"more"\n\n{LAST}')
    assert (found, [line for line, _ in problems]) == ({"丙": "C"}, [8, 9])


def test_all_problems_are_told_at_once():
    """So that nobody has to run a command again after each line they mend."""
    text = f'{HEAD}nonsense\n\n{FIRST}\nmsgid "乙"\n\n{LAST}\n{FIRST}'
    found, problems = read(text)
    assert (found, [line for line, _ in problems]) == ({"甲": "A", "丙": "C"}, [6, 11, 16])
    with pytest.raises(CatalogError) as caught:
        read_catalog(text, "a.po")
    assert [other.position.line for other in caught.value.others] == [11, 16]


@pytest.mark.parametrize("text", [FIRST + "\n" + LAST, FIRST, "# only a comment\n\n" + FIRST])
def test_a_missing_header_is_no_trouble(text):
    """The messages are read all the same."""
    assert read(text)[0]["甲"] == "A"
    assert not read(text)[1]


def test_a_file_of_which_nothing_is_sound_is_refused_by_every_reader():
    """Such a file is no PO file."""
    with pytest.raises(CatalogError):
        read_catalog("<html>\n", "a.po", report=lambda problem: None)


texts = st.text(st.sampled_from(list('aé文 \n\t"\\#~')), min_size=1, max_size=10)
messages = st.builds(
    Message,
    texts,
    texts,
    st.none() | texts,
    comments=st.lists(st.sampled_from([" a", "", " msgid"]), max_size=2),
    previous=st.sampled_from([[], ['msgid "old"']]),
    obsolete=st.booleans(),
)
catalogs = st.lists(messages, min_size=1, max_size=5, unique_by=lambda message: message.key)


@given(found=catalogs)
def test_every_entry_is_told_from_the_next(found):
    """What we write comes apart into as many entries as were written, all sound."""
    entries = entries_of(write_catalog(Catalog(HEADER, found)))
    assert (len(entries), [entry.problem for entry in entries if entry.problem]) == (len(found) + 1, [])


@given(found=catalogs, data=st.data())
def test_a_damaged_line_costs_no_other_message(found, data):
    """Of a file with one damaged line, all messages are read but the one it stands in and its neighbour."""
    written = write_catalog(Catalog(HEADER, found)).split("\n")
    at = data.draw(st.integers(4, len(written) - 1))
    new = data.draw(
        st.sampled_from(
            ["", '"', "x", 'msgid "', 'msgstr "a"', "=======", "#~ x", "#| x", written[at] + '"', written[at][:-1]]
        )
    )
    damaged = "\n".join([*written[:at], new, *written[at + 1 :]])
    try:
        read_back = read_catalog(damaged, "a.po", report=lambda problem: None).messages
    except CatalogError:
        read_back = []  # nothing was left: the header and a message stood side by side
    same = sum(message in found for message in read_back)
    assert same >= len(found) - 2


PIECES = """# x|#, fuzzy|#: a:1||msgid "a"|msgstr "b"|msgctxt "c"|"d"|msgid ""|msgstr ""|msgid_plural "p"|\
msgstr[0] "0"|msgstr[1] "1"|=======|<<<<<<< a|>>>>>>> b"""
pieces = st.sampled_from([*(piece + "\n" for piece in PIECES.split("|")), "#~ ", "#| ", '"', "\\", "x", "\0", "\u2028"])


@given(st.lists(pieces, max_size=25).map("".join))
def test_any_text_is_read_or_refused(text):
    """No other error, and a file that is read strictly has no problem to report."""
    problems = []
    try:
        catalog = read_catalog(text, "a.po", report=problems.append)
    except CatalogError:
        return
    if not problems:
        assert read_catalog(text, "a.po") == catalog


# The commands -----------------------------------------------------------------------------------


@pytest.fixture
def translated(project, run, fill):
    """Make a project with two translated messages; returns its root and the PO file."""
    root = project({"a.md": "甲\n\n乙\n"})
    run("--project", root, "update")
    return root, fill(root, "a.po", {"甲": "A", "乙": "B"})


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_file_from_windows_is_read_and_updated(translated, run, end, bom):
    """Line ends and BOM are no trouble; with nothing new it is not even rewritten."""
    root, file = translated
    file.write_bytes((bom + file.read_text("utf-8").replace("\n", end)).encode())
    before = file.read_bytes()
    assert run("--project", root, "build")[0] == 0
    assert (root / "build/en/a.md").read_text("utf-8") == "A\n\nB\n"
    assert run("--project", root, "update")[0] == 0
    assert file.read_bytes() == before
    (root / "source/a.md").write_text("甲\n\n乙\n\n丙\n", "utf-8")
    assert run("--project", root, "update")[0] == 0
    assert 'msgid "乙"\nmsgstr "B"\n' in file.read_bytes().decode()


@pytest.mark.parametrize("command", ["build", "check", "status", "update"])
def test_a_catalog_in_gbk_is_read_by_its_header_and_never_written(translated, run, command):
    """Who only reads shows the translations; a finding says how to convert the file."""
    root, file = translated
    text = file.read_text("utf-8").replace("UTF-8", "GBK").replace('"B"', '"乙 B"')
    file.write_bytes(text.encode("gbk"))
    (root / "source/a.md").write_text("甲\n\n乙\n\n丙\n", "utf-8")
    before = file.read_bytes()
    code, out, _ = run("--project", root, command, "--json")
    assert code == 1
    [finding] = [one for one in json.loads(out)["findings"] if one["name"] == "catalog-error"]
    assert (finding["path"], "its header says GBK" in finding["message"]) == (f"{PO}/a.po", True)
    assert "msgconv -t UTF-8" in finding["hint"]
    assert file.read_bytes() == before
    if command == "build":
        assert (root / "build/en/a.md").read_text("utf-8") == "A\n\n乙 B\n\n丙\n"


@pytest.mark.parametrize("command", ["build", "check", "status", "update"])
def test_every_command_names_file_and_line_of_each_problem(translated, run, stamps, command):
    """And leaves the file alone; a build shows the messages that are sound."""
    root, file = translated
    file.write_text(file.read_text("utf-8").replace('msgstr "B"', 'msgstr "B') + "\nnonsense\n", "utf-8")
    before = file.read_bytes(), file.stat().st_mtime_ns
    lines = file.read_text("utf-8").split("\n")
    code, _, err = run("--project", root, command)
    assert code == 1
    assert f"{PO}/a.po:{lines.index('msgstr ' + chr(34) + 'B') + 1}:1: error: syntax error: cannot read" in err
    assert f"{PO}/a.po:{lines.index('nonsense') + 1}:1: error: syntax error: a line is out of place" in err
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before
    if command == "build":
        assert (root / "build/en/a.md").read_text("utf-8") == "A\n\n乙\n"
