"""`i18n init`: the site generator is recognised by its files, and what is written works."""

from __future__ import annotations

import json
import subprocess

import pytest

from i18n.project import find_project


@pytest.mark.parametrize(
    ("mark", "source", "dialect"),
    [
        ("docusaurus.config.ts", "docs", "docusaurus"),
        ("docs/.vitepress/config.mts", "docs/zh", "vitepress"),
        (".vitepress/config.js", "src", "vitepress"),
        ("mkdocs.yml", "docs", "mkdocs"),
        ("hugo.toml", "content", "hugo"),
        ("book.toml", "src", "mdbook"),
        ("README.md", "docs", "gfm"),
    ],
)
def test_the_site_generator_is_recognised(tmp_path, run, mark, source, dialect):
    """Each by its configuration file; the guides are where it usually has them, and can be extracted at once."""
    (tmp_path / source).mkdir(parents=True)
    (tmp_path / mark).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / mark).write_text("", "utf-8")
    (tmp_path / source / "a.md").write_text("# 标题\n", "utf-8")
    code, out, _ = run("--project", tmp_path, "init")
    assert (code, f"guides in {source}, read as {dialect}" in out) == (0, True)
    [collection] = find_project(tmp_path).collections
    assert (collection.source.as_posix(), collection.dialect) == (source, dialect)
    assert run("--project", tmp_path, "update")[0] == 0


@pytest.mark.parametrize(
    ("folder", "lines"),
    [
        ("src/content/docs/zh-cn", 'source = "src/content/docs/zh-cn"\noutput = "src/content/docs/{locale}"\ndialect'),
        (
            "src/content/docs",
            'source = "src/content/docs"\noutput = "src/content/docs/{locale}"\nexclude = ["en/**", "fr/**"]\ndialect',
        ),
    ],
)
def test_guides_at_the_root_of_a_site_or_in_a_folder_there(tmp_path, run, folder, lines):
    """Where Starlight has its default locale; the others are built beside it, and are no sources."""
    (tmp_path / folder / "guides").mkdir(parents=True)
    (tmp_path / folder / "guides/a.mdx").write_text(":::tip[标题]\n正文 {1 + 1}\n:::\n", "utf-8")
    (tmp_path / "src/content/i18n").mkdir()
    (tmp_path / "src/content/i18n/zh-CN.json").write_text('{"search.label": "搜索", "x": "甲"}\n', "utf-8")
    (tmp_path / "astro.config.mjs").write_text("import starlight from '@astrojs/starlight';\n", "utf-8")
    assert run("--project", tmp_path, "init", "en", "fr")[0] == 0
    assert lines in (tmp_path / "i18n.toml").read_text("utf-8")
    for command in ("update", "build", "update", "build", "check"):
        run("--project", tmp_path, command)
    for locale in ("en", "fr"):
        built = tmp_path / "src/content/docs" / locale / "guides/a.mdx"
        assert built.read_text("utf-8") == (tmp_path / folder / "guides/a.mdx").read_text("utf-8")
    assert len(list((tmp_path / "locales/en").rglob("*.po"))) == 2


def test_a_site_of_astro_without_starlight_is_not_known(tmp_path, run):
    """What its configuration mentions tells it from others."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "src/content/docs").mkdir(parents=True)
    (tmp_path / "astro.config.mjs").write_text("import mdx from '@astrojs/mdx';\n", "utf-8")
    assert "guides in docs, read as gfm" in run("--project", tmp_path, "init")[1]


def test_languages_can_be_named(tmp_path, run):
    """English is only the default; one that is no locale code leaves nothing behind."""
    (tmp_path / "docs").mkdir()
    code, _, err = run("--project", tmp_path, "init", "english!")
    assert (code, "“english!” is not a locale code" in err) == (2, True)
    assert not (tmp_path / "i18n.toml").exists()
    code, out, _ = run("--project", tmp_path, "init", "fr", "pt-BR", "--json")
    assert (code, json.loads(out)["dialect"]) == (0, "gfm")
    assert find_project(tmp_path).locales == ("fr", "pt-BR")


def test_nothing_is_overwritten(tmp_path, run):
    """A project file that is there stays as it is."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "i18n.toml").write_text("mine", "utf-8")
    code, _, err = run("--project", tmp_path, "init")
    assert (code, "there is a project file already" in err) == (2, True)
    assert (tmp_path / "i18n.toml").read_text("utf-8") == "mine"


def test_a_folder_without_guides_is_said(tmp_path, run):
    """With the places that were looked at."""
    code, _, err = run("--project", tmp_path, "init")
    assert code == 2
    assert "there is no folder of guides" in err
    assert "looked for source, docs/zh, docs, guides" in err


def test_git_is_told_to_merge_po_files(tmp_path, run, program):
    """A line in .gitattributes, one in the configuration of the clone; what is there already stays."""
    git = program("git")

    def configured():
        command = [git, "config", "--get-all", "merge.i18n.driver"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False).stdout

    subprocess.run([git, "init", "--quiet"], cwd=tmp_path, check=True)
    (tmp_path / "docs").mkdir()
    (tmp_path / ".gitattributes").write_text("*.md text", "utf-8")
    code, out, _ = run("--project", tmp_path, "init")
    assert (code, "git merges PO files by message now" in out) == (0, True)
    assert (tmp_path / ".gitattributes").read_text("utf-8") == "*.md text\n*.po merge=i18n\n"
    assert configured() == "i18n merge-driver %O %A %B %P || git merge-file %A %O %B\n"
    subprocess.run([git, "config", "merge.i18n.driver", "mine"], cwd=tmp_path, check=True)
    (tmp_path / "i18n.toml").unlink()
    assert json.loads(run("--project", tmp_path, "init", "--json")[1])["merge_driver"] is True
    assert (tmp_path / ".gitattributes").read_text("utf-8") == "*.md text\n*.po merge=i18n\n"
    assert configured() == "mine\n"


def test_without_git_nothing_is_said_of_it(tmp_path, run):
    """A folder of guides need not be in git."""
    (tmp_path / "docs").mkdir()
    assert "git" not in run("--project", tmp_path, "init")[1]
    assert not (tmp_path / ".gitattributes").exists()
