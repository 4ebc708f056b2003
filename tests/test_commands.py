"""The commands on real projects: what they write, what they say, and what bad input does to them."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

GUIDE = "# 订单\n\n在**费用**菜单下，见[发票](b.md)。\n\n![列表](images/list.png)\n"
PO = "locales/en/LC_MESSAGES"


def translate(root, name, **translations):
    file = root / PO / name
    text = file.read_text("utf-8")
    for msgid, msgstr in translations.items():
        assert f'msgid "{msgid}"\nmsgstr ""' in text
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
    file.write_text(text, "utf-8")
    return file


def stamps(root):
    return {path: path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}


def test_update_translate_build(project, run):
    """The way from a guide to its translation."""
    root = project({"a.md": GUIDE, "images/list.png": b"png", "images/unused.png": b"png"})
    assert run("--project", root, "update")[0] == 0
    translate(root, "a.po", 订单="Orders", 列表="List")
    code, out, _ = run("--project", root, "build")
    assert code == 0
    assert "1 document built" in out
    assert (root / "build/en/a.md").read_text("utf-8") == GUIDE.replace("订单", "Orders").replace("列表", "List")
    assert sorted(path.name for path in (root / "build/en/images").iterdir()) == ["list.png"]


def test_doing_it_again_writes_nothing(project, run):
    """A second update, extract and build touch no file."""
    root = project({"a.md": GUIDE, "images/list.png": b"png"})
    for command in ("update", "extract", "build"):
        run("--project", root, command)
    before = stamps(root)
    for command in ("update", "extract", "build", "check", "status"):
        run("--project", root, command)
    assert stamps(root) == before


def test_a_text_that_leaves_and_returns_keeps_its_translation(project, run):
    """Its message rests as obsolete in between."""
    root = project({"a.md": "甲\n\n乙\n"})
    run("--project", root, "update")
    file = translate(root, "a.po", 甲="A")
    kept = file.read_bytes()
    (root / "source/a.md").write_text("乙\n", "utf-8")
    run("--project", root, "update")
    assert '#~ msgid "甲"\n#~ msgstr "A"' in file.read_text("utf-8")
    (root / "source/a.md").write_text("甲\n\n乙\n", "utf-8")
    run("--project", root, "update")
    assert file.read_bytes() == kept


def test_a_fuzzy_translation_is_not_shown(project, run):
    """What needs work does not reach readers."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    file = translate(root, "a.po", 甲="A")
    file.write_text(file.read_text("utf-8").replace('msgid "甲"', '#, fuzzy\nmsgid "甲"'), "utf-8")
    run("--project", root, "build")
    assert (root / "build/en/a.md").read_text("utf-8") == "甲\n"


def test_a_refused_translation_is_named_with_its_file_and_line(project, run):
    """The build goes on, says which message was left out and where, and fails if it must be strict."""
    root = project({"a.md": "甲\n\n甲\n\n乙\n"})
    run("--project", root, "update")
    translate(root, "a.po", 甲="A <script>", 乙="B")
    code, _, err = run("--project", root, "build")
    assert code == 0
    assert f"{PO}/a.po:10:1: error: the translation was not used, since it adds the tag" in err
    assert "source/a.md:1, source/a.md:3" in err
    assert (root / "build/en/a.md").read_text("utf-8") == "甲\n\n甲\n\nB\n"
    assert run("--project", root, "build", "--strict")[0] == 1
    assert run("--project", root, "check")[0] == 1


