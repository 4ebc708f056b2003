"""The cases of the folder `fixtures`, which a translator can extend without Python."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from i18n import Finding, parse

FOLDER = Path(__file__).parent / "fixtures"


class Case(NamedTuple):
    """One case of a fixture file."""

    title: str
    source: str
    messages: list[str]
    built: str


def cases():
    for path in sorted(FOLDER.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").split("\n")
        while lines:
            title = lines.pop(0)
            if not title:
                continue
            assert lines.pop(0) == ".", f"{path.name}: a dot must follow the title “{title}”"
            source, messages, built = (part(lines) for _ in range(3))
            yield pytest.param(
                Case(title, "\n".join(source) + "\n", messages, "\n".join(built) + "\n"), id=f"{path.stem}: {title}"
            )


def part(lines):
    end = lines.index(".")
    taken = lines[:end]
    del lines[: end + 1]
    return taken


def read_as(title):
    """Return how to read a source: `[hugo; code = comments strings; path = a.md]` names a dialect and options."""
    name, *options = title[1:].partition("]")[0].split(";") if title.startswith("[") else ["gfm"]
    chosen = {key.strip(): values.split() for key, _, values in (option.partition("=") for option in options)}
    path = " ".join(chosen.pop("path", []))
    return {"dialect": "docusaurus" if name == "mdx" else name, "path": path, **chosen}


def unescaped(text):
    return text.strip().replace("\\n", "\n").replace("␣", " ")


@pytest.mark.parametrize("case", list(cases()))
def test_a_fixture_case_extracts_and_builds_as_written(case):
    """The messages are exactly those listed, and the built document is exactly the one given."""
    expected, translations, said = [], {}, []
    document = parse(case.source, **read_as(case.title))
    for line in case.messages:
        if line.startswith("!"):
            said.append(line[1:].strip())
            continue
        kind, _, rest = line.partition(": ")
        msgid, _, msgstr = rest.partition("=>")
        expected.append((kind, unescaped(msgid)))
        if msgstr:
            translations[unescaped(msgid)] = unescaped(msgstr)
    assert [(segment.kind, segment.msgid) for segment in document.segments] == expected
    findings: list[Finding] = []
    assert document.render(translations, findings.append) == case.built
    messages = [finding.message for finding in findings]
    assert len(messages) == len(said), messages
    assert all(any(part in message for message in messages) for part in said), messages
