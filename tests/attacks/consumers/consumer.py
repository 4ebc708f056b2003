"""What a consumer is: a program that reads pages, behind one function."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from typing import TypeAlias

from attacks.tree import Tree

HERE = Path(__file__).parent
PACKAGES = Path(os.environ.get("ATTACKS_PACKAGES", HERE.parent)).resolve()
"""Where the packages of npm are."""
SECONDS = 30
"""How long one page may take."""


@dataclass(frozen=True, slots=True)
class Consumed:
    """What came of a page."""

    tree: Tree | None = None
    """What a reader would get; None where the consumer failed."""
    error: str = ""
    """Why it failed."""


Consume: TypeAlias = Callable[[Mapping[str, str]], dict[str, Consumed]]
"""Reads pages, by their file names, and says what came of each."""


@dataclass(frozen=True, slots=True)
class Consumer:
    """A program that reads pages."""

    name: str
    """What people call it, with its plugins."""
    missing: Callable[[], str]
    """Returns what it lacks on this machine; empty where it can run."""
    opened: Callable[[Path], object]
    """Starts it in a folder of its own: a context, which gives `Consume`."""


class Worker:
    """A long-lived process that answers each line of JSON with a line, and is started anew where it does not."""

    def __init__(self, command: list[str]) -> None:
        self.command = command
        self.process: subprocess.Popen[str] | None = None
        self.lines: Queue[str] = Queue()

    def asked(self, question: Mapping[str, str]) -> dict:
        """Return the answer to a question, or an error."""
        process = self.process or self._started()
        try:
            process.stdin.write(json.dumps(question) + "\n")
            process.stdin.flush()
            line = self.lines.get(timeout=SECONDS)
        except (BrokenPipeError, Empty) as error:
            line = ""
            reason = f"no answer in {SECONDS} seconds" if isinstance(error, Empty) else "the process ended"
        else:
            reason = "the process ended"
        if line:
            return json.loads(line)
        self.close()
        return {"error": reason}

    def close(self) -> None:
        """End the process."""
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def _started(self) -> subprocess.Popen[str]:
        self.lines = Queue()
        environment = {**os.environ, "ATTACKS_PACKAGES": str(PACKAGES)}
        self.process = subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=environment,
        )
        threading.Thread(target=_read, args=(self.process, self.lines), daemon=True).start()
        return self.process


def _read(process: subprocess.Popen[str], lines: Queue[str]) -> None:
    """Put what a process says into a queue, and an empty line at its end."""
    for line in process.stdout:
        lines.put(line)
    lines.put("")


def each_in_worker(command: list[str], understood: Callable[[dict], Tree]) -> Iterator[Consume]:
    """Give a function that asks a worker for each page."""
    worker = Worker(command)

    def consume(pages: Mapping[str, str]) -> dict[str, Consumed]:
        return {key: _answered(worker.asked({"name": key, "text": text}), understood) for key, text in pages.items()}

    try:
        yield consume
    finally:
        worker.close()


worker_of_pages = contextmanager(each_in_worker)
"""A context with a worker that reads page by page."""


def _answered(answer: dict, understood: Callable[[dict], Tree]) -> Consumed:
    return Consumed(None, answer["error"]) if "error" in answer else Consumed(understood(answer))


def in_batches(build: Consume, size: int) -> Consume:
    """Make a function of one that builds all pages or none.

    Where some fail, `build` returns those that the program named, with their errors, and the others are built again.
    Where it named none, there is an error under the name ``: then they are built in halves, down to single pages.
    """

    def halves(names: list[str], pages: Mapping[str, str], done: dict[str, Consumed]) -> None:
        built = build({name: pages[name] for name in names})
        if "" not in built:
            done.update(built)
            if rest := [name for name in names if name not in built]:
                halves(rest, pages, done)
        elif len(names) == 1:
            done[names[0]] = built[""]
        else:
            middle = len(names) // 2
            halves(names[:middle], pages, done)
            halves(names[middle:], pages, done)

    def consume(pages: Mapping[str, str]) -> dict[str, Consumed]:
        done: dict[str, Consumed] = {}
        for batch in batches(pages, size):
            halves(batch, pages, done)
        return done

    return consume


def batches(names: Iterable[str], size: int) -> Iterator[list[str]]:
    """Yield lists of at most some names."""
    listed = list(names)
    for start in range(0, len(listed), size):
        yield listed[start : start + size]
