"""Glossaries as TBX and as tables: what goes out comes back the same, and what others write is read or refused."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.errors import InterchangeError
from i18n.glossary import MODES, Term, read_glossary
from i18n.interchange import tbx, term_tables
from i18n.interchange.xml import fits_xml

WORDS = (
    st.text(st.one_of(st.sampled_from("订单 A<&\"',;="), st.characters(exclude_categories=["C", "Z"])), min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text and fits_xml(text))
)
TERMS = st.lists(
    st.builds(Term, WORDS, WORDS, st.sampled_from(MODES), st.just("") | WORDS)
    | st.builds(Term, st.just(""), WORDS, st.just("forbidden"), st.just("") | WORDS),
    max_size=6,
)
HEAD = '<tbx type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2"><text><body>'
TAIL = "</body></text></tbx>"


@pytest.fixture(scope="session")
def read(tmp_path_factory):
    """Read a text as a file from Chinese to English, in the format that its name says."""
    folder = tmp_path_factory.mktemp("terms")

    def done(text, name="terms.tbx", locale="en"):
        file = folder / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        reader = tbx if name.endswith(".tbx") else term_tables
        return reader.read(file, name, "zh-CN", locale)

    return done


@given(rows=TERMS, as_of_2008=st.booleans())
def test_tbx_that_is_written_is_read_the_same(read, rows, as_of_2008):
    """Terms, renderings, modes and notes; rows of one source come together."""
    text = tbx.write(rows, "terms", "zh-CN", "en", as_of_2008=as_of_2008)
    order = list(dict.fromkeys(term.source for term in rows if term.source))
    found = read(text).terms if rows else []
    assert sorted(found, key=str) == sorted(rows, key=str)
    assert list(dict.fromkeys(term.source for term in found if term.source)) == order


@given(rows=TERMS, separator=st.sampled_from([",", "\t"]))
def test_a_table_that_is_written_is_read_the_same(rows, separator):
    """By the reader of glossaries; a person's rows before ours stay letter by letter."""
    assert list(read_glossary(term_tables.write(rows, separator), "x", separator).terms) == rows
    ours = "source,target,mode,note\n订单,order,,\n".replace(",", separator)
    more = term_tables.with_rows(ours, rows, separator)
    assert more.startswith(ours)
    assert list(read_glossary(more, "x", separator).terms) == [Term("订单", "order"), *rows]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "source,target,mode,note\n甲,A,preferred,n\n"),
        ("source,target\n乙,B", "source,target,mode,note\n乙,B,,\n甲,A,preferred,n\n"),
        ("target,mode,note,source\r\nB,,,乙", "target,mode,note,source\r\nB,,,乙\r\nA,preferred,n,甲\r\n"),
        ("\ufeffNote, Mode ,Source,Target\n", "\ufeffNote, Mode ,Source,Target\nn,preferred,甲,A\n"),
    ],
)
def test_rows_are_added_in_the_columns_that_are_there(before, after):
    """Columns that are missing come last."""
    assert term_tables.with_rows(before, [Term("甲", "A", "preferred", "n")]) == after


def concept(inside, section="termSec", language="langSec", name="conceptEntry"):
    return (
        f'<{name}><note>shared</note><{language} xml:lang="zh-CN"><{section}><term>订单</term></{section}>'
        f"<{section}><term>购货单</term></{section}></{language}>"
        f'<{language} xml:lang="en-US"><{section}><term>order</term>{inside}</{section}></{language}></{name}>'
    )


@pytest.mark.parametrize(
    ("inside", "mode"),
    [
        ("", "preferred"),
        ('<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>', "forced"),
        ('<termNote type="administrativeStatus">admittedTerm-admn-sts</termNote>', "preferred"),
        ('<termNote type="administrativeStatus">supersededTerm-admn-sts</termNote>', "forbidden"),
        ('<termNote type="administrativeStatus">deprecatedTerm</termNote>', "forbidden"),
        ('<termNote type="normativeAuthorization">preferredTerm</termNote>', "forced"),
        ('<m:administrativeStatus xmlns:m="urn:min">deprecatedTerm-admn-sts</m:administrativeStatus>', "forbidden"),
        ('<termNote type="partOfSpeech">noun</termNote>', "preferred"),
    ],
)
def test_the_status_of_a_term_says_what_is_asked_for(read, inside, mode):
    """In either style; each name of a concept is a row."""
    found = read(HEAD + concept(inside) + TAIL).terms
    assert found == [Term(name, "order", mode, "shared") for name in ("订单", "购货单")]


def test_tbx_of_2008_is_read(read):
    """With its DTD named, and terms in groups."""
    inside = "</termGrp><note>of \n 2008</note><termGrp><term/>"
    body = concept("", "ntig", "langSet", "termEntry").replace("<term>", "<termGrp><term>")
    body = body.replace("</term>", "</term></termGrp>").replace(
        "order</term></termGrp>", f"order</term>{inside}</termGrp>"
    )
    text = (
        f'<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX"><text><body>{body}</body></text></martif>'
    )
    assert read(text).terms == [Term(name, "order", "preferred", "of 2008") for name in ("订单", "购货单")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<tmx/>", "this is not TBX: its outermost element is <tmx>"),
        ("<tbx>", "not well-formed XML"),
        (HEAD + concept("").replace("zh-CN", "ja") + TAIL, "there is nothing from zh-CN to en in it"),
        ('<!DOCTYPE tbx [<!ENTITY a "b">]><tbx/>', "a document type declaration is not allowed here"),
    ],
)
def test_what_is_no_tbx_is_refused(read, text, said):
    """By line where there is one."""
    with pytest.raises(InterchangeError, match=said):
        read(text)


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.csv", "source,target\n订单,order\n", [Term("订单", "order")]),
        ("a.csv", "\ufeffsource;target;mode\r\n订单;order;preferred\r\n", [Term("订单", "order", "preferred")]),
        ("a.tsv", "source\ttarget\n订单\torder, purchase\n", [Term("订单", "order, purchase")]),
        ("a.csv", "en,zh-CN,pos,Description\norder,订单,noun,a thing\n", [Term("订单", "order", "forced", "a thing")]),
        ("a.csv", "zh,EN-US\n订单,order\n空,\n", [Term("订单", "order")]),
        ("a.csv", "Source,Target,id\n订单,order,7\n", [Term("订单", "order")]),
    ],
)
def test_tables_of_others_are_read(read, name, text, found):
    """Languages may name the columns; columns that say nothing to us are left out."""
    assert read(text, name).terms == found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a.csv:1:1: the column “source” is missing"),
        ("订单,order\n", "a.csv:1:1: unknown column “订单”"),
        ("source,target,mode\n订单,order,forcd\n", "a.csv:2:1: unknown mode “forcd”"),
        ('source,target\n"订单,order\n', "a.csv:2:1: not a table"),
    ],
)
def test_what_is_no_table_of_terms_is_refused(read, text, said):
    """With the line, and what to write."""
    with pytest.raises(InterchangeError) as error:
        read(text, "a.csv")
    assert str(error.value).startswith(said)


@given(data=st.binary() | st.text().map(str.encode), name=st.sampled_from(["a.csv", "a.tsv", "a.tbx"]))
def test_no_bytes_are_a_crash(read, data, name):
    """Whatever they are, they are read or refused."""
    with contextlib.suppress(InterchangeError):
        read(data, name)
