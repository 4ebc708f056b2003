"""Files: UTF-8 or a clear error, and every write whole or not at all."""

from __future__ import annotations

import os
import resource
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.errors import CatalogError, SourceError, WriteError
from i18n.storage.files import copy_file, read_text, write_text


@contextmanager
def no_file_larger_than(size):
    """Let the operating system refuse to write more than some bytes into a file, as a full disk would."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@given(text=st.text())
def test_a_text_is_read_as_it_was_written(text, tmp_path_factory):
    """Line ends, BOM, NUL and all characters come back."""
    file = tmp_path_factory.getbasetemp() / "text.md"
    write_text(file, "text.md", text)
    assert read_text(file, "text.md") == text
    assert file.read_bytes() == text.encode()


@pytest.mark.parametrize(
    ("data", "byte", "line", "guess"),
    [
        ("ab\n在顶部的费用菜单下。\n".encode("gb18030"), 3, 2, "GB18030"),
        ("甲".encode("utf-16"), 0, 1, "UTF-16"),
        (b"\xfe\xff\x75\x32", 0, 1, "UTF-16"),
        ("甲\n乙\n".encode() + b"\xff", 8, 3, ""),
    ],
)
def test_what_is_not_utf_8_is_told_with_byte_line_and_a_guess(tmp_path, data, byte, line, guess):
    """The error leads to the place and says how to convert the file."""
    file = tmp_path / "a.md"
    file.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        read_text(file, "source/a.md")
    assert caught.value.message == f"not UTF-8: byte {byte} (line {line}) cannot be decoded"
    assert caught.value.path == "source/a.md"
    if guess:
        assert caught.value.hint == f"it looks like {guess}; convert it: iconv -f {guess} -t UTF-8"


def test_errors_are_of_the_kind_asked_for(tmp_path):
    """A catalog that cannot be read is a CatalogError."""
    (tmp_path / "a.po").write_bytes(b"\xff")
    with pytest.raises(CatalogError, match="not UTF-8"):
        read_text(tmp_path / "a.po", "a.po", CatalogError)
    with pytest.raises(CatalogError, match="no such file"):
        read_text(tmp_path / "b.po", "b.po", CatalogError)


def test_a_folder_cannot_be_read_as_a_file(tmp_path):
    """The reason is the operating system's."""
    with pytest.raises(SourceError, match="is a directory"):
        read_text(tmp_path, "source")


def test_a_write_tells_whether_it_changed_the_file(tmp_path):
    """A new file and a changed one are told, and folders are made on the way."""
    file = tmp_path / "a/b/c.md"
    assert write_text(file, "c.md", "甲")
    assert write_text(file, "c.md", "乙")
    assert file.read_text("utf-8") == "乙"


def test_equal_text_is_not_written_again(tmp_path):
    """The file keeps its modification time and its inode."""
    file = tmp_path / "a.md"
    write_text(file, "a.md", "甲")
    before = file.stat()
    assert not write_text(file, "a.md", "甲")
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_write_that_fails_leaves_the_old_file(tmp_path):
    """A full disk costs no byte of what stood there, and leaves no rest."""
    file = tmp_path / "a.md"
    file.write_text("old", "utf-8")
    with no_file_larger_than(100), pytest.raises(WriteError, match="cannot be written: file too large"):
        write_text(file, "a.md", "new" * 100)
    assert file.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_first_write_that_fails_leaves_no_file(tmp_path):
    """There is a whole file or none."""
    with no_file_larger_than(100), pytest.raises(WriteError):
        write_text(tmp_path / "a.md", "a.md", "new" * 100)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    """Screenshots are whole or not there, on a file system without links too."""

    def refuse(*arguments):
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    source, target = tmp_path / "a.png", tmp_path / "b.png"
    source.write_bytes(b"new" * 100)
    target.write_bytes(b"old")
    with no_file_larger_than(100), pytest.raises(WriteError, match="cannot be copied"):
        copy_file(source, target, "b.png")
    assert target.read_bytes() == b"old"
    assert sorted(tmp_path.iterdir()) == [source, target]


@pytest.mark.parametrize("was", ["", "what we read"])
def test_a_file_that_somebody_else_changed_is_not_overwritten(tmp_path, was):
    """Their bytes stay, and the error says what to do."""
    file = tmp_path / "a.po"
    file.write_text("theirs", "utf-8")
    with pytest.raises(WriteError, match="has changed while we worked") as caught:
        write_text(file, "a.po", "ours", was=was)
    assert caught.value.hint == "run the command again"
    assert file.read_text("utf-8") == "theirs"


def test_a_file_that_somebody_else_deleted_is_not_brought_back(tmp_path):
    """It was there when we read it, so its deletion is a change."""
    with pytest.raises(WriteError, match="has changed"):
        write_text(tmp_path / "a.po", "a.po", "ours", was="what we read")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_as_we_read_it_is_replaced(tmp_path):
    """The usual case."""
    file = tmp_path / "a.po"
    assert write_text(file, "a.po", "one", was="")
    assert write_text(file, "a.po", "two", was="one")
    assert file.read_text("utf-8") == "two"


def test_a_replaced_file_keeps_its_mode(tmp_path):
    """Whoever may read it still may."""
    file = tmp_path / "a.md"
    file.write_text("old", "utf-8")
    file.chmod(0o640)
    write_text(file, "a.md", "new")
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_file_in_the_place_of_a_folder_is_an_error(tmp_path):
    """It is said, and left alone."""
    (tmp_path / "build").write_text("mine", "utf-8")
    with pytest.raises(WriteError, match="cannot be written: not a directory"):
        write_text(tmp_path / "build/a.md", "build/a.md", "甲")
    assert (tmp_path / "build").read_text("utf-8") == "mine"


def test_a_copy_is_made_once(tmp_path):
    """Equal bytes are not copied again; a source that is missing is an error."""
    source, target = tmp_path / "a.png", tmp_path / "b/a.png"
    source.write_bytes(b"\x89PNG\xff")
    assert copy_file(source, target, "b/a.png")
    assert not copy_file(source, target, "b/a.png")
    assert target.read_bytes() == b"\x89PNG\xff"
    with pytest.raises(SourceError, match="no such file"):
        copy_file(tmp_path / "none.png", target, "b/a.png")


def test_what_a_killed_run_left_is_no_obstacle(tmp_path):
    """A temporary file of a process that had our number is overwritten."""
    file = tmp_path / "a.md"
    (tmp_path / f".a.md.{os.getpid()}.tmp").write_text("half", "utf-8")
    assert write_text(file, "a.md", "whole")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
    assert file.read_text("utf-8") == "whole"
