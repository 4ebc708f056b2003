"""`i18n check --fix`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import click

from i18n.cli.console import show_findings, writing
from i18n.counted import counted
from i18n.inspection.checked import Checked
from i18n.project import Project
from i18n.workflow.check_fix import Fixed, fix, write_fixes


def show_fixes(project: Project, run: Callable[[Project, Sequence[str]], Checked]) -> int:
    """Show what fixes would change; return the exit code."""
    with writing(project, "check --fix"):
        fixed = fix(project, run)
    for file in fixed.changes:
        click.echo(file.diff(), nl=False)
    show_findings(fixed)
    click.echo(_said(fixed, "would be fixed"), err=True)
    return int(bool(fixed.changes) or fixed.failed)


def check_fixed(
    project: Project,
    run: Callable[[Project, Sequence[str]], Checked],
    check: Callable[[Project], Checked],
) -> tuple[Checked, str]:
    """Apply the fixes that `run` proposes; return what is found afterwards, and in words what was fixed."""
    with writing(project, "check --fix"):
        fixed = fix(project, run)
        write_fixes(project, fixed)
    outcome = check(project)
    outcome.failed = outcome.failed or fixed.failed
    outcome.findings += (finding for finding in fixed.findings if finding not in outcome.findings)
    return outcome, _said(fixed)


def _said(fixed: Fixed, done: str = "fixed") -> str:
    if not fixed.changes:
        return "nothing to fix"
    return f"{counted(fixed.messages, 'message')} in {counted(len(fixed.changes), 'file')} {done}"
