"""Catalogs written and read: the form of `msgcat --no-wrap`, no loss, and a clear error for what is broken."""

from __future__ import annotations

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.catalog.message import Catalog, Message
from i18n.catalog.store import field_lines, read_catalog, write_catalog
from i18n.errors import CatalogError

HEADER = {
    "Project-Id-Version": "guides",
    "X-Own-Field": "stays: here",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
    "Last-Translator": "张三 <zhang@example.com>",
}

comments = st.lists(
    st.sampled_from(
        ["", " 由张三翻译", " a  b", ' "quoted"', " ~ tilde", " | bar", " 行\u2028中", ' msgid "a"', "  two"]
    ),
    max_size=3,
)
flags = st.sampled_from([[], ["fuzzy"], ["no-wrap"], ["fuzzy", "no-c-format", "no-wrap"]])
notes = st.sampled_from(["标题 2 · 订单", "paragraph"])
references = st.sampled_from(["source/订单.md", "source/a%20b.md:12", "x" * 90])


def entry(msgid, msgstr, end, plural, **fields):
    """Make a message whose texts all have `end` at both ends: msgfmt asks for line ends in all of them or in none."""
    msgid, msgstr, other = (end + text + end for text in (msgid, msgstr, "other"))
    if plural:
        return Message(msgid, plural=other, plurals=[msgstr, other], **fields)
    return Message(msgid, msgstr, **fields)


def previous_lines(context, msgid):
    return (field_lines("msgctxt", context) if context is not None else []) + field_lines("msgid", msgid)


def catalogs_of(alphabet):
    """Make catalogs whose texts are of these characters."""
    texts = st.text(st.sampled_from(alphabet), max_size=14)
    bodies = texts.map(lambda text: text.strip("\n")).filter(str.strip)
    contexts = st.none() | texts
    entries = st.builds(
        entry,
        bodies,
        bodies,
        st.sampled_from(["", "\n"]),
        st.booleans(),
        msgctxt=contexts,
        comments=comments,
        extracted=st.lists(notes, max_size=2),
        references=st.lists(references, max_size=2, unique=True),
        flags=flags,
        previous=st.just([]) | st.builds(previous_lines, contexts, texts.filter(bool)),
        obsolete=st.booleans(),
    )
    messages = st.lists(entries, min_size=1, max_size=5, unique_by=lambda message: message.key).map(ordered)
    return st.builds(Catalog, st.just(HEADER), messages, comments, st.sampled_from([[], ["fuzzy"]]))


def ordered(messages):
    """Put obsolete messages last, without the fields that these do not keep."""
    for message in messages:
        if message.obsolete:
            message.extracted, message.references = [], []
    return sorted(messages, key=lambda message: message.obsolete)


catalogs = catalogs_of('aé文😀 \n\t"\\\a\b\v\f\u2028\u2029\x85%:#~|{}')


@given(catalog=catalogs)
def test_reading_what_was_written_gives_the_same_catalog(catalog):
    """Write then read is the identity."""
    assert read_catalog(write_catalog(catalog), "a.po") == catalog


@given(catalog=catalogs)
def test_what_is_written_is_a_fixed_point_of_msgcat(catalog, gettext):
    """GNU gettext would not change a byte of it, and neither would we on reading it back."""
    written = write_catalog(catalog)
    done = gettext("msgcat", "--no-wrap", "-", text=written)
    assert done.stdout.decode() == written, done.stderr.decode()
    assert write_catalog(read_catalog(done.stdout.decode(), "a.po")) == written


@given(catalog=catalogs)
def test_msgfmt_accepts_what_is_written(catalog, gettext):
    """GNU gettext's own checks find no error."""
    done = gettext("msgfmt", "-c", "-o", "-", "-", text=write_catalog(catalog))
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout


@given(catalog=catalogs_of('aé文😀 \n\t"\\%:#~|{}'))
def test_polib_reads_the_same_messages(catalog, tmp_path_factory):
    """An independent reader agrees; `\a` and its like, and U+2028 in a string, it cannot carry."""
    file = tmp_path_factory.getbasetemp() / "polib.po"
    file.write_text(write_catalog(catalog), "utf-8")
    read = [
        (one.msgctxt, one.msgid, one.msgstr, one.flags, bool(one.obsolete), list(one.msgstr_plural.values()))
        for one in polib.pofile(str(file))
    ]
    assert read == [
        (one.msgctxt, one.msgid, one.msgstr, one.flags, one.obsolete, one.plurals) for one in catalog.messages
    ]


