"""Many collections: versions, output patterns, fallback, what is not translated, and what becomes stale."""

from __future__ import annotations

import json
import shutil

import pytest

PO = "locales/en/LC_MESSAGES"
DOCS = '[[collections]]\nsource = "source"\noutput = "build/{locale}"\n'


@pytest.fixture
def site(tmp_path):
    """Make a project of a configuration and files by path; returns its root."""

    def made(configuration, files):
        (tmp_path / "i18n.toml").write_text(configuration, "utf-8")
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
        return tmp_path

    return made


def translate(root, name, pairs, locale="en"):
    file = root / f"locales/{locale}/LC_MESSAGES" / name
    text = file.read_text("utf-8")
    for msgid, msgstr in pairs.items():
        assert f'msgid "{msgid}"\nmsgstr ""\n' in text
        text = text.replace(f'msgid "{msgid}"\nmsgstr ""\n', f'msgid "{msgid}"\nmsgstr "{msgstr}"\n')
    file.write_text(text, "utf-8")


def built(root):
    """Return the text of every file in build/ by its path."""
    folder = root / "build"
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }


# Versions and patterns --------------------------------------------------------------------------


def test_versions_share_one_memory(site, run):
    """What is translated in one version is there in another."""
    configuration = (
        'locales = ["en"]\n[[collections]]\nsource = "docs/version-{version}"\noutput = "build/{locale}/v{version}"\n'
    )
    root = site(configuration, {"docs/version-1.0/a.md": "甲\n\n乙\n", "docs/version-2.0/b.md": "# 丙\n\n甲\n"})
    run("--project", root, "update")
    translate(root, "docs/version-1.0/a.po", {"甲": "A"})
    shutil.rmtree(root / "locales/en/LC_MESSAGES/docs/version-2.0")
    code, out, _ = run("--project", root, "update")
    assert (code, "1 from memory" in out) == (0, True)
    run("--project", root, "build")
    assert built(root) == {"en/v1.0/a.md": "A\n\n乙\n", "en/v2.0/b.md": "# 丙\n\nA\n"}


def test_catalogs_of_a_version_stay_where_they_are_when_another_comes(site, run):
    """One version alone has its folder in the catalog's path, too."""
    root = site(
        'locales = ["en"]\n[[collections]]\nsource = "docs/{version}"\noutput = "build/{locale}/{version}"\n',
        {"docs/1.0/a.md": "甲\n"},
    )
    run("--project", root, "update")
    assert (root / PO / "docs/1.0/a.po").is_file()
    (root / "docs/2.0").mkdir()
    (root / "docs/2.0/a.md").write_text("甲\n", "utf-8")
    code, out, _ = run("--project", root, "update")
    assert (code, out.startswith("1 catalog of 2 written")) == (0, True)


def test_catalogs_follow_when_a_second_collection_comes(site, run):
    """Their folders change with it, and nobody's work stays behind."""
    root = site(
        'locales = ["en"]\n' + DOCS, {"source/a.md": "甲\n", "source/b/c.md": "乙\n", "ui/zh.json": '{"a": "丙"}'}
    )
    run("--project", root, "update")
    translate(root, "a.po", {"甲": "A"})
    strings = '[[collections]]\nsource = "ui/zh.json"\noutput = "ui/{locale}.json"\nformat = "json"\n'
    (root / "i18n.toml").write_text('locales = ["en"]\n' + DOCS + strings, "utf-8")
    code, out, err = run("--project", root, "update")
    assert (code, err) == (0, "")
    assert f"{PO}/a.po goes with its source to {PO}/source/a.po" in out
    found = sorted(path.relative_to(root / PO).as_posix() for path in (root / PO).rglob("*.po"))
    assert found == ["source/a.po", "source/b/c.po", "ui/zh.po"]
    run("--project", root, "build")
    assert built(root) == {"en/a.md": "A\n", "en/b/c.md": "乙\n"}


