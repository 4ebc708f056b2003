"""`check --baseline` and `--against`: only what a change made worse fails."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.inspection.baseline import baseline_of
from i18n.model import Finding, Position
from i18n.reports.identity import identities

PO = "locales/en/LC_MESSAGES"


@pytest.fixture
def poor(project, run, fill):
    """Make a project with a refused translation, one that is fine, and one missing."""
    root = project({"a.md": "甲\n\n乙\n\n丙\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A <script>", "乙": "B"})
    return root


def edit(root, path, old, new):
    file = root / path
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture(params=["baseline", "against"])
def before(request, poor, run, git, tmp_path):
    """Note what is found in the project now, in a baseline or a commit; returns the option that compares with it."""
    if request.param == "baseline":
        file = tmp_path / "known.json"
        code, out, _ = run("--project", poor, "check", "--write-baseline", file)
        assert code == 0
        assert "2 findings known before" in out
        return ["--baseline", file]
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    return ["--against", "HEAD"]


def test_what_was_so_before_does_not_fail(poor, run, before):
    """What was found before is counted, and not shown."""
    assert run("--project", poor, "check")[0] == 1
    code, out, err = run("--project", poor, "check", *before)
    assert (code, err) == (0, "")
    assert out.endswith("2 findings known before\nnothing is worse than before\n")


def test_moved_lines_are_nothing_new(poor, run, before):
    """Neither in the source nor in the catalog."""
    edit(poor, "source/a.md", "甲\n", "# 新标题\n\n甲\n")
    run("--project", poor, "update")
    edit(poor, f"{PO}/a.po", 'msgid "新标题"\nmsgstr ""', '# a long\n# comment\nmsgid "新标题"\nmsgstr "Title"')
    assert run("--project", poor, "check", *before)[0] == 0


def test_a_renamed_document_is_nothing_new(poor, run, before):
    """Its catalog follows it."""
    (poor / "source/a.md").rename(poor / "source/z.md")
    run("--project", poor, "update")
    assert (poor / PO / "z.po").exists()
    assert run("--project", poor, "check", *before)[0] == 0


def test_a_text_that_was_not_translated_may_be_rewritten(poor, run, before):
    """No more is missing than before."""
    edit(poor, "source/a.md", "丙", "全新文字")
    run("--project", poor, "update")
    assert run("--project", poor, "check", *before)[0] == 0


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        ("source/a.md", "丙\n", "丙\n\n丁\n", "error: not translated: “丁”"),
        (f"{PO}/a.po", 'msgstr "B"', 'msgstr ""', "error: not translated: “乙”"),
        (f"{PO}/a.po", 'msgstr "B"', 'msgstr "B <b>"', "error: adds the tag “<b>”"),
    ],
)
def test_what_has_become_worse_fails(poor, run, before, path, old, new, said):
    """It alone is shown."""
    edit(poor, path, old, new)
    code, out, err = run("--project", poor, "check", *before)
    assert code == 1
    assert err.count("error:") == 1
    assert said in err
    assert out.endswith("2 findings known before\nworse than before\n")


def test_a_catalog_that_cannot_be_read_fails_always(poor, run, tmp_path):
    """No baseline can accept it: nobody knows what such a file holds."""
    edit(poor, f"{PO}/a.po", 'msgstr "B"', 'msgstr "B')
    file = tmp_path / "known.json"
    assert run("--project", poor, "check", "--write-baseline", file)[0] == 1
    assert run("--project", poor, "check", "--baseline", file)[0] == 1


def test_what_is_mended_is_counted(poor, run, before):
    """So that a baseline can shrink."""
    edit(poor, f"{PO}/a.po", "A <script>", "A")
    code, out, _ = run("--project", poor, "check", *before)
    assert code == 0
    assert "1 finding known before; 1 more is gone" in out


def test_an_earlier_state_is_that_where_the_branches_parted(poor, run, git):
    """What others mended since then is not held against this branch."""
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "one")
    git("checkout", "-qb", "topic")
    git("checkout", "-q", "main")
    edit(poor, f"{PO}/a.po", "A <script>", "A")
    git("commit", "-qam", "mended")
    git("checkout", "-q", "topic")
    assert run("--project", poor, "check", "--against", "main")[0] == 0


def test_a_project_that_was_not_there_yet_had_nothing(project, run, git, tmp_path):
    """All findings are new."""
    git("init", "-q")
    (tmp_path / "README").write_text("x", "utf-8")
    git("add", ".")
    git("commit", "-qm", "one")
    root = project({"a.md": "甲\n"})
    assert run("--project", root, "check", "--against", "HEAD")[0] == 1


def test_a_new_rule_or_term_is_no_change_for_the_worse(project, run, fill, git):
    """The earlier state is checked as the project asks today."""
    root = project({"a.md": "打开控制台\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"打开控制台": "Open the dashboard"})
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    (root / "locales/en/glossary.csv").write_text("source,target,mode,note\n控制台,console,forced,\n", "utf-8")
    with (root / "i18n.toml").open("a", encoding="utf-8") as file:
        file.write('\n[check.severity]\nterm = "error"\n')
    code, _, err = run("--project", root, "check")
    assert (code, "[C401 term]" in err) == (1, True)
    assert run("--project", root, "check", "--against", "HEAD")[0] == 0


def test_nothing_is_written_but_the_baseline(poor, run, git, stamps, tmp_path):
    """Neither in the project nor in the repository."""
    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "one")
    was = stamps(poor)
    run("--project", poor, "check", "--against", "HEAD")
    assert stamps(poor) == was
    run("--project", poor, "check", "--write-baseline", tmp_path / "known.json")
    assert stamps(poor).keys() - was.keys() == {tmp_path / "known.json"}
    first = (tmp_path / "known.json").read_bytes()
    run("--project", poor, "check", "--write-baseline", tmp_path / "known.json")
    assert (tmp_path / "known.json").read_bytes() == first


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no baseline, since it is not JSON"),
        ("{", "is no baseline, since it is not JSON"),
        ("[]", "is no baseline; this program reads version 2"),
        ('{"version": 3, "files": {}}', "is a baseline of version 3; this program reads version 2"),
        ('{"version": 1}', "is a damaged baseline"),
        ('{"version": 1, "files": {"a.po": 3}}', "is a damaged baseline"),
        ('{"version": 1, "files": {"a.po": {"C101": 3}}}', "is a damaged baseline"),
        ('{"version": 1, "files": {"a.po": {"C101": [[]]}}}', "is a damaged baseline"),
    ],
)
def test_a_baseline_that_is_none_is_an_error(poor, run, tmp_path, text, said):
    """Exit code 2, and how to get one."""
    file = tmp_path / "known.json"
    file.write_text(text, "utf-8")
    code, _, err = run("--project", poor, "check", "--baseline", file)
    assert code == 2
    assert said in err
    assert f"i18n check --write-baseline {file}" in err


def test_other_ways_to_be_wrong_are_errors(poor, run, tmp_path, git):
    """Exit code 2 each, with what to do."""
    known = tmp_path / "known.json"
    code, _, err = run("--project", poor, "check", "--baseline", known)
    assert (code, "cannot be read: no such file" in err) == (2, True)
    code, _, err = run("--project", poor, "check", "--baseline", known, "--against", "main")
    assert (code, "exclude one another" in err) == (2, True)
    code, _, err = run("--project", poor, "check", "--write-baseline", poor)
    assert (code, "cannot be written" in err) == (2, True)
    code, _, err = run("--project", poor, "check", "--against", "HEAD")
    assert (code, "the project is in no git repository" in err) == (2, True)
    git("init", "-q")
    code, _, err = run("--project", poor, "check", "--against", "HEAD")
    assert (code, "git knows no commit “HEAD”" in err) == (2, True)


FINDINGS = st.lists(
    st.builds(
        Finding,
        st.sampled_from(["empty", "needs-work", "code-span", "tag"]),
        st.text("ab1", max_size=2),
        path=st.sampled_from(["a.po", "b.po"]),
        position=st.builds(Position, st.integers(1, 9), st.just(1)),
        msgid=st.sampled_from(["", "甲", "乙"]),
        context=st.sampled_from([None, "c"]),
        about=st.sampled_from([(), ("a.png",), ("link", "b.md")]),
    ),
    max_size=12,
)


@given(FINDINGS, FINDINGS)
def test_a_comparison_loses_no_finding(old, new):
    """Each is known or new, and the new ones keep their order; what a baseline holds is never new."""
    baseline = baseline_of(old)
    result = baseline.ratchet(new)
    assert sorted(map(repr, result.new + result.known)) == sorted(map(repr, new))
    rest = iter(new)
    assert all(any(one is other for other in rest) for one in result.new)
    assert len(result.known) + result.gone == len(old)
    assert baseline.ratchet(old).new == []
    assert len(baseline.ratchet(old + new).new) == len(new)
    assert json.loads(baseline.dumped())["version"] == 2


@given(FINDINGS)
def test_a_baseline_comes_back_from_its_file(tmp_path_factory, findings):
    """As it was."""
    from i18n.inspection.baseline import read_baseline

    file = tmp_path_factory.getbasetemp() / "round.json"
    baseline = baseline_of(findings)
    file.write_text(baseline.dumped(), "utf-8")
    assert read_baseline(file) == baseline


def test_a_baseline_of_version_1_is_read(run, tmp_path):
    """It holds a finding of each kind that concerns no message, by its sentence, as version 1 was written."""
    root = tmp_path / "project"
    shutil.copytree(Path(__file__).parent / "baseline_of_version_1", root)
    (root / "docs/loop").symlink_to(".")
    Path(os.fsdecode(os.fsencode(root) + b"/docs/\xff.md")).touch()
    code, out, err = run("--project", root, "check", "--select", "ALL", "--baseline", root / "known.json")
    assert (code, err) == (0, "")
    assert "26 findings known before" in out
    (root / "docs/a.md").write_text((root / "docs/a.md").read_text("utf-8") + "\n[新](./new.md)\n", "utf-8")
    code, out, err = run("--project", root, "check", "--select", "ALL", "--baseline", root / "known.json")
    assert (code, err.count("[C503 missing-file]")) == (0, 1)


@given(FINDINGS, st.text("ab1", max_size=4))
def test_another_sentence_makes_nothing_new(findings, words):
    """Nor another name for what forges follow over time."""
    reworded = [replace(finding, message=words, hint=words) for finding in findings]
    assert baseline_of(findings).ratchet(reworded).new == []
    assert [name for _, name in identities(findings)] == [name for _, name in identities(reworded)]