def test_a_broken_catalog_is_left_alone_and_the_others_are_built(project, run):
    """The error names the line; the file and what was built before stay."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    run("--project", root, "update")
    translate(root, "a.po", 甲="A")
    run("--project", root, "build")
    file = root / PO / "a.po"
    file.write_text(file.read_text("utf-8") + '\nmsgid "open\n', "utf-8")
    broken = file.read_bytes()
    last = broken.count(b"\n")
    translate(root, "b.po", 乙="B")
    for command in ("update", "build", "check", "status"):
        code, _, err = run("--project", root, command)
        assert code == 1
        assert f"{PO}/a.po:{last}:1" in err
    assert file.read_bytes() == broken
    assert (root / "build/en/a.md").read_text("utf-8") == "A\n"
    assert (root / "build/en/b.md").read_text("utf-8") == "B\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [("甲乙丙丁。\n".encode("gb18030"), "GB18030"), ("甲\n".encode("utf-16"), "UTF-16"), (b"ok \xff", "byte 3")],
)
def test_a_source_that_is_not_utf_8_is_named_with_a_guess(project, run, data, said):
    """The other documents are built all the same."""
    root = project({"a.md": data, "b.md": "乙\n"})
    code, _, err = run("--project", root, "build")
    assert code == 1
    assert "source/a.md: error: not UTF-8: byte" in err
    assert said in err
    assert (root / "build/en/b.md").exists()
    assert not (root / "build/en/a.md").exists()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "```\n没有结束\n",
        "<!-- 没有结束\n",
        "甲\0乙\n",
        "> " * 10_000 + "深\n",
        "- " * 10_000 + "深\n",
        "[" * 10_000 + "深\n",
        "---\ntitle: [[[\n---\n甲\n",
        "{" * 5_000 + "\n",
    ],
)
def test_odd_sources_are_built(project, run, text):
    """Empty, unclosed, deeply nested or with NUL: the build is the source."""
    root = project({"a.md": text})
    assert run("--project", root, "update")[0] == 0
    assert run("--project", root, "build")[0] == 0
    assert (root / "build/en/a.md").read_text("utf-8") == text


def test_a_large_file_is_built(project, run):
    """Ten megabytes are a document like any other."""
    text = "## 标题\n\n一段文字，带有 `代码`。\n\n" * 250_000
    root = project({"a.md": text})
    assert len(text.encode()) > 10_000_000
    assert run("--project", root, "build")[0] == 0
    assert (root / "build/en/a.md").read_text("utf-8") == text


def test_a_link_that_leads_back_is_said_and_not_followed(project, run):
    """A symlink loop ends."""
    root = project({"a/b.md": "甲\n"})
    (root / "source/a/loop").symlink_to(root / "source")
    code, _, err = run("--project", root, "build")
    assert code == 0
    assert "source/a/loop: warning: this link leads back" in err


def test_an_output_that_cannot_be_written_is_an_error_for_its_documents(project, run):
    """A file stands where a folder should be."""
    root = project({"a.md": "甲\n", "b/c.md": "乙\n"})
    (root / "build/en").mkdir(parents=True)
    (root / "build/en/b").write_text("in the way", "utf-8")
    code, _, err = run("--project", root, "build")
    assert code == 1
    assert "build/en/b/c.md: error: cannot be written" in err
    assert (root / "build/en/a.md").exists()
    assert (root / "build/en/b").read_text("utf-8") == "in the way"


def test_a_link_out_of_the_project_is_not_written_through(project, run, tmp_path_factory):
    """Nothing outside the project is ever written."""
    outside = tmp_path_factory.mktemp("outside")
    root = project({"a/b.md": "甲\n"})
    (root / "build/en").mkdir(parents=True)
    (root / "build/en/a").symlink_to(outside)
    code, _, err = run("--project", root, "build")
    assert code == 1
    assert "leads it out of the project" in err
    assert list(outside.iterdir()) == []


def test_a_catalog_without_a_source_is_kept_and_said(project, run):
    """A renamed or deleted guide does not take its translations along."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    run("--project", root, "update")
    (root / "source/b.md").unlink()
    code, _, err = run("--project", root, "update")
    assert code == 0
    assert f"{PO}/b.po: warning: no source belongs to this catalog" in err
    assert (root / PO / "b.po").exists()


def test_files_outside_the_sources_are_not_copied(project, run):
    """The build says so instead."""
    root = project({"a.md": "![图](../secret.png)\n"})
    (root / "secret.png").write_bytes(b"png")
    code, _, err = run("--project", root, "build")
    assert code == 0
    assert "source/a.md:1:1: warning: the file “../secret.png” lies outside" in err
    assert sorted(path.name for path in (root / "build/en").iterdir()) == ["a.md"]


