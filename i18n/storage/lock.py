"""One writing command at a time: a lock on the project, which the system releases if we die.

It is a courtesy among our own commands. That nobody's work is lost does not depend on it: editors
know nothing of it, and `files.write_text` looks at what it displaces.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from i18n.errors import LockError
from i18n.storage.files import own_folder

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_NAME = "lock"
_PATIENCE = 60.0
_SAID_AFTER = 1.0
_STEP = 0.05
_FAR = 1 << 20
"""Windows lets nobody read a locked byte, so one is locked that is not there."""


@contextmanager
def project_lock(root: Path, command: str, say: Callable[[str], object], name: str = _NAME) -> Iterator[None]:
    """Hold the lock of a project; `say` is told once who holds it if that takes more than a second.

    Another `name` is another lock, for a command that writes now and then but must not run twice.

    Raises LockError after a minute. Where no lock can be made, as in a folder that is read-only, the work
    goes on without.
    """
    number = _opened(root, name)
    if number is None:
        yield
        return
    try:
        _wait(number, say)
        _note(number, f"{os.getpid()} (i18n {command})")
        yield
        _note(number, "")
    finally:
        os.close(number)


def _opened(root: Path, name: str) -> int | None:
    with suppress(OSError):
        return os.open(own_folder(root) / name, os.O_RDWR | os.O_CREAT, 0o666)
    return None


def _wait(number: int, say: Callable[[str], object]) -> None:
    start = time.monotonic()
    said = False
    while not _taken(number):
        waited = time.monotonic() - start
        if waited > _PATIENCE:
            message = f"another command is still at work on this project: {_holder(number)}"
            raise LockError(message, hint="wait for it, or stop it")
        if waited > _SAID_AFTER and not said:
            say(f"waiting for another command: {_holder(number)}")
            said = True
        time.sleep(_STEP)


def _taken(number: int) -> bool:
    """Try to take the lock; true as well where the file system knows no locks."""
    try:
        if sys.platform == "win32":
            os.lseek(number, _FAR, os.SEEK_SET)
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        return problem.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


def _note(number: int, holder: str) -> None:
    """Write who holds the lock; on a full disk nobody learns it."""
    with suppress(OSError):
        os.ftruncate(number, 0)
        os.lseek(number, 0, os.SEEK_SET)
        os.write(number, holder.encode())


def _holder(number: int) -> str:
    os.lseek(number, 0, os.SEEK_SET)
    return f"process {os.read(number, 200).decode(errors='replace') or 'unknown'}"
