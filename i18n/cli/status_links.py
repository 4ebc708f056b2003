"""`i18n status --links`."""

from __future__ import annotations

import click

from i18n.cli.console import bar, show_findings
from i18n.project import Project
from i18n.reports.objects import dumped
from i18n.reports.status_links import link_lines, links_object
from i18n.workflow.status_links import link_status


def show(project: Project, locales: tuple[str, ...], as_json: bool) -> int:
    """Show which links, anchors and images lead nowhere; return the exit code."""
    outcome = link_status(project, locales, progress=bar)
    if as_json:
        click.echo(dumped(links_object(outcome)), nl=False)
    else:
        show_findings(outcome)
        for line in link_lines(outcome):
            click.echo(line)
    return int(outcome.failed)
