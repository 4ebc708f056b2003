"""Answers of machines that passed every gate, so that nothing is asked for, or paid for, twice.

One SQLite file in `.i18n/`, which several threads and processes may use at once and which can be deleted at any
time. A file that is broken is set aside and made anew.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Lock
from typing import TypeVar

from i18n.errors import WriteError

NAME = "translations.sqlite"
"""The file's name in the project's own folder."""

_WAIT = 30.0
_MOST = 500
_TABLE = "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID"
_FULL = ("disk is full", "disk I/O error", "readonly", "read-only")
_Result = TypeVar("_Result")


def key_of(parts: Iterable[object]) -> str:
    """Return the key of a question: everything that its answer depends on."""
    return hashlib.sha256(json.dumps(list(parts), ensure_ascii=False).encode()).hexdigest()


class Cache:
    """Translations by the key of their question."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it; raises WriteError where neither is possible."""
        self._path = path
        self._lock = Lock()
        self._connection = self._opened()

    def get(self, keys: Iterable[str]) -> dict[str, str]:
        """Return what is known of some questions."""
        wanted = list(keys)
        found: dict[str, str] = {}
        for at in range(0, len(wanted), _MOST):
            found |= self._tried(partial(_selected, keys=wanted[at : at + _MOST]))
        return found

    def put(self, answers: Mapping[str, str]) -> None:
        """Keep answers, safe from a loss of power once it returns; raises WriteError on a full disk."""
        if answers:
            rows = list(answers.items())
            self._tried(lambda c: c.executemany("INSERT OR REPLACE INTO answers VALUES (?, ?)", rows))

    def drop(self, keys: Iterable[str]) -> None:
        """Forget answers that turned out to be no good."""
        rows = [(key,) for key in keys]
        self._tried(lambda c: c.executemany("DELETE FROM answers WHERE key = ?", rows))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _tried(self, task: Callable[[sqlite3.Connection], _Result]) -> _Result:
        """Do something within a transaction; once more with a new file where this one turns out to be broken."""
        with self._lock:
            for again in (True, False):
                try:
                    with self._connection:
                        return task(self._connection)
                except sqlite3.DatabaseError as problem:
                    if not again or not _is_broken(problem):
                        raise self._unwritable(problem) from None
                    self._connection.close()
                    self._set_aside()
                    self._connection = self._opened()
            raise AssertionError

    def _opened(self) -> sqlite3.Connection:
        for again in (True, False):
            connection = None
            try:
                connection = sqlite3.connect(self._path, timeout=_WAIT, check_same_thread=False)
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                with connection:
                    connection.execute(_TABLE)
                    connection.execute("SELECT key, target FROM answers LIMIT 1").fetchone()
            except sqlite3.DatabaseError as problem:
                if connection:
                    connection.close()
                if not again or not _is_broken(problem):
                    raise self._unwritable(problem) from None
                self._set_aside()
            else:
                return connection
        raise AssertionError

    def _set_aside(self) -> None:
        """Move a broken file, and what SQLite keeps beside it, out of the way."""
        stamp = time.strftime("%Y%m%d-%H%M%S")
        with suppress(OSError):
            self._path.rename(self._path.with_name(f"{self._path.name}.broken-{stamp}"))
        for suffix in ("-wal", "-shm"):
            with suppress(OSError):
                self._path.with_name(self._path.name + suffix).unlink()

    def _unwritable(self, problem: sqlite3.DatabaseError) -> WriteError:
        hint = "answers are kept before they are used, so that none is paid for twice"
        return WriteError(f"cannot be written: {problem}", path=f".i18n/{self._path.name}", hint=hint)


def _selected(connection: sqlite3.Connection, keys: list[str]) -> dict[str, str]:
    marks = ",".join("?" * len(keys))
    return dict(connection.execute(f"SELECT key, target FROM answers WHERE key IN ({marks})", keys).fetchall())  # noqa: S608 - question marks


def _is_broken(problem: sqlite3.DatabaseError) -> bool:
    """Tell a broken file from one that is locked, full or read-only."""
    said = str(problem)
    if any(words in said for words in (*_FULL, "locked", "unable to open")):
        return False
    return not isinstance(problem, sqlite3.ProgrammingError)
