"""`i18n memory`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

import click

from i18n.cli.console import bar, json_option, open_project, show_findings, writing
from i18n.counted import counted
from i18n.reports import objects as as_objects
from i18n.storage.files import write_text
from i18n.workflow.memory_export import export_memory
from i18n.workflow.memory_import import import_memory


@click.group("memory")
def command() -> None:
    """Exchange translation memories with other tools and projects.

    The memory of a locale is what its PO files hold, and what was imported into locales/LOCALE/memory. `i18n update`
    and `i18n translate` look there for texts that were translated before.

    \b
    i18n memory import en old-site.tmx
    i18n memory export en memory.tmx
    """


@command.command("import")
@click.argument("locale")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--name", default="", help="Put all into one memory of this name; by default each path has its own.")
@click.option("--machine", is_flag=True, help="A machine wrote these translations, though the files do not say so.")
@json_option
@click.pass_context
def import_command(
    context: click.Context, locale: str, paths: tuple[str, ...], name: str, machine: bool, as_json: bool
) -> int:
    """Take the translations of TMX or PO files, or of folders with some, into the memory of LOCALE.

    They are kept in locales/LOCALE/memory: commit it. Importing a newer file of the same name brings what is new
    or changed in it and removes nothing. Translations count as people's, unless the file says that a
    machine wrote them; fuzzy messages are left out.

    \b
    i18n memory import en old-site.tmx
    i18n memory import en ../other-guides/locales/en/LC_MESSAGES
    i18n memory import en omegat/project_save.tmx --name omegat
    i18n memory import en translated-by-engine.tmx --machine
    """
    project = open_project(context)
    with writing(project, "memory import"):
        outcome = import_memory(project, locale, paths, name, bar, machine=machine)
    numbers = {what: getattr(outcome, what) for what in ("added", "changed", "same", "kept", "others", "by_machine")}
    if as_json:
        result = {**numbers, "written": outcome.written, "findings": as_objects.findings(outcome.findings)}
        click.echo(as_objects.dumped(result), nl=False)
    else:
        show_findings(outcome)
        click.echo(_summary(numbers))
    return int(outcome.failed)


_WORDS = {
    "changed": "changed",
    "same": "there already",
    "kept": "not taken over a person’s",
    "others": "left out: not finished, or not in these languages",
    "by_machine": "in all by machines",
}


def _summary(numbers: dict[str, int]) -> str:
    rest = ", ".join(f"{numbers[what]:,} {words}" for what, words in _WORDS.items() if numbers[what])
    return f"{counted(numbers['added'], 'translation')} added" + (f"; {rest}" if rest else "")


@command.command("export")
@click.argument("locale")
@click.argument("path", required=False)
@click.option(
    "--include",
    type=click.Choice(["human", "machine"]),
    default="human",
    show_default=True,
    help="Translations by people only, or machines’ as well.",
)
@json_option
@click.pass_context
def export_command(context: click.Context, locale: str, path: str | None, include: str, as_json: bool) -> int:
    """Write the finished translations of LOCALE as TMX to PATH, or to standard output.

    Each carries its state, its context and its documents as properties. Other tools ignore the state: that is
    why machines’ translations stay at home unless you ask for them.

    \b
    i18n memory export en memory.tmx
    i18n memory export en --include machine > all.tmx
    """
    if as_json and path is None:
        raise click.UsageError("--json needs a PATH to write the TMX file to.", context)
    outcome = export_memory(open_project(context), locale, cast("Literal['human', 'machine']", include), bar)
    if path is None:
        show_findings(outcome)
        click.echo(outcome.text, nl=False)
        return int(outcome.failed)
    write_text(Path(path), path, outcome.text)
    if as_json:
        result = {"messages": outcome.messages, "written": path, "findings": as_objects.findings(outcome.findings)}
        click.echo(as_objects.dumped(result), nl=False)
    else:
        show_findings(outcome)
        click.echo(f"{counted(outcome.messages, 'translation')} written to {path}")
    return int(outcome.failed)
