"""`check --fix`: what is mechanical is mended in the PO files, and nothing else in them changes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from i18n.catalog.in_place import retranslated
from i18n.catalog.message import Message
from i18n.catalog.state import State, source_hash, state_of, target_hash
from i18n.catalog.store import read_catalog
from i18n.errors import CatalogError
from i18n.inspection.checked import Checked
from i18n.model import Finding, Severity
from i18n.project import find_project
from i18n.workflow import check_fix as fixing

PO = "locales/en/LC_MESSAGES"
MARKS = {"，": ", ", "。": "."}


def mark(msgid, msgstr, read=None):
    return f"# mt: engine/model mask - s{source_hash(Message(read or msgid))} t{target_hash(msgstr)} 2026-01-01\n"


def full_width(message):
    """Find each full-width mark, and propose to write it as English does, one at a time."""
    for found in re.finditer("[，。]", message.msgstr):
        text = message.msgstr
        yield "C302", text[: found.start()] + MARKS[found[0]] + text[found.end() :]


def doubled_space(message):
    """Find doubled blanks, which the fixes of `full_width` leave behind."""
    if "  " in message.msgstr:
        yield "C315", message.msgstr.replace("  ", " ", 1)


def found_by(*rules, severity=Severity.WARNING):
    """Return a check that finds what some rules say of each message of a project; counts how often it ran."""

    def run(project, paths):
        run.runs.append(list(paths))
        outcome = Checked()
        for file in sorted((project.root / PO).rglob("*.po")):
            name = file.relative_to(project.root).as_posix()
            source = f"source/{name.removeprefix(PO + '/').removesuffix('.po')}.md"
            if paths and source not in paths:
                continue
            try:
                messages = read_catalog(file.read_text("utf-8"), name).active
            except CatalogError:
                continue
            for message in messages:
                for rule in rules:
                    for code, text in rule(message):
                        finding = Finding(code, "x", severity, name, None, message.msgid, message.msgctxt)
                        outcome.findings.append(replace(finding, target=message.msgstr, fix=text, source=source))
        return outcome

    run.runs = []
    return run


@pytest.fixture
def fixed(project, run):
    """Write a PO file, and fix it; returns the change, or None."""

    def done(text, *rules, check=None):
        root = project({"a.md": "甲\n\n乙\n\n丙\n\n丁\n"})
        file = root / PO / "a.po"
        file.parent.mkdir(parents=True)
        file.write_bytes(text.encode())
        opened = find_project(root, explicit=True)
        outcome = fixing.fix(opened, check or found_by(*rules))
        assert file.read_bytes() == text.encode()
        fixing.write_fixes(opened, outcome)
        assert file.read_bytes().decode() == (outcome.changes[0].new if outcome.changes else text)
        done.outcome = outcome
        return outcome.changes[0].new if outcome.changes else None

    return done


HEADER = 'msgid ""\nmsgstr ""\n"Language: en\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def test_several_fixes_of_a_message_are_applied_one_after_another(fixed):
    """Each starts from what the one before has made; only documents that were changed are checked again."""
    check = found_by(full_width, doubled_space)
    text = HEADER + 'msgid "甲"\nmsgstr "A， b， c。"\n\nmsgid "乙"\nmsgstr "B"\n'
    assert fixed(text, check=check) == text.replace("A， b， c。", "A, b, c.")
    assert fixed.outcome.messages == 1
    assert check.runs[0] == []
    assert all(paths == ["source/a.md"] for paths in check.runs[1:])


def test_nothing_to_fix_changes_nothing(fixed):
    """Not a byte, and no file."""
    assert fixed(HEADER + 'msgid "甲"\nmsgstr "A"\n', full_width) is None
    assert fixed.outcome.changes == []


STATES = {
    State.HUMAN: 'msgid "甲"\nmsgstr "A。"\n',
    State.REVIEWED: mark("甲", "A。") + 'msgid "甲"\nmsgstr "A。"\n',
    State.MACHINE: mark("甲", "A。") + '#, fuzzy\nmsgid "甲"\nmsgstr "A。"\n',
    State.STALE: mark("甲", "A。", "was") + '#, fuzzy\n#| msgid "was"\nmsgid "甲"\nmsgstr "A。"\n',
    State.NEEDS_WORK: '# word\n#, fuzzy\n#| msgid "was"\nmsgid "甲"\nmsgstr "A。"\n',
}


@pytest.mark.parametrize("state", STATES)
def test_the_state_stays(fixed, state):
    """Human stays human, a machine's stays a machine's, by a mark with new hashes."""
    text = HEADER + STATES[state]
    [message] = read_catalog(text, "a.po").active
    assert state_of(message) is state
    new = fixed(text, full_width)
    [after] = read_catalog(new, "a.po").active
    assert (after.msgstr, state_of(after)) == ("A.", state)
    assert after.previous == message.previous
    changed = [line for line in new.split("\n") if line not in text.split("\n")]
    assert len(changed) == (2 if state in (State.MACHINE, State.STALE) else 1)


def test_a_fix_never_makes_a_machine_of_a_person(fixed):
    """A person changed one mark of a machine's text; putting that back would make it the machine's again."""
    text = HEADER + mark("甲", "A.") + '#, fuzzy\nmsgid "甲"\nmsgstr "A。"\n'
    assert fixed(text, full_width) is None


@pytest.mark.parametrize(
    "text",
    [
        HEADER.replace("\n", "\r\n") + 'msgid "甲"\r\nmsgstr "A。"\r\n',
        "\ufeff" + HEADER + 'msgid "甲"\nmsgstr "A。"\n',
        HEADER + 'msgid "甲"\nmsgstr ""\n"one，"\n"two three "\n"four"\n',
        HEADER + 'msgid  "甲"\nmsgstr\t"A。"\n\n\n\n# end of file\n',
        HEADER + "# a\n#. b\n#: c.md\n#, md-text\n" + 'msgctxt "菜单"\nmsgid ""\n"甲"\nmsgstr "A。"\n',
        HEADER + 'msgid "甲"\nmsgstr "A。"\n\n#~ msgid "旧"\n#~ msgstr "old。"\n\nmsgid "乙"\nmsgstr "B。\\n\\"x\\""\n',
        'msgid "甲"\nmsgstr "A。"\n',
        "# only a comment\n" + HEADER + 'msgid "甲"\nmsgstr "A。"\n',
        HEADER + 'msgid "甲"\nmsgid_plural "甲们"\nmsgstr[0] "A。"\nmsgstr[1] "B。"\n\nmsgid "乙"\nmsgstr "B。"\n',
    ],
)
def test_the_form_of_a_file_stays(fixed, text):
    """Line ends, a BOM, wrapped strings, blank lines, comments, obsolete messages: only msgstr changes."""
    new = fixed(text, full_width)
    old_catalog, catalog = (read_catalog(one, "a.po") for one in (text, new))
    assert catalog.header == old_catalog.header
    for old, message in zip(old_catalog.messages, catalog.messages, strict=True):
        whole = old.obsolete or old.plural
        assert replace(message, msgstr="") == replace(old, msgstr="")
        assert message.msgstr == (old.msgstr if whole else old.msgstr.replace("，", ", ").replace("。", "."))
    assert new.startswith("\ufeff") == text.startswith("\ufeff")
    assert new.count("\r\n") == (new.count("\n") if "\r" in text else 0)
    kept = [line for line in text.split("\n") if not re.match(r'[\ufeff]?msgstr|"', line)]
    assert [line for line in new.split("\n") if not re.match(r'[\ufeff]?msgstr|"', line)] == kept


def test_what_we_wrote_stays_as_msgcat_would_write_it(project, run, fill, gettext):
    """A fixed file is a fixed point as before."""
    root = project({"a.md": "甲\n\n乙\n"})
    run("--project", root, "update")
    file = fill(root, "a.po", {"甲": "A。", "乙": "B，b"})
    opened = find_project(root, explicit=True)
    fixing.write_fixes(opened, fixing.fix(opened, found_by(full_width)))
    text = file.read_text("utf-8")
    assert 'msgstr "A."' in text
    assert gettext("msgcat", "--no-wrap", "-", text=text).stdout.decode() == text


def test_a_fix_that_brings_an_error_is_taken_back(fixed):
    """The message keeps what it had, and the others are fixed."""

    def error_after(message):
        if message.msgstr.endswith("A."):
            yield "C201", None

    text = HEADER + 'msgid "甲"\nmsgstr "A。"\n\nmsgid "乙"\nmsgstr "B。"\n'
    both = found_by(full_width), found_by(error_after, severity=Severity.ERROR)

    def check(project, paths):
        outcome = both[0](project, paths)
        outcome.findings += both[1](project, paths).findings
        return outcome

    assert fixed(text, check=check) == text.replace("B。", "B.")
    assert fixed.outcome.messages == 1


def test_fixing_ends_where_rules_contradict_each_other(fixed):
    """It ends where a translation would come up a second time."""

    def there(message):
        if "colour" in message.msgstr:
            yield "C1", message.msgstr.replace("colour", "color")

    def and_back(message):
        if "color" in message.msgstr:
            yield "C2", message.msgstr.replace("color", "colour")

    text = HEADER + 'msgid "甲"\nmsgstr "colour"\n'
    assert fixed(text, there, and_back) == text.replace("colour", "color")


def test_fixing_ends_where_a_rule_is_never_content(fixed):
    """After a fixed number of rounds."""

    def ever_longer(message):
        yield "C3", message.msgstr + "!"

    check = found_by(ever_longer)
    assert fixed(HEADER + 'msgid "甲"\nmsgstr "A"\n', check=check)
    assert len(check.runs) <= fixing.MOST_ROUNDS


@pytest.mark.parametrize(
    ("target", "proposed"), [("other", "x"), ("A。", ""), ("A。", "  "), ("A。", "A。"), ("A。", None)]
)
def test_a_fix_is_for_the_translation_as_it_is(fixed, target, proposed):
    """A fix for another text, an empty one and a missing one change nothing."""

    def check(project, paths):
        finding = Finding("C1", "x", path=f"{PO}/a.po", msgid="甲", source="source/a.md", target=target, fix=proposed)
        return Checked([finding])

    assert fixed(HEADER + 'msgid "甲"\nmsgstr "A。"\n', check=check) is None


def test_somebody_who_saves_meanwhile_keeps_the_file(project, run, fill):
    """What they saved stays, and a finding says so."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    run("--project", root, "update")
    first, second = fill(root, "a.po", {"甲": "A。"}), fill(root, "b.po", {"乙": "B。"})
    opened = find_project(root, explicit=True)
    outcome = fixing.fix(opened, found_by(full_width))
    theirs = first.read_text("utf-8").replace("A。", "mine")
    first.write_text(theirs, "utf-8")
    fixing.write_fixes(opened, outcome)
    assert first.read_text("utf-8") == theirs
    assert 'msgstr "B."' in second.read_text("utf-8")
    assert outcome.failed
    assert "has changed while we worked" in outcome.findings[0].message


