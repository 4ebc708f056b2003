"""Findings as people want to read them: the worst first, and many alike in one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from i18n.codes import INCOMPLETE
from i18n.model import Finding, Severity

_FEW = 3


def ranked(findings: Iterable[Finding]) -> list[Finding]:
    """Return findings with errors first, and many messages of a catalog that are not done as one."""
    order = list(Severity)
    return sorted(_grouped(findings), key=lambda finding: order.index(finding.severity))


def by_path(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return findings by the file to open, those that concern none first; in a file by line."""
    files: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        files[finding.path].append(finding)
    return {path: sorted(files[path], key=lambda finding: finding.position or (0, 0)) for path in sorted(files)}


def place(finding: Finding) -> str:
    """Return `path:line:column` of a finding, as far as known."""
    at = f":{finding.position.line}:{finding.position.column}" if finding.position else ""
    return finding.path + at if finding.path else ""


def code_and_name(finding: Finding) -> str:
    """Return the code and the name of what kind of finding it is."""
    return finding.name if finding.code == finding.name else f"{finding.code} {finding.name}"


def _grouped(findings: Iterable[Finding]) -> Iterator[Finding]:
    incomplete: defaultdict[tuple[str, Severity], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.name in INCOMPLETE:
            incomplete[finding.path, finding.severity].append(finding)
        else:
            yield finding
    for group in incomplete.values():
        if len(group) <= _FEW:
            yield from group
        else:
            yield replace(group[0], message=f"{len(group)} messages are not done; the first is {group[0].message}")
