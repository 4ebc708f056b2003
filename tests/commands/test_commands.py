"""The commands on real projects: what they write, what they say, and what bad input does to them."""

from __future__ import annotations

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
        (HEAD + TAIL + TAIL, "source/a.md belongs to two collections"),
        (HEAD + TAIL.replace("{locale}", "{locale.x}"), "neither other braces"),
        (HEAD.replace("en", "en-GB") + TAIL.replace('"source"', '"nowhere"'), "not a directory"),
        ('locales = ["en", "fr"]\n' + TAIL.replace("{locale}", "all"), "put {locale} into it"),
        (HEAD + TAIL + 'include = ["*.txt"]\n', "there are no sources"),
    ],
)
def test_a_wrong_configuration_is_explained(project, run, stamps, configuration, said):
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
