"""The rules of `i18n check`: the cases in `cases`, which a translator can extend without Python, and laws."""

from __future__ import annotations

import ast
import re
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rule_cases import Case, cases, lay_out

from i18n.checks.pair import Pair, Setting
from i18n.checks.registry import checks_of, findings_of
from i18n.checks.sources import dead_emphasis, missing_files
from i18n.checks.spacing import check as check_spacing
from i18n.codes import CODES, NAMES
from i18n.generators.listing import DIALECT_NAMES
from i18n.glossary import Glossary, Term
from i18n.markdown.dialect import dialect_named
from i18n.markdown.document import parse
from i18n.markdown.inline.emphasis import count_emphasis
from i18n.markdown.inline.prose import MARKS, prose_of
from i18n.markdown.inline.read import read_inline, read_parsed
from i18n.rules.registry import PAIR_RULES, RULES

ROOT = Path(__file__).parents[2]
TERMS = (
    Term("安全组", "security group"),
    Term("续费", "renew"),
    Term("手续费", "handling fee"),
    Term("虚拟私有云", "Virtual Private Cloud (VPC)"),
    Term("Nginx", "Nginx", "do-not-translate"),
    Term("云市场", "KooGallery", "preferred"),
    Term("登录", "sign in", "forbidden"),
    Term("", "utilize", "forbidden"),
)


PAIRS = [case for case in cases() if not case.blocks]
PROJECTS = [case for case in cases() if case.blocks]


def setting(dialect="docusaurus", locale="en", heading_case="sentence", glossary=()):
    kind = dialect_named(dialect)
    definitions = parse("甲[^1]\n\n[^1]: 乙\n", dialect).extraction.blocks.definitions
    return Setting(
        partial(read_inline, dialect=kind, definitions=definitions),
        locale,
        glossary=Glossary(glossary),
        heading_case=heading_case,
    )


def pair_of(case):
    source, _, target = case.text.partition(" => ")
    dialect = next((mark for mark in case.marks if mark in DIALECT_NAMES), "docusaurus")
    locale = "ja" if "ja" in case.marks else "en"
    style = "title" if "title case" in case.marks else "sentence"
    kinds = tuple(mark for mark in case.marks if mark not in (*DIALECT_NAMES, "ja", "title case")) or ("paragraph",)
    glossary = TERMS if case.code.startswith("C4") else ()
    return Pair(source, target, setting(dialect, locale, style, glossary), kinds=kinds)


def found_by(case):
    if "source" in case.marks:
        document = parse(case.text + "\n", "docusaurus")
        findings = [*dead_emphasis(document), *missing_files(document, lambda path: path.startswith("there."))]
    else:
        if case.code == "C317":
            pytest.importorskip("spellchecker")
        findings = findings_of(pair_of(case), checks_of([case.code]))
    return [finding for finding in findings if finding.code == case.code]


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case.title)
def test_a_rule_finds_what_is_bad_and_passes_what_is_good(case):
    """And its fix is the one given, if one is."""
    found = found_by(case)
    assert bool(found) == case.bad, found
    if case.fix is not None:
        assert found[0].fix == (None if case.fix == "none" else case.fix)


@pytest.mark.parametrize("case", PROJECTS, ids=lambda case: case.title)
def test_a_check_of_a_project_finds_what_is_bad_and_passes_what_is_good(case, tmp_path, run):
    """Just what the case lists, line by line; what is good has no finding at all."""
    assert case.bad == any(f"[{case.code} " in line for line in case.expected), "bad lists a finding of its rule"
    lay_out(case, tmp_path)
    code, _, err = run("--project", tmp_path, *case.block("runs", "check").split())
    found = [line for line in err.split("\n") if line and not line.startswith("  ")]
    assert found == case.expected
    assert code == int(any(": error: " in line for line in case.expected))


def test_each_rule_has_cases_good_and_bad():
    """Every code of the registry, without exception."""
    have = {(case.code, case.bad) for case in cases()}
    assert [code for code in sorted(RULES) if (code, True) not in have or (code, False) not in have] == []
    assert {code for code, _ in have} <= set(RULES)


@pytest.mark.parametrize("rule", [rule for rule in RULES.values() if " => " in rule.bad], ids=lambda rule: rule.code)
def test_the_example_of_a_rule_shows_it(rule):
    """What the handbook shows as bad is found, and what it shows as good is not."""
    if rule.code in ("C202", "C403"):
        pytest.skip("shown of a whole document or project")
    for text, bad in ((rule.bad, True), (rule.good, False)):
        marks, _, rest = text.rpartition("] ")
        example = rest.replace("\\␤", "\\\n")
        marks = ("heading 2",) if marks == "[heading" else (marks[1:],) if marks else ()
        assert bool(found_by(Case(rule.code, bad, marks, example))) == bad, text


def test_each_rule_has_one_code_and_each_code_is_explained():
    """Codes are of one form, and every one of a check has a rule."""
    assert all(re.fullmatch(r"C\d{3}", code) for code in NAMES)
    assert len(NAMES) == len(CODES)
    assert sorted(RULES) == sorted(code for code in NAMES if not code.startswith("C0"))


def test_the_handbook_explains_each_rule():
    """Code, name, title, severity and reason stand in docs/checks.md as they stand in the code."""
    handbook = (ROOT / "docs/checks.md").read_text("utf-8")
    for rule in RULES.values():
        off = "" if rule.by_default else ", off by default"
        section = f"#### {rule.code} {rule.name}\n\n{rule.title}. *{rule.severity.capitalize()}{off}.*\n{rule.why}\n"
        assert section in handbook, rule.code
        assert rule.bad in handbook
        assert rule.good in handbook


