"""What machines answered, so that nothing is asked for, or paid for, twice.

*Answers* have passed every gate, and stay. *Replies* are a journal of the work under way: what an engine sent, good or
bad, is kept before anybody looks at it, until the document is saved. One SQLite file in `.i18n/` holds both. Several
threads and processes may use it at once, and it can be deleted at any time. A broken file is set aside, and a new one
made.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, TypeAlias, TypeVar

from i18n.errors import WriteError

FILE_NAME = "translations.sqlite"
"""The file's name in the project's own folder."""

_WAIT = 30.0
_MOST = 300
_TABLES = (
    "CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE IF NOT EXISTS replies (
        question TEXT NOT NULL, asked TEXT NOT NULL, reply TEXT NOT NULL, PRIMARY KEY (question, asked)
    ) WITHOUT ROWID""",
)
_FULL = ("disk is full", "disk I/O error", "readonly", "read-only")
_Result = TypeVar("_Result")

Asked: TypeAlias = tuple[str, str]
"""The key of a question, and the key of what was sent for it: several tries at a question may differ."""


def question_key(parts: Iterable[object]) -> str:
    """Return the key of a question: everything that its answer depends on."""
    return hashlib.sha256(json.dumps(list(parts), ensure_ascii=False).encode()).hexdigest()


class Cache:
    """Translations by the keys of their questions, and replies by the keys of what was asked."""

    def __init__(self, path: Path) -> None:
        """Open the file, or make it; raises WriteError where neither is possible."""
        self._path = path
        self._lock = Lock()
        self._connection = self._opened()

    def get(self, keys: Iterable[str]) -> dict[str, str]:
        """Return the answers to some questions, by their keys."""
        rows = self._run("SELECT key, target FROM answers WHERE key IN ({})", [(key,) for key in keys])
        return {key: target for key, target in rows}  # noqa: C416 - pairs, to mypy

    def put(self, answers: Mapping[str, str]) -> None:
        """Keep answers, safe from a loss of power once it returns; raises WriteError on a full disk."""
        self._run("INSERT OR REPLACE INTO answers {}", list(answers.items()))

    def drop(self, keys: Iterable[str]) -> None:
        """Forget answers that turned out to be no good."""
        self._run("DELETE FROM answers WHERE key IN ({})", [(key,) for key in keys])

    def replies(self, questions: Iterable[str]) -> dict[Asked, str]:
        """Return all replies to some questions that have not been forgotten."""
        rows = [(question,) for question in questions]
        stored = self._run("SELECT question, asked, reply FROM replies WHERE question IN ({})", rows)
        return {(question, asked): reply for question, asked, reply in stored}

    def record(self, replies: Mapping[Asked, str]) -> None:
        """Keep replies as they come, as safely as answers; raises WriteError on a full disk."""
        self._run("INSERT OR REPLACE INTO replies {}", [(*asked, reply) for asked, reply in replies.items()])

    def forget(self, questions: Iterable[str]) -> None:
        """Forget all replies to questions that are settled."""
        self._run("DELETE FROM replies WHERE question IN ({})", [(question,) for question in questions])

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._connection.close()

    def _run(self, statement: str, rows: Sequence[tuple[str, ...]]) -> list[Any]:
        """Run a statement on rows, in one transaction; `{}` in it stands for them."""
        return self._tried(lambda connection: _fetched(connection, statement, rows)) if rows else []

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
                    for table in _TABLES:
                        connection.execute(table)
                    connection.execute("SELECT key, target FROM answers LIMIT 1").fetchone()
                    connection.execute("SELECT question, asked, reply FROM replies LIMIT 1").fetchone()
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


def _fetched(connection: sqlite3.Connection, statement: str, rows: Sequence[tuple[str, ...]]) -> list[Any]:
    """Run a statement on many rows at a time: for each row of its own, threads would queue for Python."""
    fetched: list[Any] = []
    for at in range(0, len(rows), _MOST):
        some = rows[at : at + _MOST]
        marks = f"({', '.join('?' * len(some[0]))})"
        query = statement.format(f"VALUES {', '.join([marks] * len(some))}")
        fetched += connection.execute(query, [value for row in some for value in row]).fetchall()
    return fetched


def _is_broken(problem: sqlite3.DatabaseError) -> bool:
    """Tell a broken file from one that is locked, full or read-only."""
    message = str(problem)
    if any(words in message for words in (*_FULL, "locked", "unable to open")):
        return False
    return not isinstance(problem, sqlite3.ProgrammingError)
