"""`i18n build --source pinned`: each locale's documents from the texts that their catalogs know."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from i18n.storage.git import blob_id

PO = "locales/en/LC_MESSAGES"
TWO_LOCALES = """
locales = ["en", "fr"]

[[collections]]
source = "source"
output = "build/{locale}"
dialect = "docusaurus"
"""


@pytest.fixture
def committed(git):
    """Commit all that is there."""

    def done(message="one"):
        git("init", "-q")
        git("add", ".")
        git("commit", "-qm", message)

    return done


def write(root, name, text):
    (root / "source" / name).write_text(text, "utf-8")


def built(root, name="a.md", locale="en"):
    return (root / "build" / locale / name).read_text("utf-8")


def build(run, root, *arguments):
    return run("--project", root, "build", "--source", "pinned", *arguments)


def test_writers_move_on_while_a_translation_stays_whole(project, run, fill, committed):
    """The page is that of the last update, until the next."""
    root = project({"a.md": "甲\n\n乙\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A", "乙": "B"})
    committed()
    write(root, "a.md", "甲\n\n新\n\n乙\n")
    code, out, err = build(run, root)
    assert (code, err) == (0, "")
    assert out == "1 document built (en), 1 changed; 2 of 2 segments translated; 0 files copied\n"
    assert built(root) == "A\n\nB\n"
    run("--project", root, "build")
    assert built(root) == "A\n\n新\n\nB\n"
    run("--project", root, "update")
    build(run, root)
    assert built(root) == "A\n\n新\n\nB\n"


def test_each_locale_has_a_text_of_its_own(project, run, committed):
    """One that is updated later shows more."""
    root = project({"a.md": "甲\n"}, TWO_LOCALES)
    run("--project", root, "update")
    committed()
    write(root, "a.md", "甲\n\n新\n")
    run("--project", root, "update", "fr")
    assert build(run, root)[0] == 0
    assert (built(root, locale="en"), built(root, locale="fr")) == ("甲\n", "甲\n\n新\n")


def test_where_nothing_has_changed_no_git_is_needed(project, run, monkeypatch):
    """The catalogs know the sources by their bytes."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    monkeypatch.setenv("PATH", str(root))
    assert build(run, root)[0] == 0
    assert built(root) == "甲\n"


def test_a_document_without_a_catalog_is_left_out_and_counted(project, run):
    """Unless there is nothing in it to translate."""
    root = project({"a.md": "甲\n", "english.md": "Text\n"}, TWO_LOCALES)
    run("--project", root, "update")
    write(root, "new.md", "新\n")
    code, out, err = build(run, root)
    assert (code, err) == (0, "")
    assert out.endswith("; 2 left out for want of a PO file\n")
    assert sorted(path.name for path in (root / "build/en").iterdir()) == ["a.md", "english.md"]
    assert json.loads(build(run, root, "--json")[1])["left_out"] == 2


def test_a_text_that_was_never_committed_is_an_error_of_its_document(project, run, committed):
    """It names the blob, says how to get it, and keeps what was built before."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    committed()
    write(root, "a.md", "丙\n")
    run("--project", root, "update")
    build(run, root)
    write(root, "a.md", "丁\n")
    code, out, err = build(run, root)
    assert code == 1
    blob = blob_id("丙\n".encode())
    assert f"source/a.md: error: git does not have the text that its catalog was last updated from, blob {blob}" in err
    assert "git fetch --unshallow" in err
    assert "commit the source" in err
    assert out.startswith("1 document built")
    assert (built(root, "a.md"), built(root, "b.md")) == ("丙\n", "乙\n")


def test_a_shallow_clone_builds_what_it_has_and_the_rest_once_it_is_whole(project, run, git, committed, tmp_path):
    """The hint is the way out."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    committed()
    write(root, "a.md", "新\n")
    committed("two")
    clone = tmp_path / "clone"
    git("clone", "-q", "--depth", "1", f"file://{root}", clone)
    code, _, err = build(run, clone)
    assert code == 1
    assert blob_id("甲\n".encode()) in err
    assert not (clone / "build/en/a.md").exists()
    git("-C", clone, "fetch", "-q", "--unshallow")
    assert build(run, clone)[0] == 0
    assert built(clone) == "甲\n"


def test_without_a_repository_the_error_says_so(project, run, program, monkeypatch):
    """Nothing could be done, so the exit code is 2."""
    program("git")
    root = project({"a.md": "甲\n"})
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    run("--project", root, "update")
    write(root, "a.md", "新\n")
    code, out, err = build(run, root)
    assert (code, out) == (2, "")
    assert "in no git repository" in err


def test_a_catalog_that_names_no_text_is_an_error(project, run):
    """The next update names it."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    file = root / PO / "a.po"
    whole = file.read_text("utf-8")
    file.write_text("".join(line for line in whole.splitlines(True) if "X-Source-Blob" not in line), "utf-8")
    code, _, err = build(run, root)
    assert code == 1
    assert f"{PO}/a.po: error: does not say which text of its source" in err
    assert "hint: run `i18n update`" in err


def test_a_source_that_cannot_be_read_now_is_built_as_it_was(project, run, fill, committed):
    """A writer's slip is no reason for a hole in the site."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A"})
    committed()
    (root / "source/a.md").write_bytes("甲乙丙丁。\n".encode("gb18030"))
    code, _, err = build(run, root)
    assert (code, err) == (0, "")
    assert built(root) == "A\n"


@pytest.mark.parametrize("odd", ["0" * 40, "HEAD", "--all", "", "ab cd", "f" * 64])
def test_a_header_that_names_nonsense_is_harmless(project, run, committed, odd):
    """It is treated like the name of a text that git does not have."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    run("--project", root, "update")
    committed()
    file = root / PO / "a.po"
    file.write_text(file.read_text("utf-8").replace(blob_id("甲\n".encode()), odd), "utf-8")
    code, _, err = build(run, root)
    assert code == 1
    assert "error: " in err
    assert built(root, "b.md") == "乙\n"


def test_screenshots_are_those_the_pinned_text_refers_to(project, run, committed):
    """A new one comes with its text."""
    root = project({"a.md": "甲\n\n![图](old.png)\n", "old.png": b"old", "new.png": b"new"})
    run("--project", root, "update")
    committed()
    write(root, "a.md", "甲\n\n![图](new.png)\n")
    assert build(run, root)[0] == 0
    assert [path.name for path in (root / "build/en").glob("*.png")] == ["old.png"]


def test_pinning_all_is_building_all(project, run, corpora, tmp_path):
    """On real guides, right after an update, both builds are the same bytes."""
    root = project({})
    shutil.copytree(corpora / "websoft9/zh", root / "source", dirs_exist_ok=True)
    run("--project", root, "update")
    run("--project", root, "build")
    (root / "build").rename(tmp_path / "current")
    build(run, root)
    differ = subprocess.run(["diff", "-rq", root / "build", tmp_path / "current"], capture_output=True, check=False)
    assert differ.stdout == b""