def test_an_output_pattern_puts_the_path_where_it_likes(site, run):
    """`{path}` is the path below the root; locales may go by other codes."""
    root = site(
        'locales = ["en", "zh-TW"]\nlocale-codes = { "zh-TW" = "zh-Hant" }\n'
        '[[collections]]\nsource = "source"\noutput = "build/{path}/{locale}.md"\n',
        {"source/a.md": "甲\n", "source/b/c.md": "乙\n"},
    )
    assert run("--project", root, "build")[0] == 0
    assert set(built(root)) == {"a.md/en.md", "a.md/zh-Hant.md", "b/c.md/en.md", "b/c.md/zh-Hant.md"}


def test_outputs_may_lie_among_the_sources_that_leave_them_out(site, run):
    """A site with its own language at the root, and the others in folders there: what was built is no source."""
    configuration = (
        'locales = ["en"]\n[[collections]]\nsource = "docs"\noutput = "docs/{locale}"\nexclude = ["en/**"]\n'
    )
    root = site(configuration, {"docs/a.md": "甲\n", "docs/b/c.md": "乙 ![](x.png)\n", "docs/b/x.png": "x"})
    for _ in range(2):
        assert run("--project", root, "update")[0] == 0
        assert run("--project", root, "build")[0] == 0
    assert sorted(path.name for path in (root / PO).rglob("*.po")) == ["a.po", "c.po"]
    assert sorted(path.relative_to(root / "docs/en").as_posix() for path in (root / "docs/en").rglob("*.*")) == [
        "a.md",
        "b/c.md",
        "b/x.png",
    ]
    (root / "docs/a.md").unlink()
    run("--project", root, "build")
    assert not (root / "docs/en/a.md").exists()


def test_a_source_may_be_one_file(site, run):
    """Its output is a file too; images, folders and other files around it do not matter."""
    root = site(
        'locales = ["en"]\n'
        + DOCS
        + '[[collections]]\nsource = "mkdocs.yml"\noutput = "build/mkdocs.{locale}.yml"\nformat = "mkdocs"\n',
        {"source/a.md": "甲\n", "mkdocs.yml": "site_name: 名\nnav:\n  - 甲: a.md\n", "other.yml": "甲: 乙\n"},
    )
    run("--project", root, "update")
    translate(root, "mkdocs.po", {"名": "Name", "甲": "A"})
    assert run("--project", root, "build")[0] == 0
    assert built(root) == {"en/a.md": "甲\n", "mkdocs.en.yml": "site_name: Name\nnav:\n  - A: a.md\n"}


def test_documents_and_ui_strings_share_states_and_memory(site, run):
    """A label has the translation of the heading that says the same, and is counted and checked with it."""
    root = site(
        'locales = ["en"]\n' + DOCS + '[[collections]]\nsource = "ui/zh"\noutput = "ui/{locale}"\nformat = "json"\n',
        {"source/a.md": "# 订单\n"},
    )
    (root / "ui/zh").mkdir(parents=True)
    run("--project", root, "update")
    translate(root, "source/a.po", {"订单": "Orders"})
    (root / "ui/zh/nav.json").write_text('{"orders": "订单", "hi": "你好 {name}"}', "utf-8")
    assert "1 from memory" in run("--project", root, "update")[1]
    translate(root, "ui/zh/nav.po", {"你好 {name}": "Hello"})
    assert "#. UI string · orders\n#: ui/zh/nav.json\nmsgid" in (root / PO / "ui/zh/nav.po").read_text("utf-8")
    code, _, err = run("--project", root, "check")
    assert (code, "ui/zh/nav.po:" in err, "loses the placeholder “{name}”" in err) == (1, True, True)
    code, _, err = run("--project", root, "build")
    assert (root / "ui/en/nav.json").read_text("utf-8") == '{"orders": "Orders", "hi": "你好 {name}"}'
    code, out, _ = run("--project", root, "extract", "--explain", root / "ui/zh/nav.json")
    assert (code, out) == (0, '⟨data|{"orders": ⟩⟦1|"订单"⟧⟨data|, "hi": ⟩⟦2|"你好 {name}"⟧⟨data|}⟩')


