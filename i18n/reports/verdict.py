"""The verdict of a check in words: a line per locale, what stands apart, what was found, and one last line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from i18n.catalog.state import SHOWN_AS_HUMAN, SHOWN_AS_MACHINE, State
from i18n.counted import counted
from i18n.inspection.checked import Checked
from i18n.inspection.completeness import DemandedGroup
from i18n.model import Finding, Severity
from i18n.reports.grouping import code_and_name

_MOST_RULES = 5
_NOT_DONE = {
    State.EMPTY: "not translated",
    State.NEEDS_WORK: "fuzzy",
    State.STALE: "stale",
    State.MACHINE: "by a machine only",
}


def label(group: DemandedGroup) -> str:
    """Return the name of a group: its locale, and its pattern if it has one."""
    return f"{group.locale}, {group.demand.pattern}" if group.demand.pattern else group.locale


def not_done(group: DemandedGroup) -> str:
    """Return what is not done, by state: `12 not translated, 3 fuzzy, 1 stale`; empty where all is done."""
    counts = group.statistics.messages
    done = SHOWN_AS_HUMAN if group.demand.required == "human" else SHOWN_AS_MACHINE
    return ", ".join(
        f"{counts[state]:,} {words}" for state, words in _NOT_DONE.items() if counts[state] and state not in done
    )


def verdict(group: DemandedGroup) -> str:
    """Return whether a group is complete enough, in a few words."""
    return "enough" if group.enough else f"below the {group.demand.minimum:g} % asked for"


def summary(checked: Checked) -> list[str]:
    """Return the last lines of a check."""
    lines = []
    for group in checked.completeness.verdicts():
        left = not_done(group)
        total = group.statistics.total
        done = f"{group.done:,} of {counted(total, 'message')} done"
        lines.append(f"{label(group)}: {done}, {verdict(group)}" + (f" ({left})" if left else ""))
    if spared := len(checked.completeness.spared):
        lines.append(f"{counted(spared, 'message')} of new documents not done yet")
    lines += counts(checked.findings)
    if checked.compared:
        gone = f"; {checked.gone:,} more {'are' if checked.gone != 1 else 'is'} gone" if checked.gone else ""
        lines.append(f"{counted(len(checked.known), 'finding')} known before{gone}")
    return [*lines, last_line(checked)]


def counts(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line per severity: how many findings, and of which rules, the most frequent first."""
    found: dict[Severity, Counter[str]] = {severity: Counter() for severity in Severity}
    for finding in findings:
        found[finding.severity][code_and_name(finding)] += 1
    for severity, rules in found.items():
        if number := rules.total():
            yield f"{counted(number, severity)}: {_listed(rules)}"


def _listed(rules: Counter[str]) -> str:
    if len(rules) == 1:
        return next(iter(rules))
    ranked = sorted(rules, key=lambda rule: (-rules[rule], rule))
    said = [f"{rules[rule]:,} {rule}" for rule in ranked[:_MOST_RULES]]
    if others := sum(rules[rule] for rule in ranked[_MOST_RULES:]):
        said.append(counted(others, "other"))
    return ", ".join(said)


def last_line(checked: Checked) -> str:
    """Return the verdict on all of it."""
    if checked.compared:
        return "nothing is worse than before" if checked.ok else "worse than before"
    if not checked.completeness.groups:
        return "sound" if checked.ok else "not sound"
    return "complete and sound" if checked.ok else "not sound or not complete"
