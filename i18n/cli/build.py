"""`i18n build`."""

from __future__ import annotations

import click

from i18n.cli.console import bar, json_option, open_project, show_findings, writing
from i18n.counted import counted
from i18n.reports import objects as as_objects
from i18n.workflow.build import build


@click.command("build")
@click.argument("locales", nargs=-1)
@click.option("--include", type=click.Choice(["human", "machine"]), help="The least trusted work to show.")
@click.option(
    "--source",
    type=click.Choice(["current", "pinned"]),
    default="current",
    help="The sources as they are, or as they were when each catalog was last updated [current].",
)
@click.option("--explain", metavar="FILE", help="List what FILE has else than its source, but for the text.")
@click.option(
    "--notice/--no-notice", default=None, help="Say on each page with a machine's words that it has some [project]."
)
@click.option("--strict", is_flag=True, help="Exit with 1 if there is any finding.")
@json_option
@click.pass_context
def command(
    context: click.Context,
    locales: tuple[str, ...],
    include: str | None,
    source: str,
    explain: str | None,
    notice: bool | None,
    strict: bool,
    as_json: bool,
) -> int:
    """Write the localized documents of all LOCALES, or those named.

    What is not translated shows the source text, and so does a translation that would change the
    structure of its document; a finding says which. A collection may ask for other things: for pages
    that are skipped until enough of them is translated, or for a notice on those that are not complete.

    What an earlier build wrote, and no source leads to any more, is removed, unless somebody has changed it.

    With --source pinned, a guide that has changed since the last `i18n update` is built as it was then:
    its old text is read from git. A document without a PO file is left out.

    Screenshots and other local files are put beside the documents: those of the source, or where there is
    one the locale's own, `shot.en.png` or locales/en/assets/…/shot.png. What else is not as in the
    source, but for the text, --explain lists: heading ids that links need, links and pictures that the
    project maps, and a notice.

    With --notice, the text of `machine-notice` in the project file, or one of ours, stands below the title of
    each page that shows a translation by a machine which nobody has reviewed.

    \b
    i18n build
    i18n build en --include human --strict
    i18n build en --notice
    i18n build --source pinned
    i18n build --explain source/faq.md
    """
    project = open_project(context)
    if explain:
        from i18n.cli import build_explain  # noqa: PLC0415 - only who asks pays for it

        return build_explain.show(project, explain, locales, include, notice, as_json)
    with writing(project, "build"):
        outcome = build(project, locales, include, bar, pinned=source == "pinned", notice=notice)
    if as_json:
        result = {
            "documents": outcome.documents,
            "written": outcome.written,
            "copied": outcome.copied,
            "segments": outcome.segments,
            "translated": outcome.translated,
            "locales": outcome.locales,
            "left_out": outcome.left_out,
            "skipped": outcome.skipped,
            "removed": outcome.removed,
            "findings": as_objects.findings(outcome.findings),
        }
        click.echo(as_objects.dumped(result), nl=False)
    else:
        show_findings(outcome)
        for name in outcome.removed:
            click.echo(f"{name}: removed, since no source leads to it any more")
        left_out = f"; {outcome.left_out:,} left out for want of a PO file" if outcome.left_out else ""
        skipped = f"; {outcome.skipped:,} skipped for want of translations" if outcome.skipped else ""
        click.echo(
            f"{counted(outcome.documents, 'document')} built ({', '.join(outcome.locales)}), "
            f"{outcome.written:,} changed; "
            f"{outcome.translated:,} of {counted(outcome.segments, 'segment')} translated; "
            f"{counted(outcome.copied, 'file')} copied{left_out}{skipped}"
        )
    return int(outcome.failed or (strict and bool(outcome.findings)))
