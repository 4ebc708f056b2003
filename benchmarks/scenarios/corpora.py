"""The texts that scenarios lay out: real guides, the examples of CommonMark, and the fixtures of a checkout."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any

from scenarios.side import HERE, Side

CORPORA = HERE.parents[1] / "shared" / "corpora"
DIALECTS = ("commonmark", "gfm", "docusaurus", "vitepress", "mkdocs", "hugo", "mdbook")
SITES = {  # folder of the guides and what stands beside them, below corpora/sites
    "vitepress": ("zh",),
    "mkdocs": ("docs", "mkdocs.yml"),
    "mdbook": ("src", "book.toml"),
    "hugo": ("content/cn", "config.toml"),
}


def sampled(folder: Path, step: int) -> list[Path]:
    """Return every so manieth guide of a folder."""
    return sorted(path for path in folder.rglob("*") if path.suffix in {".md", ".mdx"})[::step]


def lay_out(side: Side, step: int, folder: str = "websoft9/zh") -> None:
    """Copy every so manieth guide of a corpus to the project, and what is no guide where all are."""
    origin = CORPORA / folder
    for path in sampled(origin, step) if step > 1 else (path for path in origin.rglob("*") if path.is_file()):
        side.copy(path, f"source/{path.relative_to(origin).as_posix()}")


def examples() -> list[str]:
    """Return the examples of the CommonMark specification."""
    return [one["markdown"] for one in json.loads((CORPORA / "commonmark" / "spec.json").read_text("utf-8"))]


def fixtures(checkout: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the sources of the fixtures of a checkout, with how each is read."""
    for path in sorted((checkout / "tests").rglob("fixtures/*.txt")):
        lines = iter(path.read_text("utf-8").split("\n"))
        for title in filter(None, lines):
            next(lines)
            source, _, _ = (list(takewhile(lambda line: line != ".", lines)) for _ in range(3))
            name, *options = title[1:].partition("]")[0].split(";") if title.startswith("[") else ["gfm"]
            chosen = {key.strip(): values.split() for key, _, values in (option.partition("=") for option in options)}
            yield "\n".join(source) + "\n", {"dialect": "docusaurus" if name == "mdx" else name, **chosen}
