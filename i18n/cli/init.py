"""`i18n init`."""

from __future__ import annotations

from pathlib import Path

import click

from i18n.cli.console import json_option
from i18n.project import find_project
from i18n.reports import json as as_objects
from i18n.workflow.init import PROJECT_FILE, initialise


@click.command("init")
@click.argument("locales", nargs=-1)
@json_option
@click.pass_context
def command(context: click.Context, locales: tuple[str, ...], as_json: bool) -> int:
    """Set up a repository of guides: recognise its site generator, and write i18n.toml.

    Knows Docusaurus, VitePress, MkDocs, Hugo and mdBook by their configuration files; anything else is
    read as GitHub's Markdown. LOCALES are the languages to translate to, English if none is named.

    \b
    i18n init
    i18n init en fr
    """
    root = Path(context.obj or ".").resolve()
    done = initialise(root, locales or ("en",))
    try:
        find_project(root, explicit=True)
    except Exception:
        (root / PROJECT_FILE).unlink()
        raise
    if as_json:
        click.echo(as_objects.dumped({"dialect": done.dialect, "source": done.source, "file": PROJECT_FILE}), nl=False)
    else:
        click.echo(f"{PROJECT_FILE} written: guides in {done.source}, read as {done.dialect}")
        click.echo("next: i18n update, then translate the PO files in locales/, then i18n build")
    return 0
