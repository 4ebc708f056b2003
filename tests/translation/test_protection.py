"""Placeables as tokens: nothing is lost on the way to a machine and back, whatever it does to them."""

from __future__ import annotations

import pytest
from generated_documents import DIALECTS, line
from hypothesis import given
from hypothesis import strategies as st

from i18n import parse
from i18n.markdown.dialect import dialect_named
from i18n.markdown.inline.groups import groups_of, written
from i18n.markdown.inline.read import read_inline, read_parsed
from i18n.model import Span
from i18n.translation.engine import Markup
from i18n.translation.gates import Gates, markup_difference
from i18n.translation.protection import DamagedError, answer_parts, mask, unmask
from i18n.translation.punctuation import latin

DOCUSAURUS = dialect_named("docusaurus")
GATES = Gates(("zh-CN", "en"))


def masked(text, markup=Markup.PLAIN, **more):
    return mask(groups_of(read_inline(text, DOCUSAURUS, {})), markup, **more)


def back(text, answer, markup=Markup.PLAIN):
    shown = masked(text, markup)
    return unmask(shown, answer_parts(shown, answer))


@given(line, st.sampled_from(DIALECTS), st.sampled_from(Markup))
def test_what_is_shown_comes_back_byte_for_byte(text, dialect, markup):
    """Of any inline Markdown, in any dialect, however it is shown."""
    tree = groups_of(read_inline(text, dialect_named(dialect), {"FOOTNOTES": {}}))
    assert written(tree) == text
    shown = mask(tree, markup)
    assert unmask(shown, answer_parts(shown, shown.text)) == text


def test_every_segment_of_real_guides_comes_back_byte_for_byte(corpora):
    """Each of them, in each form."""
    count = 0
    for path in sorted((corpora / "websoft9" / "zh").rglob("*.md*")):
        document = parse(path.read_bytes().decode(), "docusaurus")
        for _, msgid in document.messages:
            tree = groups_of(document.extraction.reader.read(msgid))
            for markup in Markup:
                shown = mask(tree, markup)
                assert unmask(shown, answer_parts(shown, shown.text)) == msgid, path
                count += 1
    assert count > 50_000


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("甲**乙**丙", "甲<g1>乙</g1>丙"),
        ("甲*乙*~~丙~~", "甲<g1>乙</g1><g2>丙</g2>"),
        ("见[文**档**](a.md '题')", "见<g1>文<g2>档</g2></g1>"),
        ("用`甲`", "用<x1/>"),
        ("看![图](a.png)和![](b.png)", "看<g1>图</g1>和<x2/>"),
        ("到 https://a.example/b 看", "到 <x1/> 看"),
        ("到<https://a.example>看", "到<x1/>看"),
        ("按<kbd>键</kbd>，<br/>再", "按<g1>键</g1>，<x2/>再"),
        ("甲{变量}乙", "甲<x1/>乙"),
        ("甲\\*乙&nbsp;丙", "甲<x1/>乙<x2/>丙"),
        ("甲\\\n乙", "甲<x1/>乙"),
        ("**全部**", "全部"),
        ("[**全部**](a.md)", "全部"),
        ("**费用（元）**菜单", "<g1>费用（元）</g1>菜单"),
        ("标记<g1>不是", "标记<x1/>不是"),
    ],
)
def test_how_a_text_is_shown(text, shown):
    """Tags around words, and tags for what stays; what is around the whole text is not shown at all."""
    assert masked(text).text == shown


def test_an_engine_for_xml_gets_xml():
    """Signs that mean something there are escaped, and come back."""
    assert masked("甲 & 乙 > 丙**丁**", Markup.XML).text == "甲 &amp; 乙 &gt; 丙<g1>丁</g1>"
    assert back("甲 & 乙 > 丙**丁**", "a &amp; b &gt; c<g1>d</g1>", Markup.XML) == "a & b > c**d**"


def test_an_engine_that_changes_no_markup_gets_markdown():
    """As it is."""
    assert masked("甲**乙**`丙`", Markup.NONE).text == "甲**乙**`丙`"