def test_plural_forms_of_a_language_are_sound(site, run):
    """What a build takes, a check does not read as Markdown that has lost a variable."""
    sources = {
        "ui/zh.json": '{"a": "{n, plural, other {共 # 个文件}}"}',
        "ui/code.json": '{"b": {"message": "{count} 篇{tag}"}}',
    }
    root = site(
        'locales = ["en"]\n[[collections]]\nsource = "ui/zh.json"\noutput = "ui/en.json"\nformat = "json"\n'
        '[[collections]]\nsource = "ui/code.json"\noutput = "ui/en-code.json"\nformat = "docusaurus-json"\n',
        sources,
    )
    run("--project", root, "update")
    plural = "{n, plural, one {# file} other {# files}}"
    translate(root, "ui/zh.po", {"{n, plural, other {共 # 个文件}}": plural})
    translate(root, "ui/code.po", {"{count} 篇{tag}": "One post {tag}|{count} posts {tag}"})
    code, _, err = run("--project", root, "check")
    assert (code, err) == (0, "")
    run("--project", root, "build")
    assert json.loads((root / "ui/en.json").read_text("utf-8")) == {"a": plural}


def test_a_file_of_ui_strings_that_cannot_be_read_is_named_and_the_others_are_built(site, run):
    """With its line, and the rest of the build goes on."""
    root = site(
        'locales = ["en"]\n' + DOCS + '[[collections]]\nsource = "ui"\noutput = "build/ui"\nformat = "json"\n',
        {"source/a.md": "甲\n", "ui/a.json": '{\n"a": 甲}', "ui/b.json": '{"b": "乙"}'},
    )
    code, _, err = run("--project", root, "build")
    assert (code, "ui/a.json:2:6: error: cannot be read as JSON: " in err) == (1, True)
    assert set(built(root)) == {"en/a.md", "ui/b.json"}


@pytest.mark.parametrize("command", ["update", "build", "check", "status"])
def test_two_sources_with_one_output_are_both_named(site, run, command):
    """Neither may overwrite the other."""
    root = site(
        'locales = ["en"]\n' + DOCS + '[[collections]]\nsource = "more"\noutput = "build/{locale}"\n',
        {"source/a.md": "甲\n", "more/a.md": "乙\n"},
    )
    code, _, err = run("--project", root, command)
    assert (code, "more/a.md and source/a.md would share the output build/en/a.md" in err) == (2, True)
    assert not (root / "build").exists()


@pytest.mark.parametrize(
    ("configuration", "message"),
    [
        (
            'locales = ["en"]\n' + DOCS.replace("{locale}", "{version}"),
            "“output” holds {version}, and “source” does not",
        ),
        (
            'locales = ["en"]\n' + DOCS.replace('"source"', '"docs/{version}"'),
            "no folder is a version of “docs/{version}”",
        ),
        (
            'locales = ["en"]\n' + DOCS.replace('"source"', '"{version}/docs"'),
            "“source” may hold {version} once, in its last folder",
        ),
        ('locales = ["en"]\nfallback = { "fr" = ["en"] }\n' + DOCS, "“fallback” names “fr”"),
        ('locales = ["en"]\nfallback = { "en" = ["en"] }\n' + DOCS, "“fallback” leads from “en” to itself"),
        ('locales = ["en"]\nlocale-codes = { "en" = "../x" }\n' + DOCS, "“locale-codes” cannot hold “../x”"),
        (
            'locales = ["en", "fr"]\nlocale-codes = { "fr" = "en" }\n' + DOCS,
            "the output “build/{locale}” is the same for “en” and “fr”",
        ),
        ('locales = ["en"]\n' + DOCS + 'format = "jsn"\n', "“format” cannot be “jsn”"),
        ('locales = ["en"]\n' + DOCS + 'keys = ["a"]\n', "“keys” means nothing where “format” is “markdown”"),
        (
            'locales = ["en"]\n' + DOCS + 'format = "json"\ndialect = "gfm"\n',
            "“dialect” means nothing where “format” is “json”",
        ),
        (
            'locales = ["en"]\n' + DOCS + 'format = "json"\nuntranslated = "marker"\n',
            "“untranslated” cannot be “marker”",
        ),
        ('locales = ["en"]\n' + DOCS + "skip-below = 101\n", "“skip-below” must be a number from 0 to 100"),
        ('locales = ["en"]\n' + DOCS + "notice = { fr = 'x' }\n", "“notice” names “fr”"),
    ],
)
def test_a_mistake_is_explained(site, run, configuration, message):
    """Before anything is written."""
    root = site(configuration, {"source/a.md": "甲\n"})
    code, _, err = run("--project", root, "build")
    assert (code, message in err) == (2, True)


