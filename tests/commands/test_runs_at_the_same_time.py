"""Several programs at once on one project, as real processes: nobody's work is lost, and nothing hangs."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress

import pytest

import i18n.storage.lock
from i18n.catalog.store import read_catalog
from i18n.errors import LockError
from i18n.storage.lock import project_lock

PO = "locales/en/LC_MESSAGES"
MESSAGES = 150

EDITOR = f"""
import os, random, sys, time
path, how = sys.argv[1:]
for number in range({MESSAGES}):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    empty = f'msgid "第{{number}}条"\\nmsgstr ""\\n'
    assert empty in text, text
    text = text.replace(empty, f'msgid "第{{number}}条"\\nmsgstr "saved {{number}}."\\n')
    target = path if how == "in place" else path + ".new"
    with open(target, "w", encoding="utf-8") as file:
        time.sleep(random.random() / 200)
        file.write(text)
    if target != path:
        os.replace(target, path)
    time.sleep(0.015 + random.random() / 200)
"""


def started(root, *arguments):
    command = [sys.executable, "-m", "i18n", "--project", str(root), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")


def guide(number, more=""):
    return "".join(f"第{each}条\n\n" for each in range(number)) + more


@pytest.mark.parametrize("how", ["in place", "by rename"])
def test_what_an_editor_saves_during_updates_is_never_lost(project, run, how):
    """Each text it saved is in the PO file in the end, or kept aside and reported."""
    if how == "in place" and sys.platform != "linux":
        pytest.skip("only Linux tells that a file is being written")
    root = project({"a.md": guide(MESSAGES)})
    run("--project", root, "update")
    file = root / PO / "a.po"
    editor = subprocess.Popen([sys.executable, "-c", EDITOR, str(file), how])
    updates, said = 0, ""
    while editor.poll() is None:
        (root / "source/a.md").write_text(guide(MESSAGES, f"改{updates}\n"), "utf-8")
        said += run("--project", root, "update")[2]
        updates += 1
    assert editor.returncode == 0
    assert run("--project", root, "update")[0] == 0
    kept = [path for path in (root / ".i18n").rglob("a.po.*") if path.is_file()]
    texts = [path.read_text("utf-8") for path in (file, *kept)]
    assert [number for number in range(MESSAGES) if not any(f'"saved {number}."' in text for text in texts)] == []
    assert all(path.name in said for path in kept)
    assert list(file.parent.iterdir()) == [file]
    assert updates > 3


def test_two_updates_at_once_do_the_work_of_one(project):
    """One waits for the other; the files are whole, and both end well."""
    root = project({f"{number}.md": guide(30) for number in range(40)})
    both = [started(root, "update") for _ in range(2)]
    said = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert sorted(out.split(" of ")[0] for out, _ in said) == ["0 catalogs", "40 catalogs"]
    for file in (root / PO).iterdir():
        assert len(read_catalog(file.read_text("utf-8"), file.name).messages) == 30


def test_update_and_build_at_once(project):
    """Whatever their order, both end well."""
    root = project({f"{number}.md": guide(30) for number in range(20)})
    both = [started(root, "update"), started(root, "build"), started(root, "extract")]
    said = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0, 0], said


def test_a_killed_update_leaves_whole_files_and_no_lock(project, run, monkeypatch):
    """SIGKILL at any moment: every PO file can be read, and the next command starts at once."""
    monkeypatch.setattr(i18n.storage.lock, "_PATIENCE", 5)
    sources = {f"{number}.md": guide(60) for number in range(60)}
    root = project(sources)
    killed = 0
    for turn in range(8):
        project({name: text + f"改{turn}\n" for name, text in sources.items()})
        process = started(root, "update")
        time.sleep(0.3 + 0.3 * random.random())
        process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        for file in (root / PO).glob("*.po"):
            assert len(read_catalog(file.read_text("utf-8"), file.name).messages) == 61
    code, _, err = run("--project", root, "update")
    assert (code, err) == (0, "")
    assert killed


# The lock ---------------------------------------------------------------------------------------


def test_who_waits_says_so_once_and_then_works(project, monkeypatch):
    """After a second, on standard error, with the process that holds the lock."""
    root = project({"a.md": "甲\n"})
    monkeypatch.setattr(i18n.storage.lock, "_SAID_AFTER", 0)
    with project_lock(root, "build", lambda message: None):
        process = started(root, "update")
        assert process.stderr.readline() == f"waiting for another command: process {os.getpid()} (i18n build)\n"
        assert not (root / PO).exists()
    out, err = process.communicate()
    assert (process.returncode, err) == (0, "")
    assert out.startswith("1 catalog of 1 written")


def test_who_waits_too_long_gives_up(project, run, monkeypatch):
    """The exit code is 2, since nothing could be done, and nothing was written."""
    root = project({"a.md": "甲\n"})
    monkeypatch.setattr(i18n.storage.lock, "_PATIENCE", 0.1)
    with project_lock(root, "build", lambda message: None):
        code, out, err = run("--project", root, "update")
    assert (code, out) == (2, "")
    holder = f"process {os.getpid()} (i18n build)"
    assert err == (
        f"error: another command is still at work on this project: {holder}\n  hint: wait for it, or stop it\n"
    )
    assert not (root / PO).exists()
    assert run("--project", root, "update")[0] == 0


@pytest.mark.parametrize("command", [["status"], ["check"], ["extract", "--explain", "source/a.md"]])
def test_reading_commands_take_no_lock(project, run, monkeypatch, command):
    """They work while another one writes."""
    root = project({"a.md": "甲\n"})
    monkeypatch.setattr(i18n.storage.lock, "_PATIENCE", 0)
    monkeypatch.chdir(root)
    with project_lock(root, "build", lambda message: None):
        assert run(*command)[0] in (0, 1)
        with pytest.raises(LockError), project_lock(root, "update", lambda message: None):
            pass


def test_the_lock_never_enters_git(project, run):
    """Its folder ignores all that is in it."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    assert (root / ".i18n/.gitignore").read_text("utf-8") == "*\n"


