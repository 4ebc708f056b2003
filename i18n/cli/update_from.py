"""`i18n update --from`."""

from __future__ import annotations

import click

from i18n.cli.console import bar, show_findings, writing
from i18n.counted import counted
from i18n.project import Project
from i18n.reports import objects as as_objects
from i18n.workflow.update_from import TakenIn, take_in


def show(project: Project, locales: tuple[str, ...], files: tuple[str, ...], as_json: bool) -> int:
    """Take translations in and show what became of them; return the exit code."""
    with writing(project, "update"):
        outcome = take_in(project, files, locales, bar)
    numbers = {name: getattr(outcome, name) for name in ("taken", *_LEFT)}
    if as_json:
        result = {
            "catalogs": outcome.catalogs,
            "written": outcome.written,
            "displaced": outcome.displaced,
            **numbers,
            "findings": as_objects.findings(outcome.findings),
        }
        click.echo(as_objects.dumped(result), nl=False)
    else:
        show_findings(outcome)
        click.echo(_summary(outcome, numbers))
    return int(outcome.failed)


_LEFT = {
    "same": "as they were",
    "kept": "not taken over a person’s",
    "obsolete": "obsolete",
    "empty": "empty",
    "unknown": "in no catalog",
    "unclear": "unclear",
}


def _summary(outcome: TakenIn, numbers: dict[str, int]) -> str:
    left = ", ".join(f"{numbers[name]:,} {words}" for name, words in _LEFT.items() if numbers[name])
    return (
        f"{counted(outcome.taken, 'translation')} taken in, "
        f"{counted(len(outcome.written), 'catalog')} of {outcome.catalogs:,} written" + (f"; {left}" if left else "")
    )
