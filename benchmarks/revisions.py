"""Compare what two checkouts of this project do: every file that they write and every word that they say.

    python benchmarks/revisions.py BEFORE AFTER [--quick] [--only NAME] [--keep DIR] [--ignore REGEX]
    python benchmarks/revisions.py BEFORE AFTER --time [--rounds 9]

BEFORE and AFTER are folders of checkouts. Each scenario of `scenarios/` is run with the one and with the other in the
same folder; what differs is printed, and the exit code is 1 if anything does. DIR keeps all that was written, and what
BEFORE wrote is not made again as long as its commit is the same. REGEX is what a change was meant to change, such as
`"fingerprint": "[0-9a-f]+"`. With `--time` the stages are timed instead, round by round with both checkouts: the table
shows the ratios of AFTER to BEFORE within a round.
"""

from __future__ import annotations

import argparse
import difflib
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from scenarios import SCENARIOS
from scenarios.corpora import CORPORA, sampled
from scenarios.side import HERE, Side, configuration, environment

LEFT_OUT = (".git", ".lock", ".sqlite", "lock")
"""Names, or ends of names, of files that are nobody's business: what git has, and what cannot be read as text."""
SHOWN = 5
"""Differing files that are shown of a scenario."""
WIDTH = 240
"""Characters that are shown of a line."""
GUIDES = 300
"""Guides that are timed."""


def main() -> int:
    """Compare, or time."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("before", type=Path, help="the checkout as it was")
    arguments.add_argument("after", type=Path, help="the checkout as it is")
    arguments.add_argument("--quick", action="store_true", help="a sample of everything")
    arguments.add_argument("--only", action="append", default=[], metavar="NAME", help=f"of {', '.join(SCENARIOS)}")
    arguments.add_argument("--keep", type=Path, metavar="DIR", help="leave what was written in this folder")
    arguments.add_argument(
        "--ignore", action="append", default=[], metavar="REGEX", help="what may differ, in any file"
    )
    arguments.add_argument("--time", action="store_true", help="time the stages instead")
    arguments.add_argument("--rounds", type=int, default=9)
    options = arguments.parse_args()
    if not CORPORA.is_dir():
        print(f"skipped: the corpora {CORPORA} are not here")
        return 0
    with ExitStack() as stack:
        scratch = options.keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="i18n-revisions-")))
        checkouts = options.before.resolve(), options.after.resolve()
        if options.time:
            return timed(checkouts, scratch.resolve(), options.rounds)
        names = [name for name in SCENARIOS if not options.only or any(name.startswith(one) for one in options.only)]
        ignored = re.compile("|".join(options.ignore or ["(?!)"]).encode())
        state = state_of(checkouts[0], options.quick)
        return compared(Comparison(checkouts, scratch.resolve(), options.quick, ignored, state), names)


# Comparing --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is asked of a comparison."""

    checkouts: tuple[Path, Path]
    """The two checkouts, BEFORE first."""
    scratch: Path
    """Where a folder is made for each scenario."""
    quick: bool
    """Whether a sample of everything is enough."""
    ignored: re.Pattern[bytes]
    """What may differ in files."""
    state: str
    """What BEFORE would write again if it is as it was (see `state_of`)."""


def compared(comparison: Comparison, names: list[str]) -> int:
    """Run scenarios with both checkouts, as many at a time as there are processors; print what differs."""
    differing = 0
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for report in pool.map(lambda name: one_scenario(comparison, name), names):
            print("\n".join(report), flush=True)
            differing += len(report) > 1
    print(f"{differing} of {len(names)} scenarios differ" if differing else f"{len(names)} scenarios: the same bytes")
    return 1 if differing else 0


def one_scenario(comparison: Comparison, name: str) -> list[str]:
    """Run a scenario with both checkouts in the same folder; returns a line, and more lines where anything differs."""
    start = time.perf_counter()
    folder = comparison.scratch / name
    stamp = folder / "state"
    if not stamp.exists() or stamp.read_text("utf-8") != comparison.state:
        shutil.rmtree(folder, ignore_errors=True)
        run(comparison, name, "before")
        stamp.write_text(comparison.state, "utf-8")
    run(comparison, name, "after")
    before, after = (files(folder / when, comparison.ignored) for when in ("before", "after"))
    paths = [path for path in sorted({*before, *after}) if before.get(path) != after.get(path)]
    seconds = time.perf_counter() - start
    report = [f"{name:24} {len(before):7,} files, {len(paths):5,} differ   {seconds:6.1f} s"]
    for path in paths[:SHOWN]:
        report += difference(path, before.get(path), after.get(path))
    if len(paths) > SHOWN:
        report.append(f"  … and {len(paths) - SHOWN:,} more: {', '.join(paths[SHOWN : SHOWN + 20])}")
    return report


def run(comparison: Comparison, name: str, when: str) -> None:
    """Run a scenario with one checkout; all that it wrote stands in the folder `before` or `after` afterwards."""
    folder = comparison.scratch / name
    for old in ("now", when):
        shutil.rmtree(folder / old, ignore_errors=True)
    checkout = comparison.checkouts[when == "after"]
    with in_checkout(checkout, comparison.checkouts[0], folder / "now", comparison.quick) as side:
        SCENARIOS[name](side)
    (folder / "now").rename(folder / when)