def test_each_finding_has_a_code():
    """Whatever makes a finding gives it a name that `rules/` knows."""
    unknown = []
    for file in (ROOT / "i18n").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding" and node.args:
                name = node.args[0]
                if isinstance(name, ast.Constant) and name.value not in CODES:
                    unknown.append((file.name, name.value))
    assert unknown == []


# Laws -------------------------------------------------------------------------------------------

SETTINGS = [setting(glossary=TERMS), setting("hugo"), setting(locale="ja")]
WORDS = [
    *["安全组", "费用", "登录", "the", "Billing", "3", "天", "days", "40", "GB", "2024年3月5日", "March", "万"],
    *[
        "`a`",
        "**",
        "*",
        "_",
        "[",
        "](",
        ")",
        "a.md)",
        "![",
        "<b>",
        "</b>",
        "{x}",
        "{{",
        "}}",
        "[^1]",
        "$",
        "\\",
        "\n",
        "&amp;",
    ],
    *[
        "https://a.b/c",
        "（",
        "）",
        "，",
        "。",
        "：",
        ":",
        ".",
        ",",
        "“",
        '"',
        " ",
        "  ",
        "\u3000",
        "\ue000",
        "\ue001",
        "é",
        "😀",
    ],
]
texts = st.lists(st.sampled_from(WORDS) | st.characters(codec="utf-8"), max_size=14).map("".join)
CHECKS = checks_of(rule.code for rule in PAIR_RULES if rule.name != "spelling")


@given(texts, texts, st.sampled_from(SETTINGS), st.sampled_from(["paragraph", "heading 2", "list item", "table cell"]))
def test_no_rule_raises_and_what_it_says_has_its_place(source, target, shared, kind):
    """Of any two texts; a span lies within the translation."""
    for finding in findings_of(Pair(source, target, shared, kinds=(kind,)), CHECKS):
        assert finding.code in NAMES
        assert finding.message
        if finding.span:
            assert 0 <= finding.span.start <= finding.span.end <= len(target)


@given(texts, texts, st.sampled_from(SETTINGS))
def test_a_fix_mends_what_was_found_and_nothing_is_left_to_do(source, target, shared):
    """What it makes is not found again, and the placeables stay what they were but for destinations put back."""
    for finding in findings_of(Pair(source, target, shared), CHECKS):
        if finding.fix is None:
            continue
        again = [
            other
            for other in findings_of(Pair(source, finding.fix, shared), CHECKS)
            if other.name == finding.name and other.fix is not None
        ]
        assert [(other.message, other.fix) for other in again] == []


@given(texts, texts)
@example("登录，购买", "Log in  , then buy")
@example("登录", "\u2002\u2002Log in\u2002 ")
def test_a_fix_of_blanks_takes_nothing_but_blanks(source, target):
    for finding in check_spacing(Pair(source, target, SETTINGS[0])):
        assert finding.fix is None or "".join(finding.fix.split()) == "".join(target.split())


@given(texts, st.sampled_from(SETTINGS))
def test_markup_that_is_the_same_is_never_found(text, shared):
    """A translation by itself has the placeables, the emphasis and the numbers of its source."""
    said = {finding.code for finding in findings_of(Pair(text, text, shared), CHECKS)}
    assert not {code for code in said if code.startswith("C2") and code != "C211"}
    assert not said & {"C304", "C305", "C306", "C307", "C309", "C311", "C312", "C314"}


@given(texts)
def test_prose_has_every_character_where_it_was(text):
    """Only placeables are masked, character by character."""
    inline = SETTINGS[0].read(text)
    prose = prose_of(inline)
    assert len(prose) == len(text)
    assert all(was == now or now in MARKS for was, now in zip(text, prose, strict=True))


@given(texts)
def test_emphasis_is_counted_as_the_parser_finds_it(text):
    """Where it is counted without the parser at all."""
    inline = SETTINGS[0].read(text)
    if any(piece.kind == "URL" for piece in inline.walk()) or any(mark in text for mark in MARKS):
        return
    counted = count_emphasis(inline, prose_of(inline))
    if counted:
        parsed = read_parsed(text, dialect_named("docusaurus"), SETTINGS[0].read.keywords["definitions"])
        bold, italic = (sum(kind == name for kind, _ in parsed.shape) for name in ("strong_open", "em_open"))
        assert (counted.bold, counted.italic, counted.shown) == (bold, italic, parsed.words.count("**"))
        assert all(text[at : at + 2] == "**" for at in counted.marks)


@pytest.mark.parametrize(
    ("code", "source", "target", "lacking"),
    [
        ("C203", "打开终端，运行 `docker ps` 命令", "Open a terminal", "`docker ps`"),
        ("C204", "在控制台请看[订单](orders.md)", "See the orders", "[订单](orders.md)"),
        ("C304", "共 120 个", "Many of them", "120"),
        ("C309", "打开 Redis 控制台", "Open the console", "Redis"),
        ("C401", "打开安全组", "Open the safe", "安全组"),
    ],
)
def test_what_a_translation_lacks_is_known_in_the_source(code, source, target, lacking):
    """So that a report shows it."""
    pair = Pair(source, target, setting(glossary=TERMS), kinds=("paragraph",))
    [found] = [finding for finding in findings_of(pair, checks_of([code])) if finding.code == code]
    assert source[slice(*found.source_span)] == lacking