# What is not translated -------------------------------------------------------------------------


def test_a_locale_falls_back_to_another(site, run):
    """Its own translations first; a finding names the catalog that the translation comes from."""
    root = site(
        'locales = ["en", "en-GB"]\nfallback = { "en-GB" = ["en"] }\n' + DOCS, {"source/a.md": "甲\n\n乙\n\n丙\n"}
    )
    run("--project", root, "update")
    translate(root, "a.po", {"甲": "color", "乙": "B", "丙": "`c`"})
    translate(root, "a.po", {"甲": "colour"}, "en-GB")
    code, _, err = run("--project", root, "build", "en-GB")
    assert (code, built(root)) == (0, {"en-GB/a.md": "colour\n\nB\n\n丙\n"})
    assert f"{PO}/a.po:" in err
    assert "en-GB/LC_MESSAGES" not in err


@pytest.mark.parametrize(
    ("policy", "shown"),
    [
        ("", {"a.md": "A\n\n乙\n", "b.md": "丙\n", "c.md": "```\n```\n", "d.md": "D\n"}),
        ('untranslated = "skip"\n', {"a.md": "A\n\n乙\n", "c.md": "```\n```\n", "d.md": "D\n"}),
        ("skip-below = 50.5\n", {"c.md": "```\n```\n", "d.md": "D\n"}),
        (
            'untranslated = "marker"\nskip-below = 10\nnotice = { en = ":::note\\nSorry\\n:::" }\n',
            {"a.md": ":::note\nSorry\n:::\n\nA\n\n乙\n", "c.md": "```\n```\n", "d.md": "D\n"},
        ),
    ],
)
def test_what_is_not_translated_is_shown_skipped_or_marked(site, run, policy, shown):
    """As each collection asks; a document without text is always complete."""
    sources = {"a.md": "甲\n\n乙\n", "b.md": "丙\n", "c.md": "```\n```\n", "d.md": "丁\n"}
    root = site('locales = ["en"]\n' + DOCS + policy, {f"source/{name}": text for name, text in sources.items()})
    run("--project", root, "update")
    translate(root, "a.po", {"甲": "A"})
    translate(root, "d.po", {"丁": "D"})
    code, out, _ = run("--project", root, "build")
    assert (code, built(root)) == (0, {f"en/{name}": text for name, text in shown.items()})
    assert (f"{4 - len(shown)} skipped for want of translations" in out) is (len(shown) < 4)


def test_a_translation_that_is_refused_does_not_count(site, run):
    """A page of which nothing can be shown is one of which nothing is translated."""
    root = site('locales = ["en"]\n' + DOCS + 'untranslated = "skip"\n', {"source/a.md": "甲\n", "source/b.md": "乙\n"})
    run("--project", root, "update")
    translate(root, "a.po", {"甲": "`A`"})
    translate(root, "b.po", {"乙": "B"})
    code, out, err = run("--project", root, "build")
    assert (code, "adds the code span" in err, "1 skipped" in out) == (0, True, True)
    assert built(root) == {"en/b.md": "B\n"}


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# 甲\n\n乙\n", "# 甲\n\n> N\n\n乙\n"),
        ("# 甲\n乙\n", "# 甲\n\n> N\n\n乙\n"),
        ("---\nid: x\n---\n\n# 甲\n", "---\nid: x\n---\n\n# 甲\n\n> N\n"),
        ("---\nid: x\n---\n乙\n", "---\nid: x\n---\n\n> N\n\n乙\n"),
        ("import A from 'a'\n\n# 甲\n\n乙\n", "import A from 'a'\n\n# 甲\n\n> N\n\n乙\n"),
        ("乙\n\n## 甲\n", "> N\n\n乙\n\n## 甲\n"),
        ("甲\r\n===\r\n\r\n乙", "甲\r\n===\r\n\r\n> N\r\n\r\n乙"),
        ("\ufeff# 甲", "\ufeff# 甲\n\n> N\n"),
    ],
)
def test_a_notice_stands_below_the_title(source, expected):
    """Or above everything, where the document does not start with one."""
    from i18n import parse
    from i18n.markdown.notice import notice_in

    at, written = notice_in(parse(source, "docusaurus"), "> N\n")
    assert source[:at] + written + source[at:] == expected


