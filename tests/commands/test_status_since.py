"""`i18n status --since`: what has changed for translators since a revision, with real git."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.matching.changes import changes

TEXT = "在顶部的费用菜单下，打开我的订单"
TWO_LOCALES = """
locales = ["en", "fr"]

[[collections]]
source = "source"
output = "build/{locale}"
dialect = "docusaurus"
"""
keys = st.lists(st.tuples(st.none() | st.just("context"), st.text("甲乙丙丁 a，", min_size=1)), max_size=12)


@pytest.fixture
def repository(project, git, run):
    """Commit a project as `v1`, catalogs and all; returns its root."""

    def made(sources, *configuration):
        root = project(sources, *configuration)
        run("--project", root, "update")
        git("init", "-q")
        git("add", ".")
        git("commit", "-qm", "one")
        git("tag", "v1")
        return root

    return made


def write(root, name, text):
    (root / "source" / name).write_text(text, "utf-8")


def since(run, root, *arguments):
    return run("--project", root, "status", "--since", "v1", *arguments)


def test_new_reworded_and_gone_messages_are_listed_per_document(repository, run, fill):
    """With what is left to translate, and a last line for all."""
    root = repository({"a.md": f"{TEXT}。\n\n甲\n\n乙\n", "b.md": "丙\n", "same.md": "丁\n"})
    write(root, "a.md", f"{TEXT}页面。\n\n乙\n\n新\n")
    write(root, "b.md", "丙\n\n又\n")
    run("--project", root, "update")
    fill(root, "b.po", {"又": "Again"})
    code, out, err = since(run, root)
    assert (code, err) == (0, "")
    assert out == (
        "source/a.md: to translate en 2\n"
        "  + 新\n"
        "  ~ …费用菜单下，打开我的订单。\n"
        "  → …费用菜单下，打开我的订单页面。\n"
        "  - 甲\n"
        "source/b.md: to translate en 0\n"
        "  + 又\n"
        "since v1: 2 documents changed; 2 new, 1 reworded, 1 gone; to translate en 2\n"
    )


def test_nothing_has_changed(repository, run):
    """Not even for a text whose bytes have: translators have nothing to do."""
    root = repository({"a.md": "甲\n"})
    write(root, "a.md", "甲  \n\n```\ncode\n```\n")
    assert since(run, root) == (0, "since v1: 0 documents changed; 0 new, 0 reworded, 0 gone\n", "")


def test_documents_come_go_and_are_renamed(repository, run):
    """A renamed one is compared with what it was."""
    guide = "".join(f"第{number}条\n\n" for number in range(9))
    root = repository({"a.md": guide, "moved.md": "# 原样\n", "gone.md": "没了\n"})
    (root / "source/a.md").rename(root / "source/b.md")
    (root / "source/moved.md").rename(root / "source/again.md")
    (root / "source/gone.md").unlink()
    write(root, "b.md", guide + "再来一条全新的\n")
    write(root, "new.md", "新\n")
    out = since(run, root)[1]
    assert "source/b.md (was source/a.md): to translate en 1\n  + 再来一条全新的\n" in out
    assert "source/new.md is new: to translate en 1\n  + 新\n" in out
    assert "source/gone.md is gone\n  - 没了\n" in out
    assert "again" not in out
    assert out.endswith("since v1: 3 documents changed; 2 new, 0 reworded, 1 gone; to translate en 2\n")


def test_what_is_left_to_translate_is_counted_for_each_locale(repository, run, fill):
    """LOCALES narrows it down; catalogs need not be updated first."""
    root = repository({"a.md": "甲\n"}, TWO_LOCALES)
    write(root, "a.md", "甲\n\n新\n")
    assert "to translate en 1, fr 1\n" in since(run, root)[1]
    run("--project", root, "update")
    fill(root, "a.po", {"新": "New"})
    assert since(run, root)[1].endswith("; to translate en 0, fr 1\n")
    assert since(run, root, "fr")[1].endswith("; to translate fr 1\n")


def test_json_has_whole_messages(repository, run):
    """Before and after, with their contexts."""
    root = repository({"a.md": f"{TEXT}。\n\n甲\n"})
    write(root, "a.md", f"{TEXT}页面。\n\n<!-- i18n:context menu -->\n新\n")
    code, out, err = since(run, root, "--json")
    assert (code, err) == (0, "")
    result = json.loads(out)
    assert len(result.pop("commit")) == 40
    assert result == {
        "revision": "v1",
        "documents": [
            {
                "source": "source/a.md",
                "was": "source/a.md",
                "gone": False,
                "messages_new": [{"msgctxt": "menu", "msgid": "新"}],
                "messages_reworded": [
                    {
                        "before": {"msgctxt": None, "msgid": f"{TEXT}。"},
                        "after": {"msgctxt": None, "msgid": f"{TEXT}页面。"},
                    }
                ],
                "messages_gone": [{"msgctxt": None, "msgid": "甲"}],
                "to_translate": {"en": 2},
            }
        ],
        "to_translate": {"en": 2},
        "findings": [],
    }


def test_old_texts_are_read_in_the_dialect_of_their_collection(repository, run):
    """What is no text in that dialect, such as an import in MDX, was no text in the old version either."""
    root = repository({"a.md": "import A from '甲'\n\n乙\n"})
    write(root, "a.md", "import A from '丙'\n\n乙\n")
    assert since(run, root)[1].startswith("since v1: 0 documents")


def test_a_project_in_a_folder_of_its_repository(project, git, run, tmp_path):
    """Paths are those of the project."""
    (tmp_path / "docs/source").mkdir(parents=True)
    root = tmp_path / "docs"
    (project({}) / "i18n.toml").rename(root / "i18n.toml")
    write(root, "a.md", "甲\n")
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    git("tag", "v1")
    write(root, "a.md", "甲\n\n新\n")
    assert "source/a.md: to translate en 1\n  + 新\n" in since(run, root)[1]


@pytest.mark.parametrize("revision", ["v9", "", "--all"])
def test_a_revision_that_is_none_is_wrong_usage(repository, run, revision):
    """With a hint, and exit code 2."""
    root = repository({"a.md": "甲\n"})
    code, out, err = run("--project", root, "status", f"--since={revision}")
    assert (code, out) == (2, "")
    assert f"git knows no commit “{revision}”" in err
    assert "hint: name a branch, a tag or a commit" in err


def test_without_a_repository_it_says_so(project, run, program, monkeypatch):
    """With a hint, and exit code 2."""
    program("git")
    root = project({"a.md": "甲\n"})
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    code, out, err = since(run, root)
    assert (code, out) == (2, "")
    assert "in no git repository" in err


def test_an_old_text_that_cannot_be_read_is_said(repository, run):
    """As git calls it; the others are compared."""
    root = repository({"a.md": "甲乙丙丁。\n".encode("gb18030"), "b.md": "乙\n"})
    write(root, "a.md", "甲乙丙丁。\n")
    write(root, "b.md", "乙\n\n新\n")
    code, out, err = since(run, root)
    assert code == 1
    assert "v1:source/a.md: error: not UTF-8" in err
    assert out.startswith("source/b.md: to translate en 1\n")


def test_nothing_is_written(repository, run, stamps):
    """Reading leaves every file alone."""
    root = repository({"a.md": "甲\n"})
    write(root, "a.md", "新\n")
    before = stamps(root)
    since(run, root)
    assert stamps(root) == before


@given(old=keys, new=keys)
def test_changes_account_for_every_message_once(old, new):
    """What stays, is new, reworded or gone adds up to both versions."""
    found = changes(old, new)
    stays = set(old) & set(new)
    before = [one for one, _ in found.changed]
    after = [one for _, one in found.changed]
    assert sorted([*stays, *before, *found.gone], key=repr) == sorted(set(old), key=repr)
    assert sorted([*stays, *after, *found.new], key=repr) == sorted(set(new), key=repr)
    assert not changes(old, old)
