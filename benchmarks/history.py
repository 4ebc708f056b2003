"""Show what edits to the sources cost: translations kept, fuzzy and lost, with msgmerge and pybabel beside.

    python benchmarks/history.py

Each edit of tests/matching/history.toml is applied alone to this project's guides, whose English is complete. Kept is a
message that still shows its translation, fuzzy one that a person has to look at, lost one that is empty although
its text, or what it was, had been translated; texts that are really new are not counted. The rivals get a template that
we extracted, since they read no Markdown with our messages.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from i18n.catalog.message import Message
from i18n.catalog.state import SHOWN_AS_HUMAN, State, state_of
from i18n.catalog.store import read_catalog, write_catalog
from i18n.project import find_project
from i18n.workflow.extract import extract
from i18n.workflow.update import update

ROOT = Path(__file__).parents[1]
EDITS = ROOT / "tests" / "matching" / "history.toml"
CORPUS = ROOT.parent / "shared" / "corpora" / "websoft9" / "zh"
HAN = re.compile(r"[\u3400-\u9fff]+")
CATALOGS = "locales/en/LC_MESSAGES"
CONFIGURATION = """locales = ["en"]
[[collections]]
source = "source"
output = "build/{locale}"
dialect = "docusaurus"
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What an edit cost."""

    kept: int
    """Messages that show their translation."""
    fuzzy: int
    """Messages that a person has to look at."""
    lost: int
    """Messages that are empty although their text had been translated, and translations that are nowhere any more."""

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.kept + other.kept, self.fuzzy + other.fuzzy, self.lost + other.lost)


def main() -> int:
    """Print the table."""
    tools: dict[str, Callable[[Path], None]] = {"i18n update": ours}
    if shutil.which("msgmerge"):
        tools["msgmerge"] = msgmerge
    if pybabel().exists():
        tools["pybabel update"] = pybabel_update
    print(f"{'edit':55}" + "".join(f"{name:>24}" for name in tools))
    print(f"{'':55}" + f"{'kept  fuzzy  lost':>24}" * len(tools))
    sums = dict.fromkeys(tools, Cost(0, 0, 0))
    edits = read_edits()
    for edit in edits:
        costs = {name: cost_of(edit, tool) for name, tool in tools.items()}
        print(f"{edit['title']:55}" + "".join(cells(cost) for cost in costs.values()))
        sums = {name: sums[name] + cost for name, cost in costs.items()}
    print(f"{f'all {len(edits)}':55}" + "".join(cells(cost) for cost in sums.values()))
    print(f"messages that edits reworded: {sum(edit.get('reworded', 0) for edit in edits)}")
    if CORPUS.is_dir():
        versions(CORPUS / "version-1.0", CORPUS / "version-2.0")
    else:
        print(f"\nskipped: the corpus {CORPUS} is not here")
    return 0


def versions(first: Path, second: Path) -> None:
    """Translate one version of a site's guides, put another in its place, and print what its update finds."""
    with tempfile.TemporaryDirectory(prefix="i18n-history-") as folder:
        root = Path(folder).resolve()
        (root / "i18n.toml").write_text(CONFIGURATION, "utf-8")
        shutil.copytree(first, root / "source")
        ours(root)
        for path in (root / CATALOGS).rglob("*.po"):
            catalog = read_catalog(path.read_text("utf-8"), path.name)
            for message in catalog.messages:
                message.msgstr = HAN.sub(lambda match: "word " * max(1, len(match[0]) // 2), message.msgid)
            path.write_text(write_catalog(catalog), "utf-8")
        before = all_messages(root)
        shutil.rmtree(root / "source")
        shutil.copytree(second, root / "source")
        outcome = update(find_project(root, explicit=True))
        after = all_messages(root)
        again = update(find_project(root, explicit=True))
    known = {(message.key, message.msgstr) for message in after}
    lost = sum((message.key, message.msgstr) not in known for message in before)
    print(f"\nfrom {first.name}, {len(before):,} messages, all translated, to {second.name}:")
    print(
        f"  {len(outcome.moves):,} catalogs moved; {outcome.catalogs:,} catalogs, {outcome.states.total():,} messages"
    )
    for state, number in outcome.states.most_common():
        print(f"  {number:>8,} {state}")
    print("  of texts that their catalogs did not have:")
    for origin, number in outcome.served.most_common():
        print(f"  {number:>8,} {origin}")
    print(f"  {lost:>8,} lost; a second update wrote {len(again.written)} catalogs")


def all_messages(root: Path) -> list[Message]:
    """Return the messages of all catalogs, those without a source included."""
    paths = sorted((root / CATALOGS).rglob("*.po"))
    return [message for path in paths for message in read_catalog(path.read_text("utf-8"), path.name).messages]


def cells(cost: Cost) -> str:
    """Return a cost as part of a row."""
    return f"{cost.kept:>12}{cost.fuzzy:>7}{cost.lost:>5}"


def read_edits() -> list[dict[str, Any]]:
    """Return the edits of history.toml."""
    edits: list[dict[str, Any]] = tomllib.loads(EDITS.read_text("utf-8"))["edit"]
    return edits


def cost_of(edit: Mapping[str, Any], tool: Callable[[Path], None]) -> Cost:
    """Apply an edit to a copy of the guides, let a tool bring the catalogs up to date, and count."""
    with tempfile.TemporaryDirectory(prefix="i18n-history-") as folder:
        root = Path(folder).resolve()
        shutil.copytree(ROOT / "source", root / "source")
        shutil.copytree(ROOT / CATALOGS, root / CATALOGS)
        (root / "i18n.toml").write_text(CONFIGURATION, "utf-8")
        before = messages(root)
        untouched = {path: path.read_bytes() for path in (root / "source").rglob("*.md")}
        apply(root, edit)
        tool(root)
        if edit.get("undo"):
            for path, data in untouched.items():
                path.write_bytes(data)
            tool(root)
        return counted(before, messages(root), edit.get("new", 0))


def apply(root: Path, edit: Mapping[str, Any]) -> None:
    """Change the sources as an edit says."""
    file = root / "source" / edit["file"]
    text = file.read_bytes().decode()
    for old, new in edit.get("replace", ()):
        if old not in text:
            raise ValueError(f"{edit['file']} has no “{old}”")
        text = text.replace(old, new)
    file.write_bytes((text + edit.get("append", "")).encode())
    if "move" in edit:
        target = root / "source" / edit["move"]
        target.parent.mkdir(exist_ok=True)
        file.rename(target)
    if "also" in edit:
        apply(root, edit["also"])


def messages(root: Path) -> list[Message]:
    """Return the messages of all catalogs that have a source."""
    found = []
    for path in sorted((root / CATALOGS).rglob("*.po")):
        source = root / "source" / path.relative_to(root / CATALOGS).with_suffix(".md")
        catalog = read_catalog(path.read_text("utf-8"), path.name)
        found += catalog.messages if source.exists() else [m for m in catalog.messages if m.obsolete]
    return found


def counted(before: list[Message], after: list[Message], new: int) -> Cost:
    """Compare the messages of a project before and after an edit."""
    states = [state_of(message) for message in after if not message.obsolete]
    kept = sum(state in SHOWN_AS_HUMAN for state in states)
    fuzzy = sum(state is State.NEEDS_WORK for state in states)
    there = {message.msgstr for message in after}
    vanished = sum(message.msgstr not in there for message in before if message.msgstr)
    return Cost(kept, fuzzy, max(0, states.count(State.EMPTY) - new) + vanished)


# The tools --------------------------------------------------------------------------------------


def ours(root: Path) -> None:
    """Update with this project's own command."""
    update(find_project(root, explicit=True))


def msgmerge(root: Path) -> None:
    """Update with GNU msgmerge, as one does by hand: each catalog with the template of the same name."""
    for template, catalog in pairs(root):
        command: list[str | Path] = [
            "msgmerge",
            "--quiet",
            "--previous",
            "--no-wrap",
            "--update",
            "--backup=off",
            catalog,
            template,
        ]
        subprocess.run(command, check=True)


def pybabel_update(root: Path) -> None:
    """Update with pybabel, likewise, but for previous texts: it breaks them over lines that no reader takes back."""
    for template, catalog in pairs(root):
        command: list[str | Path] = [pybabel(), "-q", "update", "-l", "en", "-i", template, "-o", catalog]
        subprocess.run(command, check=True, capture_output=True)


def pybabel() -> Path:
    """Return where the program is, if it is installed."""
    return Path(sys.executable).with_name("pybabel")


def pairs(root: Path) -> Iterator[tuple[Path, Path]]:
    """Extract templates, and yield each with its catalog, a new one where there was none."""
    extract(find_project(root, explicit=True))
    templates = root / "locales" / "templates"
    for template in sorted(templates.rglob("*.pot")):
        catalog = (root / CATALOGS / template.relative_to(templates)).with_suffix(".po")
        if not catalog.exists():
            catalog.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(template, catalog)
        yield template, catalog


if __name__ == "__main__":
    sys.exit(main())
