"""`i18n glossary`: terms come in without touching a person's rows, go out, and are proposed from translations."""

from __future__ import annotations

import csv
import json

import pytest

GLOSSARY = "locales/en/glossary.csv"
ROWS = "source,target,mode,note\n订单,order,forced,\n控制台,console,preferred,by Li\n,logon,forbidden,\n"


@pytest.fixture
def root(project):
    """Make a project with a glossary."""
    root = project({"a.md": "订单\n"})
    (root / "locales/en").mkdir(parents=True)
    (root / GLOSSARY).write_text(ROWS, "utf-8")
    return root


def test_new_terms_go_to_the_end_and_no_row_changes(root, run, tmp_path):
    """What the glossary has in another way is named, and stays."""
    file = tmp_path / "more.csv"
    file.write_text(
        "source,target,mode\n订单,purchase,\n控制台,Console,forced\n付款,payment,\n订单,buying,forbidden\n", "utf-8"
    )
    code, out, err = run("--project", root, "glossary", "import", "en", file)
    assert (code, out) == (0, "2 terms added; 1 there already, 1 rendered otherwise in the glossary\n")
    assert (root / GLOSSARY).read_text("utf-8") == ROWS + "付款,payment,forced,\n订单,buying,forbidden,\n"
    assert "“订单” is “order” in the glossary, and “purchase” here; the glossary stays as it is" in err


def test_importing_twice_is_importing_once(root, run, tmp_path, stamps):
    """The second time nothing is written; several renderings that come together are all taken."""
    file = tmp_path / "more.csv"
    file.write_text("source,target\n类型,type\n类型,kind\n", "utf-8")
    assert run("--project", root, "glossary", "import", "en", file)[1] == "2 terms added\n"
    before = stamps(root)
    assert run("--project", root, "glossary", "import", "en", file)[1] == "0 terms added; 2 there already\n"
    assert stamps(root) == before


@pytest.mark.parametrize("name", ["out.csv", "out.tsv", "out.tbx"])
def test_a_glossary_goes_out_and_comes_back(root, run, tmp_path, name):
    """In each format, with modes and notes, into a project that has none."""
    file = tmp_path / name
    assert run("--project", root, "glossary", "export", "en", file) == (0, f"3 terms written to {file}\n", "")
    (root / GLOSSARY).unlink()
    assert run("--project", root, "glossary", "import", "en", file)[1] == "3 terms added\n"
    assert (root / GLOSSARY).read_text("utf-8") == ROWS


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["import", "en", "none.csv"], "there is no file none.csv"),
        (["import", "en", "i18n.toml"], "i18n.toml is of no known format\n  hint: known are .csv, .tsv, .tbx, .xml"),
        (["import", "fr", GLOSSARY], "the project has no locale “fr”"),
        (["export", "en", "out.xlsx"], "out.xlsx is of no known format\n  hint: known are .csv, .tsv, .tbx"),
        (["mine", "en", "--write", GLOSSARY], "proposals are not written into the glossary"),
        (["mine", "en", "--write", "terms.xlsx"], "terms.xlsx is no CSV file"),
    ],
)
def test_wrong_usage_is_said_before_anything_is_written(root, run, monkeypatch, stamps, arguments, said):
    """It ends with 2."""
    monkeypatch.chdir(root)
    before = stamps(root)
    code, out, err = run("glossary", *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert stamps(root) == before


def test_a_glossary_that_cannot_be_read_is_not_written(root, run, tmp_path):
    """Its line is named."""
    (root / GLOSSARY).write_text("source,target,mode\n订单,order,oops\n", "utf-8")
    file = tmp_path / "more.csv"
    file.write_text("source,target\n付款,payment\n", "utf-8")
    code, _, err = run("--project", root, "glossary", "import", "en", file)
    assert code == 2
    assert f"{GLOSSARY}:2:1: unknown mode “oops”" in err
    assert "付款" not in (root / GLOSSARY).read_text("utf-8")


SENTENCES = {
    "打开**费用**菜单。": "Open the **Billing** menu.",
    "关闭**费用**菜单。": "Close the **Billing** menu.",
    "在**费用**中点击“我的订单”。": "In **billing**, click “My Orders”.",
    "看“我的订单”。": "See **My Orders**.",
    "“我的订单”在**费用**里，见 `**别的**`。": "“My Orders” is in **Billing**, see `**别的**`.",
    "点“退款”。": "Click “Refund”.",
    "再点“退款”。": "Click “Give back” again.",
    "不点“退款”。": "Do not click “Refunds”.",
    "**两次**": "**Twice**",
    "又**两次**。": "**Twice** again.",
    "选“**控制台**”。": "Select “**Console**”.",
    "选“控制台”。": "Select “Console”.",
    "选控制台“控制台”。": "Select “Console” console.",
}


@pytest.fixture
def translated(root, run, fill):
    """Translate sentences and headings in the project."""
    body = "".join(f"{text}\n\n" for text in SENTENCES)
    for name in "abc":
        (root / f"source/{name}.md").write_text(f"# 准备工作\n\n{body if name == 'a' else ''}", "utf-8")
    run("--project", root, "update")
    fill(root, "a.po", {"准备工作": "Preparation"} | SENTENCES)
    fill(root, "b.po", {"准备工作": "Preparation"})
    return root


def mined(run, root, *arguments):
    code, out, _ = run("--project", root, "glossary", "mine", "en", "--json", *arguments)
    assert code == 0
    return {one["source"]: (one["target"], one["agreeing"], one["places"]) for one in json.loads(out)["proposals"]}


def test_what_is_rendered_alike_in_three_places_is_proposed(translated, run, fill):
    """Bold and quoted text, whatever its capitals; not what the glossary has, nor what differs or is rare."""
    assert mined(run, translated) == {"费用": ("Billing", 4, 4), "我的订单": ("My Orders", 3, 3)}
    run("--project", translated, "update")
    fill(translated, "c.po", {"准备工作": "Preparation"})
    assert mined(run, translated)["准备工作"] == ("Preparation", 3, 3)


def test_a_machines_work_proposes_nothing(translated, run, fill):
    """Nor does what needs work."""
    fill(translated, "c.po", {"准备工作": "Preparation"}, flag="fuzzy")
    assert "准备工作" not in mined(run, translated)


def test_proposals_are_shown_or_written_and_never_taken(translated, run, tmp_path):
    """A person goes through the file and imports what is left of it."""
    code, out, err = run("--project", translated, "glossary", "mine", "en")
    assert (code, err) == (0, "")
    assert out.split("\n")[1].split() == ["费用", "Billing", "4", "100", "%", "locales/en/LC_MESSAGES/a.po"]
    assert out.endswith("2 terms proposed; 15 messages read\n")
    file = tmp_path / "terms.csv"
    mined(run, translated, "--write", file)
    assert list(csv.reader(file.read_text("utf-8").splitlines()))[1:] == [
        ["费用", "Billing", "preferred", "proposed: 4 of 4 places"],
        ["我的订单", "My Orders", "preferred", "proposed: 3 of 3 places"],
    ]
    assert (translated / GLOSSARY).read_text("utf-8") == ROWS
    assert run("--project", translated, "glossary", "import", "en", file)[1] == "2 terms added\n"
    assert mined(run, translated) == {}
