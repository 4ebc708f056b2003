"""The command line as a whole: help, hints for what is mistyped, exit codes, and no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

import i18n

IN_A_PROJECT = ["extract", "update", "build", "check", "status"]
GROUPS = {"glossary": ["import", "export", "mine"], "memory": ["import", "export"]}
COMMANDS = ["init", "extract", "update", "translate", *IN_A_PROJECT[2:], *GROUPS, "compile", "merge-driver"]


@pytest.fixture
def program_in():
    """Run `python -m i18n` in a directory; returns the finished process."""

    def ran(directory, *arguments, flags=()):
        command = [sys.executable, *flags, "-m", "i18n", *arguments]
        environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
        return subprocess.run(
            command, cwd=directory, env=environment, capture_output=True, encoding="utf-8", check=False
        )

    return ran


LIBRARIES = {"babel", "markdown_it", "mdit_py_plugins", "polib", "rapidfuzz", "requests", "rich", "yaml"}
NEEDED = {
    "--help": set(),
    "--version": set(),
    "init": set(),
    "glossary": {"polib"},
    "compile": {"polib"},
    "merge-driver": {"polib"},
    "extract": {"markdown_it", "mdit_py_plugins", "polib", "yaml"},
    "status": {"markdown_it", "mdit_py_plugins", "polib", "yaml"},
    "build": {"markdown_it", "mdit_py_plugins", "polib", "yaml"},
    "memory": {"polib"},
    "update": {"markdown_it", "mdit_py_plugins", "polib", "rapidfuzz", "yaml"},
    "translate": {"markdown_it", "mdit_py_plugins", "polib", "rapidfuzz", "yaml"},
}
"""The libraries that a command may load before it knows what it is to do."""


@pytest.mark.parametrize("command", NEEDED)
def test_a_command_loads_no_library_that_it_does_not_need(program_in, tmp_path, command):
    """`i18n --help` answers at once, and so does each command."""
    arguments = [command] if command.startswith("-") else [command, "--help"]
    done = program_in(tmp_path, *arguments, flags=["-X", "importtime"])
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.split("\n")}
    assert done.returncode == 0
    assert "click" in loaded
    assert loaded & LIBRARIES <= NEEDED[command]


@pytest.mark.parametrize("command", ["build", "extract", "status", "update", "translate"])
def test_only_a_check_loads_the_rules(program_in, tmp_path, command):
    """They are many files, and no other command looks for faults."""
    done = program_in(tmp_path, command, "--help", flags=["-X", "importtime"])
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.split("\n")}
    assert f"i18n.workflow.{command}" in loaded
    assert not [name for name in loaded if name.startswith(("i18n.checks.", "i18n.inspection."))]


def test_help_lists_every_command(run):
    """With what each does."""
    code, out, _ = run("--help")
    assert code == 0
    assert [line.split()[0] for line in out.partition("Commands:")[2].split("\n") if line[:3].strip()] == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_examples(run, command):
    """Also outside of a project."""
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"  i18n {command}" in out.partition("Usage")[2].partition("\n")[2]
    assert "--json" in out or command in ("merge-driver", *GROUPS)


@pytest.mark.parametrize("command", [(group, inner) for group, inners in GROUPS.items() for inner in inners])
def test_every_command_of_a_group_has_help_with_examples(run, command):
    """As the others."""
    code, out, _ = run(*command, "--help")
    assert code == 0
    assert f"  i18n {' '.join(command)} en" in out.partition("Usage")[2].partition("\n")[2]
    assert "--json" in out


def test_the_version_is_told(run):
    """It is the package's."""
    assert run("--version")[:2] == (0, f"i18n, version {i18n.__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["biuld"], "There is no command “biuld”. Did you mean “build”?"),
        (["chek"], "Did you mean “check”?"),
        (["zzz"], f"Commands: {', '.join(COMMANDS)}."),
        (["build", "--inclde"], "Did you mean one of: '--include', "),
        (["check", "--requre", "human"], "Did you mean '--require'?"),
        (["check", "--require", "humans"], "is not one of 'machine', 'human'"),
        (["check", "--min", "101"], "0<=x<=100"),
        (["check", "--min", "nan"], "from 0 to 100"),
        (["check", "--min", "many"], "not a valid float"),
        (["build", "--include"], "requires an argument"),
        (["build", "eng"], "the project has no locale “eng”\n  hint: did you mean “en”?"),
        (["translate", "en"], "no engine is named, and none is a default"),
        (["translate", "en", "--engine", "gogle"], "did you mean “google”?"),
        (["translate", "fr", "--engine", "memory"], "the project has no locale “fr”"),
        (["translate", "en", "b.md", "--engine", "memory"], "there is no source b.md"),
        (["update", "fr"], "the project has no locale “fr”\n  hint: known locales: en"),
        (["status", ""], "the project has no locale “”"),
        (["check", "../en"], "the project has no locale “../en”"),
        (["extract", "source/b.md"], "there is no source source/b.md\n  hint: name a source file or a folder"),
    ],
)
def test_what_is_mistyped_gets_a_hint(project, run, stamps, arguments, said):
    """Wrong usage ends with 2, and writes nothing."""
    root = project({"a.md": "甲\n"})
    before = stamps(root)
    code, out, err = run("--project", root, *arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert stamps(root) == before


def test_no_command_shows_the_help(run):
    """It counts as wrong usage."""
    code, out, err = run()
    assert code == 2
    assert "Commands:" in out + err


@pytest.mark.parametrize("command", [*IN_A_PROJECT, "compile"])
def test_outside_of_a_project_every_command_says_what_to_write(run, tmp_path, command):
    """Configuration errors end with 2."""
    code, out, err = run("--project", tmp_path, command)
    assert (code, out) == (2, "")
    assert err.startswith("error: no project file in ")
    assert "hint: write an i18n.toml" in err


def test_the_project_is_found_from_a_folder_inside_it(project, program_in):
    """Paths are relative to where one stands."""
    root = project({"guides/a.md": "甲\n", "b.md": "乙\n"})
    done = program_in(root / "source/guides", "extract", "a.md")
    assert (done.returncode, done.stderr) == (0, "")
    assert [path.name for path in root.rglob("*.pot")] == ["a.pot"]


@pytest.mark.parametrize("command", IN_A_PROJECT)
def test_a_pipe_gets_plain_text(project, program_in, command):
    """No colours, no progress bar, and one last line that says what was done."""
    root = project({f"{number}.md": "甲\n" for number in range(30)} | {"bad.md": b"\xff"})
    done = program_in(root, command)
    assert "\x1b" not in done.stdout + done.stderr
    assert "source/bad.md: error: not UTF-8: byte 0" in done.stderr
    assert "Traceback" not in done.stderr
    assert done.returncode == 1
    assert done.stdout.endswith("\n")


@pytest.mark.parametrize("command", IN_A_PROJECT)
def test_json_stays_json_whatever_is_found(project, run, command):
    """Findings are inside of it, with severity and place, and standard error is empty."""
    root = project({"a.md": "甲\n", "bad.md": b"ok\n\xff"})
    (root / "locales/en/LC_MESSAGES").mkdir(parents=True)
    (root / "locales/en/LC_MESSAGES/a.po").write_text("nonsense\n", "utf-8")
    code, out, err = run("--project", root, command, "--json")
    findings = json.loads(out)["findings"]
    assert (code, err) == (1, "")
    assert ("source/bad.md", "source-error", "error") in {
        (finding["path"], finding["name"], finding["severity"]) for finding in findings
    }
    assert all(finding["message"] for finding in findings)


def test_a_reader_that_leaves_is_no_crash(project):
    """`i18n … | head` ends quietly."""
    root = project({"a.md": "甲\n\n" * 20_000})
    command = f"{sys.executable} -m i18n extract --explain source/a.md | head -c 10"
    done = subprocess.run(["sh", "-c", command], cwd=root, capture_output=True, check=False)
    assert len(done.stdout) == 10
    assert b"Traceback" not in done.stderr
    assert b"did not expect" not in done.stderr


@pytest.mark.parametrize("command", ["update", "status", "check"])
def test_a_terminal_that_knows_no_chinese_is_no_crash(project, command):
    """What it cannot show has its number, as on Windows where the output goes into a file."""
    root = project({"指南/甲.md": "甲\n", "坏.md": b"\xff"})
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252"}
    arguments = [sys.executable, "-m", "i18n", command]
    done = subprocess.run(arguments, cwd=root, env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"source/\\u574f.md: error: not UTF-8" in done.stderr
    assert b"did not expect" not in done.stderr
