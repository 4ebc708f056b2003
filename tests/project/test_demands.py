"""What a project asks for: percentages by locale and path, new documents, excluded ones."""

from __future__ import annotations

import json

import pytest

from i18n.catalog.message import Message
from i18n.catalog.state import source_hash, target_hash
from i18n.project import find_project
from i18n.project.demands import Demand, Demands

HEAD = 'locales = ["en", "fr"]\n\n[[collections]]\nsource = "source"\noutput = "build/{locale}"\n\n'
SOURCES = {"a.md": "甲\n\n乙\n", "guides/b.md": "丙\n\n丁\n", "drafts/c.md": "戊\n"}


@pytest.fixture
def verdicts(run):
    """Run check; returns the exit code and the verdicts: locale, pattern, done, messages, enough."""

    def told(root, *arguments):
        code, out, _ = run("--project", root, "check", "--json", *arguments)
        demands = json.loads(out)["demands"]
        return code, [(one["locale"], one["pattern"], one["done"], one["messages"], one["enough"]) for one in demands]

    return told


def test_the_project_file_says_what_is_asked(project):
    """What a table for some paths does not say, the general one does; the first table that covers a document counts."""
    root = project(
        SOURCES,
        HEAD
        + """[check]
require = "human"
min = 95
since = "14 days"
exclude = ["source/drafts/**"]

[[check.paths]]
pattern = "source/guides/**"
min = 99.5

[[check.paths]]
locales = ["fr"]
require = "machine"
""",
    )
    guides = Demand("source/guides/**", (), "human", 99.5)
    french = Demand("**", ("fr",), "machine", 95)
    demands = find_project(root, explicit=True).check.demands
    assert demands == Demands(Demand("", (), "human", 95), (guides, french), "14 days", ("source/drafts/**",))
    assert demands.of("en", "source/a.md") == demands.general
    assert demands.of("fr", "source/guides/b.md") == guides
    assert demands.of("fr", "source/a.md") == french
    assert demands.of("en", "source/drafts/c.md") is None


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ("[check]\nmin = 101", "“min” must be a number from 0 to 100"),
        ("[check]\nmin = nan", "“min” must be a number from 0 to 100"),
        ("[check]\nmin = true", "“min” must be a number from 0 to 100"),
        ('[check]\nmin = "95"', "“min” must be a number from 0 to 100"),
        ('[check]\nrequire = "humans"', "did you mean “human”?"),
        ("[check]\nminimum = 95", "unknown key “minimum”"),
        ("[check]\nsince = 14", "“since” must be a text"),
        ('[check]\n[[check.paths]]\nlocales = ["de"]', "the project has no locale “de”"),
        ('[check]\n[[check.paths]]\npatern = "x"', "did you mean “pattern”?"),
        ("[check]\npaths = 3", "“paths” must be one or more [[check.paths]] tables"),
    ],
)
def test_a_mistake_in_the_project_file_is_explained(project, run, check, said):
    """With exit code 2."""
    code, _, err = run("--project", project(SOURCES, HEAD + check + "\n"), "check")
    assert (code, said in err) == (2, True)


def test_check_must_be_a_table(project, run):
    """A value in its place is an error."""
    code, _, err = run("--project", project(SOURCES, "check = 3\n" + HEAD), "check")
    assert (code, "“check” must be a table, [check]" in err) == (2, True)


def test_each_path_and_locale_is_judged_by_what_is_asked_of_it(project, run, fill, verdicts):
    """Excluded documents count nowhere; a failing part fails the check, and its messages alone are errors."""
    asked = """[check]
min = 50
exclude = ["source/drafts/**"]
[[check.paths]]
pattern = "source/guides/**"
locales = ["en"]
min = 100
[[check.paths]]
locales = ["fr"]
min = 0
"""
    root = project(SOURCES, HEAD + asked)
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A"})
    fill(root, "guides/b.po", {"丙": "C"})
    assert verdicts(root) == (
        1,
        [("en", "", 1, 2, True), ("en", "source/guides/**", 1, 2, False), ("fr", "**", 0, 4, True)],
    )
    _, out, err = run("--project", root, "check")
    assert out.split("\n")[:3] == [
        "en: 1 of 2 messages done, enough (1 not translated)",
        "en, source/guides/**: 1 of 2 messages done, below the 100 % asked for (1 not translated)",
        "fr, **: 0 of 4 messages done, enough (4 not translated)",
    ]
    assert "warning: not translated: “乙”" in err
    assert "error: not translated: “丁”" in err
    assert "戊" not in err
    assert verdicts(root, "--min", "50")[0] == 1  # French
    assert verdicts(root, "en", "--min", "50")[0] == 0
    fill(root, "guides/b.po", {"丁": "D"})
    assert verdicts(root)[0] == 0


