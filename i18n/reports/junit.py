"""JUnit XML: a test case per locale's completeness, per finding, and per document that is sound."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from html import escape

from i18n.model import Finding, Severity
from i18n.reports.excerpt import excerpt
from i18n.reports.grouping import place
from i18n.reports.verdict import label, not_done, verdict
from i18n.workflow.check import Checked
from i18n.workflow.completeness import Group

_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_Case = tuple[str, bool]


def report(checked: Checked) -> str:
    """Return a suite for completeness and one per file with findings; only errors are failures."""
    groups = checked.completeness.verdicts()
    suites = {"completeness": [_group_case(group, not (group.enough or checked.compared)) for group in groups]}
    files: defaultdict[str, list[Finding]] = defaultdict(list)
    for row in checked.completeness.rows:
        files[row.catalog] = []
    for finding in checked.findings:
        files[finding.path].append(finding)
    for path, findings in files.items():
        cases = [_finding_case(finding) for finding in findings]
        suites[path or "project"] = cases or [_case("sound", path, {"file": path})]
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *_suites(suites), ""])


def _suites(suites: dict[str, list[_Case]]) -> Iterator[str]:
    everything = [case for cases in suites.values() for case in cases]
    yield f'<testsuites name="i18n check" {_numbers(everything)}>'
    for name, cases in suites.items():
        yield f'<testsuite name="{_xml(name)}" {_numbers(cases)}>'
        yield from (text for text, _ in cases)
        yield "</testsuite>"
    yield "</testsuites>"


def _numbers(cases: Iterable[_Case]) -> str:
    failed = [failed for _, failed in cases]
    return f'tests="{len(failed)}" failures="{sum(failed)}" errors="0" skipped="0" time="0"'


def _group_case(group: Group, fails: bool) -> _Case:
    said = f"{group.done} of {group.statistics.total} messages done, {verdict(group)}"
    return _case(label(group), "completeness", {}, said, not_done(group), fails)


def _finding_case(finding: Finding) -> _Case:
    where = {"file": finding.path} if finding.path else {}
    if finding.position:
        where["line"] = str(finding.position.line)
    details = "\n".join(filter(None, [place(finding), *excerpt(finding), finding.hint]))
    name = f"{finding.code}: {finding.message}"
    return _case(name, finding.path or "project", where, finding.message, details, finding.severity is Severity.ERROR)


def _case(
    name: str, group: str, where: dict[str, str], said: str = "", details: str = "", failed: bool = False
) -> _Case:
    attributes = {"name": name, "classname": group, **where, "time": "0"}
    listed = " ".join(f'{key}="{_xml(value)}"' for key, value in attributes.items())
    if failed:
        inner = f'<failure type="error" message="{_xml(said)}">{_xml(details)}</failure>'
    else:
        text = f"{said}\n{details}".strip()
        inner = f"<system-out>{_xml(text)}</system-out>" if text else ""
    return f"<testcase {listed}>{inner}</testcase>", failed


def _xml(text: str) -> str:
    """Return a text for XML, without the characters that XML cannot hold."""
    return escape(_NOT_XML.sub("\ufffd", text)).replace("\n", "&#10;")
