"""`i18n update`."""

from __future__ import annotations

import click

from i18n.catalog.state import SHOWN_AS_MACHINE
from i18n.cli.console import bar, counted, json_option, open_project, show_findings
from i18n.reports import json as as_objects
from i18n.workflow.update import update


@click.command("update")
@click.argument("locales", nargs=-1)
@json_option
@click.pass_context
def command(context: click.Context, locales: tuple[str, ...], as_json: bool) -> int:
    """Bring the PO files of all LOCALES, or those named, up to date with the sources.

    Translations stay; those whose text has left the sources are kept as obsolete.

    \b
    i18n update
    i18n update en
    """
    outcome = update(open_project(context), locales, bar)
    if as_json:
        result = {
            "catalogs": outcome.catalogs,
            "written": outcome.written,
            "states": {str(state): number for state, number in sorted(outcome.states.items())},
            "findings": as_objects.findings(outcome.findings),
        }
        click.echo(as_objects.dumped(result), nl=False)
    else:
        show_findings(outcome)
        left = outcome.states.total() - sum(outcome.states[state] for state in SHOWN_AS_MACHINE)
        click.echo(
            f"{counted(len(outcome.written), 'catalog')} of {outcome.catalogs:,} written; "
            f"{counted(outcome.states.total(), 'message')}, {left:,} to translate"
        )
    return int(outcome.failed)
