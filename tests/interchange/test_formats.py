"""The formats in which translations come back: what is read of each."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.errors import I18nError, InterchangeError
from i18n.interchange.formats import read_delivery

XLIFF_1 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="b/a.po" source-language="zh-CN" target-language="en" datatype="po"><body>
{units}
</body></file>
</xliff>
"""
XLIFF_2 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="zh-CN" trgLang="en">
<file id="f1" original="b/a.po">
{units}
</file>
</xliff>
"""


@pytest.fixture
def read(tmp_path):
    """Read a file of this name and content."""

    def done(name, text):
        (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_delivery(tmp_path / name, name)

    return done


@pytest.fixture
def units(read):
    """Read the units of an XLIFF file."""

    def done(text, frame=XLIFF_1):
        return read("a.xlf", frame.replace("{units}", text)).units

    return done


def pairs(units):
    return [(unit.source, unit.target) for unit in units]


# XLIFF ------------------------------------------------------------------------------------------


def test_xliff_1_says_where_and_what_a_text_is(read):
    """As po2xliff writes it."""
    unit = """<trans-unit id="1" approved="no" restype="x-gettext-domain-header"><source>x</source></trans-unit>
<group><trans-unit id="2" xml:space="preserve" approved="yes"><source>甲 &lt;b&gt;\\
乙</source><target state="translated">A &lt;b&gt;\\
B</target>
<alt-trans><source>旧</source><target>old</target></alt-trans>
<context-group name="po-reference" purpose="location"><context context-type="sourcefile">source/a.md</context>
<context context-type="linenumber">3</context></context-group>
<context-group name="po-entry"><context context-type="x-po-msgctxt">menu</context></context-group>
</trans-unit></group>"""
    delivery = read("a.xliff", XLIFF_1.replace("{units}", unit))
    assert (delivery.language, len(delivery.units)) == ("en", 1)
    unit = delivery.units[0]
    assert (unit.source, unit.target) == ("甲 <b>\\\n乙", "A <b>\\\nB")
    assert (unit.context, unit.context_known, unit.fuzzy) == ("menu", True, False)
    assert (unit.locations, unit.origin, unit.line) == (("source/a.md",), "b/a.po", 5)


def test_xliff_2_joins_the_segments_of_a_unit(units):
    """As long as one of them has no translation, the unit has none."""
    text = """<group id="g"><unit id="1"><notes><note category="location">source/a.md</note></notes>
<segment><source>甲。</source><target>A.</target></segment><ignorable><source> </source></ignorable>
<segment><source>乙。</source><target>B.</target></segment></unit></group>
<unit id="2"><segment><source>甲。</source><target>A.</target></segment>
<segment><source>乙。</source></segment></unit>"""
    both = units(text, XLIFF_2)
    assert pairs(both) == [("甲。 乙。", "A. B."), ("甲。乙。", "")]
    assert (both[0].locations, both[0].context_known) == (("source/a.md",), False)


@pytest.mark.parametrize(
    ("unit", "target", "fuzzy"),
    [
        ("", "", False),
        ('approved="yes"', 'state="translated"', False),
        ('approved="no"', 'state="translated"', False),
        ('approved="no"', "", True),
        ("", 'state="needs-translation"', True),
        ("", 'state="needs-review-translation"', True),
        ("", 'state="new"', True),
        ("", 'state="translated" state-qualifier="mt-suggestion"', True),
        ("", 'state="translated" state-qualifier="leveraged-mt"', True),
        ("", 'state="final" state-qualifier="exact-match"', False),
    ],
)
def test_xliff_1_says_what_needs_work(units, unit, target, fuzzy):
    """A state that is not done, a machine's suggestion, or no approval."""
    text = f'<trans-unit id="1" {unit}><source>甲</source><target {target}>A</target></trans-unit>'
    assert [one.fuzzy for one in units(text)] == [fuzzy]


@pytest.mark.parametrize(("state", "fuzzy"), [("", False), ('state="initial"', True), ('state="final"', False)])
def test_xliff_2_says_what_needs_work(units, state, fuzzy):
    """Initial means that nobody has finished it."""
    text = f'<unit id="1"><segment {state}><source>甲</source><target>A</target></segment></unit>'
    assert [one.fuzzy for one in units(text, XLIFF_2)] == [fuzzy]


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (XLIFF_1, '<ph id="1">&lt;br/&gt;</ph>'),
        (XLIFF_1, '<x id="1" equiv-text="&lt;br/&gt;"/>'),
        (XLIFF_1, '<mrk mtype="protected">&lt;br/&gt;</mrk>'),
        (XLIFF_2, '<ph id="1" dataRef="d1"/>'),
        (XLIFF_2, '<cp hex="003C"/>br/&gt;'),
        (XLIFF_2, '&lt;b<pc id="1" dataRefStart="d2" dataRefEnd="d3"/>&gt;'),
    ],
)
def test_codes_become_text_where_the_file_says_what_they_are(units, frame, code):
    """In the source and in the translation."""
    if frame is XLIFF_1:
        text = f'<trans-unit id="1"><source>甲{code}</source><target>A{code}</target></trans-unit>'
    else:
        data = '<data id="d1">&lt;br/&gt;</data><data id="d2">r</data><data id="d3">/</data>'
        text = f'<unit id="1"><originalData>{data}</originalData>'
        text += f"<segment><source>甲{code}</source><target>A{code}</target></segment></unit>"
    assert pairs(units(text, frame)) == [("甲<br/>", "A<br/>")]


