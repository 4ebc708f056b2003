"""Work that is divided among several processes: the result is the same, whatever happens to them."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import time
import weakref
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from i18n.checks.inconsistent import Consistency
from i18n.checks.pair import Pair, Setting
from i18n.markdown.dialect import dialect_named
from i18n.markdown.inline.read import InlineReader
from i18n.workspace import shares
from i18n.workspace.outcome import silent
from i18n.workspace.shares import in_shares, processors

COUNT = 150
PO = "locales/en/LC_MESSAGES"


@pytest.fixture
def many(project, run):
    """Make a project of many documents with a bit of everything that a check finds."""
    texts = {
        f"{number:03}.md": f"---\ntitle: 标题\n---\n# 订单 {number % 7}\n\n"
        f"请看[费用](./{number + 1:03}.md#订单-{number % 7})。\n\n"
        f"![图](图{number}.png)\n\n运行 `docker ps`\n\n共同的文字\n\n**点击（这里）**的\n"
        for number in range(COUNT)
    }
    root = project({**texts, "bad.md": b"\xff\xfe\x00", "table.md": "甲 | 乙\n|---|\n丙\n"})
    run("--project", root, "update")
    for number in range(COUNT):
        file = root / PO / f"{number:03}.po"
        text = file.read_text("utf-8")
        for msgid, msgstr in {
            "共同的文字": ["Common text", "Shared text", "Common text."][number % 3],
            "运行 `docker ps`": ["Run `docker ps`", "Run it"][number % 2],
            f"订单 {number % 7}": f"Orders {number % 5}",
        }.items():
            text = text.replace(f'msgid "{msgid}"\nmsgstr ""', f'msgid "{msgid}"\nmsgstr "{msgstr}"')
        file.write_text(text if number else text + "broken", "utf-8")
    return root


@pytest.mark.parametrize("form", ["json", "html", "text"])
def test_a_check_in_several_processes_says_what_one_says(many, run, form, monkeypatch):
    """Byte by byte, in the same order."""
    said = []
    for count in (1, 3):
        monkeypatch.setattr(shares, "processors", lambda count=count: count)
        said.append(run("--project", many, "check", "--format", form))
    assert said[0] == said[1]
    assert "otherwise than" in said[0][1] + said[0][2] or form != "json"


def test_results_come_in_the_order_of_the_items(monkeypatch):
    """However long each share takes."""
    monkeypatch.setattr(shares, "processors", lambda: 4)

    def slow(numbers):
        time.sleep(0.02 * (numbers[0] % 3))
        return numbers, os.getpid()

    found = list(in_shares(slow, list(range(230)), silent, "counting"))
    assert [number for numbers, _ in found for number in numbers] == list(range(230))
    assert os.getpid() not in {process for _, process in found}


@pytest.mark.skipif(processors() < 2, reason="this machine has one processor, or cannot fork")
def test_a_process_that_is_killed_costs_no_document(monkeypatch):
    """Its share is done by the one who waits for it."""
    here = os.getpid()

    def deadly(numbers):
        if 100 in numbers and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return sum(numbers)

    assert sum(in_shares(deadly, list(range(200)), silent, "counting")) == sum(range(200))


def test_without_processes_the_work_is_done_here(monkeypatch):
    """As in a sandbox that has no semaphores."""

    def refused(*arguments):
        raise OSError("no semaphores")

    monkeypatch.setattr(shares, "ProcessPoolExecutor", refused)
    monkeypatch.setattr(shares, "processors", lambda: 2)
    found = list(in_shares(lambda numbers: (numbers[0], os.getpid()), list(range(120)), silent, "counting"))
    assert {process for _, process in found} == {os.getpid()}
    assert len(found) == 6


@pytest.mark.parametrize("most", [0, 1])
def test_where_processes_cannot_be_started_the_work_is_done_here(most, monkeypatch):
    """Those that could be started are ended."""
    forked = []
    fork = os.fork

    def limited():
        if len(forked) == most:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        forked.append(fork())
        return forked[-1]

    monkeypatch.setattr(os, "fork", limited)
    monkeypatch.setattr(shares, "processors", lambda: 3)
    found = list(in_shares(lambda numbers: (numbers[0], os.getpid()), list(range(120)), silent, "counting"))
    assert {process for _, process in found} == {os.getpid()}
    assert len(found) == 6
    for process in multiprocessing.active_children():
        process.join(timeout=60)
    assert not multiprocessing.active_children()


HELD = weakref.WeakSet()


class Result:
    """What a share comes to; each that came back and is held by anybody is in HELD."""

    def __init__(self, number):
        self.number = number

    def __setstate__(self, state):
        self.__dict__.update(state)
        HELD.add(self)


def test_a_result_that_was_taken_is_not_held(monkeypatch):
    """Otherwise memory would grow with the number of findings."""
    monkeypatch.setattr(shares, "processors", lambda: 2)
    results = in_shares(lambda numbers: Result(numbers[0]), list(range(200)), silent, "counting")
    first = next(results)
    assert first in HELD
    for _ in range(9):
        next(results)
    assert set(HELD) == {first}
    results.close()


def test_an_error_in_a_share_is_the_callers(monkeypatch):
    """With its place, as if it had been raised here."""
    from i18n.errors import SourceError
    from i18n.model import Position

    monkeypatch.setattr(shares, "processors", lambda: 2)

    def failing(numbers):
        raise SourceError("cannot be read", path="a.md", position=Position(3, 1), hint="save it anew")

    with pytest.raises(SourceError) as caught:
        list(in_shares(failing, list(range(120)), silent, "counting"))
    assert (str(caught.value), caught.value.hint) == ("a.md:3:1: cannot be read", "save it anew")


@pytest.mark.skipif(processors() < 2, reason="this machine has one processor, or cannot fork")
def test_an_interrupt_ends_all_processes(many):
    """No process prints a traceback, and none is left behind."""
    command = [sys.executable, "-m", "i18n", "--project", str(many), "check"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and not children.read_text("ascii").split():
        pass
    os.killpg(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert b"Traceback" not in err
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


@pytest.mark.skipif(processors() < 2, reason="this machine has one processor, or cannot fork")
def test_no_process_outlives_the_one_who_waits(tmp_path):
    """Even where that one is killed, and can say nothing."""
    script = tmp_path / "wait.py"
    script.write_text(
        "import os, time\n"
        "from i18n.workspace.outcome import silent\n"
        "from i18n.workspace.shares import in_shares\n"
        "def task(numbers):\n"
        "    os.write(1, b'.')\n"
        "    time.sleep(numbers[0] / 100)\n"
        "list(in_shares(task, range(200), silent, 'waiting'))\n",
        "utf-8",
    )
    process = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, start_new_session=True)
    assert process.stdout.read(1) == b"."
    process.kill()
    process.communicate(timeout=60)  # to the end of what the last process that is left can print


@given(st.lists(st.tuples(st.sampled_from("甲乙丙丁戊"), st.sampled_from("ab")), max_size=20), st.integers(1, 20))
@example(list(zip("丁乙丙丁戊丁乙", "aaaabbb", strict=True)), 3)
def test_texts_compared_in_shares_are_found_as_in_one(texts, size):
    """Even where there are more texts, or more places of one, than are remembered."""
    reader = InlineReader(dialect_named("gfm"), {})
    setting = Setting(reader.read, "en")

    def found(size):
        every = Consistency()
        for start in range(0, len(texts), size):
            share = Consistency()
            for line, (source, target) in enumerate(texts[start : start + size], start + 1):
                share.add(Pair(source, target, setting), "a.po", line, "a.md")
            every.merge(share)
        return list(every.findings())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("i18n.checks.inconsistent._MOST", 3)
        patch.setattr("i18n.checks.inconsistent._PLACES", 4)
        assert found(size) == found(1)
