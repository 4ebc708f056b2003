"""`i18n`: the group of commands, and the one place where errors become messages.

Imports nothing but click, so that `i18n --help` is quick; each command's file is imported when the
command runs.
"""

from __future__ import annotations

import gc
import io
import sys
import tempfile
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

import click

import i18n
from i18n.errors import I18nError
from i18n.suggestions import nearest

COMMANDS = {
    "init": "Set up a repository: recognise the site generator, write i18n.toml.",
    "extract": "Write templates (POT), or explain what is translatable and what is not.",
    "update": "Bring the PO files up to date with the sources.",
    "translate": "Fill what no person has translated, from memory and by a machine.",
    "build": "Write the localized documents.",
    "check": "Tell whether the translation is complete and sound; for CI.",
    "status": "Show how much is translated.",
    "glossary": "Exchange terms with other tools (CSV, TBX), and find new ones.",
    "memory": "Exchange translation memories with other tools and projects (TMX, PO).",
    "compile": "Write MO files, for programs that read no PO files.",
    "merge-driver": "Merge PO files for git, message by message.",
}


class _Commands(click.Group):
    """A group whose commands are imported when they are run, and that guesses at a mistyped name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"i18n.cli.{cmd_name.replace('-', '_')}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = nearest(args[0], COMMANDS)
            hint = f" Did you mean “{near}”?" if near else f" Commands: {', '.join(COMMANDS)}."
            raise click.UsageError(f"There is no command “{args[0]}”.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--project", "project_dir", metavar="DIR", help="The project's directory; found upwards by default.")
@click.version_option(i18n.__version__, prog_name="i18n")
@click.pass_context
def cli(ctx: click.Context, project_dir: str | None) -> None:
    """Translate Markdown guides through gettext PO files, and keep every byte that is not text.

    \b
    i18n update            bring the PO files up to date with the sources
    i18n build             write the localized documents
    i18n check --min 95    fail where less than 95 % is translated
    """
    ctx.obj = project_dir


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code; no error becomes a traceback."""
    thresholds = gc.get_threshold()
    # Documents come and go by reference counts; looking for cycles among their tokens only costs time.
    gc.set_threshold(100_000, 50, 50)
    try:
        result: Any = cli.main(arguments, prog_name="i18n", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("stopped", err=True)
        return 130
    except I18nError as error:
        click.echo(f"{click.style('error', fg='red', bold=True)}: {error}", err=True)
        if error.hint:
            click.echo(click.style(f"  hint: {error.hint}", dim=True), err=True)
        return error.exit_code
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except Exception as error:  # noqa: BLE001 - the last resort: a report instead of a traceback
        click.echo(f"error: something we did not expect: {error}", err=True)
        click.echo(f"  hint: please report it with the file {_crash_report()}", err=True)
        return 2
    finally:
        gc.set_threshold(*thresholds)
    return result if isinstance(result, int) else 0


def _crash_report() -> Path:
    with tempfile.NamedTemporaryFile("w", prefix="i18n-crash-", suffix=".txt", delete=False) as file:
        file.write(traceback.format_exc())
    return Path(file.name)


def run() -> None:
    """Run the command line as a program; what a terminal's encoding does not have is shown by its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    sys.exit(main())
