"""`i18n glossary`."""

from __future__ import annotations

from dataclasses import asdict

import click

from i18n.cli.console import bar, json_option, open_project, show_findings, writing
from i18n.counted import counted
from i18n.reports import objects as as_objects
from i18n.workflow.glossary_export import export_terms
from i18n.workflow.glossary_import import import_terms
from i18n.workflow.glossary_mine import mine, write_proposals


@click.group("glossary")
def command() -> None:
    """Exchange the terms of a locale with other tools, and find new ones.

    The glossary of a locale is the table locales/LOCALE/glossary.csv, with the columns source, target, mode and note.

    \b
    i18n glossary import en terms.tbx
    i18n glossary export en terms.tbx
    i18n glossary mine en
    """


@command.command("import")
@click.argument("locale")
@click.argument("paths", metavar="FILE...", nargs=-1, required=True)
@json_option
@click.pass_context
def import_command(context: click.Context, locale: str, paths: tuple[str, ...], as_json: bool) -> int:
    """Add the terms of CSV, TSV or TBX files to the glossary of LOCALE.

    Rows that are there stay as they are: where a file has another rendering of a term, it is named and not taken.
    New terms go to the end of the table. A CSV or TSV file names its columns in its first line: source and
    target, or the two languages by their codes.

    \b
    i18n glossary import en terms.tbx
    i18n glossary import en terms.csv more.tsv
    """
    project = open_project(context)
    with writing(project, "glossary import"):
        outcome = import_terms(project, locale, paths)
    if as_json:
        result = {
            "added": [asdict(term) for term in outcome.added],
            "same": outcome.same,
            "kept": [asdict(term) for term in outcome.kept],
            "others": outcome.others,
            "written": outcome.written,
            "findings": as_objects.findings(outcome.findings),
        }
        click.echo(as_objects.dumped(result), nl=False)
    else:
        show_findings(outcome)
        counts = {
            "there already": outcome.same,
            "rendered otherwise in the glossary": len(outcome.kept),
            "left out, not being in both languages": outcome.others,
        }
        rest = ", ".join(f"{number:,} {words}" for words, number in counts.items() if number)
        click.echo(f"{counted(len(outcome.added), 'term')} added" + (f"; {rest}" if rest else ""))
    return int(outcome.failed)


@command.command("export")
@click.argument("locale")
@click.argument("path", metavar="FILE")
@click.option("--tbx-2008", "as_of_2008", is_flag=True, help="Write TBX as of 2008, for OmegaT, Weblate and others.")
@json_option
@click.pass_context
def export_command(context: click.Context, locale: str, path: str, as_of_2008: bool, as_json: bool) -> int:
    """Write the glossary of LOCALE to FILE, as CSV, TSV or TBX by the end of its name.

    \b
    i18n glossary export en terms.tbx
    i18n glossary export en omegat/glossary/terms.tbx --tbx-2008
    """
    number = export_terms(open_project(context), locale, path, as_of_2008=as_of_2008)
    if as_json:
        click.echo(as_objects.dumped({"terms": number, "written": path}), nl=False)
    else:
        click.echo(f"{counted(number, 'term')} written to {path}")
    return 0


@command.command("mine")
@click.argument("locale")
@click.option("--write", "path", metavar="FILE", help="Write the proposals to a CSV file, to be gone through.")
@json_option
@click.pass_context
def mine_command(context: click.Context, locale: str, path: str | None, as_json: bool) -> int:
    """Propose terms from what people have translated to LOCALE.

    A term is bold or quoted text, or a heading without code, that stands in three messages or more, with one
    rendering in at least 80 % of them. Those in the glossary are left out. Nothing is put into it: write the proposals
    to a file, delete what is no term, and take in the rest.

    \b
    i18n glossary mine en
    i18n glossary mine en --write terms.csv
    i18n glossary import en terms.csv
    """
    project = open_project(context)
    outcome = mine(project, locale, bar)
    if path is not None:
        write_proposals(project, locale, path, outcome.proposals)
    if as_json:
        result = {
            "proposals": [asdict(one) for one in outcome.proposals],
            "messages": outcome.messages,
            "written": path,
            "findings": as_objects.findings(outcome.findings),
        }
        click.echo(as_objects.dumped(result), nl=False)
        return int(outcome.failed)
    show_findings(outcome)
    if path is None and outcome.proposals:
        from i18n.reports.glossary_mine import proposals_table  # noqa: PLC0415 - only this needs rich

        proposals_table(outcome.proposals)
    where = f", written to {path}" if path is not None else ""
    click.echo(
        f"{counted(len(outcome.proposals), 'term')} proposed{where}; {counted(outcome.messages, 'message')} read"
    )
    return int(outcome.failed)
