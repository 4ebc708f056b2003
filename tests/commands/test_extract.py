"""`i18n extract`: templates, and the fate of every character."""

from __future__ import annotations

import json

import pytest

from i18n.catalog.store import read_catalog


def test_a_template_per_document_with_messages(project, run):
    """Without language and translations; a document without text has none."""
    root = project({"a.md": "# 订单\n\n甲\n", "b/c.md": "乙\n", "code.md": "```\n码\n```\n"})
    code, out, err = run("--project", root, "extract")
    assert (code, err) == (0, "")
    assert out == "3 messages from 3 segments in 3 documents; 2 templates written\n"
    templates = sorted(path.relative_to(root).as_posix() for path in root.rglob("*.pot"))
    assert templates == ["locales/templates/a.pot", "locales/templates/b/c.pot"]
    catalog = read_catalog((root / templates[0]).read_text("utf-8"), "a.pot")
    assert [(message.msgid, message.msgstr) for message in catalog.messages] == [("订单", ""), ("甲", "")]
    assert catalog.header["Language"] == ""
    assert "POT-Creation-Date" not in catalog.header


def test_templates_are_in_the_form_of_msgcat(project, run, gettext):
    """GNU gettext would not change a byte of one."""
    root = project({"a b.md": '# "订单"\n\n一\\\n二\n\n- 甲\n- 甲 `\\n`\n'})
    run("--project", root, "extract")
    text = (root / "locales/templates/a b.pot").read_text("utf-8")
    assert "#: source/a%20b.md\n" in text
    assert gettext("msgcat", "--no-wrap", "-", text=text).stdout.decode() == text


def test_extracting_twice_writes_nothing(project, run, stamps):
    """Templates keep their modification times."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    run("--project", root, "extract")
    before = stamps(root)
    assert run("--project", root, "extract")[1].endswith("0 templates written\n")
    assert stamps(root) == before


@pytest.mark.parametrize(
    ("paths", "made"),
    [
        (["source/a.md"], {"a.pot"}),
        (["source/b"], {"c.pot", "d.pot"}),
        (["source/b/c.md", "source/b"], {"c.pot", "d.pot"}),
        (["source"], {"a.pot", "c.pot", "d.pot"}),
    ],
)
def test_paths_narrow_it_down(project, run, paths, made):
    """Files and folders, relative to the project."""
    root = project({"a.md": "甲\n", "b/c.md": "乙\n", "b/d.md": "丙\n"})
    assert run("--project", root, "extract", *paths)[0] == 0
    assert {path.name for path in root.rglob("*.pot")} == made


@pytest.mark.parametrize("path", ["source/nowhere.md", "nowhere", "i18n.toml", ""])
def test_a_path_without_sources_is_wrong_usage(project, run, path):
    """Nothing is written for it, and nothing for the paths beside it."""
    root = project({"a.md": "甲\n"})
    code, _, err = run("--project", root, "extract", "source/a.md", path)
    assert code == 2
    assert "there is no source" in err or "a path is empty" in err
    assert not (root / "locales").exists()


def test_equal_texts_are_one_message_with_all_its_places(project, run):
    """One line for each distinct place, five at most, and the rest counted."""
    root = project({"a.md": "".join(f"## 第{number}节\n\n甲\n\n" for number in range(8))})
    run("--project", root, "extract")
    catalog = read_catalog((root / "locales/templates/a.pot").read_text("utf-8"), "a.pot")
    message = next(message for message in catalog.messages if message.msgid == "甲")
    assert message.extracted == [*(f"paragraph · 第{number}节" for number in range(5)), "+3"]
    assert message.references == ["source/a.md"]


@pytest.mark.parametrize(
    ("locations", "references"), [("file", ["source/a.md"]), ("line", ["source/a.md:1", "source/a.md:3"]), ("none", [])]
)
def test_references_are_as_detailed_as_configured(project, run, locations, references):
    """Files, lines, or nothing."""
    root = project({"a.md": "甲\n\n甲\n"})
    file = root / "i18n.toml"
    file.write_text(f'locations = "{locations}"\n' + file.read_text("utf-8"), "utf-8")
    run("--project", root, "extract")
    catalog = read_catalog((root / "locales/templates/a.pot").read_text("utf-8"), "a.pot")
    assert catalog.messages[0].references == references


def test_a_source_that_is_not_utf_8_is_named_and_the_others_are_extracted(project, run):
    """The exit code is 1."""
    root = project({"a.md": "甲乙丙丁在顶部的".encode("gb18030"), "b.md": "乙\n"})
    code, _, err = run("--project", root, "extract")
    assert code == 1
    assert "source/a.md: error: not UTF-8: byte 0" in err
    assert [path.name for path in root.rglob("*.pot")] == ["b.pot"]


def test_templates_that_cannot_be_written_are_an_error(project, run):
    """A file stands where the folder should be."""
    root = project({"a.md": "甲\n"})
    (root / "locales").write_text("in the way", "utf-8")
    code, _, err = run("--project", root, "extract")
    assert code == 1
    assert "locales/templates/a.pot: error: cannot be written" in err


def test_explain_shows_segments_and_skipped_spans_and_writes_nothing(project, run, stamps):
    """Taking the marks away gives the source back."""
    root = project({"a.md": "# 订单\n\n```\n码\n```\n\nNginx\n"})
    before = stamps(root)
    code, out, _ = run("--project", root, "extract", "--explain", "source/a.md")
    assert code == 0
    assert out == "# ⟦1|订单⟧\n\n⟨code|```\n码\n```\n⟩\n⟨no text in the source language|Nginx⟩\n"
    assert stamps(root) == before


def test_explain_as_json_covers_the_whole_text(project, run):
    """Segments and skipped spans together hold every character of text."""
    text = "# 订单\n\n```\n码\n```\n\n甲 `x`\n"
    root = project({"a.md": text})
    result = json.loads(run("--project", root, "extract", "--explain", "source/a.md", "--json")[1])
    assert [segment["msgid"] for segment in result["segments"]] == ["订单", "甲 `x`"]
    spans = sorted(one["span"] for one in result["segments"] + result["skips"])
    covered = set().union(*(range(*span) for span in spans))
    assert {at for at, character in enumerate(text) if not character.isspace()} <= covered


@pytest.mark.parametrize("path", ["source", "source/none.md", "i18n.toml"])
def test_explain_takes_one_source_file(project, run, path):
    """A folder or another file is wrong usage."""
    root = project({"a.md": "甲\n"})
    assert run("--project", root, "extract", "--explain", root / path)[0] == 2


def test_json_counts_and_lists(project, run):
    """Documents, segments, messages, templates and findings."""
    root = project({"a.md": "甲\n\n甲\n"})
    code, out, err = run("--project", root, "extract", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {"documents": 1, "segments": 2, "messages": 1, "written": 1, "findings": []}
