"""`i18n status --assets`."""

from __future__ import annotations

import click

from i18n.cli.console import bar, show_findings
from i18n.project import Project
from i18n.reports.objects import dumped
from i18n.reports.status_assets import asset_lines, assets_object
from i18n.workflow.status_assets import asset_status


def show(project: Project, locales: tuple[str, ...], as_json: bool) -> int:
    """Show which pictures each document shows; return the exit code."""
    outcome = asset_status(project, locales, bar)
    if as_json:
        click.echo(dumped(assets_object(outcome)), nl=False)
    else:
        show_findings(outcome)
        for line in asset_lines(outcome):
            click.echo(line)
    return int(outcome.failed)
