"""Workflow commands of GitHub Actions, which become annotations in a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from i18n.inspection.checked import Checked
from i18n.model import Finding, Severity
from i18n.reports.excerpt import excerpt
from i18n.reports.grouping import code_and_name, ranked
from i18n.reports.verdict import summary

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_IN_TEXT = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def report(checked: Checked) -> Iterator[str]:
    """Yield a command per finding, errors first since GitHub shows ten of a kind, and the verdict as plain lines."""
    folder = checked.folder
    for finding in ranked(checked.findings):
        yield _command(finding, folder) + "\n"
    for line in summary(checked):
        yield f"{line}\n"


def _command(finding: Finding, folder: str) -> str:
    properties = {"title": f"i18n {code_and_name(finding)}"}
    if finding.path:
        properties["file"] = folder + finding.path
    if finding.position:
        properties |= {"line": str(finding.position.line), "col": str(finding.position.column)}
    listed = ",".join(f"{name}={value.translate(_IN_PROPERTY)}" for name, value in properties.items())
    text = "\n".join([finding.message, *excerpt(finding), *([f"hint: {finding.hint}"] if finding.hint else [])])
    return f"::{_COMMANDS[finding.severity]} {listed}::{text.translate(_IN_TEXT)}"
