"""`i18n check`: complete enough, and sound, in words and exit codes for CI."""

from __future__ import annotations

import json

import pytest

from i18n.catalog.message import Message
from i18n.catalog.state import source_hash, target_hash

PO = "locales/en/LC_MESSAGES"


@pytest.fixture
def half(project, run, fill):
    """Make a project with four messages: by a person, by a machine, in need of work, and empty."""
    root = project({"a.md": "甲\n\n乙\n\n丙\n\n丁\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A"})
    file = fill(root, "a.po", {"乙": "B", "丙": "C"}, flag="fuzzy")
    made = f"# mt: engine/model mask - s{source_hash(Message('乙'))} t{target_hash('B')} 2026-01-01\n"
    text = file.read_text("utf-8")
    file.write_text(text.replace('#, fuzzy\nmsgid "乙"', f'{made}#, fuzzy\nmsgid "乙"'), "utf-8")
    return root


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 1),
        (["--require", "machine"], 1),
        (["--min", "50"], 0),
        (["--min", "50.1"], 1),
        (["--require", "human", "--min", "50"], 1),
        (["--require", "human", "--min", "25"], 0),
        (["--min", "0"], 0),
    ],
)
def test_the_exit_code_follows_what_is_asked_for(half, run, arguments, code):
    """Machine work counts for --require machine only, and --min is a percentage."""
    assert run("--project", half, "check", *arguments)[0] == code


def test_what_is_missing_is_named_with_its_line(half, run):
    """Each message that is not done, and why."""
    code, out, err = run("--project", half, "check")
    lines = (half / PO / "a.po").read_text("utf-8").split("\n")
    assert code == 1
    assert "needing work: “丙”" in err
    place = next(line for line in err.split("\n") if "not translated: “丁”" in line)
    assert place.startswith(f"{PO}/a.po:")
    number = int(place.split(":")[1])
    assert 'msgid "丁"' in "\n".join(lines[number - 1 : number + 3])
    assert out.startswith("en: 2 of 4 messages done, below the 100 % asked for (1 not translated, 1 fuzzy)\n")
    assert out.endswith("\nnot sound or not complete\n")


def test_what_is_missing_is_a_warning_where_enough_is_done(half, run):
    """The rest is said, and does not fail."""
    code, out, err = run("--project", half, "check", "--min", "50")
    assert code == 0
    assert "error" not in err
    assert "warning: not translated: “丁”" in err
    assert out == (
        "en: 2 of 4 messages done, enough (1 not translated, 1 fuzzy)\n"
        "2 warnings: 1 C101 empty, 1 C104 needs-work\ncomplete and sound\n"
    )


def test_human_work_only(half, run):
    """A machine's work is named as such."""
    _, out, err = run("--project", half, "check", "--require", "human")
    assert "4 messages are not done" not in err
    assert "translated by a machine only: “乙”" in err
    assert out.startswith("en: 1 of 4 messages done")


def test_a_complete_translation_passes(project, run, fill):
    """Nothing is said on standard error."""
    root = project({"a.md": "甲\n", "b.md": "```\n码\n```\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A"})
    assert run("--project", root, "check", "--require", "human") == (
        0,
        "en: 1 of 1 message done, enough\ncomplete and sound\n",
        "",
    )


def test_the_source_as_it_is_now_counts(project, run, fill):
    """A text that was added after the last update is missing."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A"})
    (root / "source/a.md").write_text("甲\n\n新\n", "utf-8")
    code, _, err = run("--project", root, "check")
    assert code == 1
    assert f"{PO}/a.po: error: not translated: “新”" in err
    assert "run i18n update" in err


def test_a_translation_that_a_build_would_refuse_fails_whatever_the_minimum(project, run, fill):
    """Soundness has no percentage."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A <script>"})
    code, _, err = run("--project", root, "check", "--min", "0")
    assert code == 1
    assert "adds the tag “<script>”" in err
    assert "a build shows the source text there" in err


def test_nothing_is_written(half, run, stamps):
    """A check leaves every file alone."""
    before = stamps(half)
    run("--project", half, "check")
    assert stamps(half) == before


def test_a_broken_catalog_and_a_broken_source_fail(project, run):
    """Both are named, and the others are checked."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    run("--project", root, "update")
    (root / PO / "a.po").write_text("nonsense\n", "utf-8")
    (root / "source/c.md").write_bytes(b"\xff")
    code, out, err = run("--project", root, "check", "--min", "0")
    assert code == 1
    assert f"{PO}/a.po:1:1: error: syntax error" in err
    assert "source/c.md: error: not UTF-8: byte 0" in err
    assert out.startswith("en: 0 of 1 message done")


def test_a_catalog_without_a_source_is_a_warning(project, run, fill):
    """It does not fail a check."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A"})
    (root / "source/b.md").unlink()
    code, _, err = run("--project", root, "check")
    assert code == 0
    assert f"{PO}/b.po: warning: no source belongs to this catalog" in err


def test_many_missing_messages_of_one_file_are_one_line(project, run):
    """A new document does not flood the log."""
    root = project({"a.md": "".join(f"第{number}段\n\n" for number in range(50))})
    run("--project", root, "update")
    _, _, err = run("--project", root, "check")
    assert err.count("error:") == 1
    assert "50 messages are not done; the first is not translated: “第0段”" in err


def test_json_has_all_of_it(half, run):
    """The verdict, what was asked, counts per locale, and every finding."""
    code, out, err = run("--project", half, "check", "--json", "--require", "human", "--min", "25")
    assert (code, err) == (0, "")
    result = json.loads(out)
    assert (result["ok"], result["require"], result["minimum"]) == (True, "human", 25)
    assert result["locales"]["en"] == {
        "messages": 4,
        "words": 4,
        "characters": 4,
        "states": {"empty": 1, "human": 1, "machine": 1, "needs work": 1},
        "words_by_state": {"empty": 1, "human": 1, "machine": 1, "needs work": 1},
        "characters_by_state": {"empty": 1, "human": 1, "machine": 1, "needs work": 1},
        "missing": 3,
    }
    assert [(finding["name"], finding["msgid"]) for finding in result["findings"]] == [
        ("machine-only", "乙"),
        ("needs-work", "丙"),
        ("empty", "丁"),
    ]


def test_json_of_a_failure_is_json_as_well(half, run):
    """The exit code and `ok` agree."""
    code, out, _ = run("--project", half, "check", "--json")
    assert (code, json.loads(out)["ok"]) == (1, False)
