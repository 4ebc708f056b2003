"""A check as text, without colour."""

from __future__ import annotations

from collections.abc import Iterator

import click

from i18n.inspection.checked import Checked
from i18n.reports.findings import lines_of
from i18n.reports.grouping import ranked
from i18n.reports.verdict import summary


def report(checked: Checked) -> Iterator[str]:
    """Yield the lines of all findings and the verdict, without colour."""
    for finding in ranked(checked.findings):
        yield from (click.unstyle(line) + "\n" for line in lines_of(finding))
    for line in summary(checked):
        yield f"{line}\n"