@pytest.mark.parametrize("code", ['<x id="1"/>', '<g id="1">乙</g>', "<b>乙</b>", '<ph id="1"/>', '<bx id="1"/>'])
def test_a_unit_with_an_unknown_code_is_refused(read, code):
    """A finding names its line; the others are read."""
    text = f"""<trans-unit id="1"><source>甲{code}</source><target>A{code}</target></trans-unit>
<trans-unit id="2"><source>丙</source><target>C</target></trans-unit>"""
    delivery = read("a.xlf", XLIFF_1.replace("{units}", text))
    assert pairs(delivery.units) == [("丙", "C")]
    assert [(one.name, one.position.line) for one in delivery.findings] == [("unknown-code", 4)]
    assert f"<{code[1:].split()[0].split('>')[0]}>" in delivery.findings[0].message


def test_nothing_is_said_of_an_unknown_code_without_a_translation(read):
    """There is nothing to take."""
    text = '<trans-unit id="1"><source>甲<x id="1"/></source><target/></trans-unit>'
    delivery = read("a.xlf", XLIFF_1.replace("{units}", text))
    assert (delivery.units, delivery.findings) == ([], [])


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE xliff [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>\n<xliff>&b;</xliff>',
        '<!DOCTYPE xliff SYSTEM "file:///etc/passwd">\n<xliff/>',
        "<xliff>&undefined;</xliff>",
        "<x>" * 5000,
    ],
)
def test_xml_can_neither_expand_nor_fetch_anything(read, text):
    """Declarations of entities are refused, and so is what is nested without end."""
    with pytest.raises(InterchangeError):
        read("a.xlf", text)


def test_xliff_in_utf_16_is_read(read):
    """XML says its encoding itself."""
    text = XLIFF_1.replace("UTF-8", "UTF-16").replace(
        "{units}", '<trans-unit id="1"><source>甲</source><target>A</target></trans-unit>'
    )
    assert pairs(read("a.xlf", text.encode("utf-16")).units) == [("甲", "A")]


@pytest.mark.parametrize("number", ["D800", "110000", "x", ""])
def test_characters_that_are_none_are_unknown_codes(read, number):
    """A surrogate, a number too large, no number."""
    text = f'<unit id="1"><segment><source>甲</source><target>A<cp hex="{number}"/></target></segment></unit>'
    assert [one.name for one in read("a.xlf", XLIFF_2.replace("{units}", text)).findings] == ["unknown-code"]


# CSV --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        'location,source,target\nsource/a.md:3,"甲,\n乙","A,\nB"\n',
        '\ufefflocation,source,target\r\nsource/a.md,"甲,\r\n乙","A,\r\nB"\r\n',
        'Target;Source;Location\n"A,\nB";"甲,\n乙";source/a.md\n',
        'source\ttarget\tlocation\n"甲,\n乙"\t"A,\nB"\tsource/a.md\n',
    ],
)
def test_tables_of_any_spreadsheet_are_read(read, text):
    """Columns in any order, separated by what the first line shows; a BOM and CRLF as Excel writes them."""
    delivery = read("a.csv", text)
    assert pairs(delivery.units) == [("甲,\n乙", "A,\nB")]
    assert (delivery.units[0].locations, delivery.language) == (("source/a.md",), "")


def test_a_table_may_say_context_and_fuzzy(read):
    """As Weblate's does; its apostrophes before formulas go."""
    text = "location,source,target,id,fuzzy,context\n,甲,A,,True,menu\n,乙,'-B,,,\n,丙,C,,False,\n"
    units = read("a.csv", text).units
    assert [(one.target, one.fuzzy, one.context, one.context_known) for one in units] == [
        ("A", True, "menu", True),
        ("-B", False, None, True),
        ("C", False, None, True),
    ]


def test_backslashes_are_single_again_where_po2csv_doubled_them(read):
    """A table with other columns holds them as they are."""
    assert pairs(read("a.csv", "location,source,target\n,甲\\\\乙,A\\\\B\n").units) == [("甲\\乙", "A\\B")]
    assert pairs(read("a.csv", "source,target\n甲\\乙,A\\B\n").units) == [("甲\\乙", "A\\B")]


def test_lines_of_rows_are_right(read):
    """Cells may hold line ends."""
    units = read("a.csv", 'source,target\n"甲\n乙",A\n\n丙,C\n').units
    assert [(one.source, one.line) for one in units] == [("甲\n乙", 2), ("丙", 5)]


# Anything ---------------------------------------------------------------------------------------

PIECES = [
    "source",
    "target",
    ",",
    "\n",
    "\r",
    '"',
    "\\\\",
    "甲",
    "\0",
    "<xliff>",
    "</xliff>",
    "<file>",
    "<trans-unit>",
    "<source>",
]
PIECES += [
    "<target/>",
    "<unit>",
    "<segment>",
    "<pc>",
    "&lt;",
    "<![CDATA[",
    'msgid "',
    "msgstr",
    "\ufeff",
    "\u2028",
    ";",
    "\t",
]


texts = st.lists(st.sampled_from(PIECES)).map(lambda pieces: "".join(pieces).encode())


@given(data=texts | st.binary(), suffix=st.sampled_from([".po", ".xlf", ".csv"]))
def test_anything_is_read_or_refused(data, suffix):
    """With an error that a user can do something about, never with another."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a" + suffix)
        file.write_bytes(data)
        with contextlib.suppress(I18nError):
            read_delivery(file, file.name)
