"""Much work in shares: documents that need nothing of one another are dealt out to several processes.

Only where a process can be forked, so that it has all that was read before, and where there is enough to do; elsewhere
the same task goes through the same documents here. What comes of it is the same, and in the same order.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import suppress
from threading import Thread
from typing import Any, TypeVar

from i18n.workspace.outcome import Progress

Item = TypeVar("Item")
Result = TypeVar("Result")

_ENOUGH = 100
"""Items below which starting processes takes longer than they save."""
_SIZE = 20
_MOST = 8
"""Processes that are worth their memory."""

_work: tuple[Callable[[Sequence[Any]], object], Sequence[Any]] = (len, ())
"""The task and the items, in a process that was forked for them."""


def in_shares(
    task: Callable[[Sequence[Item]], Result], items: Sequence[Item], progress: Progress, what: str
) -> Iterator[Result]:
    """Yield what a task returns for shares of some items, one after the other.

    The task may keep what it likes in mind, but another process may not know of it; what it returns is pickled.
    """
    count = min(_MOST, processors(), len(items) // _SIZE) if len(items) >= _ENOUGH else 1
    starts = range(0, len(items), _SIZE if count > 1 else 1)
    pool = _pool(count, task, items) if count > 1 else None
    try:
        # Each is let go with its result once that is taken: together they would hold what all shares found.
        futures = deque(_submitted(pool, starts) if pool else ())
        dealt_out = bool(futures)
        for number, _ in enumerate(progress(items, what)):
            if number in starts:
                share = items[number : number + starts.step]
                yield _result(futures.popleft(), task, share) if dealt_out else task(share)
    finally:
        if pool:
            pool.shutdown(wait=False, cancel_futures=True)


def _submitted(pool: ProcessPoolExecutor, starts: Iterable[int]) -> list[Future[Any]]:
    """Start the processes, and give them all shares; none where there cannot be so many processes.

    An interrupt meanwhile waits until they ignore it.
    """
    was = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    others = multiprocessing.active_children()
    try:
        return [pool.submit(_share, start, start + _SIZE) for start in starts]
    except OSError:
        for process in multiprocessing.active_children():
            if process not in others:
                process.kill()  # nobody is going to give it work, or to end it
        return []
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, was)


def processors() -> int:
    """Return how many processors we may use; one where processes cannot be forked, or not safely."""
    if sys.platform in ("darwin", "win32") or "fork" not in multiprocessing.get_all_start_methods():
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pool(count: int, task: Callable[[Sequence[Item]], Result], items: Sequence[Item]) -> ProcessPoolExecutor | None:
    with suppress(OSError, ImportError):  # a system without semaphores
        return ProcessPoolExecutor(count, multiprocessing.get_context("fork"), _start, (task, items))
    return None


def _start(task: Callable[[Sequence[Any]], object], items: Sequence[Any]) -> None:
    """Take the work over in a process of its own; an interrupt is for the one who waits."""
    global _work  # noqa: PLW0603 - what a forked process is for
    _work = task, items
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()  # what was there before stays shared with the other processes


def _end_with_parent() -> None:
    """End this process once the one that waits for it is gone: killed, it could not say that there is no more work."""
    if parent := multiprocessing.parent_process():
        parent.join()
    os._exit(1)


def _share(start: int, end: int) -> Any:  # noqa: ANN401 - whatever the task returns
    task, items = _work
    return task(items[start:end])


def _result(future: Future[Result], task: Callable[[Sequence[Item]], Result], share: Sequence[Item]) -> Result:
    """Wait for a result; where its process was killed, do its work here."""
    try:
        return future.result()
    except BrokenExecutor:
        return task(share)
