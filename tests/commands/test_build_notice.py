"""`i18n build --notice`: a page that shows a machine's words says so, where the project asks for it."""

from __future__ import annotations

import pytest
from conftest import CONFIGURATION
from generated_documents import DIALECTS, documents
from hypothesis import given
from scripted_engine import Scripted

from i18n import parse
from i18n.markdown.notice import notice_in
from i18n.project import find_project
from i18n.workflow.translate import translate
from i18n.workflow.update import update

OURS = "> This page was translated by a machine, and nobody has reviewed all of it yet."


@pytest.fixture
def translated(project):
    """Make a project with one page by a machine and one by a person; returns its root."""

    def made(configuration=CONFIGURATION, text="# 订单\n"):
        root = project({"a.md": text, "b.md": "费用\n", "_c.md": "部分\n"}, configuration)
        update(find_project(root))
        file = root / "locales/en/LC_MESSAGES/b.po"
        file.write_text(
            file.read_text("utf-8").replace('msgid "费用"\nmsgstr ""', 'msgid "费用"\nmsgstr "Costs"'), "utf-8"
        )
        translate(find_project(root), "en", Scripted())
        return root

    return made


def built(root, name="a.md"):
    return (root / "build/en" / name).read_bytes().decode()


def test_a_page_with_a_machines_words_says_so_on_request(translated, run):
    """Not one that a person translated, nor a part that others include."""
    root = translated()
    assert run("--project", root, "build", "--notice")[0] == 0
    assert built(root) == "# w8ba2 w5355\n\n" + OURS + "\n"
    assert (built(root, "b.md"), built(root, "_c.md")) == ("Costs\n", "w90e8 w5206\n")
    run("--project", root, "build")
    assert built(root) == "# w8ba2 w5355\n"


def test_people_alone_need_no_note(translated, run):
    """With `--include human` no machine's words are shown."""
    root = translated()
    run("--project", root, "build", "--notice", "--include", "human")
    assert built(root) == "# 订单\n"


@pytest.mark.parametrize("notice", ['":::note\\nBy a machine.\\n:::"', '{ en = ":::note\\nBy a machine.\\n:::" }'])
def test_a_project_has_its_own_words(translated, run, notice):
    """For all locales or for each; then the note needs no option, and `--no-notice` leaves it out."""
    root = translated(f"machine-notice = {notice}\n{CONFIGURATION}", "---\r\ntitle: 题\r\n---\r\n# 订单\r\n")
    run("--project", root, "build")
    assert built(root) == "---\r\ntitle: w9898\r\n---\r\n# w8ba2 w5355\r\n\r\n:::note\r\nBy a machine.\r\n:::\r\n"
    run("--project", root, "build", "--no-notice")
    assert "machine" not in built(root)


@pytest.mark.parametrize("notice", ["5", '""', "{ fr = 'x' }", "{ en = 5 }"])
def test_a_note_that_is_none_is_a_configuration_error(project, run, notice):
    """With the key."""
    code, _, err = run("--project", project({"a.md": "甲\n"}, f"machine-notice = {notice}\n{CONFIGURATION}"), "build")
    assert code == 2
    assert "“machine-notice” " in err


def test_explain_lists_the_note(translated, run):
    """As every edit that is asked for by name."""
    root = translated(f'machine-notice = "> By a machine."\n{CONFIGURATION}', "---\ntitle: 题\n---\n# 订单\n")
    out = run("--project", root, "build", "--explain", "source/a.md")[1]
    assert "  line 5: notice: > By a machine.\n" in out
    assert "nothing but its text" in run("--project", root, "build", "--explain", "source/a.md", "--no-notice")[1]


@given(documents)
def test_a_note_leaves_the_rest_of_a_page_as_it_is(text):
    """Every segment is there after it, in any dialect."""
    for dialect in DIALECTS:
        at, written = notice_in(parse(text, dialect), OURS)
        noted = text[:at] + written + text[at:]
        assert written.strip() == OURS
        before, after = (parse(each, dialect, messages="all").segments for each in (text, noted))
        assert [segment.msgid for segment in after if segment.msgid not in OURS] == [
            segment.msgid for segment in before if segment.msgid not in OURS
        ]
