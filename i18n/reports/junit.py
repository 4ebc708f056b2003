"""JUnit XML: a test case per locale's completeness, per finding, and per document that is sound."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from i18n.inspection.checked import Checked
from i18n.inspection.completeness import DemandedGroup
from i18n.model import Finding, Severity
from i18n.reports.excerpt import excerpt
from i18n.reports.grouping import place
from i18n.reports.verdict import label, not_done, verdict

_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


class _Suite(NamedTuple):
    """Test cases that are made one at a time."""

    name: str
    tests: int
    failures: int
    cases: Iterator[str]


def report(checked: Checked) -> Iterator[str]:
    """Yield a suite for completeness and one per file with findings; only errors are failures."""
    suites = [_completeness(checked), *_files(checked)]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    tests, failures = sum(suite.tests for suite in suites), sum(suite.failures for suite in suites)
    yield f'<testsuites name="i18n check" {_numbers(tests, failures)}>\n'
    for suite in suites:
        yield f'<testsuite name="{_xml(suite.name)}" {_numbers(suite.tests, suite.failures)}>\n'
        yield from (f"{case}\n" for case in suite.cases)
        yield "</testsuite>\n"
    yield "</testsuites>\n"


def _completeness(checked: Checked) -> _Suite:
    groups = checked.completeness.verdicts()
    failed = [not (group.enough or checked.compared) for group in groups]
    return _Suite("completeness", len(groups), sum(failed), map(_group_case, groups, failed))


def _files(checked: Checked) -> Iterator[_Suite]:
    files: defaultdict[str, list[Finding]] = defaultdict(list)
    for row in checked.completeness.rows:
        files[row.catalog] = []
    for finding in checked.findings:
        files[finding.path].append(finding)
    for path, findings in files.items():
        cases = map(_finding_case, findings) if findings else iter([_case("sound", path, {"file": path})])
        yield _Suite(path or "project", len(findings) or 1, sum(map(_fails, findings)), cases)


def _fails(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _numbers(tests: int, failures: int) -> str:
    return f'tests="{tests}" failures="{failures}" errors="0" skipped="0" time="0"'


def _group_case(group: DemandedGroup, fails: bool) -> str:
    said = f"{group.done} of {group.statistics.total} messages done, {verdict(group)}"
    return _case(label(group), "completeness", {}, said, not_done(group), fails)


def _finding_case(finding: Finding) -> str:
    where = {"file": finding.path} if finding.path else {}
    if finding.position:
        where["line"] = str(finding.position.line)
    details = "\n".join(filter(None, [place(finding), *excerpt(finding), finding.hint]))
    name = f"{finding.code}: {finding.message}"
    return _case(name, finding.path or "project", where, finding.message, details, _fails(finding))


def _case(name: str, group: str, where: dict[str, str], said: str = "", details: str = "", failed: bool = False) -> str:
    attributes = {"name": name, "classname": group, **where, "time": "0"}
    listed = " ".join(f'{key}="{_xml(value)}"' for key, value in attributes.items())
    if failed:
        inner = f'<failure type="error" message="{_xml(said)}">{_xml(details)}</failure>'
    else:
        text = f"{said}\n{details}".strip()
        inner = f"<system-out>{_xml(text)}</system-out>" if text else ""
    return f"<testcase {listed}>{inner}</testcase>"


def _xml(text: str) -> str:
    """Return a text for XML, without the characters that XML cannot hold."""
    return escape(_NOT_XML.sub("\ufffd", text)).replace("\n", "&#10;")
