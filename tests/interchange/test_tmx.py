"""Translation memories as TMX: what goes out comes back the same, and a file from elsewhere is read or refused."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.catalog.message import Message
from i18n.catalog.state import State, source_hash, state_of, target_hash
from i18n.codes import CODES
from i18n.errors import InterchangeError
from i18n.interchange import tmx
from i18n.interchange.xml import fits_xml

TEXT = st.text(
    st.one_of(st.sampled_from("订单a <>&\"'\n\t\r\u2028`*[]{}"), st.characters(exclude_categories=["Cs"])), min_size=1
).filter(lambda text: text.strip() and fits_xml(text))
LINE = TEXT.map(lambda text: "".join(text.splitlines())).filter(str.strip)


def message_in(state, msgid, msgstr, msgctxt, extracted, references):
    message = Message(msgid, msgstr, msgctxt, extracted=extracted, references=references)
    if state is not State.HUMAN:
        message.comments = [f" mt: deepl/next v1 g2 s{source_hash(message)} t{target_hash(msgstr)} 2026-01-01"]
    message.flags = ["fuzzy"] if state is State.MACHINE else []
    assert state_of(message) is state
    return message


MESSAGES = st.lists(
    st.builds(
        message_in,
        st.sampled_from([State.HUMAN, State.REVIEWED, State.MACHINE]),
        TEXT,
        TEXT,
        st.none() | st.text(st.sampled_from("ab 菜单&<")),
        st.lists(LINE, max_size=3),
        st.lists(LINE, max_size=3),
    ),
    min_size=1,
    max_size=4,
)


@pytest.fixture(scope="session")
def read(tmp_path_factory):
    """Read a text as a TMX file from Chinese to English."""
    file = tmp_path_factory.mktemp("tmx") / "memory.tmx"

    def done(text, locale="en"):
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return tmx.read(file, "memory.tmx", "zh-CN", locale)

    return done


@given(messages=MESSAGES)
def test_what_is_written_is_read_the_same(read, messages):
    """Texts, contexts, notes, documents, states and marks."""
    left_out = []
    text = tmx.write(messages, "zh-CN", "en", left_out)
    assert (read(text).messages, left_out) == (messages, [])
    assert tmx.write(read(text).messages, "zh-CN", "en", left_out) == text


def test_what_xml_cannot_hold_is_left_out_by_name(read):
    """The rest of the file is sound."""
    left_out = []
    bad, good = Message("甲\x1b", "A"), Message("乙", "B")
    assert read(tmx.write([bad, good], "zh-CN", "en", left_out)).messages == [good]
    assert left_out == [bad]


def tmx_of(*units, declaration="", attribute="xml:lang"):
    body = "".join(
        f"<tu{attributes}>{head}"
        + "".join(f'<tuv {attribute}="{language}"><seg>{text}</seg></tuv>' for language, text in texts)
        + "</tu>"
        for attributes, head, *texts in units
    )
    return f'{declaration}<tmx version="1.4"><header srclang="*all*"/><body>{body}</body></tmx>'


def unit(*texts, attributes="", head=""):
    return (attributes, head, *texts)


def pairs(memories):
    return [(message.msgid, message.msgstr) for message in memories.messages]


@pytest.mark.parametrize(
    ("languages", "locale"),
    [(("zh-CN", "en"), "en"), (("ZH", "EN-US"), "en"), (("zh_CN", "en_US"), "en-US"), (("en", "zh"), "fr")],
)
def test_languages_are_found_however_they_are_spelled(read, languages, locale):
    """In any order; of several that fit, the one that fits exactly."""
    source, target = languages
    if locale == "fr":
        with pytest.raises(InterchangeError, match="there is nothing from zh-CN to fr in it") as error:
            read(tmx_of(unit((source, "Order"), (target, "订单"))), locale)
        assert error.value.hint == "the file names these languages: en, zh"
        return
    assert pairs(read(tmx_of(unit((target, "Order"), (source, "订单"))), locale)) == [("订单", "Order")]


def test_the_exact_language_wins(read):
    """American before British English for `en-US`, and a unit without the pair is counted."""
    texts = unit(("zh-TW", "訂單"), ("zh-CN", "账单"), ("en-GB", "colour"), ("en-US", "color"))
    found = read(tmx_of(texts, unit(("zh-CN", "无"), ("de", "nichts")), unit(("zh-CN", "无"), ("en-US", " "))), "en-US")
    assert (pairs(found), found.others) == ([("账单", "color")], 2)


def test_old_files_name_a_dtd_that_is_not_read(read):
    """TMX 1.1 has `lang` without a namespace."""
    text = tmx_of(
        unit(("ZH-CN", "订单"), ("EN", "Order")), declaration='<!DOCTYPE tmx SYSTEM "x.dtd">', attribute="lang"
    )
    assert pairs(read(text)) == [("订单", "Order")]


def test_codes_are_text(read):
    """`<ph>` and its like say what they stand for, `<hi>` is only a mark."""
    source = '点<bpt i="1">**</bpt><hi>费用</hi><ept i="1">**</ept>，<ph>`x`</ph>'
    assert pairs(read(tmx_of(unit(("zh", source), ("en", "Click"))))) == [("点**费用**，`x`", "Click")]


def test_a_code_that_stands_for_nothing_known_is_no_translation(read):
    """A warning names its line."""
    found = read(tmx_of(unit(("zh", '点<ph x="1"/>'), ("en", 'Click <ph x="1"/>'))))
    assert (found.messages, [finding.code for finding in found.findings]) == ([], [CODES["unknown-code"]])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings_are_those_of_xml(read, encoding):
    """Many tools write UTF-16."""
    text = '<?xml version="1.0"?>' + tmx_of(unit(("zh", "订单"), ("en", "Order")))
    assert pairs(read(text.encode(encoding))) == [("订单", "Order")]


@pytest.mark.parametrize(
    ("attributes", "machine"),
    [
        ("", ""),
        (' creationid="lihua"', ""),
        (' creationid="MT!"', "MT"),
        (' creationid="Google Translate"', "Google-Translate"),
        (' creationid="Machine Translation" changeid="lihua"', ""),
        (' changeid="DeepL"', "DeepL"),
    ],
)
def test_what_a_machine_wrote_stays_a_machines(read, attributes, machine):
    """A person who changed it last makes it a person's."""
    (message,) = read(tmx_of(unit(("zh", "订单"), ("en", "Order"), attributes=attributes))).messages
    assert state_of(message) is (State.MACHINE if machine else State.HUMAN)
    assert [comment.split("/")[0] for comment in message.comments] == ([f" mt: {machine}"] if machine else [])


