"""This project's own guides: as they are, after each commit to them, and after edits that writers make."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import hostile

from scenarios.corpora import sampled
from scenarios.side import Side, build_and_check


def own(side: Side) -> None:
    """This project's own guides, as people have translated them."""
    for name in ("source", "locales", "pyproject.toml"):
        side.copy(side.before / name, name)
    side.commit("all")
    side.i18n("update", "--json")
    build_and_check(side, "as it is")
    for arguments in (
        "check",
        "check --select ALL",
        "extract",
        "build",
        "status",
        "status --json",
        "status --links",
        "status --assets",
        "status --html status.html --badge status.svg",
        "compile --json",
        "memory export en written/memory.tmx",
        "glossary export en written/terms.tbx",
        "glossary export en written/terms-2008.tbx --tbx-2008",
        "glossary export en written/terms.csv --json",
        "glossary mine en --write written/mined.csv",
        "translate en --engine memory --json",
        "translate en --engine pseudo --state stale --report translate.json",
        "check --fix --dry-run",
        "check --against HEAD",
        "update --prune --json",
    ):
        side.i18n(*arguments.split())
    for number, path in enumerate(sampled(side.root / "source", 6 if side.quick else 1)):
        file = path.relative_to(side.root).as_posix()
        side.i18n("extract", "--explain", file, *(["--json"] if number % 2 else []))
        side.i18n("build", "--explain", file, *([] if number % 2 else ["--json"]))
    side.i18n("memory", "import", "en", "written/memory.tmx", "--name", "own")
    side.i18n("glossary", "import", "en", "written/terms.tbx", "written/terms.csv")
    for rounds in range(1 if side.quick else 3):
        hostile.fill(side.catalogs, rounds)
        build_and_check(side, f"hostile-{rounds}")


def history(side: Side) -> None:
    """This project's own guides, brought up to date after each commit to them."""
    side.copy(side.before / "locales", "locales")
    side.copy(side.before / "pyproject.toml", "pyproject.toml")
    for number, revision in enumerate(revisions_of(side.before, "source")):
        shutil.rmtree(side.root / "source", ignore_errors=True)
        archive = git_output(side.before, "archive", revision, "source")
        with tarfile.open(fileobj=io.BytesIO(archive)) as files:
            files.extractall(side.root, filter="data")
        side.i18n("update", "--json")
        side.keep(f"revision-{number}", "locales")
        side.commit(f"revision {number}")
        if number:
            side.i18n("status", "--since", "HEAD~1")
            side.i18n("status", "--since", "HEAD~1", "--json")
            side.i18n("check", "--against", "HEAD~1", "--format", "json")
            side.i18n("check", "--since", "HEAD~1")
            side.i18n("build", "--source", "pinned")
            side.keep(f"pinned-{number}", "build")


def edited(side: Side) -> None:
    """This project's own guides, brought up to date after each edit of history.toml."""
    [file] = (side.before / "tests").rglob("history.toml")
    for number, edit in enumerate(side.few(tomllib.loads(file.read_text("utf-8"))["edit"], 5)):
        shutil.rmtree(side.root, ignore_errors=True)
        for name in ("source", "locales", "pyproject.toml"):
            side.copy(side.before / name, name)
        apply(side.root / "source", edit)
        side.i18n("update", "--json")
        side.i18n("translate", "en", "--engine", "memory")
        side.i18n("build", "--json")
        side.keep(f"edit-{number}", "locales", "build")


def apply(sources: Path, edit: Mapping[str, Any]) -> None:
    """Change the sources as an edit of history.toml says."""
    file = sources / edit["file"]
    text = file.read_bytes().decode()
    for old, new in edit.get("replace", ()):
        text = text.replace(old, new)
    file.write_bytes((text + edit.get("append", "")).encode())
    if "move" in edit:
        target = sources / edit["move"]
        target.parent.mkdir(exist_ok=True)
        file.rename(target)
    if "also" in edit:
        apply(sources, edit["also"])


def revisions_of(checkout: Path, path: str) -> list[str]:
    """Return the commits to a path of a repository, the oldest first."""
    return git_output(checkout, "log", "--reverse", "--format=%H", "--", path).decode().split()


def git_output(checkout: Path, *arguments: str) -> bytes:
    """Return what git prints in a repository."""
    return subprocess.run(["git", "-C", checkout, *arguments], check=True, capture_output=True).stdout
