"""One checkout in one scenario: a project that is laid out, commands that run in it, and what is kept of both."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import hostile

HERE = Path(__file__).parents[1]
CATALOGS = "locales/en/LC_MESSAGES"
REPORTS = ("text", "json", "junit", "sarif", "github", "gitlab", "markdown", "html")
_WHO = ("AUTHOR", "COMMITTER")
_DAY = "2026-01-02T03:04:05+00:00"


@dataclass(slots=True)
class Side:
    """One of the two checkouts in one scenario."""

    checkout: Path
    """The checkout whose commands run."""
    before: Path
    """The first of the two checkouts, whose fixtures and guides are laid out."""
    folder: Path
    """Where all is written that is compared; the same for both sides."""
    quick: bool
    """Whether a sample of everything is enough."""
    probe: subprocess.Popen[str]
    """`probe.py` in that checkout."""
    commands: list[str] = field(default_factory=list)
    """The commands so far."""

    @property
    def root(self) -> Path:
        """The folder of the project."""
        return self.folder / "project"

    @property
    def catalogs(self) -> Path:
        """The folder of its English PO files."""
        return self.root / CATALOGS

    def few(self, things: Sequence[Any], step: int) -> Sequence[Any]:
        """Return every so manieth thing where a sample is enough, else all."""
        return things[::step] if self.quick else things

    def write(self, path: str, data: bytes | str) -> None:
        """Write a file of the project."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())

    def copy(self, origin: Path, path: str) -> None:
        """Copy a file or a folder into the project."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if origin.is_dir() else shutil.copyfile)(origin, target)

    def i18n(self, *arguments: str, folder: str = "") -> None:
        """Run a command in the project, or a folder of it; its exit code and outputs are compared."""
        self.commands.append(" ".join(arguments))
        code, out, err = self.run(self.root / folder, arguments)
        name = "".join(letter if letter.isalnum() or letter in "-=." else "_" for letter in self.commands[-1])
        record = f"{folder}$ i18n {self.commands[-1]}\n{out}\n--- standard error\n{err}\n--- exit code {code}\n"
        self._keep(f"commands/{len(self.commands):04} {name[:80]}", record)

    def read(self, name: str, texts: Iterable[tuple[str, Mapping[str, Any]]]) -> None:
        """Let the API read texts, each with its options; all that it knows of them is compared."""
        known = [self._answer("read", text, options) for text, options in texts]
        self._keep(f"{name}.json", json.dumps(known, ensure_ascii=False, indent=1))

    def run(self, folder: Path, arguments: Sequence[str]) -> tuple[int, str, str]:
        """Run a command in a folder; returns its exit code and its two outputs."""
        code, out, err = self._answer("run", str(folder), arguments)
        return code, out, err

    def _answer(self, *task: object) -> Any:  # noqa: ANN401 - what JSON holds
        if not self.probe.stdin or not self.probe.stdout:
            raise ValueError("the probe has no pipes")
        self.probe.stdin.write(json.dumps(task) + "\n")
        self.probe.stdin.flush()
        answer = self.probe.stdout.readline()
        if not answer:
            raise RuntimeError(f"probe.py has ended in {self.checkout}")
        return json.loads(answer)

    def keep(self, name: str, *folders: str) -> None:
        """Copy folders of the project as they are now to where they are compared."""
        for folder in folders:
            if (self.root / folder).exists():
                shutil.copytree(self.root / folder, self.folder / "kept" / name / folder)

    def git(self, *arguments: str) -> None:
        """Run git in the project."""
        subprocess.run(
            ["git", *arguments], cwd=self.root, env=environment(self.checkout), check=True, capture_output=True
        )

    def commit(self, message: str) -> None:
        """Commit all of the project, which becomes a repository with the first commit."""
        if not (self.root / ".git").exists():
            self.git("init", "--quiet", "--initial-branch=main")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", message)

    def _keep(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")


Scenario: TypeAlias = Callable[[Side], None]
"""Lays out a project and runs commands in it."""


def environment(checkout: Path) -> dict[str, str]:
    """Return the environment in which the commands of a checkout run."""
    people = {f"GIT_{who}_{key}": value for who in _WHO for key, value in (("NAME", "Writer"), ("EMAIL", "w@x.org"))}
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": f"{checkout}{os.pathsep}{HERE}",
        "PYTHONSAFEPATH": "1",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "NO_COLOR": "1",
        "COLUMNS": "100",
        "SOURCE_DATE_EPOCH": "1700000000",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **people,
        **{f"GIT_{who}_DATE": _DAY for who in _WHO},
    }


def configuration(*collections: Mapping[str, Any], **keys: object) -> str:
    """Return a project file; what is not said is that of most projects here."""
    lines = [_line(key, value) for key, value in ({"locales": ["en"]} | keys).items()]
    for collection in collections:
        named = {"source": "source", "output": "build/{locale}"} | dict(collection)
        lines += ["[[collections]]", *(_line(key, value) for key, value in named.items())]
    return "\n".join(lines) + "\n"


def _line(key: str, value: object) -> str:
    return f"{key.replace('_', '-')} = {json.dumps(value, ensure_ascii=False)}"


def build_and_check(side: Side, name: str) -> None:
    """Build and check in every format, and keep what was written."""
    reports = [f"{report}=reports/{name}.{report}" for report in REPORTS]
    (side.root / "reports").mkdir(exist_ok=True)
    side.i18n("build", "--json")
    side.i18n("check", *(word for report in reports for word in ("--format", report)))
    side.keep(name, CATALOGS, "build")


def fill_and_build(side: Side, rounds: int = 3) -> None:
    """Fill the catalogs with damaged translations in several ways, then by the pseudo engine; build and check each."""
    side.i18n("update")
    for shift in range(1 if side.quick else rounds):
        hostile.fill(side.catalogs, shift)
        build_and_check(side, f"hostile-{shift}")
    side.i18n("status")
    side.i18n("update")
    hostile.empty(side.catalogs)
    side.i18n("translate", "en", "--engine", "pseudo", "--report", "translate.json")
    build_and_check(side, "pseudo")
    side.i18n("build")
