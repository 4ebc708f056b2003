"""Which rules `i18n check` asks for, by project file, command line and comments; glossaries; whole projects."""

from __future__ import annotations

import json

import pytest
from conftest import CONFIGURATION

from i18n.errors import ConfigurationError
from i18n.glossary import Glossary, Term, read_glossary, rendered

PO = "locales/en/LC_MESSAGES"


@pytest.fixture
def translated(project, run, fill):
    """Make a project of one document with translations of its messages; returns its root."""

    def made(translations, extra="", document=None):
        text = document or "".join(f"{msgid}\n\n" for msgid in translations)
        root = project({"a.md": text}, CONFIGURATION.replace("\n[[", extra + "\n[[", 1))
        run("--project", root, "update")
        fill(root, "a.po", translations)
        return root

    return made


@pytest.fixture
def names(run):
    """Return the exit code of a check and the names of its findings, in order."""

    def found(root, *arguments):
        code, out, _ = run("--project", root, "check", "--json", *arguments)
        return code, [finding["name"] for finding in json.loads(out)["findings"]]

    return found


BAD = {"运行 `ls`，见 3 页": "Run it , see page 4"}


def test_a_finding_says_where_in_the_translation_and_how_to_mend_it(translated, run):
    """JSON has its code, name, severity, place, the translation, the range in it, and the fix."""
    root = translated({"登录，购买": "Log in，buy"})
    code, out, _ = run("--project", root, "check", "--json")
    [finding] = json.loads(out)["findings"]
    assert code == 1
    assert (finding["code"], finding["name"], finding["severity"]) == ("C302", "full-width", "error")
    assert (finding["path"], finding["position"][0], finding["source"]) == (f"{PO}/a.po", 12, "source/a.md")
    assert (finding["target"], finding["span"], finding["fix"]) == ("Log in，buy", [6, 7], "Log in, buy")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], ["code-span", "number", "number", "spacing"]),
        (["--select", "C2"], ["code-span"]),
        (["--select", "spacing,C304"], ["number", "number", "spacing"]),
        (["--ignore", "C304", "--ignore", "spacing"], ["code-span"]),
        (["--select", "ALL", "--ignore", "C3"], ["code-span"]),
        (["--ignore", "code-span,number"], ["refused", "spacing"]),
    ],
)
def test_rules_are_chosen_on_the_command_line(translated, names, arguments, expected):
    """By code, by the start of one, by name; without the more exact rules, `refused` says what a build refuses."""
    assert sorted(names(translated(BAD), *arguments)[1]) == sorted(expected)


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ('[check]\nselect = ["C2"]', ["code-span"]),
        ('[check]\nignore = ["number"]', ["code-span", "spacing"]),
        ('[check]\nignore = ["C2", "C3"]\n', []),
        ('[check.per-file-ignores]\n"source/*.md" = ["C3"]', ["code-span"]),
        (f'[check.per-file-ignores]\n"{PO}/b.po" = ["C3"]', ["code-span", "number", "number", "spacing"]),
    ],
)
def test_rules_are_chosen_in_the_project_file(translated, names, extra, expected):
    """For all files, or for those that match a pattern: of the source or of the PO file."""
    assert sorted(names(translated(BAD, extra))[1]) == sorted(expected)


def test_a_rule_that_is_off_is_asked_for_by_name(translated, names):
    """`extend-select` adds it to the others."""
    document = "## 购买云服务器\n"
    root = translated({"购买云服务器": "Buy a Cloud Server"}, document=document)
    assert names(root) == (0, [])
    root = translated({}, '[check]\nextend-select = ["heading-case"]', document)
    assert names(root) == (0, ["heading-case"])
    root = translated({}, '[check]\nextend-select = ["heading-case"]\nheading-case = "title"', document)
    assert names(root) == (0, [])


def test_the_severity_of_a_rule_can_be_set(translated, names):
    """A warning becomes an error, or an error a note."""
    root = translated({"3 页": "4 pages"}, '[check.severity]\nC304 = "error"')
    assert names(root) == (1, ["number", "number"])
    root = translated({}, '[check.severity]\nC3 = "note"', "3 页\n")
    assert names(root) == (0, ["number", "number"])


def test_a_comment_tells_a_rule_to_be_silent(translated, names):
    """`# i18n: ignore` with codes or names, for one message; what does not exist is a warning."""
    root = translated(BAD)
    file = root / PO / "a.po"
    text = file.read_text("utf-8")
    file.write_text(text.replace("#. paragraph", "# i18n: ignore C304 spacing\n#. paragraph"), "utf-8")
    assert names(root) == (1, ["code-span"])
    file.write_text(text.replace("#. paragraph", "# i18n: ignore C999\n#. paragraph"), "utf-8")
    assert "unknown-rule" in names(root)[1]


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ('[check]\nselect = ["C999"]', "there is no rule “C999”"),
        ('[check]\nignore = ["code-spam"]', "did you mean “code-span”?"),
        ('[check]\nselct = ["C2"]', "did you mean “select”?"),
        ('[check.severity]\nC304 = "fatal"', "“C304” cannot be “fatal”"),
        ('[check]\nheading-case = "upper"', "“heading-case” cannot be “upper”"),
        ("[check]\nper-file-ignores = 1", "must be a table"),
    ],
)
def test_what_the_project_file_gets_wrong_is_named(translated, run, extra, said):
    """Exit 2, with a suggestion."""
    code, _, err = run("--project", translated({"甲": "A"}), "check")
    assert code == 0, err
    root = translated({}, extra, "甲\n")
    code, _, err = run("--project", root, "check")
    assert (code, said in err) == (2, True), err


