"""The formats of a check's report, each a file with a `report`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from i18n.errors import UsageError
from i18n.inspection.checked import Checked
from i18n.suggestions import did_you_mean

FORMATS = {
    "text": "for people, as on the terminal",
    "json": "all of it, for programs",
    "junit": "JUnit XML, for Jenkins, GitLab and most others",
    "sarif": "SARIF 2.1.0, for code scanning",
    "github": "annotations in a pull request on GitHub",
    "gitlab": "Code Quality JSON, for a merge request on GitLab",
    "markdown": "a comment on a pull request",
    "html": "one page, which needs no network",
}
"""Their names, and what each is for."""


def known_format(name: str) -> str:
    """Return the name of a format; raises UsageError, with the nearest, for one that is none."""
    if name not in FORMATS:
        raise UsageError(f"there is no report format “{name}”", hint=did_you_mean(name, FORMATS, "known formats"))
    return name


def report_in(name: str, checked: Checked) -> Iterator[str]:
    """Return the report of a check in a format piece by piece, with a final line end; no format holds all of it."""
    pieces: Iterator[str] = import_module(f"i18n.reports.{known_format(name)}").report(checked)
    return pieces
