"""`i18n check`."""

from __future__ import annotations

import math
from collections.abc import Sequence

import click

from i18n.cli.console import bar, open_project, show_findings, show_report, write_report
from i18n.errors import UsageError
from i18n.inspection.baseline import baseline_of
from i18n.inspection.checked import Checked
from i18n.inspection.compare import known_before, ratchet
from i18n.project import Project
from i18n.reports.formats import FORMATS, known_format, report_in
from i18n.reports.verdict import summary
from i18n.workflow.check import check

_FORMATS = ", ".join(FORMATS)


@click.command("check")
@click.argument("locales", nargs=-1)
@click.option("--require", "required", type=click.Choice(["machine", "human"]), help="Whose work counts [machine].")
@click.option("--min", "minimum", type=click.FloatRange(0, 100), help="Percentage that must be done [100].")
@click.option("--select", multiple=True, metavar="RULES", help="Check these rules only: C205, C3, a name; ALL.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Leave out these rules.")
@click.option("--since", metavar="DAYS|REV", help="Documents added since then need not be complete.")
@click.option("--baseline", metavar="FILE", help="Fail only on what FILE does not hold.")
@click.option(
    "--write-baseline", "new_baseline", metavar="FILE", help="Write what is found now to FILE, and accept it."
)
@click.option("--against", metavar="REV", help="Fail only on what is worse than at a revision of git.")
@click.option("--fix", "fixing", is_flag=True, help="First apply the fixes that are mechanical to the PO files.")
@click.option("--dry-run", is_flag=True, help="With --fix: print a diff, and write nothing.")
@click.option("--format", "formats", multiple=True, metavar="FORMAT[=FILE]", help=f"One of {_FORMATS}; repeatable.")
@click.option("--output", metavar="FILE", help="Where the report goes instead of the terminal.")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.pass_context
def command(
    context: click.Context,
    locales: tuple[str, ...],
    required: str | None,
    minimum: float | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    since: str | None,
    baseline: str | None,
    new_baseline: str | None,
    against: str | None,
    fixing: bool,
    dry_run: bool,
    formats: tuple[str, ...],
    output: str | None,
    as_json: bool,
) -> int:
    """Tell whether the translation to all LOCALES, or those named, is complete and sound.

    Exits with 1 where less than the minimum is done, where there is any other error, or where a document or
    PO file cannot be read; warnings and notes do not count. docs/checks.md lists the rules. What is asked for
    stands in the project file, in [check]; --require, --min and --since hold for all documents in place of it.

    --baseline and --against let a project start as it is: only what has become worse fails. --fix changes
    nothing but the wording of a translation; a machine's stays known as a machine's.

    \b
    i18n check
    i18n check en --require human --min 95 --since "14 days"
    i18n check --select C2,term --ignore emphasis
    i18n check --against origin/main --format github
    i18n check --write-baseline baseline.json
    i18n check --baseline baseline.json --format markdown=comment.md --format sarif=i18n.sarif
    i18n check --fix --dry-run
    """
    if minimum is not None and math.isnan(minimum):
        raise click.UsageError("--min takes a number from 0 to 100", context)
    _refuse_contradictions(dry_run and not fixing, (baseline, against, new_baseline))
    reports = _reports(formats, output, as_json)
    project = open_project(context)

    def run(where: Project, paths: Sequence[str] = (), new: str | None = since) -> Checked:
        return check(where, locales, required, minimum, bar, paths=paths, since=new, select=select, ignore=ignore)

    before = known_before(project, baseline, against, lambda old: run(old, new=""))
    said = ""
    if fixing:
        from i18n.cli.check_fix import check_fixed, show_fixes  # noqa: PLC0415 - only who asks pays for it

        def tried(copy: Project, paths: Sequence[str]) -> Checked:
            return run(copy, paths, "")

        if dry_run:
            return show_fixes(project, tried)
        outcome, said = check_fixed(project, tried, run)
    else:
        outcome = run(project)
    if new_baseline is not None:
        before = baseline_of(outcome.findings)
        write_report(new_baseline, iter([before.dumped()]))
    if before is not None:
        ratchet(outcome, before)
    if said:
        click.echo(said, err=True)
    _show(outcome, reports)
    return int(not outcome.ok)


def _refuse_contradictions(dry_run_alone: bool, befores: Sequence[str | None]) -> None:
    if dry_run_alone:
        raise UsageError("--dry-run goes with --fix")
    if sum(option is not None for option in befores) > 1:
        raise UsageError("--baseline, --against and --write-baseline exclude one another")


def _reports(formats: Sequence[str], output: str | None, as_json: bool) -> dict[str, str]:
    """Return the files of the reports that are wanted, by format; empty is standard output. None at all is text there.

    Raises UsageError.
    """
    pairs = [one.partition("=") for one in (*formats, *["json"] * as_json)]
    reports = {known_format(name): file for name, _, file in pairs}
    if output is not None:
        if any(reports.values()) or len(reports) > 1:
            raise UsageError("--output is for one --format", hint="name the others' files as FORMAT=FILE")
        reports = {next(iter(reports), "text"): output}
    if sum(not file for file in reports.values()) > 1:
        raise UsageError("only one report fits on standard output", hint="name a file: FORMAT=FILE")
    return {} if reports == {"text": ""} else reports


def _show(outcome: Checked, reports: dict[str, str]) -> None:
    """Write the reports, and show the result to a person unless a report goes to standard output."""
    for name, file in reports.items():
        if file:
            write_report(file, report_in(name, outcome))
    on_screen = next((name for name, file in reports.items() if not file), "")
    if on_screen:
        show_report(report_in(on_screen, outcome))
        return
    show_findings(outcome)
    for line in summary(outcome):
        click.echo(line)
