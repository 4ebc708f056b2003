"""Every kind of finding: its name, which says what it is, and its code, which never changes.

The one place where codes are given out. A code that was once published is never given to anything else.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from i18n.suggestions import nearest

CODES: Mapping[str, str] = MappingProxyType(
    {
        # C0xx: what a command ran into.
        "write-error": "C001",
        "changed-error": "C002",
        "lock-error": "C003",
        "git-error": "C004",
        "interchange-error": "C005",
        "usage-error": "C006",
        "configuration-error": "C007",
        "displaced": "C010",
        "unclear": "C011",
        "unknown-message": "C012",
        "kept": "C013",
        "unknown-code": "C014",
        "control-character": "C015",
        "conflict": "C016",
        "stale-output": "C017",
        # C1xx: completeness and catalogs.
        "empty": "C101",
        "machine-only": "C102",
        "stale": "C103",
        "needs-work": "C104",
        "outdated-catalog": "C105",
        "orphan": "C106",
        "catalog-error": "C107",
        "outdated-template": "C108",
        "coverage": "C109",
        "unknown-rule": "C110",
        "no-match": "C111",
        # C2xx: markup.
        "refused": "C201",
        "destination": "C202",
        "code-span": "C203",
        "link": "C204",
        "image": "C205",
        "tag": "C206",
        "variable": "C207",
        "smuggled": "C208",
        "emphasis": "C209",
        "emphasis-marks": "C210",
        "markup-spacing": "C211",
        "line-break": "C212",
        "note": "C213",
        # C3xx: language.
        "source-script": "C301",
        "full-width": "C302",
        "untranslated": "C303",
        "number": "C304",
        "unit": "C305",
        "date": "C306",
        "large-number": "C307",
        "length": "C308",
        "latin-word": "C309",
        "doubled-word": "C310",
        "bracket": "C311",
        "quotation": "C312",
        "artefact": "C313",
        "end-mark": "C314",
        "spacing": "C315",
        "heading-case": "C316",
        "spelling": "C317",
        # C4xx: terms.
        "term": "C401",
        "forbidden-word": "C402",
        "inconsistent": "C403",
        # C5xx: sources.
        "source-error": "C501",
        "dead-emphasis": "C502",
        "missing-file": "C503",
        "missing-image": "C504",
        "broken-link": "C505",
        "broken-anchor": "C506",
        "shared-route": "C507",
        "data": "C508",
        "directive": "C510",
        "front-matter": "C511",
        "symlink-loop": "C512",
        "file-name": "C513",
        "asset": "C514",
    }
)
"""The code of each kind of finding, by its name."""

INCOMPLETE = ("empty", "machine-only", "stale", "needs-work")
"""The names of what is said of messages that are not done."""

NAMES: Mapping[str, str] = MappingProxyType({code: name for name, code in CODES.items()})
"""The name of each kind of finding, by its code."""


def code_of(word: str) -> str:
    """Return the code that a code or name means; empty for one that does not exist."""
    return CODES.get(word.lower(), word.upper() if word.upper() in NAMES else "")


def chosen(selector: str) -> frozenset[str]:
    """Return the codes that a selector means: a code, a name, or the start of codes such as `C3`; `ALL` means all."""
    if selector.upper() == "ALL":
        return frozenset(NAMES)
    if code := code_of(selector):
        return frozenset({code})
    start = selector.upper()
    return frozenset(code for code in NAMES if start.startswith("C") and code.startswith(start))


def hint_for_selector(word: str) -> str:
    """Return a hint for a selector that means nothing."""
    near = nearest(word.lower(), CODES) or nearest(word.upper(), [*CODES, *NAMES])
    return f"did you mean “{near}”?" if near else "a code such as C205, the start of one such as C2, a name, or ALL"