def catalog_text(*blocks):
    head = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    return "\n".join([head, *blocks])


@pytest.mark.parametrize(
    "block",
    [
        '#. kind\n#: source/a.md\n#, fuzzy\n#| msgid "old"\nmsgid "甲"\nmsgstr "a"\n',
        '# was\n#, fuzzy\n#~| msgctxt "c"\n#~| msgid "older"\n#~ msgid "gone"\n#~ msgstr "weg"\n',
        'msgctxt ""\nmsgid "甲"\nmsgstr "a"\n',
        'msgid ""\n"two\\n"\n"lines"\nmsgstr ""\n"zwei\\n"\n"Zeilen"\n',
        'msgid "one"\nmsgid_plural "many"\nmsgstr[0] "1"\nmsgstr[1] ""\n',
        '#\n# a\n#\n# b\n#\nmsgid "甲"\nmsgstr ""\n',
        'msgid "\\a\\b\\v\\f\\r\\t\\\\\\""\nmsgstr "\u2028😀"\n',
    ],
)
def test_text_in_the_form_of_msgcat_is_kept_byte_for_byte(block, gettext):
    """Read then write is the identity on what GNU gettext writes."""
    text = catalog_text(block)
    assert gettext("msgcat", "--no-wrap", "-", text=text).stdout.decode() == text
    assert write_catalog(read_catalog(text, "a.po")) == text


def test_wrapped_strings_are_joined_as_msgcat_does(gettext):
    """A file from a tool that wraps comes to the form without wrapping."""
    long = "word " * 40
    text = catalog_text(f'msgid "{long}"\nmsgstr "{long}"\n')
    wrapped = gettext("msgcat", "-", text=text).stdout.decode()
    assert wrapped != text
    assert write_catalog(read_catalog(wrapped, "a.po")) == text


def test_numeric_escapes_are_read_as_gettext_reads_them(gettext):
    """`\\x41` and `\\101` are the letter A."""
    text = catalog_text('msgid "\\x41\\101"\nmsgstr "b"\n')
    theirs = gettext("msgcat", "--no-wrap", "-", text=text).stdout.decode()
    assert write_catalog(read_catalog(text, "a.po")) == theirs
    assert read_catalog(text, "a.po").messages[0].msgid == "AA"


def test_header_fields_keep_their_order_and_unknown_ones_survive():
    """A team's own fields stay where they are."""
    text = write_catalog(Catalog(HEADER, [Message("甲", obsolete=True, msgstr="a")]))
    assert list(read_catalog(text, "a.po").header.items()) == list(HEADER.items())


@pytest.mark.parametrize("tail", ["# the end\n", "# one\n#\n# two\n", "#. odd\n"])
def test_comments_after_the_last_message_survive(tail):
    """Nothing that stands in the file is dropped."""
    text = catalog_text('msgid "甲"\nmsgstr "a"\n', tail)
    assert write_catalog(read_catalog(text, "a.po")) == text


@given(catalog=catalogs, line_end=st.sampled_from(["\r\n", "\r"]), bom=st.sampled_from(["", "\ufeff"]))
def test_other_line_ends_and_a_bom_are_read_alike(catalog, line_end, bom):
    """A file that an editor on Windows saved has the same content."""
    written = write_catalog(catalog)
    assert read_catalog(bom + written.replace("\n", line_end), "a.po") == catalog


@given(catalog=catalogs)
def test_leaving_out_notes_leaves_out_nothing_else(catalog):
    """A build reads no `#.` and `#:`, and all the rest."""
    read = read_catalog(write_catalog(catalog), "a.po", notes=False)
    for message in catalog.messages:
        message.extracted, message.references = [], []
    assert read == catalog


def test_lines_of_messages_are_those_of_their_first_line_or_text():
    """An error can send a person to the message."""
    text = catalog_text('# c\nmsgid "甲"\nmsgstr "a"\n', 'msgid "乙"\nmsgstr ""\n')
    lines = text.split("\n")
    for message in read_catalog(text, "a.po").messages:
        at = message.line - 1
        assert f'msgid "{message.msgid}"' in lines[at : at + 2]


GOOD = 'msgid "甲"\nmsgstr "a"\n'


