"""`i18n build --explain`."""

from __future__ import annotations

import click

from i18n.cli.console import show_findings
from i18n.project import Project
from i18n.reports.build_explain import explained_lines, explained_object
from i18n.reports.objects import dumped
from i18n.workflow.build_explain import explain


def show(
    project: Project, path: str, locales: tuple[str, ...], include: str | None, notice: bool | None, as_json: bool
) -> int:
    """Show what a build does to a document besides translating it; return the exit code."""
    outcome = explain(project, path, locales, include, notice)
    if as_json:
        click.echo(dumped(explained_object(outcome)), nl=False)
    else:
        show_findings(outcome)
        for line in explained_lines(outcome.documents):
            click.echo(line)
    return int(outcome.failed)