def test_a_machines_translation_that_somebody_changed_elsewhere_is_not_finished(read):
    """It is neither the machine's any more, nor known to be a person's."""
    message = message_in(State.MACHINE, "订单", "Order", None, [], [])
    text = tmx.write([message], "zh-CN", "en", []).replace(">Order<", ">Orders<")
    assert [state_of(message) for message in read(text).messages] == [State.NEEDS_WORK]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "memory.tmx:1:1: not well-formed XML: no element found"),
        ("<tmx><body><tu>", "memory.tmx:1:16: not well-formed XML"),
        ("<xliff/>", "memory.tmx:1:1: this is not TMX: its outermost element is <xliff>"),
        ("<tu/>", "this is not TMX: its outermost element is <tu>"),
        ('<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', "a document type declaration is not allowed here"),
        ('<!DOCTYPE tmx SYSTEM "file:///etc/passwd"><tmx>&a;</tmx>', "the entity “a” is not known"),
        ("<a>" * 200, "elements are nested too deeply"),
    ],
)
def test_what_is_no_tmx_is_refused(read, text, said):
    """With the line; nothing is expanded, and nothing fetched."""
    with pytest.raises(InterchangeError) as error:
        read(text)
    assert said in str(error.value)


@given(data=st.binary() | st.text().map(str.encode))
def test_no_bytes_are_a_crash(read, data):
    """Whatever they are, they are read or refused."""
    with contextlib.suppress(InterchangeError):
        read(data)
