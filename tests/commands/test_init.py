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
