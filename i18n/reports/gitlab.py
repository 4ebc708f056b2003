"""Code Quality JSON of GitLab, which a merge request shows beside its changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from i18n.inspection.checked import Checked
from i18n.model import Finding, Severity
from i18n.reports.identity import identities
from i18n.reports.objects import dumped_with

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}
_NO_FILE = "i18n.toml"


def report(checked: Checked) -> Iterator[str]:
    """Yield an issue per finding; its fingerprint stays when lines move."""
    folder = checked.folder
    issues = (_issue(finding, identity, folder) for finding, identity in identities(checked.findings))
    yield from dumped_with([], issues)


def _issue(finding: Finding, identity: str, folder: str) -> dict[str, Any]:
    return {
        "description": finding.message + (f" ({finding.hint})" if finding.hint else ""),
        "check_name": finding.code,
        "fingerprint": identity,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": folder + (finding.path or _NO_FILE),
            "lines": {"begin": finding.position.line if finding.position else 1},
        },
    }
