"""`i18n compile`."""

from __future__ import annotations

import click

from i18n.cli.console import bar, json_option, open_project, show_findings, writing
from i18n.counted import counted
from i18n.reports import objects as as_objects
from i18n.workflow.compile import compile_catalogs


@click.command("compile")
@click.argument("locales", nargs=-1)
@json_option
@click.pass_context
def command(context: click.Context, locales: tuple[str, ...], as_json: bool) -> int:
    """Write an MO file beside each PO file of all LOCALES, or those named, as msgfmt would.

    A build needs none; programs that look texts up by gettext do. Fuzzy, empty and obsolete
    messages are left out.

    \b
    i18n compile
    i18n compile en
    """
    project = open_project(context)
    with writing(project, "compile"):
        outcome = compile_catalogs(project, locales, bar)
    if as_json:
        result = {
            "files": outcome.files,
            "written": outcome.written,
            "findings": as_objects.findings(outcome.findings),
        }
        click.echo(as_objects.dumped(result), nl=False)
    else:
        show_findings(outcome)
        click.echo(f"{counted(outcome.files, 'catalog')} compiled, {outcome.written:,} changed")
    return int(outcome.failed)
