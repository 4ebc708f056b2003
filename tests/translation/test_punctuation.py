"""From Chinese typography to Latin: what a machine leaves over, and the spaces that Chinese does without."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.markdown.dialect import dialect_named
from i18n.markdown.inline.groups import groups_of
from i18n.markdown.inline.read import read_inline
from i18n.translation.engine import Markup
from i18n.translation.protection import answer_parts, mask, unmask
from i18n.translation.punctuation import latin, lost_number

DOCUSAURUS = dialect_named("docusaurus")


def mended(source, answer):
    shown = mask(groups_of(read_inline(source, DOCUSAURUS, {})), Markup.PLAIN)
    return unmask(shown, latin(shown, answer_parts(shown, answer)))


@pytest.mark.parametrize(
    ("source", "answer", "wanted"),
    [
        ("顶部的**费用**菜单", "the<g1>Billing</g1>menu", "the **Billing** menu"),
        ("顶部的**费用（元）**菜单", "the<g1>Billing (CNY)</g1>menu", "the **Billing (CNY)** menu"),
        ("打开`kubectl`页面", "Open<x1/>page", "Open `kubectl` page"),
        ("按<kbd>回车</kbd>键", "press<g1>Enter</g1>key", "press <kbd>Enter</kbd> key"),
        ("**甲**[乙](a.md)", "<g1>a</g1><g2>b</g2>", "**a** [b](a.md)"),
        ("v**2**版", "v<g1>2</g1>version", "v**2** version"),
        ("`a`/`b`，中", "<x1/>/<x2/>, c", "`a`/`b`, c"),
        ("中<br/>文", "Chin<x1/>ese", "Chin<br/>ese"),
        ("（**甲**）", "(<g1>a</g1>)", "(**a**)"),
        ("**甲**，乙", "<g1>a</g1>, b", "**a**, b"),
    ],
)
def test_spaces_stand_where_markup_divides_words(source, answer, wanted):
    """But not where the source has letters on both sides without one."""
    assert mended(source, answer) == wanted


@pytest.mark.parametrize(
    ("source", "answer", "wanted"),
    [
        ("甲，乙。", "a，b。", "a, b."),
        ("点击“确定”、“取消”。", "Click “OK”、“Cancel”。", "Click “OK”, “Cancel”."),
        ("甲（乙）丙", "a（b）c", "a (b) c"),
        ("甲「乙」", "a「b」", "a “b”"),
        ("《甲》乙", "《a》b", "“a” b"),
        ("５台ＡＢ", "５ＡＢ", "5AB"),
        ("5～10 天", "5～10 days", "5–10 days"),
        ("甲……", "a……", "a…"),
        ("1、打开", "1、Open", "1. Open"),
        ("端口：80", "Port：80", "Port: 80"),
        ("甲；乙", "a ； b", "a; b"),
        ("甲？乙！", "a？b！", "a? b!"),
        ("12：30", "12：30", "12:30"),
        ("甲\u3000乙", "a\u3000b", "a b"),
    ],
)
def test_full_width_marks_become_those_of_latin_text(source, answer, wanted):
    """With the blanks that these have."""
    assert mended(source, answer) == wanted


@pytest.mark.parametrize(
    ("source", "answer", "wanted"),
    [
        ("如下：", "As follows.", "As follows:"),
        ("如下：", "As follows", "As follows:"),
        ("如下：", "As follows:", "As follows:"),
        ("标题", "Title.", "Title"),
        ("甲等", "a, b, etc.", "a, b, etc."),
        ("甲公司", "A Co., Ltd.", "A Co., Ltd."),
        ("甲。", "A.", "A."),
    ],
)
def test_the_last_mark_is_that_of_the_source(source, answer, wanted):
    """A colon stays one, and a title gets no full stop."""
    assert mended(source, answer) == wanted


def test_large_numbers_are_written_out():
    """万 and 亿 that were left stand for their zeros."""
    assert mended("支持10万用户", "Supports 10万users") == "Supports 100,000 users"
    assert mended("1.5亿次", "1.5亿 times") == "150,000,000 times"


@pytest.mark.parametrize(
    ("source", "target", "lost"),
    [
        ("10万用户", "10 users", True),
        ("10 万用户", "10 thousand users", False),
        ("10万用户", "100,000 users", False),
        ("10万用户", "100k users", False),
        ("3亿次", "300 million times", False),
        ("3亿次", "3 billion times", False),
        ("第 10 章，2 万", "chapter 10, twenty thousand", False),
        ("2万", "2", True),
    ],
)
def test_a_number_without_its_zeros_is_found(source, target, lost):
    """10万 is not 10."""
    assert bool(lost_number(source, target)) == lost


@given(st.text("ab ，。（）：、*`<>5", max_size=20), st.text("甲， b", max_size=10))
def test_what_stands_for_tokens_is_never_touched(answer, source):
    """Nor how many there are, nor their order; and mending twice is mending once."""
    shown = mask(groups_of(read_inline(f"{source}`，`{source}**。**", DOCUSAURUS, {})), Markup.PLAIN)
    parts = shown.parts
    parts[0] = answer
    once = latin(shown, list(parts))
    assert once[1::2] == parts[1::2]
    assert latin(shown, list(once)) == once