@contextmanager
def in_checkout(checkout: Path, before: Path, folder: Path, quick: bool = False) -> Iterator[Side]:
    """Yield a side whose commands are those of a checkout."""
    command = [sys.executable, str(HERE / "probe.py")]
    folder.mkdir(parents=True)
    with subprocess.Popen(
        command, env=environment(checkout), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as probe:
        yield Side(checkout, before, folder, quick, probe)


def state_of(checkout: Path, quick: bool) -> str:
    """Return what tells whether BEFORE would write again what it wrote: its commit, unless it was edited, and ours."""
    command = ["git", "-C", str(checkout), "describe", "--always", "--abbrev=40", "--dirty"]
    commit = subprocess.run(command, check=False, capture_output=True, text=True).stdout.strip()
    edited = not commit or commit.endswith("-dirty")
    ours = [*sorted((HERE / "scenarios").iterdir()), *(HERE / name for name in ("hostile.py", "probe.py", "damage.py"))]
    scenarios = [crc32(path.read_bytes()) for path in ours if path.is_file()]
    return f"{checkout} {time.time() if edited else commit} {quick} {scenarios}"


def files(folder: Path, ignored: re.Pattern[bytes]) -> dict[str, bytes]:
    """Return the content of all files of a folder that count, by path, with a mark for what is ignored in them."""
    return {
        path.relative_to(folder).as_posix(): ignored.sub("…".encode(), path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file() and not any(part.endswith(LEFT_OUT) for part in path.parts[len(folder.parts) :])
    }


def difference(path: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    """Yield the path of a file that differs, and where it does first, in a few lines."""
    yield f"  {path}" + ("" if before is not None else ": only after") + ("" if after is not None else ": only before")
    if before is None or after is None:
        return
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, after))
    both = zip(old, new, strict=False)
    first = max(0, next((at for at, (one, other) in enumerate(both) if one != other), min(len(old), len(new))) - 2)
    lines = list(difflib.unified_diff(old[first : first + 40], new[first : first + 40], lineterm="", n=2))
    yield f"    from line {first + 1}" + ("" if lines else ": line ends")
    for line in lines[3:15]:
        yield f"    {line[:WIDTH]}"


# Timing -----------------------------------------------------------------------------------------

STAGES = {
    "extract": "docusaurus",
    "update": "docusaurus",
    "translate en --engine pseudo": "docusaurus",
    "build": "docusaurus",
    "check": "docusaurus",
    "status": "docusaurus",
    "check, gfm": "gfm",
}
"""What is timed, and the project in which it is."""
WRITTEN = {
    "extract": ("locales/templates",),
    "update": ("locales",),
    "translate": (".i18n",),
    "build": ("build", ".i18n"),
}
"""What is removed before a command is timed, so that it has everything to do."""


def timed(checkouts: tuple[Path, Path], scratch: Path, rounds: int) -> int:
    """Time the stages with both checkouts, alternating; print the ratios within a round."""
    for number, checkout in enumerate(checkouts):
        for dialect in ("docusaurus", "gfm"):
            shutil.rmtree(scratch / f"{number}-{dialect}", ignore_errors=True)
            with in_checkout(checkout, checkouts[0], scratch / f"{number}-{dialect}") as side:
                prepare(side, dialect)
    ratios: dict[str, list[float]] = {stage: [] for stage in STAGES}
    for current in range(rounds):
        for stage, dialect in STAGES.items():
            seconds = [0.0, 0.0]
            for number in (0, 1) if current % 2 else (1, 0):
                root = scratch / f"{number}-{dialect}" / "project"
                seconds[number] = one_command(checkouts[number], root, stage.partition(",")[0])
            ratios[stage].append(seconds[1] / seconds[0])
        print(f"round {current + 1} of {rounds}", file=sys.stderr, flush=True)
    print(f"{'processor time, after to before':34} {'median':>7}   lowest – highest of {rounds} rounds")
    for stage, found in ratios.items():
        print(f"{stage:34} {statistics.median(found):7.3f}   {min(found):.3f} – {max(found):.3f}")
    return 0


def prepare(side: Side, dialect: str) -> None:
    """Make a translated project to be timed."""
    origin = CORPORA / "websoft9" / "zh"
    for path in sampled(origin, max(1, len(sampled(origin, 1)) // GUIDES)):
        side.copy(path, f"source/{path.relative_to(origin).as_posix()}")
    side.write("i18n.toml", configuration({"dialect": dialect}))
    side.i18n("update")
    side.i18n("translate", "en", "--engine", "pseudo")


def one_command(checkout: Path, root: Path, command: str) -> float:
    """Return the processor time of a command and its children, after what it writes was removed."""
    words = command.split()
    for folder in WRITTEN.get(words[0], ()):
        shutil.rmtree(root / folder, ignore_errors=True)
    arguments = [sys.executable, "-m", "i18n", *words]
    with subprocess.Popen(
        arguments, cwd=root, env=environment(checkout), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    sys.exit(main())