@pytest.mark.parametrize(
    ("block", "line", "said"),
    [
        ("nonsense\n", 9, "out of place"),
        ('msgid "open\nmsgstr "b"\n', 9, 'cannot read “msgid "open”'),
        ('msgid "b"\nmsgstr "open\n', 10, "cannot read"),
        ('msgid "b"\nmsgstr "a "quote" inside"\n', 10, "cannot read"),
        ('msgid "b"\nmsgstr "open \\"\n', 10, "cannot read"),
        ('msgid "b"\n', 9, "no msgstr"),
        ('msgid "b"\n\nmsgid "c"\nmsgstr "d"\n', 9, "no msgstr"),
        ('msgstr "b"\n', 9, "no message"),
        ('msgid "甲"\nmsgstr "b"\n', 9, "stands at line 6 as well: “甲”"),
        ('#~ msgid "甲"\n#~ msgstr "b"\n', 9, "stands at line 6 as well"),
        ('msgid "b"\nmsgstr "c" d "e"\n', 10, "cannot read"),
        ('<<<<<<< HEAD\nmsgid "b"\nmsgstr "c"\n', 9, "merge conflict"),
        ('msgid "b"\n=======\nmsgstr "c"\n', 10, "merge conflict"),
        ('msgid "b"\nmsgstr "c"\n>>>>>>> theirs\n', 11, "merge conflict"),
    ],
)
def test_a_broken_file_is_refused_with_file_and_line(block, line, said):
    """The error leads to the line, and tells that the file was left as it was."""
    with pytest.raises(CatalogError) as caught:
        read_catalog(catalog_text(GOOD, block), "locales/en/LC_MESSAGES/a.po")
    error = caught.value
    assert said in error.message
    assert (error.path, error.position.line) == ("locales/en/LC_MESSAGES/a.po", line)
    assert "left as it " in error.hint
    assert error.exit_code == 1


def test_equal_texts_in_two_contexts_are_two_messages():
    """Only the same key twice is a duplicate; an empty context is a context."""
    text = catalog_text(GOOD, 'msgctxt ""\n' + GOOD, 'msgctxt "c"\n' + GOOD)
    assert [message.msgctxt for message in read_catalog(text, "a.po").messages] == [None, "", "c"]


def test_an_obsolete_message_may_stand_beside_an_empty_one():
    """Only one of them holds a translation, so none can be lost."""
    text = catalog_text('msgid "乙"\nmsgstr ""\n', '#~ msgid "乙"\n#~ msgstr "b"\n')
    assert [message.msgstr for message in read_catalog(text, "a.po").messages] == ["", "b"]


def test_without_a_header_the_first_message_keeps_its_comments():
    """A machine's mark among them."""
    first = '# by hand\n# mt: x/- tokens - s0 t0 2026-01-02\n#, fuzzy\nmsgid "甲"\nmsgstr "A"\n'
    text = first + '\n# two\nmsgid "乙"\nmsgstr "B"\n'
    catalog = read_catalog(text, "a.po")
    assert catalog.comments == []
    assert [message.comments for message in catalog.messages] == [
        [" by hand", " mt: x/- tokens - s0 t0 2026-01-02"],
        [" two"],
    ]
    assert read_catalog(write_catalog(catalog), "a.po").messages[0].comments == catalog.messages[0].comments


def test_another_charset_in_the_header_is_refused():
    """GNU gettext would read the text as something else."""
    with pytest.raises(CatalogError, match="GB2312") as caught:
        read_catalog('msgid ""\nmsgstr "Content-Type: text/plain; charset=GB2312\\n"\n', "a.po")
    assert "msgconv" in caught.value.hint


def test_an_empty_file_is_an_empty_catalog():
    """There is nothing in it to lose."""
    assert read_catalog("", "a.po").messages == []


def test_flags_and_long_references_are_written_as_msgcat_writes_them(gettext):
    """`fuzzy` comes first and only with a translation, each flag once; lines are counted in bytes."""
    references = [f"source/市场/订单.md:{line}" for line in (1, 22, 333, 4444)]
    messages = [
        Message("甲", "", references=references, flags=["no-wrap", "fuzzy", "fuzzy"]),
        Message("乙", "b", flags=["no-wrap", "fuzzy", "no-wrap"]),
    ]
    written = write_catalog(Catalog({"Content-Type": "text/plain; charset=UTF-8"}, messages))
    assert gettext("msgcat", "--no-wrap", "-", text=written).stdout.decode() == written
    assert [message.flags for message in read_catalog(written, "a.po").messages] == [["no-wrap"], ["fuzzy", "no-wrap"]]
