"""`i18n extract`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from i18n.cli.console import bar, json_option, open_project, show_findings, writing
from i18n.counted import counted
from i18n.reports import objects as as_objects
from i18n.reports.extract_explain import explained_object, explained_text
from i18n.workflow.extract import extract
from i18n.workspace.documents import read_document
from i18n.workspace.sources import find_sources


@click.command("extract")
@click.argument("paths", nargs=-1)
@click.option("--explain", metavar="FILE", help="Print FILE with the fate of every character; writes nothing.")
@json_option
@click.pass_context
def command(context: click.Context, paths: tuple[str, ...], explain: str | None, as_json: bool) -> int:
    """Write templates (POT) to locales/templates, for all sources or those under PATHS.

    \b
    i18n extract
    i18n extract source/faq.md
    i18n extract --explain source/faq.md
    """
    project = open_project(context)
    if explain:
        if Path(explain).is_dir():
            raise click.UsageError(f"--explain takes a file, and {explain} is a folder", context)
        document = read_document(project, find_sources(project, [explain])[0])
        if as_json:
            click.echo(as_objects.dumped(explained_object(document)), nl=False)
        else:
            click.echo(explained_text(document, colour=sys.stdout.isatty()), nl=False)
        return 0
    with writing(project, "extract"):
        outcome = extract(project, paths, bar)
    if as_json:
        result = {
            "documents": outcome.documents,
            "segments": outcome.segments,
            "messages": outcome.messages,
            "written": outcome.written,
            "findings": as_objects.findings(outcome.findings),
        }
        click.echo(as_objects.dumped(result), nl=False)
    else:
        show_findings(outcome)
        click.echo(
            f"{counted(outcome.messages, 'message')} from {counted(outcome.segments, 'segment')} "
            f"in {counted(outcome.documents, 'document')}; {counted(outcome.written, 'template')} written"
        )
    return int(outcome.failed)
