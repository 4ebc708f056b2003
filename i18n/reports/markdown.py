"""Markdown for a comment on a pull request: a table, and the findings folded below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from i18n.counted import plural
from i18n.inspection.checked import Checked
from i18n.inspection.completeness import DemandedGroup
from i18n.model import Finding, Severity
from i18n.reports.excerpt import excerpt
from i18n.reports.grouping import by_path, code_and_name, ranked
from i18n.reports.verdict import label, last_line, not_done, summary, verdict

LIMIT = 60_000
"""Characters that a report may have; GitHub takes 65,535 in a comment."""


def report(checked: Checked) -> Iterator[str]:
    """Yield the verdict, a table of completeness, and as many findings as fit, by file, those with errors first."""
    mark = "✅" if checked.ok else "❌"
    head = [f"### {mark} i18n check: {last_line(checked)}", "", *_table(checked)]
    groups = len(checked.completeness.verdicts())
    head += [f"{line}  " for line in summary(checked)[groups:-1]]
    text = "\n".join(head) + "\n"
    yield text
    room = LIMIT - len(text)
    files = by_path(ranked(checked.findings))
    order = sorted(files, key=lambda path: not any(one.severity is Severity.ERROR for one in files[path]))
    for number, path in enumerate(order):
        block = _details(path or "the project", files[path], room)
        if not block:
            left = len(order) - number
            yield f"\n… and findings in {left:,} more {plural(left, 'file')}; `i18n check` lists them all\n"
            return
        yield block
        room -= len(block)


def _table(checked: Checked) -> Iterator[str]:
    groups = checked.completeness.verdicts()
    if not groups:
        return
    yield "| | done | of | | not done |"
    yield "|---|--:|--:|---|---|"
    yield from map(_row, groups)
    yield ""


def _row(group: DemandedGroup) -> str:
    share = f"{int(group.percentage)} %"
    cells = [f"<code>{_cell(label(group))}</code>", share, f"{group.statistics.total:,}"]
    return f"| {' | '.join([*cells, verdict(group), not_done(group) or '–'])} |"


def _cell(text: str) -> str:
    return escape(text).replace("|", "&#124;").replace("*", "&#42;").replace("_", "&#95;")


def _details(path: str, findings: Sequence[Finding], room: int) -> str:
    """Return the findings of a file, folded; as many as there is room for, and nothing where there is for none."""
    counts = [
        f"{number} {plural(number, severity)}"
        for severity in Severity
        if (number := sum(finding.severity is severity for finding in findings))
    ]
    start = f"\n<details><summary><code>{escape(path)}</code>: {', '.join(counts)}</summary>\n\n<pre>\n"
    end = "</pre>\n\n</details>\n"
    room -= len(start) + len(end) + 100
    shown: list[str] = []
    for finding in findings:
        lines = _lines(finding)
        room -= len(lines)
        if room < 0:
            break
        shown.append(lines)
    if not shown:
        return ""
    left = len(findings) - len(shown)
    return start + "".join(shown) + (f"… and {left:,} more\n" if left else "") + end


def _lines(finding: Finding) -> str:
    """Return a finding as lines of preformatted HTML, in which Markdown and mentions are only text."""
    line = f"{finding.position.line}: " if finding.position else ""
    lines = [f"{line}{finding.severity}: {finding.message} [{code_and_name(finding)}]"]
    lines += [f"  {text}" for text in excerpt(finding)]
    if finding.hint:
        lines.append(f"  hint: {finding.hint}")
    return "".join(f"{escape(' '.join(text.splitlines()), quote=False)}\n" for text in lines)
