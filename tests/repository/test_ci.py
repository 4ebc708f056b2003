"""What a forge runs: the action, the GitLab template and the pre-commit hooks, as far as they run here."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from i18n.project import read_project

ROOT = Path(__file__).parents[2]
PO = "locales/en/LC_MESSAGES"


def read(name):
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


@pytest.mark.parametrize(
    ("schema", "name"), [("vendor.github-actions", "action.yml"), ("vendor.gitlab-ci", "ci/gitlab.yml")]
)
def test_a_kit_is_valid_by_its_schema(schema, name):
    """By the schemas that check-jsonschema brings."""
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(ROOT / name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_examples_of_the_handbook_are_valid(tmp_path):
    """Workflows by their schema; the project file and the pre-commit configuration as their programs read them."""
    pytest.importorskip("check_jsonschema")
    text = (ROOT / "docs/ci.md").read_text("utf-8")
    texts = re.findall(r"```yaml\n(.*?)```", text, flags=re.DOTALL)
    examples = [yaml.safe_load(example) for example in texts]
    for example in texts:
        if "jobs:" not in example:
            continue
        (tmp_path / "example.yml").write_text(example, "utf-8")
        command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
        done = subprocess.run([*command, tmp_path / "example.yml"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
    [hooks] = [example["repos"][0]["hooks"] for example in examples if "repos" in example]
    assert {hook["id"] for hook in hooks} == {hook["id"] for hook in read(".pre-commit-hooks.yaml")}
    [table] = re.findall(r"```toml\n(.*?)```", text, flags=re.DOTALL)
    collection = {"source": "source", "output": "build/{locale}"}
    project = read_project(
        ROOT, {"locales": ["en", "fr"], "collections": [collection]} | tomllib.loads(table), "i18n.toml"
    )
    assert [demand.minimum for demand in project.check.demands.special] == [100, 40]
    assert project.check.demands.special[1].required == "machine"


# GitHub -----------------------------------------------------------------------------------------


@pytest.fixture
def action(tmp_path_factory, program):
    """Run the check step of the action as a runner does, with our own command installed."""
    bash = program("bash")
    temporary = tmp_path_factory.mktemp("runner")
    (temporary / "i18n/bin").mkdir(parents=True)
    (temporary / "i18n/bin/i18n").symlink_to(Path(sys.executable).with_name("i18n"))
    [step] = [step for step in read("action.yml")["runs"]["steps"] if step.get("id") == "check"]

    def ran(root, **inputs):
        inputs = {"project": ".", "arguments": ""} | inputs
        environment = {key: value.replace("${{ inputs.", "").removesuffix(" }}") for key, value in step["env"].items()}
        environment = {key: inputs[name] for key, name in environment.items()}
        files = {name: str(temporary / name) for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY")}
        done = subprocess.run(
            [bash, "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=root,
            env={**os.environ, **environment, **files, "RUNNER_TEMP": str(temporary)},
            capture_output=True,
            text=True,
            check=False,
        )
        summary = temporary / "GITHUB_STEP_SUMMARY"
        return done.returncode, done.stdout, summary.read_text("utf-8") if summary.exists() else "", temporary

    return ran


def test_the_action_annotates_and_summarises(project, run, action):
    """It ends as the check does."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    code, out, summary, temporary = action(root)
    assert code == 1
    assert out.startswith(f"::error title=i18n C101 empty,file={PO}/a.po,line=")
    assert summary.startswith("### ❌ i18n check: not sound or not complete\n")
    assert (temporary / "GITHUB_OUTPUT").read_text("utf-8") == f"report={temporary}/i18n-check.md\n"
    assert action(root, arguments="en --min 0")[0] == 0


def test_the_action_runs_nothing_that_an_input_says(project, action):
    """An input is words for the command, and no script."""
    root = project({"a.md": "甲\n"})
    code, _, summary, _ = action(root, arguments='$(touch evil) "; touch evil; `touch evil`', project=".")
    assert (code, summary) == (2, "")
    code, _, _, _ = action(root, project='."; touch evil; "')
    assert code == 2
    assert not (root / "evil").exists()


def test_no_step_of_the_action_has_an_expression_in_its_script():
    """A runner puts its value in before the shell reads the script, so that it could become a command."""
    assert not [step for step in read("action.yml")["runs"]["steps"] if "${{" in step.get("run", "")]


# GitLab -----------------------------------------------------------------------------------------


def test_the_gitlab_job_leaves_its_reports(project, run, program):
    """Its script, as the runner puts it together, writes the files that it names as artifacts."""
    job = read("ci/gitlab.yml")["i18n-check"]
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, **{key: str(value) for key, value in job["variables"].items()}}
    command = [program("bash"), "-eo", "pipefail", "-c", "\n".join(job["script"])]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "error: not translated: “甲”" in done.stderr
    reports = job["artifacts"]["reports"]
    assert len(json.loads((root / reports["codequality"]).read_text("utf-8"))) == 1
    assert "<testsuites" in (root / reports["junit"]).read_text("utf-8")
    assert all((root / name).exists() for name in job["artifacts"]["paths"])


# pre-commit -------------------------------------------------------------------------------------


def test_the_hooks_run_in_pre_commit(project, run, fill, git, program, tmp_path_factory):
    """The real program installs them from this repository, and a commit fails or passes by them."""
    pre_commit = program("pre-commit")
    if not (ROOT / ".git").exists():
        pytest.skip("this is no clone, which pre-commit could take the hooks from")
    root = project({"a.md": "甲\n"})
    hooks = [hook["id"] for hook in read(".pre-commit-hooks.yaml")]
    revision = subprocess.run(
        [program("git"), "-C", ROOT, "rev-parse", "HEAD"], capture_output=True, text=True, check=True
    ).stdout.strip()
    config = {"repos": [{"repo": str(ROOT), "rev": revision, "hooks": [{"id": name} for name in hooks]}]}
    (root / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), "utf-8")
    git("init", "-q")
    git("add", ".")
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit"))}
    environment = {key: value for key, value in environment.items() if not key.startswith("GIT_")}

    def ran(*arguments):
        command = [pre_commit, *arguments]
        return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)

    installed = ran("install-hooks")
    if installed.returncode and "hooks.yaml is not a file" in installed.stdout:
        pytest.skip("the hooks are not committed yet")
    if installed.returncode:
        pytest.skip(f"the hooks cannot be installed here: {installed.stdout[-300:]}")
    assert sorted(hooks) == ["i18n-check", "i18n-fix", "i18n-update"]
    done = ran("run", "i18n-update")
    assert (done.returncode, (root / PO / "a.po").exists()) == (0, True)
    git("add", ".")
    done = ran("run", "i18n-check")
    assert done.returncode == 1
    assert "error: not translated: “甲”" in done.stdout
    fill(root, "a.po", {"甲": "A"})
    git("add", ".")
    done = ran("run", "--all-files")
    assert done.returncode == 0, done.stdout
    (root / "source/a.md").write_text("甲\n\n乙\n", "utf-8")
    git("add", ".")
    done = ran("run", "i18n-update")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