def test_fuzzy_and_stale_are_counted_apart(project, run, fill):
    """And a machine's work where people are asked for."""
    root = project({"a.md": "甲\n\n乙\n\n丙\n\n丁\n"})
    run("--project", root, "update")
    file = fill(root, "a.po", {"甲": "A", "乙": "B", "丙": "C"}, flag="fuzzy")
    text = file.read_text("utf-8")
    for msgid, msgstr, read in (("甲", "A", "甲"), ("乙", "B", "was other")):
        mark = f"# mt: engine/model mask - s{source_hash(Message(read))} t{target_hash(msgstr)} 2026-01-01\n"
        text = text.replace(f'#, fuzzy\nmsgid "{msgid}"', f'{mark}#, fuzzy\nmsgid "{msgid}"')
    file.write_text(text, "utf-8")
    _, out, _ = run("--project", root, "check")
    assert out.startswith("en: 1 of 4 messages done, below the 100 % asked for (1 not translated, 1 fuzzy, 1 stale)\n")
    _, out, _ = run("--project", root, "check", "--require", "human")
    assert "(1 not translated, 1 fuzzy, 1 stale, 1 by a machine only)" in out


def test_without_its_rules_completeness_is_not_judged(project, run):
    """Where only other rules are selected, there is no verdict that could contradict the exit code."""
    root = project({"a.md": "甲\n"})
    assert run("--project", root, "check", "--select", "C2") == (0, "sound\n", "")
    code, out, _ = run("--project", root, "check", "--select", "C2", "--json")
    assert (code, json.loads(out)["demands"], json.loads(out)["locales"]["en"]["messages"]) == (0, [], 1)


def test_a_pattern_that_matches_nothing_is_said(project, run):
    """It is most likely mistyped."""
    root = project(SOURCES, HEAD + '[check]\nmin = 0\nexclude = ["drafts/**"]\n')
    code, _, err = run("--project", root, "check")
    assert (code, "warning: no source matches “drafts/**”" in err) == (0, True)


# New documents ----------------------------------------------------------------------------------


@pytest.fixture
def aged(project, run, git, fill, monkeypatch):
    """Make a repository with a complete document of old, and one that was added just now."""
    root = project({"a.md": "甲\n\n乙\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A", "乙": "B"})
    git("init", "-q")
    git("add", ".")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2020-01-01T00:00:00Z")
    git("commit", "-qm", "old")
    git("tag", "v1")
    monkeypatch.delenv("GIT_COMMITTER_DATE")
    (root / "source/new.md").write_text("新\n", "utf-8")
    return root


@pytest.mark.parametrize("since", ["14 days", "1 day", "30", "v1"])
@pytest.mark.parametrize("committed", [True, False])
def test_a_new_document_need_not_be_complete(aged, run, git, since, committed):
    """By days or by a revision, committed or not; it counts neither as done nor as missing, and is named."""
    if committed:
        git("add", ".")
        git("commit", "-qm", "new")
    assert run("--project", aged, "check")[0] == 1
    code, out, err = run("--project", aged, "check", "--since", since)
    assert code == 0
    assert out.startswith("en: 2 of 2 messages done, enough\n1 message of new documents not done yet\n")
    assert "note: not translated: “新”" in err


def test_an_old_document_with_a_new_name_is_not_new(aged, run, git):
    """Git knows the rename; and an old one with a new text is not new either."""
    (aged / "source/new.md").unlink()
    git("mv", "source/a.md", "source/b.md")
    (aged / "source/b.md").write_text("甲\n\n乙\n\n丙\n", "utf-8")
    code, _, err = run("--project", aged, "check", "--since", "v1")
    assert (code, "error: not translated: “丙”" in err) == (1, True)


def test_since_the_repository_began_all_is_new(aged, run, git):
    """Where the whole history is younger than that."""
    assert run("--project", aged, "check", "--since", "9999 days", "--require", "human")[0] == 0


def test_a_history_that_is_cut_off_is_an_error(aged, run, git, tmp_path_factory, program):
    """Or else everything would be new in a shallow clone, and nothing would ever fail."""
    import subprocess

    git("add", ".")
    git("commit", "-qm", "new")
    clone = tmp_path_factory.mktemp("clone") / "c"
    subprocess.run([program("git"), "clone", "-q", "--depth=1", aged.as_uri(), clone], check=True, capture_output=True)
    code, _, err = run("--project", clone, "check", "--since", "14 days")
    assert code == 2
    assert "the history of this shallow clone does not reach back far enough" in err
    assert "--unshallow" in err


@pytest.mark.parametrize(
    ("since", "said"), [("nowhere", "git knows no commit “nowhere”"), ("--all", "git knows no commit “--all”")]
)
def test_an_unknown_revision_is_an_error(aged, run, since, said):
    """Exit code 2."""
    code, _, err = run("--project", aged, "check", f"--since={since}")
    assert (code, said in err) == (2, True)


def test_since_without_a_repository_is_an_error(project, run):
    """Exit code 2."""
    code, _, err = run("--project", project({"a.md": "甲\n"}), "check", "--since", "14 days")
    assert (code, "the project is in no git repository" in err) == (2, True)
