"""One HTML page of completeness and findings: no scripts, and nothing from the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import chain

from i18n.catalog.state import SHOWN_AS_MACHINE, State
from i18n.catalog.statistics import Statistics
from i18n.counted import plural
from i18n.inspection.checked import Checked
from i18n.language import display_name
from i18n.model import Finding, Severity, Span
from i18n.reports.grouping import by_path, code_and_name
from i18n.reports.verdict import last_line, summary
from i18n.workflow.status import Status
from i18n.workspace.rows import Row, by_folder, totals

_PARTS = {
    "people": ("by people", (State.HUMAN, State.REVIEWED)),
    "machine": ("by machine", (State.MACHINE,)),
    "work": ("fuzzy", (State.NEEDS_WORK,)),
    "stale": ("stale", (State.STALE,)),
    "empty": ("empty", (State.EMPTY,)),
}
_STYLE = """
:root { color-scheme: light dark; --ground: #fff; --text: #1b1f24; --dim: #57606a; --line: #d0d7de; --soft: #f6f8fa;
  --people: #1a7f37; --machine: #6cab7c; --work: #bf8700; --stale: #8250df; --empty: #d8dee4;
  --error: #b42318; --warning: #8a5a00; --note: #0550ae; --mark: #ffd8d3; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #0d1117; --text: #e6edf3; --dim: #9ba5b0; --line: #30363d; --soft: #161b22;
    --people: #3fb950; --machine: #2a6b38; --work: #d29922; --stale: #a371f7; --empty: #3a424b;
    --error: #ff8279; --warning: #e3b341; --note: #79b8ff; --mark: #6e2a26; } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 75rem; padding: 1.5rem; background: var(--ground); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem } h2 { font-size: 1.25rem; margin: 2rem 0 .5rem }
.verdict { font-weight: 600; border-left: .3rem solid; padding-left: .7rem }
.good { border-color: var(--people) } .bad { border-color: var(--error) }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
caption { text-align: left; color: var(--dim); padding-bottom: .3rem }
th, td { padding: .25rem .6rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap }
th:first-child { text-align: left; font-weight: normal; white-space: normal; overflow-wrap: anywhere; min-width: 12rem }
thead th { color: var(--dim); font-weight: 600; vertical-align: bottom } thead th:first-child { font-weight: 600 }
tr.sum th, tr.sum td { background: var(--soft); font-weight: 600 } tr.document th { padding-left: 1.6rem }
.bar { display: flex; width: 8rem; height: .7rem; border-radius: .35rem; overflow: hidden; background: var(--empty) }
.people { background: var(--people) } .machine { background: var(--machine) } .work { background: var(--work) }
.stale { background: var(--stale) } .empty { background: var(--empty) }
.key { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; padding: 0; list-style: none; color: var(--dim) }
.key span { display: inline-block; width: .8rem; height: .8rem; border-radius: .2rem; margin-right: .4rem }
details { border: 1px solid var(--line); border-radius: .4rem; margin: .5rem 0 }
summary { padding: .4rem .8rem; cursor: pointer; background: var(--soft); overflow-wrap: anywhere }
.findings { list-style: none; margin: 0; padding: 0 .8rem }
.findings > li { padding: .6rem 0; border-top: 1px solid var(--line) } .findings > li:first-child { border: 0 }
.error { color: var(--error) } .warning { color: var(--warning) } .note { color: var(--note) }
.where, .hint, .code { color: var(--dim) }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin: .3rem 0 }
dt { color: var(--dim) } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
mark { background: var(--mark); color: inherit; border-radius: .15rem; padding: 0 .1rem }
footer { margin-top: 2rem; color: var(--dim) }
"""


def report(checked: Checked) -> Iterator[str]:
    """Yield the page of a check: the verdict, completeness by folder and locale, and every finding by file."""
    kind = "good" if checked.ok else "bad"
    lines = [f'<p class="verdict {kind}">{escape(last_line(checked))}</p>', "<ul>"]
    lines += [f"<li>{escape(line)}</li>" for line in summary(checked)[:-1]]
    source_locale = checked.project.source_locale if checked.project else ""
    lines += ["</ul>"]
    body = chain(lines, _completeness(checked.completeness.rows), _findings(checked.findings, source_locale))
    yield from _page(f"Check of {checked.project.name if checked.project else 'the translation'}", body)


def status_page(status: Status, name: str) -> Iterator[str]:
    """Yield the page of a status: completeness by folder and locale of the project of that name."""
    yield from _page(f"Translation of {name}", chain(_completeness(status.rows), _findings(status.findings, "")))


def _page(title: str, body: Iterable[str]) -> Iterator[str]:
    head = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{escape(title)}</h1>",
    ]
    for line in chain(head, body, ["</main>", "</body>", "</html>"]):
        yield f"{line}\n"


# Completeness -----------------------------------------------------------------------------------


def _completeness(rows: Sequence[Row]) -> Iterator[str]:
    sums = totals(rows)
    if not sums:
        yield "<p>There are no messages yet: the sources hold no text to translate.</p>"
        return
    yield '<ul class="key" aria-label="Colours of the bars">'
    yield from (f'<li><span class="{name}"></span>{title}</li>' for name, (title, _) in _PARTS.items())
    yield "</ul>"
    for locale, total in sums.items():
        yield f"<h2>{escape(display_name(locale))} ({escape(locale)})</h2>"
        yield '<div class="wide"><table>'
        yield "<caption>Messages, and words of the source text that are not done</caption>"
        titles = "".join(f'<th scope="col">{title}</th>' for title, _ in _PARTS.values())
        yield f'<thead><tr><th scope="col">document</th><th scope="col">done</th><td></td>{titles}'
        yield '<th scope="col">messages</th><th scope="col">words left</th></tr></thead>'
        yield "<tbody>"
        yield _row("all", total, "sum")
        yield from _rows([row for row in rows if row.locale == locale])
        yield "</tbody></table></div>"


def _rows(rows: Sequence[Row]) -> Iterator[str]:
    ordered = sorted(rows, key=lambda row: (row.folder, row.source))
    for (_, folder), counts in by_folder(ordered).items():
        yield _row(f"{folder}/" if folder else "/", counts, "sum")
        for row in ordered:
            if row.folder == folder:
                yield _row(row.source.rpartition("/")[2], row.statistics, "document")


def _row(name: str, counts: Statistics, kind: str) -> str:
    numbers = [counts.count(states) for _, states in _PARTS.values()]
    bar = "".join(
        f'<span class="{part}" style="flex:{number}"></span>'
        for part, number in zip(_PARTS, numbers, strict=True)
        if number
    )
    # Rounded down: 100 % means all.
    cells = [f"{int(counts.percentage(SHOWN_AS_MACHINE))} %", f'<div class="bar" aria-hidden="true">{bar}</div>']
    cells += [f"{number:,}" if number else "–" for number in numbers]
    cells += [f"{counts.total:,}", f"{counts.words_left(SHOWN_AS_MACHINE):,}"]
    data = "".join(f"<td>{cell}</td>" for cell in cells)
    return f'<tr class="{kind}"><th scope="row">{escape(name)}</th>{data}</tr>'


# Findings ---------------------------------------------------------------------------------------


def _findings(findings: Sequence[Finding], source_locale: str) -> Iterator[str]:
    if not findings:
        return
    yield "<h2>Findings</h2>"
    for path, items in by_path(findings).items():
        counts = ", ".join(
            f'<span class="{severity}">{number} {plural(number, severity)}</span>'
            for severity in Severity
            if (number := sum(item.severity is severity for item in items))
        )
        yield f"<details><summary><code>{escape(path or 'the project')}</code>: {counts}</summary>"
        yield '<ul class="findings">'
        yield from (_finding(item, source_locale) for item in items)
        yield "</ul></details>"


def _finding(finding: Finding, source_locale: str) -> str:
    line = f'<span class="where">line {finding.position.line}</span> ' if finding.position else ""
    kind = f'<strong class="{finding.severity}">{finding.severity}</strong>'
    parts = [f'{line}{kind}: {escape(finding.message)} <span class="code">{escape(code_and_name(finding))}</span>']
    if finding.target:
        language = f' lang="{escape(source_locale)}"' if source_locale else ""
        parts.append(f"<dl><dt>source text</dt><dd{language}>{_marked(finding.msgid, finding.source_span)}</dd>")
        target = _marked(finding.target, finding.span)
        parts.append(f'<dt>translation</dt><dd dir="auto">{target}</dd></dl>')
    if finding.hint:
        parts.append(f'<div class="hint">{escape(finding.hint)}</div>')
    return f"<li>{''.join(parts)}</li>"


def _marked(text: str, span: Span | None) -> str:
    if span is None:
        return escape(text)
    start, end = span
    wrong = escape(text[start:end]) or "&#8203;"
    return f"{escape(text[:start])}<mark>{wrong}</mark>{escape(text[end:])}"