def test_terms_that_are_not_translated_stay_out():
    """A machine sees a token, and the term comes back as it must be."""
    shown = masked("打开控制台", kept=lambda text: [(Span(2, 5), "Console")])
    assert shown.text == "打开<x1/>"
    assert unmask(shown, answer_parts(shown, "Open <x1/>")) == "Open Console"


@pytest.mark.parametrize(
    "answer",
    [
        "a<g1>b</g1>c<x2/>",
        "a< g1 >b</ g1 >c< x2 / >",
        "a<G1>b</G1>c<X2/>",
        "a＜ｇ１＞b＜／ｇ１＞c＜ｘ２／＞",
        "a&lt;g1&gt;b&lt;/g1&gt;c&lt;x2/&gt;",
        "a&amp;lt;g1&amp;gt;b&lt;/g1&gt;c&lt;x2/&gt;",
        "a\\<g1\\>b\\</g1\\>c\\<x2/\\>",
        "a<g1>b</g1>c<x2>",
        "a<g1>b</g1>c<x2></x2>",
        "a<g 1>b</g 1>c<x 2/>",
    ],
)
def test_damage_that_changes_no_meaning_is_repaired(answer):
    """Blanks, case, full-width forms and escapes in tokens."""
    assert back("甲**乙**丙`d`", answer) == "a**b**c`d`"


@pytest.mark.parametrize(
    ("answer", "finding"),
    [
        ("ab</g1>c<x2/>", "lacks <g1>"),
        ("a<g1>b</g1>c", "lacks <x2/>"),
        ("a<g1>b</g1>c<x2/><x2/>", "more than once"),
        ("a<g1>b</g1>c<x3/><x2/>", "no <x3> in the text"),
        ("a</g1>b<g1>c<x2/>", "must be nested"),
        ("a<g1/>bc<x2/>", "must be around text"),
        ("a<g1>b</g1>c<x2/> g1>", "damaged tag: “g1>”"),
        ("a<g1>b</g1>c<x2/> <g", "adds a “<”"),
        ("a<g1>b</g1>c<x2/><b>d</b>", "adds a “<”"),
    ],
)
def test_other_damage_is_refused_with_what_is_wrong(answer, finding):
    """In words that a model understands."""
    with pytest.raises(DamagedError, match=finding):
        back("甲**乙**丙`d`", answer)


def test_crossing_tags_are_refused():
    """Each closes the one that was opened last."""
    with pytest.raises(DamagedError, match="must be nested"):
        back("**甲**[乙](c)", "<g1>a<g2>b</g1>c</g2>")


def test_blanks_move_out_of_emphasis():
    """`** Billing **` would not be bold."""
    assert back("在**费用**下", "in<g1> Billing </g1>menu") == "in **Billing** menu"


@given(
    st.sampled_from(["甲**乙**丙`d`", "[甲](a.md)与<kbd>乙</kbd>{丙}", "*甲*![乙](b.png)\\*", "**费用（元）**菜单"]),
    st.lists(
        st.sampled_from(
            [
                "<g1>",
                "</g1>",
                "<g2>",
                "</g2>",
                "<x1/>",
                "<x2/>",
                "<x3/>",
                "a",
                " ",
                "*",
                "`",
                "[b](c)",
                "<b>",
                "{",
                "中",
            ]
        ),
        max_size=9,
    ).map("".join),
    st.sampled_from([Markup.PLAIN, Markup.XML]),
)
def test_whatever_comes_back_what_is_accepted_has_the_pieces_of_its_text(text, answer, markup):
    """The gates hold: the same code, destinations, tags and variables, emphasis, and nothing untranslated."""
    tree = groups_of(read_inline(text, DOCUSAURUS, {}))
    shown = mask(tree, markup)
    try:
        parts = latin(shown, answer_parts(shown, answer))
    except DamagedError:
        return
    target = unmask(shown, parts)

    def read(text):
        return read_parsed(text, DOCUSAURUS, {})

    if not GATES.words_finding(shown, parts) and not markup_difference(text, target, tree, read):
        was, now = read(text), read(target)
        assert now.signature == was.signature
        assert now.images == was.images
        assert "中" not in "".join(parts[::2])