@given(
    st.lists(st.tuples(st.sampled_from("甲乙丙丁"), st.text(max_size=30)), max_size=4, unique_by=lambda pair: pair[0]),
    st.dictionaries(st.sampled_from("甲乙丙戊"), st.text(min_size=1, max_size=40)),
    st.booleans(),
)
def test_a_change_in_place_changes_nothing_else(messages, changes, wrapped):
    """The result reads as wanted, or there is none; the other lines are the same."""
    from i18n.catalog.store import field_lines

    text = HEADER
    for msgid, msgstr in messages:
        assume(not re.search("[\ud800-\udfff]", msgstr))
        lines = ['msgstr ""', *field_lines("msgstr", msgstr)] if wrapped else field_lines("msgstr", msgstr)
        if wrapped:
            lines[1] = lines[1].removeprefix("msgstr ")
        text += "\n".join([f'msgid "{msgid}"', *lines]) + "\n\n"
    keys = {(None, msgid): (dict(messages).get(msgid, ""), msgstr) for msgid, msgstr in changes.items()}
    try:
        new = retranslated(text, "a.po", keys)
    except CatalogError:
        return
    for message in read_catalog(new, "a.po").messages:
        old = dict(messages)[message.msgid]
        wanted = changes.get(message.msgid, old)
        same_state = bool(wanted.strip()) == bool(old.strip())
        assert message.msgstr == (wanted if same_state else old)
    if not set(changes) & {msgid for msgid, _ in messages}:
        assert new == text


