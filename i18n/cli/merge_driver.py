"""`i18n merge-driver`."""

from __future__ import annotations

from pathlib import Path

import click

from i18n.reports.findings import finding_lines
from i18n.workflow.merge_driver import merge_files


@click.command("merge-driver")
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.argument("name", default="")
def command(base: Path, ours: Path, theirs: Path, name: str) -> int:
    """Merge PO files for git, message by message; the result takes the place of OURS.

    A person's work is taken before a machine's. Where two people translated one message differently, it
    becomes fuzzy, with both texts in its comments, and a warning names it by NAME. Exits with 1, and
    leaves OURS as it is, where one of the files cannot be read whole; git merges its lines then.

    Git runs it once a clone is told so (`i18n init` does that):

    \b
    i18n merge-driver %O %A %B %P
    echo '*.po merge=i18n' >> .gitattributes
    git config merge.i18n.driver 'i18n merge-driver %O %A %B %P || git merge-file %A %O %B'
    """
    merged = merge_files(base, ours, theirs, name or str(ours))
    for line in finding_lines(merged.conflicts):
        click.echo(line, err=True)
    return 0
