"""`i18n status`: a table for people and numbers for programs."""

from __future__ import annotations

import json

import pytest

from i18n.catalog.message import Message
from i18n.catalog.statistics import statistics_of

PO = "locales/en/LC_MESSAGES"
TWO_LOCALES = """
locales = ["en", "pt-BR"]

[[collections]]
source = "source"
output = "build/{locale}"
dialect = "docusaurus"
"""


def row(out, name):
    """Return the cells of the first row of the table with this name."""
    return next(line.split()[1:] for line in out.split("\n") if line.split()[:1] == [name])


def test_documents_and_a_total_are_counted(project, run, fill):
    """By whom, how many, and the share that is done."""
    root = project({"a.md": "甲\n\n乙\n\n丙\n", "b.md": "丁\n", "c.md": "```\n码\n```\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A"})
    fill(root, "a.po", {"乙": "B"}, flag="fuzzy")
    code, out, err = run("--project", root, "status")
    assert (code, err) == (0, "")
    assert "English (en)" in out
    assert row(out, "source/a.md") == ["1", "–", "1", "1", "3", "33", "%", "3", "2"]
    assert row(out, "source/b.md") == ["–", "–", "–", "1", "1", "0", "%", "1", "1"]
    assert row(out, "total") == ["1", "–", "1", "2", "4", "25", "%", "4", "3"]
    assert "source/c.md" not in out


def test_only_all_is_a_hundred_percent(project, run, fill):
    """The share is rounded down."""
    texts = [f"第{number}段" for number in range(300)]
    root = project({"a.md": "\n\n".join(texts) + "\n"})
    run("--project", root, "update")
    fill(root, "a.po", dict.fromkeys(texts[1:], "text"))
    assert row(run("--project", root, "status")[1], "total")[5:7] == ["99", "%"]
    fill(root, "a.po", {texts[0]: "text"})
    assert row(run("--project", root, "status")[1], "total")[5:7] == ["100", "%"]


def test_the_source_as_it_is_now_is_counted(project, run, fill):
    """Before any update, and after an edit: obsolete messages do not count."""
    root = project({"a.md": "甲\n\n乙\n"})
    assert row(run("--project", root, "status")[1], "total") == ["–", "–", "–", "2", "2", "0", "%", "2", "2"]
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A", "乙": "B"})
    (root / "source/a.md").write_text("乙\n\n新\n", "utf-8")
    assert row(run("--project", root, "status")[1], "total") == ["1", "–", "–", "1", "2", "50", "%", "2", "1"]


def test_long_names_are_not_cut_in_a_pipe(project, run):
    """A program, or a person with grep, finds the whole name."""
    name = "很长的目录名称/" * 6 + "a.md"
    root = project({name: "甲\n"})
    assert f"source/{name}" in run("--project", root, "status")[1].replace("\n", "")


def test_locales_have_a_table_each(project, run):
    """All, or those named."""
    root = project({"a.md": "甲\n"}, TWO_LOCALES)
    out = run("--project", root, "status")[1]
    assert "English (en)" in out
    assert "Portuguese (Brazil) (pt-BR)" in out
    assert "English" not in run("--project", root, "status", "pt-BR")[1]


def test_nothing_to_translate_is_said(project, run):
    """An empty table would be a riddle."""
    root = project({"a.md": "```\n码\n```\n"})
    code, out, _ = run("--project", root, "status")
    assert code == 0
    assert "no messages yet" in out


def test_nothing_is_written(project, run, stamps):
    """Counting leaves every file alone."""
    root = project({"a.md": "甲\n"})
    before = stamps(root)
    run("--project", root, "status")
    assert stamps(root) == before


def test_a_broken_catalog_is_said_and_the_others_are_counted(project, run):
    """The exit code is 1."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    run("--project", root, "update")
    (root / PO / "a.po").write_text('msgid "open\n', "utf-8")
    code, out, err = run("--project", root, "status")
    assert code == 1
    assert f"{PO}/a.po:1:1: error: syntax error" in err
    assert row(out, "total")[4] == "1"


def test_a_catalog_without_a_source_is_said(project, run):
    """It is not counted."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    run("--project", root, "update")
    (root / "source/b.md").unlink()
    code, out, err = run("--project", root, "status")
    assert code == 0
    assert f"{PO}/b.po: warning: no source belongs to this catalog" in err
    assert row(out, "total")[4] == "1"


def test_folders_have_a_row_with_their_sum(project, run, fill):
    """Where there is more than one; below it, a document goes by its name."""
    root = project({"a.md": "甲\n", "one/a.md": "乙\n", "one/b.md": "丙\n", "one/two/a.md": "丁\n"})
    run("--project", root, "update")
    fill(root, "one/b.po", {"丙": "C"})
    code, out, _ = run("--project", root, "status")
    assert code == 0
    rows = [(line.split()[0], line.split()[5]) for line in out.split("\n")[3:-1]]
    assert rows == [
        ("source/", "1"),
        ("a.md", "1"),
        ("source/one/", "2"),
        ("a.md", "1"),
        ("b.md", "1"),
        ("source/one/two/", "1"),
        ("a.md", "1"),
        ("total", "4"),
    ]
    assert row(out, "source/one/") == ["1", "–", "–", "1", "2", "50", "%", "2", "1"]
    folders = json.loads(run("--project", root, "status", "--json")[1])["folders"]
    assert [(one["locale"], one["folder"], one["messages"]) for one in folders] == [
        ("en", "source", 1),
        ("en", "source/one", 2),
        ("en", "source/one/two", 1),
    ]


def test_the_table_fits_a_terminal(project, run):
    """Eighty columns hold all numbers of a large project."""
    root = project({"guide.md": "".join(f"第{number}段文字\n\n" for number in range(2000))})
    out = run("--project", root, "status")[1]
    assert max(len(line.rstrip()) for line in out.split("\n")) <= 80


@pytest.mark.parametrize(
    ("text", "words", "characters"),
    [
        ("在顶部的菜单", 6, 6),
        ("点击 ECS 控制台，等 30 分钟。", 10, 15),
        ("カタカナ と Hello-World it's 3.5", 8, 23),
        ("한국어 문장", 2, 5),
        ("[控制台](https://example.com/a-b?c=d)", 3, 5),
        ('按<kbd title="x">回车</kbd>键', 4, 4),
        ("**粗**、`code`", 2, 12),
        ("1 < 2 且 3 > 2", 5, 7),
        ("——", 0, 2),
    ],
)
def test_words_and_characters_are_those_of_a_translation_tool(text, words, characters):
    """A Han character or kana is a word, as is a run of other letters; destinations and tags do not count."""
    counts = statistics_of([Message(text)])
    assert (counts.words.total(), counts.characters.total()) == (words, characters)


def test_json_has_locales_documents_and_findings(project, run, fill):
    """The same numbers, with stable names."""
    root = project({"a.md": "甲乙\n", "b.md": "丁\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲乙": "A"})
    code, out, err = run("--project", root, "status", "--json")
    assert (code, err) == (0, "")
    result = json.loads(out)
    assert result["findings"] == []
    assert result["locales"]["en"] == {
        "messages": 2,
        "words": 3,
        "characters": 3,
        "states": {"empty": 1, "human": 1},
        "words_by_state": {"empty": 1, "human": 2},
        "characters_by_state": {"empty": 1, "human": 2},
    }
    assert [(one["locale"], one["source"], one["catalog"], one["states"]) for one in result["documents"]] == [
        ("en", "source/a.md", f"{PO}/a.po", {"human": 1}),
        ("en", "source/b.md", f"{PO}/b.po", {"empty": 1}),
    ]