# The command ------------------------------------------------------------------------------------


def test_dry_run_shows_a_diff_and_writes_nothing(project, run, fill, stamps):
    """It fails where there is something to fix, so that it can be asked for in CI."""
    root = project({"a.md": "甲\n\n乙\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A。", "乙": "B"})
    before = stamps(root)
    code, out, err = run("--project", root, "check", "--fix", "--dry-run")
    assert (code, err) == (1, "1 message in 1 file would be fixed\n")
    assert out.startswith(f"--- a/{PO}/a.po\n+++ b/{PO}/a.po\n@@ ")
    assert '-msgstr "A。"\n+msgstr "A."\n' in out
    assert stamps(root) == before


def test_fix_writes_then_checks(project, run, fill, git, tmp_path):
    """The exit code tells of what is left, and the changes are those that `--dry-run` showed."""
    root = project({"a.md": "甲\n\n乙\n"})
    run("--project", root, "update")
    file = fill(root, "a.po", {"甲": "A。", "乙": "B"})
    git("init", "-q")
    diff = run("--project", root, "check", "--fix", "--dry-run")[1]
    (tmp_path / "p").write_text(diff, "utf-8")
    git("apply", "--check", "p")
    assert run("--project", root, "check", "--fix") == (
        0,
        "en: 2 of 2 messages done, enough\ncomplete and sound\n",
        "1 message in 1 file fixed\n",
    )
    assert 'msgstr "A."' in file.read_text("utf-8")
    assert run("--project", root, "check", "--fix")[2] == "nothing to fix\n"
    assert run("--project", root, "check", "--fix", "--dry-run")[:2] == (0, "")


def test_a_half_written_file_is_left_alone(project, run, fill):
    """It is named; the others are fixed."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    run("--project", root, "update")
    fill(root, "b.po", {"乙": "B。"})
    broken = (root / PO / "a.po").read_text("utf-8") + '\nmsgid "half'
    (root / PO / "a.po").write_text(broken, "utf-8")
    code, _, err = run("--project", root, "check", "--fix")
    assert code == 1
    assert "1 message in 1 file fixed" in err
    assert f"{PO}/a.po:" in err
    assert (root / PO / "a.po").read_text("utf-8") == broken


def test_a_missing_catalog_is_no_error_of_fix(project, run):
    """There is nothing to fix before the first update."""
    root = project({"a.md": "甲\n"})
    (root / PO).mkdir(parents=True)
    code, _, err = run("--project", root, "check", "--fix")
    assert code == 1
    assert "nothing to fix" in err
    assert "run i18n update" in err
