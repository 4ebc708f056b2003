"""A PO file that somebody saves while we write it: what the replace displaces is looked at, and nothing is lost."""

from __future__ import annotations

import errno
import os
import sys
import threading
import time

import pytest

import i18n.storage.files
import i18n.storage.swap
from i18n.errors import ChangedError, WriteError
from i18n.storage.files import retried, write_text
from i18n.storage.swap import exchange, settled


@pytest.fixture(params=["by the system", "by links"])
def any_exchange(request, monkeypatch):
    """Let the test run with the system's exchange, and with what stands in for it elsewhere."""
    if request.param == "by links":
        monkeypatch.setattr(i18n.storage.swap, "_native", lambda: lambda first, second: errno.ENOSYS)


@pytest.fixture
def saved_before_exchange(monkeypatch):
    """Let others save texts, the next one before each exchange: later than we could see by reading."""

    def prepared(file, *texts):
        left = list(texts)

        def late(first, second):
            if left:
                file.write_text(left.pop(0), "utf-8")
            exchange(first, second)

        monkeypatch.setattr(i18n.storage.files, "exchange", late)

    return prepared


def files_in(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.usefixtures("any_exchange")
def test_two_files_trade_places(tmp_path):
    """Content and mode go along, and no third file stays."""
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("one", "utf-8")
    second.write_text("two", "utf-8")
    second.chmod(0o600)
    exchange(first, second)
    assert (first.read_text("utf-8"), second.read_text("utf-8")) == ("two", "one")
    assert first.stat().st_mode & 0o777 == 0o600
    assert files_in(tmp_path) == {"a", "b"}


@pytest.mark.usefixtures("any_exchange")
def test_a_file_without_a_partner_stays(tmp_path):
    """The operating system's error is passed on."""
    (tmp_path / "a").write_text("one", "utf-8")
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "a", tmp_path / "b")
    assert files_in(tmp_path) == {"a"}


@pytest.mark.usefixtures("any_exchange")
def test_a_file_that_is_as_we_read_it_is_replaced(tmp_path):
    """With its mode, and nothing is left beside it."""
    file = tmp_path / "a.po"
    file.write_text("read", "utf-8")
    file.chmod(0o640)
    assert write_text(file, "a.po", "ours", was="read", root=tmp_path)
    assert file.read_text("utf-8") == "ours"
    assert file.stat().st_mode & 0o777 == 0o640
    assert files_in(tmp_path) == {"a.po"}


@pytest.mark.usefixtures("any_exchange")
def test_a_save_that_comes_last_goes_back_to_its_place(tmp_path, saved_before_exchange):
    """The caller learns that the file has changed, as if it had been seen before."""
    file = tmp_path / "a.po"
    file.write_text("read", "utf-8")
    saved_before_exchange(file, "theirs")
    with pytest.raises(ChangedError, match=r"a\.po: has changed while we worked; nothing was written"):
        write_text(file, "a.po", "ours", was="read", root=tmp_path)
    assert file.read_text("utf-8") == "theirs"
    assert files_in(tmp_path) == {"a.po"}


def test_of_two_saves_in_a_moment_one_is_kept_aside(tmp_path, saved_before_exchange):
    """The error names both files, and git does not see the folder."""
    file = tmp_path / "locales/a.po"
    file.parent.mkdir()
    file.write_text("read", "utf-8")
    saved_before_exchange(file, "one", "two")
    with pytest.raises(WriteError, match="was saved by others while we wrote") as caught:
        write_text(file, "locales/a.po", "ours", was="read", root=tmp_path)
    (kept,) = (tmp_path / ".i18n/displaced/locales").iterdir()
    assert caught.value.path == "locales/a.po"
    assert caught.value.message.endswith(f"another is kept in .i18n/displaced/locales/{kept.name}")
    assert {file.read_text("utf-8"), kept.read_text("utf-8")} == {"one", "two"}
    assert files_in(file.parent) == {"a.po"}
    assert (tmp_path / ".i18n/.gitignore").read_text("utf-8") == "*\n"


def test_what_cannot_be_kept_aside_stays_beside(tmp_path, saved_before_exchange):
    """Where `.i18n` cannot be made, the error names the file as it is."""
    file = tmp_path / "a.po"
    file.write_text("read", "utf-8")
    (tmp_path / ".i18n").write_text("a file", "utf-8")
    saved_before_exchange(file, "one", "two")
    with pytest.raises(WriteError) as caught:
        write_text(file, "a.po", "ours", was="read", root=tmp_path)
    kept = tmp_path / caught.value.message.rpartition(" ")[2]
    assert {file.read_text("utf-8"), kept.read_text("utf-8")} == {"one", "two"}


def test_a_file_made_by_another_in_a_moment_is_not_replaced(tmp_path, monkeypatch):
    """There was none when we read."""
    file = tmp_path / "a.po"
    link = os.link

    def late(first, second):
        file.write_text("theirs", "utf-8")
        link(first, second)

    monkeypatch.setattr(os, "link", late)
    with pytest.raises(ChangedError):
        write_text(file, "a.po", "ours", was="", root=tmp_path)
    assert file.read_text("utf-8") == "theirs"
    assert files_in(tmp_path) == {"a.po"}


@pytest.mark.parametrize("told", [True, False])
def test_a_file_that_is_being_written_is_waited_for(tmp_path, monkeypatch, told):
    """An editor that has emptied the file and not yet filled it is given the time, even if nobody tells of it."""
    file = tmp_path / "a.po"
    if not told:
        monkeypatch.setattr(i18n.storage.swap, "_lease_refused", lambda number: None)
    editor = file.open("w", encoding="utf-8")
    threading.Timer(0.05, lambda: (editor.write("theirs"), editor.close())).start()
    assert settled(file) == b"theirs"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who has a file open")
def test_a_file_that_stays_open_for_writing_is_not_replaced(tmp_path, monkeypatch):
    """What its program may still write would be lost with it."""
    monkeypatch.setattr(i18n.storage.swap, "_PATIENCE", 0.05)
    file = tmp_path / "a.po"
    file.write_text("read", "utf-8")
    with file.open("r+", encoding="utf-8") as editor:
        with pytest.raises(ChangedError):
            write_text(file, "a.po", "ours", was="read", root=tmp_path)
        editor.write("late")
    assert file.read_text("utf-8") == "late"


def test_a_file_that_has_changed_is_tried_three_times():
    """Then the caller gets the error."""
    tries = []

    def task(last):
        tries.append(time.monotonic())
        if len(tries) < last:
            raise ChangedError("has changed")
        return len(tries)

    assert retried(task, 3) == 3
    tries.clear()
    with pytest.raises(ChangedError):
        retried(task, 4)
    assert len(tries) == 3
