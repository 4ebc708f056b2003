"""What git knows of the sources, with the real program."""

from __future__ import annotations

import pytest

from i18n.errors import GitError
from i18n.storage.git import blob_id, commit_of, files_at, read_blobs


@pytest.mark.parametrize("data", [b"", b"\n", "甲乙\r\n".encode(), b"\xff\0\n"])
def test_a_blob_is_named_as_git_names_it(git, tmp_path, data):
    """Without git, and with the same result; its bytes come back by that name."""
    git("init", "-q")
    (tmp_path / "a").write_bytes(data)
    assert git("hash-object", "-w", "--no-filters", "a").strip() == blob_id(data)
    assert read_blobs(tmp_path, [blob_id(data)]) == {blob_id(data): data}


def test_blobs_are_read_together_and_the_missing_ones_left_out(git, tmp_path):
    """What is no blob is as good as missing."""
    git("init", "-q")
    texts = [f"{number}\n" * number for number in range(50)]
    for number, text in enumerate(texts):
        (tmp_path / f"{number}").write_text(text, "utf-8")
    git("add", ".")
    git("commit", "-qm", "one")
    ids = [blob_id(text.encode()) for text in texts]
    found = read_blobs(tmp_path, [*ids, commit_of(tmp_path, "HEAD"), "0" * 40, "HEAD:1", "a b"])
    assert found == {blob: text.encode() for blob, text in zip(ids, texts, strict=True)}


def test_nothing_is_asked_of_git_for_no_blobs(tmp_path):
    """There need not be any."""
    assert read_blobs(tmp_path, []) == {}


def test_files_at_a_revision_are_those_below_the_folder(git, tmp_path):
    """Their names are relative to it, whatever they are."""
    git("init", "-q")
    folder = tmp_path / "docs"
    (folder / "源 文件").mkdir(parents=True)
    (folder / "源 文件/a\nb.md").write_text("甲", "utf-8")
    (tmp_path / "other.md").write_text("乙", "utf-8")
    git("add", ".")
    git("commit", "-qm", "one")
    git("tag", "v1")
    git("rm", "-rqf", ".")
    git("commit", "-qm", "two")
    folder.mkdir(exist_ok=True)
    assert files_at(folder, commit_of(folder, "v1")) == {"源 文件/a\nb.md": blob_id("甲".encode())}
    assert files_at(folder, commit_of(folder, "HEAD")) == {}


@pytest.mark.parametrize("revision", ["v9", "", "-n", "--all", "HEAD:a", "HEAD^{tree}", "a b"])
def test_a_revision_that_is_none_is_an_error_with_a_hint(git, tmp_path, revision):
    """Options are no revisions either."""
    git("init", "-q")
    git("commit", "-qm", "one", "--allow-empty")
    with pytest.raises(GitError, match="git knows no commit") as caught:
        commit_of(tmp_path, revision)
    assert "git fetch --unshallow" in caught.value.hint


@pytest.mark.usefixtures("git")
def test_a_folder_in_no_repository_is_an_error(tmp_path, monkeypatch):
    """Whatever is asked."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for ask in (lambda: commit_of(tmp_path, "HEAD"), lambda: read_blobs(tmp_path, ["0" * 40])):
        with pytest.raises(GitError, match="in no git repository"):
            ask()


def test_without_git_the_error_says_so(tmp_path, monkeypatch):
    """It is a program that need not be there."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GitError, match="git is not installed") as caught:
        commit_of(tmp_path, "HEAD")
    assert caught.value.exit_code == 2
