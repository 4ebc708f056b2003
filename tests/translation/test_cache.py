"""The cache of answers: safe with several at once, and never in the way."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from i18n.errors import WriteError
from i18n.translation.cache import Cache, question_key

WRITER = """
import sys
from pathlib import Path
from i18n.translation.cache import Cache
cache = Cache(Path(sys.argv[1]))
for number in range(200):
    cache.put({f"{sys.argv[2]}{number}": "a"})
    assert cache.get([f"{sys.argv[2]}{number}"])
"""


def test_what_was_put_is_there_for_the_next_process(tmp_path):
    """And only that."""
    with_one = Cache(tmp_path / "c")
    with_one.put({"a": "1", "b": "2"})
    with_one.drop(["b"])
    assert Cache(tmp_path / "c").get(["a", "b", "c"]) == {"a": "1"}


def test_many_keys_at_once(tmp_path):
    """More than one statement takes."""
    cache = Cache(tmp_path / "c")
    cache.put({str(number): "x" for number in range(3000)})
    assert len(cache.get(map(str, range(4000)))) == 3000


def test_replies_are_there_until_they_are_forgotten(tmp_path):
    """All tries at a question, apart from answers."""
    Cache(tmp_path / "c").record({("q", "first"): "bad", ("q", "second"): "good", ("r", "first"): "x"})
    cache = Cache(tmp_path / "c")
    assert cache.replies(["q", "s"]) == {("q", "first"): "bad", ("q", "second"): "good"}
    cache.record({("q", "second"): "better"})
    assert cache.replies(["q"])["q", "second"] == "better"
    cache.forget(["q"])
    assert cache.replies(["q", "r"]) == {("r", "first"): "x"}
    assert cache.get(["q", "r"]) == {}


def test_many_replies_at_once(tmp_path):
    """More than one statement takes, all or none of them."""
    cache = Cache(tmp_path / "c")
    names = [str(number) for number in range(2000)]
    cache.record({(name, "a"): name for name in names})
    assert len(cache.replies(names)) == 2000
    with pytest.raises(WriteError):
        cache.record({(name, "b"): name if name != "1999" else object() for name in names})
    assert len(cache.replies(names)) == 2000
    cache.forget(names)
    assert cache.replies(names) == {}


def test_a_file_from_before_there_were_replies(tmp_path):
    """It gets what it lacks, and keeps what it has."""
    with closing(sqlite3.connect(tmp_path / "c")) as old, old:
        old.execute("CREATE TABLE answers (key TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID")
        old.execute("INSERT INTO answers VALUES ('a', '1')")
    cache = Cache(tmp_path / "c")
    cache.record({("q", "first"): "x"})
    assert (cache.get(["a"]), cache.replies(["q"])) == ({"a": "1"}, {("q", "first"): "x"})


def test_keys_differ_where_anything_does():
    """Also where two texts differ only in where the first one ends."""
    keys = [question_key(parts) for parts in (("a", "b"), ("ab", ""), ("a", ["b"]), ("a", "b", ""), ("a", "c"))]
    assert len(set(keys)) == 5
    assert question_key(("a", "b")) == keys[0]


@pytest.mark.parametrize("rest", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_broken_file_is_set_aside_and_made_anew(tmp_path, rest):
    """Whatever is in it."""
    (tmp_path / "c").write_bytes(rest)
    cache = Cache(tmp_path / "c")
    cache.put({"a": "1"})
    assert cache.get(["a"]) == {"a": "1"}
    broken = [path for path in tmp_path.iterdir() if "broken" in path.name]
    assert [path.read_bytes() for path in broken] == ([rest] if rest else [])


def test_a_file_that_breaks_while_it_is_open_is_made_anew(tmp_path):
    """What comes after is kept."""
    cache = Cache(tmp_path / "c")
    cache.put({str(number): "x" * 5000 for number in range(50)})
    cache.close()
    data = (tmp_path / "c").read_bytes()
    (tmp_path / "c").write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    cache = Cache(tmp_path / "c")
    cache.get(map(str, range(50)))
    cache.put({"a": "1"})
    assert cache.get(["a"]) == {"a": "1"}


def test_a_folder_that_cannot_be_written_is_an_error_with_a_hint(tmp_path):
    """Before anything is paid for."""
    with pytest.raises(WriteError) as error:
        Cache(tmp_path / "missing" / "c")
    assert "paid for twice" in error.value.hint


def test_threads_and_processes_write_at_once(tmp_path):
    """Nothing is lost."""
    command = [sys.executable, "-c", WRITER, str(tmp_path / "c")]
    processes = [subprocess.Popen([*command, name]) for name in "ab"]
    cache = Cache(tmp_path / "c")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: cache.put({f"t{number}": "b"}), range(200)))
    assert [process.wait() for process in processes] == [0, 0]
    keys = [f"{name}{number}" for name in "abt" for number in range(200)]
    assert len(cache.get(keys)) == 600
