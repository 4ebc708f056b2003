"""What `revisions.py` runs inside of each checkout: Markdown read by the API, and many short commands in one process.

    PYTHONPATH=CHECKOUT python benchmarks/probe.py read < WHAT
    PYTHONPATH=CHECKOUT python benchmarks/probe.py commands < WHAT

`read` takes a JSON list of objects with a `text` and the `options` of `parse`, and prints a JSON list of what was
found. `commands` takes a JSON list of pairs of a folder and arguments, and prints exit code and both outputs of each.
Only what the project promises to keep is used: `parse` with its documents, and the command line.
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
from typing import Any

from hostile import damaged

import i18n
from i18n import Finding, parse
from i18n.cli.main import main as run_command
from i18n.model import Key

SHIFTS = range(3)
"""How many times each document is filled with damaged translations."""


def main() -> int:
    """Read what to do, do it, print what came of it."""
    tasks = json.load(sys.stdin)
    if sys.argv[1] == "commands":
        load_all()
        results = [commanded(*task) for task in tasks]
    else:
        results = [read(task) for task in tasks]
    json.dump(results, sys.stdout, ensure_ascii=False, indent=1)
    return 0


def load_all() -> None:
    """Import all modules but engines, which nothing here asks, so that no command has to."""
    for module in walk_packages(i18n.__path__, "i18n."):
        if not module.name.endswith("__main__") and ".translation" not in module.name:
            with suppress(ImportError):
                import_module(module.name)


def read(what: Mapping[str, Any]) -> dict[str, Any]:
    """Return all that is known of a document, and what becomes of damaged translations in it."""
    document = parse(what["text"], **what["options"])
    rendered = []
    for shift in SHIFTS:
        filled: dict[str | Key, str] = {key: damaged(key[1], shift + at) for at, key in enumerate(document.messages)}
        rendering = document.splice(filled)
        rendered.append([rendering.text, rendering.used, [described(finding) for finding in rendering.findings]])
    return {
        "segments": [
            [one.kind, one.msgid, one.context, one.span, one.position, one.heading, one.comments]
            for one in document.segments
        ],
        "skips": [[skip.span, skip.reason] for skip in document.skips],
        "findings": [described(finding) for finding in document.findings],
        "untranslated": document.render({}) == document.text,
        "damaged": rendered,
    }


def described(finding: Finding) -> list[Any]:
    """Return what a finding tells a person."""
    return [finding.code, finding.severity, finding.position, finding.msgid, finding.message, finding.hint]


def commanded(folder: str, arguments: Sequence[str]) -> dict[str, Any]:
    """Run one command in a process of its own, which has all modules loaded already."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        sys.stdout.flush()
        child = os.fork()
        if not child:
            os.chdir(folder)
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            code = 70
            try:
                code = run_command(list(arguments))
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        status = os.waitpid(child, 0)[1]
        out.seek(0)
        err.seek(0)
        code = os.waitstatus_to_exitcode(status)
        return {"command": arguments, "exit": code, "out": out.read().decode(), "err": err.read().decode()}


if __name__ == "__main__":
    sys.exit(main())
