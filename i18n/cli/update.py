"""`i18n update`."""

from __future__ import annotations

from collections import Counter

import click

from i18n.catalog.state import SHOWN_AS_MACHINE
from i18n.cli.console import bar, json_option, open_project, show_findings, writing
from i18n.counted import counted
from i18n.matching.match import ServedFrom
from i18n.model import shortened
from i18n.reports import objects as as_objects
from i18n.workflow.update import Pruned, update


@click.command("update")
@click.argument("locales", nargs=-1)
@click.option(
    "--from", "files", metavar="FILE", multiple=True, help="Take in a PO, XLIFF or CSV file; may be repeated."
)
@click.option("--prune", is_flag=True, help="Delete obsolete messages, and catalogs whose source is gone.")
@json_option
@click.pass_context
def command(
    context: click.Context, locales: tuple[str, ...], files: tuple[str, ...], prune: bool, as_json: bool
) -> int:
    """Bring the PO files of all LOCALES, or those named, up to date with the sources.

    Translations stay. A text that changed only in markup, links, spacing, punctuation or numbers keeps
    its translation, changed alike; one that was reworded gets the old translation as fuzzy, for
    you to look at. A text that has left the sources is kept as obsolete, and the catalog of a source
    that was renamed goes with it. Only --prune deletes anything.

    With --from, take in the translations of a PO, XLIFF or CSV file that came back from elsewhere, and do
    nothing else. Only messages whose text differs in the file change. Where a person's translation is
    replaced, the PO file as it was is kept in .i18n/displaced.

    \b
    i18n update
    i18n update en
    i18n update --prune
    i18n update --from target/guide.po
    i18n update en --from sheet.csv --from guide.xlf
    """
    project = open_project(context)
    if files and prune:
        raise click.UsageError("--from and --prune do not go together; run one after the other.", context)
    if files:
        from i18n.cli import update_from  # noqa: PLC0415 - only who asks pays for it

        return update_from.show(project, locales, files, as_json)
    with writing(project, "update"):
        outcome = update(project, locales, bar, prune=prune)
    if as_json:
        result = {
            "catalogs": outcome.catalogs,
            "written": outcome.written,
            "moved": [{"from": str(move.old), "to": str(move.new)} for move in outcome.moves],
            "new": {str(origin): number for origin, number in sorted(outcome.served.items())},
            "pruned": [_pruned(item) for item in outcome.pruned],
            "states": {str(state): number for state, number in sorted(outcome.states.items())},
            "findings": as_objects.findings(outcome.findings),
        }
        click.echo(as_objects.dumped(result), nl=False)
    else:
        show_findings(outcome)
        for move in outcome.moves:
            click.echo(f"{move.old} goes with its source to {move.new}")
        for item in outcome.pruned:
            what = f"“{shortened(item.message.msgid)}”" if item.message else "the file, whose source is gone"
            click.echo(f"{item.catalog}: deleted {what}")
        left = outcome.states.total() - sum(outcome.states[state] for state in SHOWN_AS_MACHINE)
        click.echo(
            f"{counted(len(outcome.written), 'catalog')} of {outcome.catalogs:,} written; "
            f"{counted(outcome.states.total(), 'message')}, {left:,} to translate"
        )
        if outcome.served.total() > outcome.served[ServedFrom.NEW]:
            click.echo(f"changed texts: {_told(outcome.served)}")
    return int(outcome.failed)


def _told(served: Counter[ServedFrom]) -> str:
    return ", ".join(f"{served[origin]:,} {origin}" for origin in ServedFrom if served[origin])


def _pruned(item: Pruned) -> dict[str, str | None]:
    message = item.message
    if not message:
        return {"catalog": item.catalog}
    return {"catalog": item.catalog, "msgctxt": message.msgctxt, "msgid": message.msgid, "msgstr": message.msgstr}
