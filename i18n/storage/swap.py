"""Two files trade places in one step, so that a replace can look at what it displaced.

Linux and macOS have a system call for it, which Python does not offer. Where there is none, the file
that is about to be replaced is linked aside first.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_SWAP = 2
"""RENAME_EXCHANGE of Linux and RENAME_SWAP of macOS."""
_HERE = -100
"""AT_FDCWD: paths are relative to the working directory."""
_UNKNOWN = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}
_PATIENCE = 2.0
_STEP = 0.001
_REST = 0.1


def exchange(first: Path, second: Path) -> None:
    """Let two files trade places; both names exist at any moment. Raises OSError."""
    if number := _native()(os.fsencode(first), os.fsencode(second)):
        if number not in _UNKNOWN:
            raise OSError(number, os.strerror(number), str(second))
        _exchange_by_link(first, second)


def _exchange_by_link(first: Path, second: Path) -> None:
    """Do the same in three steps; what is saved by another name change between the first two is not seen."""
    aside = first.with_name(first.name + ".aside")
    try:
        os.link(second, aside)
    except OSError:
        shutil.copy2(second, aside)
    os.replace(first, second)
    os.replace(aside, first)


@lru_cache(maxsize=1)
def _native() -> Callable[[bytes, bytes], int]:
    """Return the system's exchange, which returns an error number; `ENOSYS` where there is none."""
    library = ctypes.CDLL(None, use_errno=True) if sys.platform != "win32" else None
    if linux := getattr(library, "renameat2", None):
        return lambda first, second: linux(_HERE, first, _HERE, second, _SWAP) and ctypes.get_errno()
    if macos := getattr(library, "renamex_np", None):
        return lambda first, second: macos(first, second, _SWAP) and ctypes.get_errno()
    return lambda first, second: errno.ENOSYS


def settled(path: Path) -> bytes | None:
    """Return the bytes of a file once no program has it open for writing; None where one keeps it open.

    Only Linux tells, and only of one's own files. Elsewhere a file that was written just now gets a
    moment to rest.
    """
    with path.open("rb") as file:
        end = time.monotonic() + _PATIENCE
        while _is_being_written(file.fileno()):
            if time.monotonic() > end:
                return None
            time.sleep(_STEP)
        return file.read()


def _is_being_written(number: int) -> bool:
    answer = _lease_refused(number)
    if answer is not None:
        return answer
    return 0 <= time.time() - os.fstat(number).st_mtime < _REST


def _lease_refused(number: int) -> bool | None:
    """Ask Linux for a lease, which it refuses while the file is open for writing anywhere; None without an answer."""
    if sys.platform != "linux":
        return None
    try:
        # Who opens it while we have the lease waits for us, and we are sent a signal: one that nobody minds.
        fcntl.fcntl(number, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(number, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(number, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as problem:
        return True if problem.errno == errno.EAGAIN else None
    return False
