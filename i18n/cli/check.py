"""`i18n check`."""

from __future__ import annotations

import math

import click

from i18n.cli.console import bar, counted, json_option, open_project, show_findings
from i18n.reports import json as as_objects
from i18n.workflow.check import check


@click.command("check")
@click.argument("locales", nargs=-1)
@click.option(
    "--require", "required", type=click.Choice(["machine", "human"]), default="machine", help="Whose work counts."
)
@click.option(
    "--min",
    "minimum",
    type=click.FloatRange(0, 100),
    default=100.0,
    help="Percentage that must be done [100].",
)
@json_option
@click.pass_context
def command(context: click.Context, locales: tuple[str, ...], required: str, minimum: float, as_json: bool) -> int:
    """Tell whether the translation to all LOCALES, or those named, is complete and sound.

    Exits with 1 where less than the minimum is done, where a translation would be refused by a
    build, or where a document or PO file cannot be read.

    \b
    i18n check
    i18n check en --require human --min 95
    """
    if math.isnan(minimum):
        raise click.UsageError("--min takes a number from 0 to 100", context)
    outcome = check(open_project(context), locales, required, minimum, bar)
    failed = outcome.failed or bool(outcome.errors)
    if as_json:
        result = {
            "ok": not failed,
            "require": required,
            "minimum": minimum,
            "locales": {
                locale: {**as_objects.statistics(counts), "missing": len(outcome.missing[locale])}
                for locale, counts in outcome.totals.items()
            },
            "findings": as_objects.findings(outcome.findings),
        }
        click.echo(as_objects.dumped(result), nl=False)
        return int(failed)
    show_findings(outcome)
    for locale, counts in outcome.totals.items():
        done = counts.total - len(outcome.missing[locale])
        verdict = f"below the {minimum:g} % asked for" if locale in outcome.short else "enough"
        click.echo(f"{locale}: {done:,} of {counted(counts.total, 'message')} done, {verdict}")
    click.echo("not sound or not complete" if failed else "complete and sound")
    return int(failed)
