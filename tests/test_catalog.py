"""PO files: nothing is lost, what is broken is refused with its line, states are told apart."""

from __future__ import annotations

import subprocess
import unicodedata

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.catalog.message import Catalog, Message
from i18n.catalog.state import State, source_hash, state_of, target_hash
from i18n.catalog.store import read_catalog, write_catalog
from i18n.errors import CatalogError
from i18n.matching.exact import merge

HEADER = {"Language": "en", "Content-Type": "text/plain; charset=UTF-8", "X-Own-Field": "kept"}
FULL = """\
# comment of the file
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Own-Field: kept\\n"

# by a person
#
# another
#. list item · 订单
#: source/a.md
#, fuzzy, no-wrap
#| msgid "old"
msgctxt "menu"
msgid "a\\tb\\n"
msgstr "\\\\ \\" \\a\\b\\v\\f \u2028"

msgid ""
"two\\n"
"lines"
msgstr ""

msgid "one"
msgid_plural "many"
msgstr[0] "1"
msgstr[1] ""

# was
#, fuzzy
#~| msgid "older"
#~ msgid "gone"
#~ msgstr "weg"
"""


def test_a_file_with_everything_in_it_is_written_back_as_it_was():
    """Comments, flags, previous texts, plurals, obsolete messages and escapes all survive."""
    assert write_catalog(read_catalog(FULL, "a.po")) == FULL


def test_what_we_write_is_a_fixed_point_of_msgcat(program, tmp_path):
    """GNU gettext would write the file the same, and finds nothing wrong with it."""
    file = tmp_path / "a.po"
    file.write_text(FULL, "utf-8")
    done = subprocess.run([program("msgcat"), "--no-wrap", str(file)], capture_output=True, check=True)
    assert done.stdout.decode() == FULL


def test_msgfmt_compiles_what_we_write(program, tmp_path):
    """GNU gettext's own checks pass."""
    file = tmp_path / "a.po"
    file.write_text(
        write_catalog(Catalog(HEADER, [Message("甲\n乙\n", "a\nb\n"), Message("甲", "c", "menu")])), "utf-8"
    )
    command = [program("msgfmt"), "-c", "-o", str(tmp_path / "a.mo"), str(file)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_polib_reads_what_we_write():
    """An independent reader finds the same translations."""
    messages = [Message("甲\n乙", 'a "b"\n'), Message("丙", "\\", "menu", flags=["fuzzy"])]
    entries = polib.pofile(write_catalog(Catalog(HEADER, messages)))
    assert [(entry.msgctxt, entry.msgid, entry.msgstr, entry.fuzzy) for entry in entries] == [
        (None, "甲\n乙", 'a "b"\n', False),
        ("menu", "丙", "\\", True),
    ]


@pytest.mark.parametrize("change", [lambda text: text.replace("\n", "\r\n"), lambda text: "\ufeff" + text])
def test_line_ends_and_a_bom_do_not_matter(change):
    """A file that an editor saved with CRLF or a BOM is read alike."""
    assert read_catalog(change(FULL), "a.po") == read_catalog(FULL, "a.po")


def test_comments_after_the_last_message_survive():
    """What stands at the end of a file stays there."""
    assert write_catalog(read_catalog(FULL + "\n# the end\n", "a.po")) == FULL + "\n# the end\n"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('msgid "a\nmsgstr "b"\n', 1, "cannot read"),
        ('msgid "a"\nmsgstr "b" c "d"\n', 2, "cannot read"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "c"\n', 4, "no msgstr"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4, "stands at line 1"),
        ('msgid "a"\nmsgstr "b"\n<<<<<<< HEAD\n', 3, "merge conflict"),
        ("nonsense\n", 1, "out of place"),
        ('msgid ""\nmsgstr "Language: en\\n"\n\nmsgid ""\nmsgstr "zz"\n', 1, "second header"),
        ('msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n', 4, "stands at line 1"),
        ('msgid "a"\nmsgstr "\\xd800"\n', 1, "out of place"),
    ],
)
def test_a_broken_file_is_refused_with_its_line(text, line, said):
    """The error names file and line, and says what is wrong."""
    with pytest.raises(CatalogError, match=said) as caught:
        read_catalog(text, "locales/a.po")
    assert (caught.value.path, caught.value.position.line) == ("locales/a.po", line)


def test_another_charset_is_refused():
    """A header that names another encoding than the file is in would make gettext read nonsense."""
    with pytest.raises(CatalogError, match="GBK"):
        read_catalog('msgid ""\nmsgstr "Content-Type: text/plain; charset=GBK\\n"\n', "a.po")


def machine(message):
    return f" mt: engine/model xml glossary s{source_hash(message)} t{target_hash(message.msgstr)} 2026-01-01"


def with_mark(msgstr, *, fuzzy, made_from="甲", made="a"):
    message = Message("甲", msgstr, flags=["fuzzy"] if fuzzy else [])
    message.comments = [machine(Message(made_from, made))]
    return message


@pytest.mark.parametrize(
    ("message", "state"),
    [
        (with_mark(" \n", fuzzy=True), State.EMPTY),
        (Message("甲", "a"), State.HUMAN),
        (with_mark("a", fuzzy=False), State.REVIEWED),
        (with_mark("a", fuzzy=True), State.MACHINE),
        (with_mark("a", fuzzy=True, made_from="乙"), State.STALE),
        (with_mark("b", fuzzy=True), State.NEEDS_WORK),
        (Message("甲", "a", flags=["fuzzy"]), State.NEEDS_WORK),
    ],
)
def test_states_are_told_by_text_flag_and_mark(message, state):
    """Each row of the table of states."""
    assert state_of(message) == state


def test_hashes_do_not_depend_on_the_normal_form():
    """A tool that decomposes characters does not change whose work a text is."""
    assert target_hash("é") == target_hash(unicodedata.normalize("NFD", "é"))


keys = st.sampled_from("甲乙丙丁")
olds = st.lists(
    st.builds(Message, keys, st.sampled_from(["", "a", "b"]), obsolete=st.booleans()),
    unique_by=lambda message: message.key,
)
wanted_lists = st.lists(keys, unique=True).map(lambda found: [Message(key, extracted=["kind"]) for key in found])


@given(wanted_lists, olds)
def test_merging_twice_is_merging_once(wanted, old):
    """update∘update = update."""
    once = merge(wanted, old)
    assert merge(wanted, once) == once


@given(wanted_lists, olds)
def test_merging_loses_no_translation_and_doubles_no_key(wanted, old):
    """Every translation is still there, and each key once."""
    merged = merge(wanted, old)
    assert len({message.key for message in merged}) == len(merged)
    assert {(message.key, message.msgstr) for message in old if message.msgstr} <= {
        (message.key, message.msgstr) for message in merged
    }


@given(wanted_lists, olds)
def test_a_text_that_comes_back_finds_its_translation(wanted, old):
    """Remove everything, bring it back: the translations are the same."""
    there = merge(wanted, old)
    again = merge(wanted, merge([], there))
    assert [message.msgstr for message in again if not message.obsolete] == [
        message.msgstr for message in there if not message.obsolete
    ]