def test_ui_strings_without_a_translation_are_left_to_the_site(site, run):
    """Docusaurus has its own text for them; a file without any is not written."""
    root = site(
        'locales = ["en"]\n[[collections]]\nsource = "i18n/zh"\noutput = "i18n/{locale}"\n'
        'format = "docusaurus-json"\nuntranslated = "skip"\n',
        {
            "i18n/zh/code.json": '{"a": {"message": "甲"}, "b": {"message": "乙"}}',
            "i18n/zh/x.json": '{"c": {"message": "丙"}}',
        },
    )
    run("--project", root, "update")
    translate(root, "code.po", {"乙": "B"})
    assert run("--project", root, "build")[0] == 0
    assert json.loads((root / "i18n/en/code.json").read_text("utf-8")) == {"b": {"message": "B"}}
    assert not (root / "i18n/en/x.json").exists()


def test_starlight_has_texts_of_its_own_too(site, run):
    """Its file of a language is flat, and lacks what it says itself in that language."""
    root = site(
        'locales = ["en"]\n[[collections]]\nsource = "i18n/zh-CN.json"\noutput = "build/{locale}.json"\n'
        'format = "starlight"\nuntranslated = "skip"\n',
        {"i18n/zh-CN.json": '{\n  "search.label": "搜索 {{name}}",\n  "aside.tip": "提示",\n  "x": "y"\n}\n'},
    )
    run("--project", root, "update")
    translate(root, "zh-CN.po", {"搜索 {{name}}": "Search {{name}}"})
    assert run("--project", root, "build")[0] == 0
    assert json.loads(built(root)["en.json"]) == {"search.label": "Search {{name}}", "x": "y"}


# What becomes stale -----------------------------------------------------------------------------


def test_outputs_of_sources_that_are_gone_are_removed(site, run):
    """Documents, pictures and the folders that become empty; nothing else."""
    root = site(
        'locales = ["en"]\n' + DOCS,
        {"source/a.md": "甲\n", "source/b/c.md": "![图](d.png)\n", "source/b/d.png": "png", "build/en/mine.md": "mine"},
    )
    run("--project", root, "build")
    (root / "source/b/c.md").rename(root / "source/e.md")
    code, out, err = run("--project", root, "build")
    assert (code, err) == (0, "")
    assert "build/en/b/c.md: removed, since no source leads to it any more" in out
    assert set(built(root)) == {"en/a.md", "en/e.md", "en/mine.md"}
    assert not (root / "build/en/b").exists()


def test_a_stale_file_that_somebody_has_changed_is_kept(site, run):
    """And said, each time, until it is gone."""
    root = site('locales = ["en"]\n' + DOCS, {"source/a.md": "甲\n", "source/b.md": "乙\n"})
    run("--project", root, "build")
    (root / "source/b.md").unlink()
    (root / "build/en/b.md").write_text("mine\n", "utf-8")
    for _ in range(2):
        code, _, err = run("--project", root, "build")
        assert (code, "build/en/b.md: warning: no source leads to this file any more" in err) == (0, True)
    assert built(root)["en/b.md"] == "mine\n"
    (root / "build/en/b.md").unlink()
    assert run("--project", root, "build")[2] == ""


def test_without_the_manifest_nothing_is_removed(site, run):
    """What is not known to be ours is somebody's."""
    root = site('locales = ["en"]\n' + DOCS, {"source/a.md": "甲\n", "source/b.md": "乙\n"})
    run("--project", root, "build")
    shutil.rmtree(root / ".i18n")
    (root / "source/b.md").unlink()
    for _ in range(2):
        assert run("--project", root, "build")[2] == ""
    assert set(built(root)) == {"en/a.md", "en/b.md"}


