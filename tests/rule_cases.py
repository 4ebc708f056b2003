"""Reads tests/checks/cases: texts that a rule is asked about, and whole projects that `i18n check` is run on."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from conftest import CONFIGURATION

FOLDER = Path(__file__).parent / "checks" / "cases"
_CASE = re.compile(r"(bad|good|fix): *(.*)")
_BLOCK = re.compile(r"--- ([\w\\].*)")
_MARK = re.compile(r"\[([a-z0-9 ]+)\] ")
_FILE = re.compile(r"(\S+)(?: \((\S+)\)| -> (\S+))?")
_BYTE = re.compile(rb"\\x([0-9a-f]{2})")


class Case(NamedTuple):
    """A text, or a project of the files that its blocks show."""

    code: str
    bad: bool
    marks: tuple[str, ...] = ()
    text: str = ""
    fix: str | None = None
    blocks: tuple[tuple[str, str], ...] = ()

    @property
    def title(self) -> str:
        """What it is called in a report of tests."""
        return f"{self.code} {'bad' if self.bad else 'good'}: {self.text}"

    def block(self, name: str, otherwise: str = "") -> str:
        """Return the text of a block that is no file: `runs` or `finds`."""
        return dict(self.blocks).get(name, otherwise).strip("\n")

    @property
    def expected(self) -> list[str]:
        """The findings that a project's check must print, as it prints them, without the hints."""
        return self.block("finds").split("\n") if self.block("finds") else []


def cases() -> Iterator[Case]:
    """Yield every case of the folder."""
    for file in sorted(FOLDER.glob("*.txt")):
        yield from read_cases(file.stem, file.read_text("utf-8"))


def read_cases(code: str, text: str) -> list[Case]:
    """Return the cases of a file, which is named after a code; raises AssertionError for a line that is none."""
    found: list[Case] = []
    for line in text.split("\n"):
        if match := _CASE.fullmatch(line):
            if match[1] == "fix":
                found[-1] = found[-1]._replace(fix=_unescaped(match[2]))
            else:
                found.append(_case(code, match[1] == "bad", match[2]))
        elif match := _BLOCK.fullmatch(line):
            found[-1] = found[-1]._replace(blocks=(*found[-1].blocks, (match[1], "")))
        elif found and found[-1].blocks:
            *others, (name, inside) = found[-1].blocks
            found[-1] = found[-1]._replace(blocks=(*others, (name, f"{inside}{line}\n")))
        else:
            assert not line or line.startswith("#"), f"{code}.txt: {line}"
    return found


def _case(code: str, bad: bool, text: str) -> Case:
    text = _unescaped(text)
    marks = []
    while match := _MARK.match(text):
        marks.append(match[1])
        text = text[match.end() :]
    return Case(code, bad, tuple(marks), text)


def _unescaped(text: str) -> str:
    return text.strip().replace("␣", " ").replace("\\\\\\n", "\\\n")


def lay_out(case: Case, root: Path) -> None:
    """Write the files of a project below a folder; blank lines at the end of a block are not part of its file."""
    (root / "source").mkdir()
    (root / "i18n.toml").write_text(CONFIGURATION, "utf-8")
    for title, text in case.blocks:
        if title not in ("runs", "finds"):
            _write(root, title, text.rstrip("\n") + "\n")


def _write(root: Path, title: str, text: str) -> None:
    match = _FILE.fullmatch(title)
    assert match, f"no name of a file: {title}"
    name, encoding, target = match.groups()
    raw = _BYTE.sub(lambda byte: bytes([int(byte[1], 16)]), name.encode())
    file = root / os.fsdecode(raw)
    file.parent.mkdir(parents=True, exist_ok=True)
    if target:
        file.symlink_to(target)
    else:
        file.write_bytes(text.encode(encoding or "utf-8"))