# Disks ------------------------------------------------------------------------------------------


@pytest.fixture
def small_disk(tmp_path):
    """Let the project be on a file system of 256 kB in memory; returns a function that makes it read-only."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(tmp_path)]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root can mount a small file system")
    yield lambda: subprocess.run(["mount", "-o", "remount,ro", str(tmp_path)], check=True)
    subprocess.run(["umount", "-l", str(tmp_path)], check=False)


def fill_disk(file):
    with suppress(OSError), file.open("wb", buffering=0) as filler:
        while filler.write(b"0" * 1024):
            pass


@pytest.mark.usefixtures("small_disk")
def test_on_a_full_disk_every_file_is_whole(project, run):
    """What cannot be written is said, what stood there stands, and no rest is left."""
    root = project({f"{number}.md": guide(20) for number in range(8)})
    run("--project", root, "update")
    before = {file: file.read_text("utf-8") for file in (root / PO).iterdir()}
    fill_disk(root / "filler")
    for file in (root / "source").iterdir():
        with file.open("r+", encoding="utf-8") as source:
            source.write("改")
    code, _, err = run("--project", root, "update")
    assert code == 1
    assert "cannot be written: no space left on device" in err
    assert {file: file.read_text("utf-8") for file in (root / PO).iterdir()} == before
    (root / "filler").unlink()
    assert run("--project", root, "update")[0] == 0


def test_on_a_read_only_disk_nothing_is_written_and_reading_works(small_disk, project, run):
    """No lock can be made there, and that is no reason to stop."""
    root = project({"a.md": "甲\n"})
    small_disk()
    code, _, err = run("--project", root, "update")
    assert code == 1
    assert "a.po: error: cannot be written: read-only file system" in err
    assert run("--project", root, "status")[0] == 0
