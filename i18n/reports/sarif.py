"""SARIF 2.1.0, which code scanning reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import i18n
from i18n.codes import NAMES
from i18n.inspection.checked import Checked
from i18n.model import Finding, Position, Severity
from i18n.reports.excerpt import excerpt
from i18n.reports.identity import identities
from i18n.reports.objects import dumped_with
from i18n.rules.registry import RULES

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report(checked: Checked) -> Iterator[str]:
    """Yield a log with one run: a rule per code, a result per finding."""
    codes = sorted({finding.code for finding in checked.findings})
    rules = [_rule(code) for code in codes]
    folder = checked.folder
    results = (
        _result(finding, identity, codes.index(finding.code), folder)
        for finding, identity in identities(checked.findings)
    )
    run = {
        "tool": {"driver": {"name": "i18n", "semanticVersion": i18n.__version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [],
    }
    yield from dumped_with({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, results)


def _rule(code: str) -> dict[str, Any]:
    rule = RULES.get(code)
    name = NAMES.get(code, code)
    title, why = (rule.title, rule.why) if rule else (name, name)
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": why},
        "help": {"text": why},
    }


def _result(finding: Finding, identity: str, rule: int, folder: str) -> dict[str, Any]:
    hint = [f"hint: {finding.hint}"] if finding.hint else []
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": "\n".join([finding.message, *excerpt(finding), *hint])},
        "partialFingerprints": {"i18n/v1": identity},
    }
    if finding.path:
        result["locations"] = [_location(folder + finding.path, finding.position)]
    if finding.places:
        result["relatedLocations"] = [_location(folder + finding.source, place) for place in finding.places]
    return result


def _location(path: str, position: Position | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(path), "uriBaseId": "%SRCROOT%"}}
    if position:
        physical["region"] = {"startLine": position.line, "startColumn": position.column}
    return {"physicalLocation": physical}