def test_check_asks_for_as_much_as_it_is_told_to(project, run):
    """Exit codes follow the share of messages done."""
    root = project({"a.md": "甲\n\n乙\n"})
    run("--project", root, "update")
    translate(root, "a.po", 甲="A")
    assert run("--project", root, "check")[0] == 1
    assert run("--project", root, "check", "--min", "50")[0] == 0
    assert run("--project", root, "check", "--min", "51", "--require", "human")[0] == 1


@pytest.mark.parametrize("command", ["extract", "update", "build", "check", "status"])
def test_json_is_one_object_with_findings(project, run, command):
    """Programs read standard output."""
    root = project({"a.md": "甲\n"})
    result = json.loads(run("--project", root, command, "--json")[1])
    assert isinstance(result["findings"], list)


def test_explain_shows_the_fate_of_every_character(project, run):
    """Segments are numbered, skipped spans have their reason, and the text is all there."""
    root = project({"a.md": "甲 `x`\n\n```\n码\n```\n"})
    _, out, _ = run("--project", root, "extract", "--explain", root / "source/a.md")
    assert out == "⟦1|甲 `x`⟧\n\n⟨code|```\n码\n```\n⟩"
    result = json.loads(run("--project", root, "extract", "--explain", "source/a.md", "--json")[1])
    assert [segment["msgid"] for segment in result["segments"]] == ["甲 `x`"]
    assert [skip["reason"] for skip in result["skips"]] == ["markup", "code"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["biuld"], "Did you mean “build”?"),
        (["build", "--strct"], "--strict"),
        (["build", "fr"], "no locale “fr”"),
        (["extract", "nowhere.md"], "no source nowhere.md"),
        (["check", "--min", "nan"], "0 to 100"),
    ],
)
def test_what_is_mistyped_gets_a_hint(project, run, arguments, said):
    """Wrong usage ends with 2."""
    root = project({"a.md": "甲\n"})
    code, _, err = run("--project", root, *arguments)
    assert code == 2
    assert said in err


HEAD = 'locales = ["en"]\n'
TAIL = '[[collections]]\nsource = "source"\noutput = "build/{locale}"\n'


@pytest.mark.parametrize(
    ("configuration", "said"),
    [
        ("locales = [", "i18n.toml: Invalid value"),
        (TAIL, "“locales” is missing"),
        (HEAD, "[[collections]]"),
        ('locales = ["en", "en"]\n' + TAIL, "twice"),
        ('locales = ["english!"]\n' + TAIL, "not a locale code"),
        (HEAD + 'sourcelocale = "zh"\n' + TAIL, "did you mean “source-locale”?"),
        (HEAD + TAIL + 'dialect = "docusarus"\n', "did you mean “docusaurus”?"),
        (HEAD + TAIL.replace("build/", "../build/"), "outside the project"),
        (HEAD + TAIL.replace("build/{locale}", "source/en"), "overlap"),
        (HEAD + TAIL.replace("build/", "locales/"), "the project's own locales"),
        (HEAD + TAIL + TAIL.replace('"source"', '"other"'), "overlap"),
        (HEAD + TAIL.replace("{locale}", "{locale.x}"), "neither other braces"),
        (HEAD.replace("en", "en-GB") + TAIL.replace('"source"', '"nowhere"'), "not a directory"),
        ('locales = ["en", "fr"]\n' + TAIL.replace("{locale}", "all"), "put {locale} into it"),
        (HEAD + TAIL + 'include = ["*.txt"]\n', "there are no sources"),
    ],
)
def test_a_wrong_configuration_is_explained(project, run, configuration, said):
    """The error says what is wrong, and nothing is written."""
    root = project({"a.md": "甲\n"}, configuration)
    before = stamps(root)
    code, _, err = run("--project", root, "build")
    assert code == 2
    assert said in err
    assert stamps(root) == before


def test_two_sources_with_one_catalog_are_named(project, run):
    """a.md and a.mdx would write to the same PO file."""
    root = project({"a.md": "甲\n", "a.mdx": "乙\n"})
    code, _, err = run("--project", root, "update")
    assert code == 2
    assert "source/a.md and source/a.mdx" in err


def test_help_loads_nothing_heavy():
    """`i18n --help` answers at once."""
    code = (
        "import sys\nfrom i18n.cli.main import main\nassert main(['--help']) == 0\n"
        "print([name for name in ('babel', 'markdown_it', 'polib', 'rich', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
