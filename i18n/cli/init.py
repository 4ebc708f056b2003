"""`i18n init`."""

from __future__ import annotations

from pathlib import Path

import click

from i18n.cli.console import json_option
from i18n.generators.recognition import TITLES_OF_RECOGNISED
from i18n.project import PROJECT_FILE, find_project
from i18n.reports import objects as as_objects
from i18n.workflow.init import initialise, set_merge_driver

_KNOWN = f"{', '.join(TITLES_OF_RECOGNISED[:-1])} and {TITLES_OF_RECOGNISED[-1]}"


@click.command(
    "init",
    help=f"""Set up a repository of guides: recognise its site generator, and write i18n.toml.

    Knows {_KNOWN} by their configuration files; anything else is
    read as GitHub's Markdown. LOCALES are the languages to translate to, English if none is named. Where
    the guides are in git, it is told to merge PO files message by message (see i18n merge-driver --help).

    \b
    i18n init
    i18n init en fr
    """,
)
@click.argument("locales", nargs=-1)
@json_option
@click.pass_context
def command(context: click.Context, locales: tuple[str, ...], as_json: bool) -> int:
    """Set up a repository of guides."""
    root = Path(context.obj or ".").resolve()
    done = initialise(root, locales or ("en",))
    try:
        find_project(root, explicit=True)
    except Exception:
        (root / PROJECT_FILE).unlink()
        raise
    in_git = set_merge_driver(root)
    if as_json:
        result = {"dialect": done.dialect, "source": done.source, "file": PROJECT_FILE, "merge_driver": in_git}
        click.echo(as_objects.dumped(result), nl=False)
    else:
        click.echo(f"{PROJECT_FILE} written: guides in {done.source}, read as {done.dialect}")
        if in_git:
            click.echo("git merges PO files by message now; commit .gitattributes")
        click.echo("next: i18n update, then translate the PO files in locales/, then i18n build")
    return 0
