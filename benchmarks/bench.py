"""Time extract, update, check and build as ratios to bare markdown-it-py on the same text, in one process.

    python benchmarks/bench.py [CORPUS] [--rounds N]

The reference parses blocks and inline markup of every document and does nothing else. Extract is the
same parse of the API, to segments; the others are whole commands, files and all. Each round runs the
reference and each task once, so that a noisy machine troubles all alike; the table shows the medians
of the ratios within a round. Update and build are cold: no PO file, or no built file, is there when
they start. Every message is filled before the check and the build. A check of many documents uses all
processors, and is timed on one as well; it reads the sources and their translations, so the last rows
are its ratios to the bare parse of both.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from itertools import cycle, islice
from pathlib import Path
from zlib import crc32

from markdown_it import MarkdownIt

from i18n.catalog.store import read_catalog, write_catalog
from i18n.cli.main import main as run_command
from i18n.markdown.document import parse
from i18n.project import Project, find_project

CORPUS = Path(__file__).parents[2] / "shared" / "corpora" / "websoft9" / "zh"
TARGETS = {
    "extract": 1.2,
    "update": 2.5,
    "build": 3.0,
    "check, all processors, to both texts": 1.5,
    "check, one processor, to both texts": 1.5,
}
WORDS = "open the console and choose an order in this list then press its other button to see what it costs".split()  # noqa: SIM905 - a sentence is easier to read
HALF = {"，": ", ", "。": ". ", "：": ": ", "；": "; ", "、": ", ", "（": " (", "）": ") ", "？": "? ", "！": "! "}
MARKS = re.compile(" ?([" + "".join(HALF) + "]) ?")
HAN = re.compile(r"[\u3400-\u9fff]+")


def main() -> int:
    """Run the benchmark and print its table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", nargs="?", type=Path, default=CORPUS)
    arguments.add_argument("--rounds", type=int, default=5)
    options = arguments.parse_args()
    if not options.corpus.is_dir():
        print(f"skipped: the corpus {options.corpus} is not here")
        return 0
    with tempfile.TemporaryDirectory(prefix="i18n-bench-") as folder:
        project = prepare(Path(folder), options.corpus)
        sources = sorted((project.root / "source").rglob("*.md*"))
        texts = [path.read_text(encoding="utf-8") for path in sources]
        print(f"{len(texts)} documents, {sum(map(len, texts)):,} characters, {options.rounds} rounds\n")
        report([one_round(project, texts) for _ in range(options.rounds)])
    scaling()
    return 0


def prepare(root: Path, corpus: Path) -> Project:
    """Make a project of a corpus."""
    shutil.copytree(corpus, root / "source")
    (root / "i18n.toml").write_text(
        'locales = ["en"]\n[[collections]]\nsource = "source"\noutput = "build/{locale}"\ndialect = "docusaurus"\n',
        encoding="utf-8",
    )
    return find_project(root, explicit=True)


def one_round(project: Project, texts: list[str]) -> dict[str, float]:
    """Time each task once; seconds by name."""
    for folder in ("locales", "build"):
        shutil.rmtree(project.root / folder, ignore_errors=True)
    bare = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    times = {"bare": timed(lambda: run(bare.parse, texts))}
    times["extract"] = timed(lambda: run(lambda text: parse(text, "docusaurus"), texts))
    times["extract, templates written"] = command(project, "extract")
    times["update"] = command(project, "update")
    times["update, nothing new"] = command(project, "update")
    fill(project)
    times["check, all processors"] = command(project, "check")
    times["check, one processor"] = on_one_processor(lambda: command(project, "check"))
    times["build"] = command(project, "build")
    times["build, nothing new"] = command(project, "build")
    built = [path.read_text(encoding="utf-8") for path in sorted((project.root / "build").rglob("*.md*"))]
    both = times["bare"] + timed(lambda: run(bare.parse, built))
    for name in ("check, all processors", "check, one processor"):
        times[f"{name}, to both texts"] = times[name] * times["bare"] / both
    return times


def command(project: Project, name: str) -> float:
    """Return the seconds that a command takes in this process, its output left out."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        return timed(lambda: run_command(["--project", str(project.root), name]))


def on_one_processor(task: Callable[[], float]) -> float:
    """Return what a task returns that may use one processor only, where the system can say so."""
    if not hasattr(os, "sched_setaffinity"):
        return task()
    every = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(every)})
    try:
        return task()
    finally:
        os.sched_setaffinity(0, every)


def run(task: Callable[[str], object], texts: list[str]) -> None:
    """Run a task on each text and keep nothing of it."""
    for text in texts:
        task(text)


def timed(task: Callable[[], object]) -> float:
    """Return the seconds that a task takes."""
    start = time.perf_counter()
    task()
    return time.perf_counter() - start


def fill(project: Project) -> None:
    """Translate every message by putting Latin words and marks in the place of Chinese ones."""

    def in_english(match: re.Match[str]) -> str:
        before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
        start = crc32(match[0].encode()) % len(WORDS)  # one text has one translation
        text = " ".join(islice(cycle(WORDS), start, start + max(1, len(match[0]) // 2)))
        return " " * (before.isalnum() or before in ("`", ")")) + text + " " * (after.isalnum() or after in ("`", "["))

    for path in (project.root / "locales" / "en").rglob("*.po"):
        catalog = read_catalog(path.read_text(encoding="utf-8"), path.name)
        for message in catalog.messages:
            text = HAN.sub(in_english, message.msgid)
            message.msgstr = MARKS.sub(lambda match: HALF[match[1]], text).strip()
        path.write_text(write_catalog(catalog), encoding="utf-8")


def report(rounds: list[dict[str, float]]) -> None:
    """Print the medians of the ratios."""
    print(f"{'task':38} {'ratio':>7} {'aim':>7}   lowest and highest")
    for name in rounds[0]:
        ratios = [times[name] / times["bare"] for times in rounds]
        aim = f"≤ {TARGETS[name]}" if name in TARGETS else ""
        print(f"{name:38} {statistics.median(ratios):7.2f} {aim:>7}   {min(ratios):.2f} – {max(ratios):.2f}")


def scaling() -> None:
    """Print how the time for one document grows with its size."""
    block = (
        "## 标题\n\n在顶部的**费用**菜单下，打开[我的订单](orders.md)\n并查看`订单`。\n\n"
        "1. 登录\n   - 甲\n   - 乙\n\n| 名称 | 值 |\n|---|---|\n| 甲 | 乙 |\n\n"
    )
    bare = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    print(f"\n{'one document of':>22} {'bare':>8} {'parse':>8} {'render':>8}   (milliseconds per 100,000 characters)")
    for size in (100_000, 400_000, 1_600_000):
        text = block * (size // len(block))
        unit = 100_000 / len(text) * 1000
        reference = timed(lambda text=text: bare.parse(text)) * unit  # type: ignore[misc]
        start = time.perf_counter()
        document = parse(text, "docusaurus")
        parsed = (time.perf_counter() - start) * unit
        filled: dict[object, str] = {segment.key: segment.msgid + " x" for segment in document.segments}
        start = time.perf_counter()
        document.render(filled)  # type: ignore[arg-type]
        rendered = (time.perf_counter() - start) * unit
        print(f"{len(text):>11,} characters {reference:8.1f} {parsed:8.1f} {rendered:8.1f}")


if __name__ == "__main__":
    sys.exit(main())
