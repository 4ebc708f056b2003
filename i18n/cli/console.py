"""What commands share at the edge: the project, progress on a terminal, and printing results."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from pathlib import Path

import click

from i18n.errors import UsageError, WriteError
from i18n.project import Project, find_project
from i18n.reports.findings import finding_lines
from i18n.storage.files import write_output
from i18n.storage.lock import project_lock
from i18n.workspace.outcome import Item, Outcome

_WORTH_A_BAR = 25
_MANY = 1_000


def open_project(context: click.Context) -> Project:
    """Return the project named with --project, or found from the working directory upwards."""
    named: str | None = context.obj
    return find_project(Path(named or "."), explicit=named is not None)


def writing(project: Project, command: str) -> AbstractContextManager[None]:
    """Hold the project's lock for a command that writes; raises LockError."""
    return project_lock(project.root, command, lambda message: click.echo(message, err=True))


def bar(items: Sequence[Item], what: str) -> Iterable[Item]:
    """Show a progress bar on a terminal while there is much to do; elsewhere just return the items."""
    if not sys.stderr.isatty() or len(items) < _WORTH_A_BAR:
        return items
    from rich.console import Console  # noqa: PLC0415 - only terminals pay for it
    from rich.progress import track  # noqa: PLC0415

    return track(items, what, console=Console(stderr=True), transient=True)


@contextmanager
def meter(count: int) -> Iterator[Callable[[int], object]]:
    """Show on a terminal how many texts are translated, how many a second, and how long the rest will take."""
    if not sys.stderr.isatty() or not count:
        yield lambda done: None
        return
    from rich.console import Console  # noqa: PLC0415 - only terminals pay for it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    rate = TextColumn("{task.fields[rate]}")
    with Progress(
        "translating", BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn(), console=Console(stderr=True),
        transient=True,
    ) as progress:  # fmt: skip
        task = progress.add_task("", total=count, rate="")
        speed = progress.tasks[0]

        def advance(done: int) -> None:
            progress.update(task, advance=done, rate=f"{speed.speed:,.1f} a second" if speed.speed else "")

        yield advance


def show_findings(outcome: Outcome) -> None:
    """Print findings to standard error."""
    for line in finding_lines(outcome.findings):
        click.echo(line, err=True)


def write_report(file: str, pieces: Iterator[str]) -> None:
    """Write a report, piece by piece, to a file that was named; raises UsageError where it cannot be written."""
    try:
        write_output(Path(file), pieces)
    except WriteError as error:
        raise UsageError(error.message, path=error.path, hint="name another file") from None


def show_report(pieces: Iterator[str]) -> None:
    """Print a report to standard output, many pieces at once."""
    while text := "".join(islice(pieces, _MANY)):
        click.echo(text, nl=False)


json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
