"""The commands, as `i18n --help` lists them and as each explains itself."""

from __future__ import annotations

from collections.abc import Iterator

import click

from i18n.cli.main import COMMANDS, cli

_WIDTH = 80


def table() -> str:
    """Return a row for each command, with a link to its own help."""
    rows = (f"| [`i18n {name}`](docs/commands.md#i18n-{name}) | {said} |" for name, said in COMMANDS.items())
    return "\n".join(["| command | does |", "|---|---|", *rows, ""])


def every_command() -> str:
    """Return the help of each command, and of each command of a group after that of the group."""
    program = cli.make_context("i18n", [], resilient_parsing=True, terminal_width=_WIDTH)
    return "\n".join(_section(context) for context in _commands_of(program))


def _commands_of(parent: click.Context) -> Iterator[click.Context]:
    if isinstance(group := parent.command, click.Group):
        for name in group.list_commands(parent):
            if command := group.get_command(parent, name):
                context = command.make_context(name, [], parent, resilient_parsing=True)
                yield context
                yield from _commands_of(context)


def _section(context: click.Context) -> str:
    level = "#" * len(context.command_path.split())
    return f"{level} {context.command_path}\n\n```text\n{context.get_help()}\n```\n"