@pytest.mark.parametrize(
    "name",
    [
        "source/a.md",
        "../outside.md",
        "/etc/hostname",
        "locales/en/LC_MESSAGES/a.po",
        ".git/config",
        "i18n.toml",
        "source/../i18n.toml",
        "",
    ],
)
def test_a_manifest_is_not_believed(site, run, name, tmp_path_factory):
    """It cannot lead to a source, a catalog, or out of the project, and never to a file with other content."""
    inner = tmp_path_factory.mktemp("project")
    root = site('locales = ["en"]\n' + DOCS, {"source/a.md": "甲\n", "source/b.md": "乙\n", ".git/config": "x"})
    run("--project", root, "update")
    run("--project", root, "build")
    from hashlib import sha256

    manifest = json.loads((root / ".i18n/outputs.json").read_text("utf-8"))
    target = root / name
    content = sha256(target.read_bytes()).hexdigest() if target.is_file() and name != "i18n.toml" else "0"
    manifest["files"][name] = ["en", content]
    (root / ".i18n/outputs.json").write_text(json.dumps(manifest), "utf-8")
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".i18n" not in path.parts}
    assert run("--project", root, "build")[0] == 0
    assert before == {
        path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".i18n" not in path.parts
    }
    assert list(inner.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"files": 3}', '{"files": {"a": 1}}', '{"files": {"a": ["en"]}}', "\0"]
)
def test_a_manifest_that_cannot_be_read_is_written_anew(site, run, text):
    """It is a cache; without it, nothing is removed."""
    root = site('locales = ["en"]\n' + DOCS, {"source/a.md": "甲\n", ".i18n/outputs.json": text})
    assert run("--project", root, "build")[0] == 0
    assert json.loads((root / ".i18n/outputs.json").read_text("utf-8"))["files"].keys() == {"build/en/a.md"}


def test_nothing_is_removed_after_an_error(site, run):
    """A source that cannot be read just now still wants its output and its pictures."""
    root = site(
        'locales = ["en"]\n' + DOCS, {"source/a.md": "![甲](p.png)\n", "source/p.png": "p", "source/b.md": "乙\n"}
    )
    run("--project", root, "build")
    (root / "source/a.md").write_bytes("甲".encode("gb18030"))
    (root / "source/b.md").rename(root / "source/c.md")
    assert run("--project", root, "build")[0] == 1
    assert set(built(root)) == {"en/a.md", "en/b.md", "en/c.md", "en/p.png"}
    (root / "source/a.md").write_text("甲\n", "utf-8")
    assert run("--project", root, "build")[0] == 0
    assert set(built(root)) == {"en/a.md", "en/c.md"}


def test_only_the_locales_that_are_built_lose_files(site, run):
    """And those that the project has no more."""
    root = site('locales = ["en", "fr", "de"]\n' + DOCS, {"source/a.md": "甲\n", "source/b.md": "乙\n"})
    run("--project", root, "build")
    (root / "source/b.md").unlink()
    (root / "i18n.toml").write_text('locales = ["en", "fr"]\n' + DOCS, "utf-8")
    run("--project", root, "build", "fr")
    assert set(built(root)) == {"en/a.md", "en/b.md", "fr/a.md"}
    run("--project", root, "build")
    assert set(built(root)) == {"en/a.md", "fr/a.md"}


def test_a_page_that_falls_below_the_threshold_is_removed(site, run):
    """The site's own fallback takes its place."""
    root = site('locales = ["en"]\n' + DOCS + 'untranslated = "skip"\n', {"source/a.md": "甲\n", "source/b.md": "乙\n"})
    run("--project", root, "update")
    translate(root, "a.po", {"甲": "A"})
    translate(root, "b.po", {"乙": "B"})
    run("--project", root, "build")
    (root / "source/b.md").write_text("丙\n", "utf-8")
    run("--project", root, "build")
    assert built(root) == {"en/a.md": "A\n"}


def test_what_somebody_changed_in_an_output_is_kept_before_it_is_replaced(site, run):
    """A correction in the wrong place is not lost; one that is not in the way is not touched."""
    root = site('locales = ["en"]\n' + DOCS, {"source/a.md": "甲\n"})
    run("--project", root, "build")
    (root / "build/en/a.md").write_text("corrected\n", "utf-8")
    code, _, err = run("--project", root, "build")
    assert (code, "build/en/a.md: note: was not as the last build wrote it" in err) == (0, True)
    assert (root / ".i18n/displaced/build/en/a.md").read_text("utf-8") == "corrected\n"
    assert built(root) == {"en/a.md": "甲\n"}
    assert run("--project", root, "build")[2] == ""