def test_an_unknown_rule_on_the_command_line_is_refused(translated, run):
    """Exit 2, with a suggestion."""
    code, _, err = run("--project", translated({"甲": "A"}), "check", "--select", "emphasys")
    assert code == 2
    assert "there is no rule “emphasys”" in err
    assert "did you mean “emphasis”?" in err


# Glossaries -------------------------------------------------------------------------------------


def test_the_glossary_of_a_locale_is_read(translated, names):
    """From a CSV or a TSV file."""
    root = translated({"打开安全组": "Open the safety group"})
    assert names(root) == (0, [])
    folder = root / "locales/en"
    (folder / "glossary.csv").write_text("source,target,mode,note\n安全组,security group,forced,\n", "utf-8")
    assert names(root) == (0, ["term"])
    (folder / "glossary.csv").rename(folder / "glossary.tsv")
    (folder / "glossary.tsv").write_text("source\ttarget\tmode\n安全组\tsafety group\tforbidden\n", "utf-8")
    assert names(root) == (1, ["forbidden-word"])


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("source,target,mode\n甲,A,force\n", "glossary.csv:2:1: unknown mode “force”"),
        ("source,traget\n甲,A\n", "glossary.csv:1:1: unknown column “traget”"),
        ("source,mode\n甲,forced\n", "the column “target” is missing"),
        ("source,target\n,A\n", "glossary.csv:2:1: a term is empty"),
        ('source,target\n"甲,A\n', "not a table"),
    ],
)
def test_a_glossary_that_cannot_be_read_is_an_error(translated, run, table, said):
    """Exit 2, with the line."""
    root = translated({"甲": "A"})
    (root / "locales/en/glossary.csv").write_text(table, "utf-8")
    code, _, err = run("--project", root, "check")
    assert (code, said in err) == (2, True), err


def test_the_longest_term_counts():
    """手续费 is not 续费, and words in Latin letters are whole words."""
    glossary = Glossary((Term("续费", "renew"), Term("手续费", "handling fee"), Term("ECS", "ECS")))
    found = [match.terms[0].source for match in glossary.matches("手续费与续费，ECS 与 ECSX")]
    assert found == ["手续费", "续费", "ECS"]


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("security group", "Security Groups"),
        ("key pair", "key-pair"),
        ("policy", "policies"),
        ("renew", "renewal"),
        ("renew", "renewing"),
        ("request an invoice", "requested an invoice"),
        ("Elastic Cloud Server (ECS)", "the ECS console"),
        ("Elastic Cloud Server (ECS)", "an Elastic Cloud Server"),
        ("log in", "**log** in"),
    ],
)
def test_a_term_is_found_as_english_inflects_it(target, text):
    """Capitals, plurals, verbs, hyphens, either name."""
    assert rendered(Term("甲", target), text)


@pytest.mark.parametrize(("target", "text"), [("image", "imagination"), ("port", "support"), ("order", "disorder")])
def test_a_term_within_another_word_is_none(target, text):
    """`port` is not in `support`."""
    assert not rendered(Term("甲", target), text)


def test_rows_of_one_source_are_renderings_each_of_which_is_good():
    """And an empty mode means forced."""
    glossary = read_glossary("source,target,mode\n费用,cost,\n费用,Billing,\n", "g.csv")
    [match] = glossary.matches("费用")
    assert [term.target for term in match.terms] == ["cost", "Billing"]
    with pytest.raises(ConfigurationError):
        read_glossary("", "g.csv")


# What concerns more than one message ------------------------------------------------------------


def test_one_text_translated_in_two_ways_is_a_note(project, run, fill, names):
    """It names the place of the first."""
    root = project({"a.md": "# 订单\n", "b.md": "# 订单\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"订单": "Orders"})
    fill(root, "b.po", {"订单": "Purchases"})
    assert names(root) == (0, ["inconsistent"])
    _, _, err = run("--project", root, "check")
    assert f"otherwise than {PO}/a.po:12: “Orders”" in err


def test_a_catalog_and_a_template_behind_their_source_are_told(translated, run, names):
    """Before anybody translates a text that is gone."""
    root = translated({"甲": "A"})
    run("--project", root, "extract")
    (root / "source/a.md").write_text("乙\n", "utf-8")
    assert sorted(names(root, "--min", "0")[1]) == ["empty", "outdated-catalog", "outdated-template"]
    _, _, err = run("--project", root, "check", "--min", "0")
    assert "lacks 1 message of its source and has 1 message that its source no longer has" in err


def test_sources_are_looked_at_as_well(translated, names):
    """Bold text that is none, and files that are not there."""
    document = "打开**费用（元）**菜单\n\n[甲](no.md) ![乙](no.png)\n"
    root = translated({}, document=document)
    found = [name for name in names(root, "--min", "0")[1] if name != "empty"]
    assert sorted(found) == ["dead-emphasis", "missing-file", "missing-image"]


def test_a_destination_that_a_build_puts_back_is_said_once(translated, names):
    """By `link`; by `destination` where `link` is not asked for."""
    root = translated({"看[甲](a.md)": "See [A](b.md)"})
    (root / "source/a.md").write_text("看[甲](a.md)\n", "utf-8")
    assert names(root) == (0, ["link"])
    assert names(root, "--ignore", "link") == (0, ["destination"])
