"""`i18n status --since`."""

from __future__ import annotations

import click

from i18n.cli.console import bar, show_findings
from i18n.project import Project
from i18n.reports.objects import dumped
from i18n.reports.status_since import change_lines, change_totals, changes_object
from i18n.workflow.status_since import since


def show(project: Project, locales: tuple[str, ...], revision: str, as_json: bool) -> int:
    """Show what has changed for translators since a revision; return the exit code."""
    outcome = since(project, revision, locales, bar)
    if as_json:
        click.echo(dumped(changes_object(outcome)), nl=False)
    else:
        show_findings(outcome)
        for line in change_lines(outcome):
            click.echo(line)
        click.echo(change_totals(outcome))
    return int(outcome.failed)
