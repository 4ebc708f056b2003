"""What `revisions.py` runs inside of each checkout: its commands, and Markdown read by its API.

    PYTHONPATH=CHECKOUT python benchmarks/probe.py < TASKS

Each line of TASKS is a JSON list, and so is each line of the answer. `["run", folder, arguments]` runs a command; it
has a process of its own, but need not load any module. `["read", text, options]` parses a text with `options` and
tells all that is known of it. Only what the project promises to keep is used: the command line, and `parse`.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from pkgutil import walk_packages
from typing import Any, NoReturn

from hostile import damaged

import i18n
from i18n import Finding, parse
from i18n.cli.main import run as run_command
from i18n.model import Key

SHIFTS = range(3)
"""How many times each document is filled with damaged translations."""


def main() -> int:
    """Do one task after the other."""
    load_all()
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        answer = run(*arguments) if name == "run" else read(*arguments)
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return 0


def load_all() -> None:
    """Import all modules but engines, which need packages that may not be here."""
    for module in walk_packages(i18n.__path__, "i18n."):
        if not module.name.endswith("__main__") and ".engines" not in module.name:
            with suppress(ImportError):
                import_module(module.name)


def run(folder: str, arguments: Sequence[str]) -> list[Any]:
    """Run a command in a folder; returns its exit code and its two outputs."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if not child:
            become(folder, arguments, out.fileno(), err.fileno())
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        out.seek(0)
        err.seek(0)
        return [code, *(file.read().decode("utf-8", "backslashreplace") for file in (out, err))]


def become(folder: str, arguments: Sequence[str], out: int, err: int) -> NoReturn:
    """Turn this process into a command."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for mine, its in enumerate((nothing, out, err)):
        os.dup2(its, mine)
    os.chdir(folder)
    sys.argv = ["i18n", *arguments]
    code: object = 70
    try:
        run_command()
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 0)


def read(text: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return all that is known of a document, and what becomes of damaged translations in it."""
    document = parse(text, **options)
    filled = []
    for shift in SHIFTS:
        translations: dict[str | Key, str] = {
            key: damaged(key[1], shift + at) for at, key in enumerate(document.messages)
        }
        rendering = document.splice(translations)
        filled.append([rendering.text, rendering.used, [described(finding) for finding in rendering.findings]])
    return {
        "segments": [
            [one.kind, one.msgid, one.context, one.span, one.position, one.heading, one.comments]
            for one in document.segments
        ],
        "skips": [[skip.span, skip.reason] for skip in document.skips],
        "findings": [described(finding) for finding in document.findings],
        "keeps its bytes": document.render({}) == document.text,
        "filled": filled,
    }


def described(finding: Finding) -> list[Any]:
    """Return what a finding tells a person."""
    return [finding.code, finding.severity, finding.position, finding.msgid, finding.message, finding.hint]


if __name__ == "__main__":
    sys.exit(main())
