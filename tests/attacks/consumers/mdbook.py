"""mdBook: a book of many chapters, built at once."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from attacks.consumers.consumer import Consume, Consumed, Consumer, in_batches
from attacks.tree import from_html

CONFIG = """\
[book]
title = "Book"
[output.html]
no-section-label = true
{more}
[output.html.search]
enable = false
[output.html.print]
enable = false
"""
LAYOUT = "<title>{{ title }}</title>\n<main>{{{ content }}}</main>"
_AT_ONCE = 400


def program() -> str:
    """Return mdBook's program, of this environment first."""
    return shutil.which("mdbook", path=str(Path(sys.executable).parent)) or shutil.which("mdbook") or ""


@contextmanager
def _opened(folder: Path, more: str) -> Iterator[Consume]:
    (folder / "theme").mkdir(parents=True)
    (folder / "book.toml").write_text(CONFIG.format(more=more), "utf-8")
    (folder / "theme/index.hbs").write_text(LAYOUT, "utf-8")

    def build(pages: Mapping[str, str]) -> dict[str, Consumed]:
        for part in ("src", "book"):
            shutil.rmtree(folder / part, ignore_errors=True)
        (folder / "src").mkdir()
        (folder / "src/file.md").write_text("INCLUDED\n", "utf-8")
        summary = "# Summary\n\n- [First](first.md)\n"
        (folder / "src/first.md").write_text("# First\n", "utf-8")
        for number, text in enumerate(pages.values()):
            (folder / f"src/p{number}.md").write_bytes(text.encode())
            summary += f"- [P](p{number}.md)\n"
        (folder / "src/SUMMARY.md").write_text(summary, "utf-8")
        ran = subprocess.run(
            [program(), "build", str(folder)], capture_output=True, text=True, timeout=300, check=False
        )
        if ran.returncode:
            said = [line for line in (ran.stdout + ran.stderr).splitlines() if line.strip()]
            return {"": Consumed(None, " ".join(said)[-400:])}
        return {name: _read(folder / f"book/p{number}.html") for number, name in enumerate(pages)}

    yield in_batches(build, _AT_ONCE)


def _read(file: Path) -> Consumed:
    if not file.is_file():
        return Consumed(None, "the page was not written")
    return Consumed(from_html(file.read_text("utf-8", "replace")))


def mdbook(name: str, more: str = "") -> Consumer:
    """Return mdBook with some more of its configuration."""
    return Consumer(name, lambda: "" if program() else "mdbook", lambda folder: _opened(folder, more))
