"""`i18n update`: messages come and go with the sources, and nothing that a person wrote is lost."""

from __future__ import annotations

import json

import pytest

from i18n.catalog.message import Message
from i18n.catalog.state import State, source_hash, state_of, target_hash
from i18n.catalog.store import read_catalog
from i18n.storage.git import blob_id

PO = "locales/en/LC_MESSAGES"
TWO_LOCALES = """
locales = ["en", "pt-BR"]

[[collections]]
source = "source"
output = "build/{locale}"
dialect = "docusaurus"
"""
BROKEN = {
    "unclosed quote": ('\nmsgid "open\nmsgstr "x"\n', 2),
    "missing msgstr": ('\nmsgid "alone"\n', 2),
    "duplicate": ('\nmsgid "甲"\nmsgstr "other"\n', 2),
    "merge conflict": ("<<<<<<< HEAD\n", 1),
    "nonsense": ("\nnonsense\n", 2),
}


def test_a_catalog_says_what_and_where_each_message_is(project, run):
    """One PO file per document, with its messages in the document's order."""
    root = project({"market/a.md": "# 订单\n\n订单号\n\n| 费用 |\n| --- |\n| 一元 |\n"})
    code, out, err = run("--project", root, "update")
    assert (code, err) == (0, "")
    assert out == "1 catalog of 1 written; 4 messages, 4 to translate\n"
    text = (root / PO / "market/a.po").read_text("utf-8")
    assert text.startswith('msgid ""\nmsgstr ""\n"Project-Id-Version: ')
    assert '"Language: en\\n"\n' in text
    assert "POT-Creation-Date" not in text
    assert '\n\n#. paragraph · 订单\n#: source/market/a.md\nmsgid "订单号"\nmsgstr ""\n\n' in text
    assert [message.msgid for message in read_catalog(text, "a.po").messages] == ["订单", "订单号", "费用", "一元"]


def test_the_header_spells_the_language_as_gettext_does(project, run, gettext):
    """The folder is named as in the project file, and msgfmt finds nothing wrong."""
    root = project({"a.md": "甲\n"}, TWO_LOCALES)
    run("--project", root, "update")
    text = (root / "locales/pt-BR/LC_MESSAGES/a.po").read_text("utf-8")
    assert '"Language: pt_BR\\n"' in text
    assert gettext("msgfmt", "-c", "-o", "-", "-", text=text).returncode == 0
    assert gettext("msgcat", "--no-wrap", "-", text=text).stdout.decode() == text


def test_updating_twice_writes_nothing(project, run, stamps):
    """No file is touched, whatever was translated in between."""
    root = project({"a.md": "甲\n\n乙\n", "b/c.md": "丙\n"}, TWO_LOCALES)
    run("--project", root, "update")
    before = stamps(root)
    code, out, _ = run("--project", root, "update")
    assert code == 0
    assert out == "0 catalogs of 4 written; 6 messages, 6 to translate\n"
    assert stamps(root) == before


def test_only_the_locales_named_are_updated(project, run):
    """Another locale's files stay as they are."""
    root = project({"a.md": "甲\n"}, TWO_LOCALES)
    run("--project", root, "update")
    (root / "source/a.md").write_text("乙\n", "utf-8")
    other = root / "locales/pt-BR/LC_MESSAGES/a.po"
    before = other.stat().st_mtime_ns
    assert run("--project", root, "update", "en")[0] == 0
    assert 'msgid "乙"' in (root / PO / "a.po").read_text("utf-8")
    assert other.stat().st_mtime_ns == before


def test_only_the_catalog_of_a_changed_source_is_written(project, run, stamps):
    """One edit touches one file."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    run("--project", root, "update")
    before = stamps(root / "locales")
    (root / "source/a.md").write_text("甲\n\n新\n", "utf-8")
    run("--project", root, "update")
    changed = {path.name for path, stamp in stamps(root / "locales").items() if before[path] != stamp}
    assert changed == {"a.po"}


def test_a_change_of_descriptions_alone_is_not_written(project, run, stamps):
    """Other words about a message are no reason for a commit in every locale."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    file = root / PO / "a.po"
    file.write_text(file.read_text("utf-8").replace("#. paragraph\n", "#. text\n"), "utf-8")
    before = stamps(root / "locales")
    run("--project", root, "update")
    assert stamps(root / "locales") == before


def test_the_header_names_the_source_as_git_does(project, run, stamps):
    """The name changes whenever the source's bytes do, and only then."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    file = root / PO / "a.po"
    first, second = (blob_id(text.encode()) for text in ("甲\n", "甲  \n"))
    assert f'"X-Source-Blob: {first}\\n"\n\n' in file.read_text("utf-8")
    (root / "source/a.md").write_text("甲  \n", "utf-8")
    assert run("--project", root, "update")[1].startswith("1 catalog of 1 written")
    assert file.read_text("utf-8").count("X-Source-Blob") == file.read_text("utf-8").count(second) == 1
    before = stamps(root / "locales")
    run("--project", root, "update")
    assert stamps(root / "locales") == before


def test_a_catalog_that_does_not_name_its_source_is_told(project, run, fill):
    """One that a tool without such headers has written, or that is older; nothing else in it changes."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    file = fill(root, "a.po", {"甲": "A"})
    whole = file.read_text("utf-8")
    file.write_text("".join(line for line in whole.splitlines(True) if "X-Source-Blob" not in line), "utf-8")
    run("--project", root, "update")
    assert file.read_text("utf-8") == whole


def test_a_translation_survives_the_removal_and_return_of_its_text(project, run, fill):
    """It rests as obsolete in between, with its comments, and the file comes back byte for byte."""
    root = project({"a.md": "甲\n\n乙\n"})
    run("--project", root, "update")
    file = fill(root, "a.po", {"甲": "A", "乙": "B"})
    file.write_text(file.read_text("utf-8").replace("#. paragraph\n", "# by a person\n#. paragraph\n", 1), "utf-8")
    kept = file.read_bytes()
    (root / "source/a.md").write_text("乙\n", "utf-8")
    run("--project", root, "update")
    assert file.read_text("utf-8").endswith('\n\n# by a person\n#~ msgid "甲"\n#~ msgstr "A"\n')
    (root / "source/a.md").write_text("甲\n\n乙\n", "utf-8")
    run("--project", root, "update")
    assert file.read_bytes() == kept


def test_machine_work_stays_known_as_such(project, run, fill):
    """Through an update, and through the removal and return of its text."""
    root = project({"a.md": "甲\n\n乙\n"})
    run("--project", root, "update")
    file = fill(root, "a.po", {"甲": "A"}, flag="fuzzy")
    made = f"# mt: engine/model mask - s{source_hash(Message('甲'))} t{target_hash('A')} 2026-01-01\n"
    file.write_text(file.read_text("utf-8").replace('#, fuzzy\nmsgid "甲"', f'{made}#, fuzzy\nmsgid "甲"'), "utf-8")
    for source in ("乙\n", "# 新\n\n乙\n\n甲\n"):
        (root / "source/a.md").write_text(source, "utf-8")
        run("--project", root, "update")
        messages = {message.msgid: message for message in read_catalog(file.read_text("utf-8"), "a.po").messages}
        assert (state_of(messages["甲"]), messages["甲"].obsolete) == (State.MACHINE, "甲" not in source)


def test_a_document_that_loses_all_its_text_keeps_its_catalog(project, run, fill):
    """Every translation rests as obsolete."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    file = fill(root, "a.po", {"甲": "A"})
    (root / "source/a.md").write_text("", "utf-8")
    assert run("--project", root, "update")[0] == 0
    assert '#~ msgid "甲"\n#~ msgstr "A"\n' in file.read_text("utf-8")


def test_a_document_without_text_gets_no_catalog(project, run):
    """There is nothing to translate in it."""
    root = project({"a.md": "```\n码\n```\n"})
    assert run("--project", root, "update")[:2] == (0, "0 catalogs of 0 written; 0 messages, 0 to translate\n")
    assert not (root / "locales").exists()


def test_what_other_tools_put_into_a_catalog_stays(project, run):
    """Header fields, unknown flags, the revision date and the end of the file survive an update."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    file = root / PO / "a.po"
    text = file.read_text("utf-8").replace(
        '"MIME-Version', '"PO-Revision-Date: 2020-01-01 00:00+0800\\n"\n"X-Generator: Poedit 3.4\\n"\n"MIME-Version'
    )
    file.write_text("# our team\n" + text.replace('msgid "甲"', '#, md-text\nmsgid "甲"') + "\n# the end\n", "utf-8")
    (root / "source/a.md").write_text("甲\n\n乙\n", "utf-8")
    run("--project", root, "update")
    after = file.read_text("utf-8")
    assert after.startswith("# our team\n")
    assert '"PO-Revision-Date: 2020-01-01 00:00+0800\\n"\n"X-Generator: Poedit 3.4\\n"\n' in after
    assert '#, md-text\nmsgid "甲"\n' in after
    assert 'msgid "乙"\n' in after
    assert after.endswith("\n# the end\n")


def test_msgmerge_with_our_template_changes_nothing_of_ours(project, run, fill, gettext):
    """Who prefers gettext's own tools keeps what they had translated."""
    root = project({"a.md": "甲\n\n乙\n"})
    run("--project", root, "update")
    run("--project", root, "extract")
    file = fill(root, "a.po", {"甲": "A"})
    merged = gettext("msgmerge", "--quiet", "--no-wrap", file, root / "locales/templates/a.pot").stdout.decode()
    ours = read_catalog(file.read_text("utf-8"), "a.po")
    assert read_catalog(merged, "a.po").messages == ours.messages


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_catalog_is_left_alone_and_the_others_are_updated(project, run, kind):
    """The error names file and line, and the exit code is 1."""
    tail, lines_below = BROKEN[kind]
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    run("--project", root, "update")
    file = root / PO / "a.po"
    line = file.read_text("utf-8").count("\n") + lines_below
    file.write_text(file.read_text("utf-8") + tail, "utf-8")
    broken = file.read_bytes()
    (root / "source/a.md").write_text("新\n", "utf-8")
    (root / "source/b.md").write_text("新\n", "utf-8")
    code, _, err = run("--project", root, "update")
    assert code == 1
    assert f"{PO}/a.po:{line}:1: error: " in err
    assert file.read_bytes() == broken
    assert 'msgid "新"' in (root / PO / "b.po").read_text("utf-8")


def test_a_catalog_in_another_encoding_is_left_alone(project, run):
    """Its bytes are not ours to guess at."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    file = root / PO / "a.po"
    file.write_bytes(file.read_text("utf-8").replace("UTF-8", "GBK").encode("gbk"))
    before = file.read_bytes()
    code, _, err = run("--project", root, "update")
    assert code == 1
    assert f"{PO}/a.po: error: its header says GBK, and only UTF-8 is written" in err
    assert "msgconv -t UTF-8" in err
    assert file.read_bytes() == before


def test_a_catalog_whose_source_is_gone_is_kept_and_said(project, run, fill):
    """Until somebody asks for it to be deleted, and then it is said."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    run("--project", root, "update")
    file = fill(root, "b.po", {"乙": "B"})
    before = file.read_bytes()
    (root / "source/b.md").unlink()
    code, _, err = run("--project", root, "update")
    assert code == 0
    assert f"{PO}/b.po: warning: no source belongs to this catalog" in err
    assert file.read_bytes() == before
    code, out, err = run("--project", root, "update", "--prune")
    assert (code, err) == (0, "")
    assert f"{PO}/b.po: deleted the file, whose source is gone" in out
    assert not file.exists()


def test_a_catalog_follows_its_source_in_every_locale(project, run, fill, stamps):
    """The source is renamed, moved and changed a little at once; a second update changes nothing."""
    root = project({"a.md": "甲乙丙丁\n", "b.md": "# 标题\n\n第一段的文字\n\n第二段\n"}, TWO_LOCALES)
    run("--project", root, "update")
    fill(root, "b.po", {"第一段的文字": "First text"})
    (root / "source/deep").mkdir()
    (root / "source/b.md").rename(root / "source/deep/c.md")
    (root / "source/deep/c.md").write_text("# 标题\n\n第一段的文字\n\n新的\n", "utf-8")
    code, out, err = run("--project", root, "update", "en")
    assert (code, err) == (0, "")
    assert f"{PO}/b.po goes with its source to {PO}/deep/c.po" in out
    assert 'msgid "第一段的文字"\nmsgstr "First text"\n' in (root / PO / "deep/c.po").read_text("utf-8")
    assert (root / "locales/pt-BR/LC_MESSAGES/deep/c.po").exists()
    assert not list(root.rglob("b.po"))
    run("--project", root, "update")
    before = stamps(root)
    assert run("--project", root, "update")[1].startswith("0 catalogs of 4 written")
    assert stamps(root) == before


def test_two_sources_that_swap_places_keep_their_translations(project, run, fill):
    """Each path has a catalog already; the memory knows the texts of both."""
    root = project({"a.md": "甲的文字\n", "b.md": "乙的文字\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲的文字": "A"})
    fill(root, "b.po", {"乙的文字": "B"})
    (root / "source/a.md").write_text("乙的文字\n", "utf-8")
    (root / "source/b.md").write_text("甲的文字\n", "utf-8")
    assert run("--project", root, "update")[0] == 0
    assert 'msgid "乙的文字"\nmsgstr "B"' in (root / PO / "a.po").read_text("utf-8")
    assert 'msgid "甲的文字"\nmsgstr "A"' in (root / PO / "b.po").read_text("utf-8")


def test_only_prune_deletes_obsolete_messages(project, run, fill):
    """And it says which."""
    root = project({"a.md": "甲\n\n乙\n"})
    run("--project", root, "update")
    file = fill(root, "a.po", {"甲": "A", "乙": "B"})
    (root / "source/a.md").write_text("乙\n", "utf-8")
    run("--project", root, "update")
    assert '#~ msgid "甲"' in file.read_text("utf-8")
    code, out, _ = run("--project", root, "update", "--prune", "--json")
    assert code == 0
    assert json.loads(out)["pruned"] == [
        {"catalog": f"{PO}/a.po", "msgctxt": None, "msgid": "甲", "msgstr": "A"},
    ]
    assert "#~" not in file.read_text("utf-8")
    assert 'msgstr "B"' in file.read_text("utf-8")


def test_catalogs_that_cannot_be_written_are_an_error(project, run):
    """A file stands where the folder should be."""
    root = project({"a.md": "甲\n"})
    (root / "locales").write_text("in the way", "utf-8")
    code, _, err = run("--project", root, "update")
    assert code == 1
    assert f"{PO}/a.po: error: cannot be read: not a directory" in err
    assert (root / "locales").read_text("utf-8") == "in the way"


def test_a_windows_catalog_is_read_and_kept_until_there_is_a_change(project, run):
    """CRLF alone is no reason to write a file."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    file = root / PO / "a.po"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    assert run("--project", root, "update")[0] == 0
    assert file.read_bytes() == before


def test_json_names_what_was_written(project, run):
    """Catalogs, files written, states and findings."""
    root = project({"a.md": "甲\n\n乙\n"})
    code, out, _ = run("--project", root, "update", "--json")
    assert code == 0
    assert json.loads(out) == {
        "catalogs": 1,
        "written": [f"{PO}/a.po"],
        "moved": [],
        "new": {"new": 2},
        "pruned": [],
        "states": {"empty": 2},
        "findings": [],
    }


@pytest.mark.parametrize(("command", "name"), [("update", "en/LC_MESSAGES"), ("extract", "templates")])
def test_nothing_is_written_through_a_link_out_of_the_project(project, run, tmp_path_factory, command, name):
    """Neither catalogs nor templates: a folder that leads elsewhere is an error for what lies in it."""
    outside = tmp_path_factory.mktemp("outside")
    root = project({"a.md": "甲\n"})
    (root / "locales").symlink_to(outside)
    code, _, err = run("--project", root, command)
    assert code == 1
    assert f"locales/{name}/a.po" in err
    assert "a link leads it out of the project; nothing was written" in err
    assert list(outside.iterdir()) == []


def test_a_catalog_that_is_a_link_stays_one(project, run, tmp_path_factory):
    """What it leads to is updated, unless that lies outside of the project."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    folder = root / "locales/en/LC_MESSAGES"
    folder.mkdir(parents=True)
    inside, outside = root / "shared.po", tmp_path_factory.mktemp("outside") / "b.po"
    for file, link in ((inside, folder / "a.po"), (outside, folder / "b.po")):
        file.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n', "utf-8")
        link.symlink_to(file)
    assert run("--project", root, "update")[0] == 1
    assert (folder / "a.po").is_symlink()
    assert 'msgid "甲"' in inside.read_text("utf-8")
    assert "乙" not in outside.read_text("utf-8")


def test_prune_keeps_the_catalogs_of_a_folder_that_cannot_be_read(project, run_bound, fill):
    """Its sources are not gone."""
    root = project({"a.md": "甲\n", "deep/b.md": "乙\n"})
    run_bound("--project", root, "update")
    file = fill(root, "deep/b.po", {"乙": "B"})
    before = file.read_bytes()
    (root / "source/deep").chmod(0)
    code, _, err = run_bound("--project", root, "update", "--prune")
    (root / "source/deep").chmod(0o755)
    assert code == 1
    assert "source/deep: this folder cannot be read: permission denied" in err
    assert file.read_bytes() == before


def test_prune_keeps_catalogs_while_a_document_cannot_be_read(project, run, fill):
    """It may be what the source of such a catalog has become: renamed, and saved in another encoding."""
    root = project({"a.md": "甲\n", "b.md": "乙的文字\n"})
    run("--project", root, "update")
    file = fill(root, "b.po", {"乙的文字": "B"})
    (root / "source/b.md").unlink()
    (root / "source/c.md").write_bytes("乙的文字\n".encode("gb18030"))
    code, out, err = run("--project", root, "update", "--prune")
    assert code == 1
    assert "deleted" not in out
    assert "it was kept, since something could not be read or written" in err
    (root / "source/c.md").write_text("乙的文字\n", "utf-8")
    assert f"{PO}/b.po goes with its source to {PO}/c.po" in run("--project", root, "update", "--prune")[1]
    assert not file.exists()
    assert 'msgstr "B"' in (root / PO / "c.po").read_text("utf-8")


@pytest.mark.parametrize("alias", ["symlink_to", "hardlink_to"])
def test_another_name_of_a_catalog_is_no_stray_file(project, run, fill, alias):
    """`Guide.po` is `guide.po` to some file systems, and a link leads where it leads: neither is to be pruned."""
    root = project({"guide.md": "甲\n"})
    run("--project", root, "update")
    file = fill(root, "guide.po", {"甲": "A"})
    other = file.with_name("Guide.po")
    file.rename(other)
    getattr(file, alias)(other)
    code, out, err = run("--project", root, "update", "--prune")
    assert (code, err) == (0, "")
    assert out == "0 catalogs of 1 written; 1 message, 0 to translate\n"
    assert 'msgstr "A"' in other.read_text("utf-8")


@pytest.mark.parametrize("command", ["update", "compile", "status", "check", "build"])
def test_a_folder_with_the_name_of_a_catalog_is_no_catalog(project, run, command):
    """The PO files inside of it are catalogs."""
    root = project({"notes.po/a.md": "甲\n"})
    run("--project", root, "update")
    code, _, err = run("--project", root, command)
    assert (code, "notes.po:" in err) == (int(command == "check"), False)


@pytest.mark.parametrize("command", ["update", "status", "check", "build"])
def test_a_folder_of_catalogs_that_cannot_be_seen_into_is_an_error(project, run_bound, command):
    """It is not taken for one without catalogs."""
    root = project({"a.md": "甲\n"})
    run_bound("--project", root, "update")
    (root / PO).chmod(0)
    code, _, err = run_bound("--project", root, command)
    (root / PO).chmod(0o755)
    assert code == 1
    assert f"{PO}/a.po: error: cannot be read: permission denied" in err


@pytest.mark.parametrize("command", ["update", "compile", "status", "build"])
def test_a_link_to_itself_is_an_error_of_one_file(project, run, command):
    """Neither a catalog nor what is written beside it stops the work on the others."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    run("--project", root, "update")
    (root / PO / "a.po").unlink()
    for name in ("a.po", "b.mo"):
        (root / PO / name).symlink_to(name)
    code, _, err = run("--project", root, command)
    assert code == 1
    name, done = ("b.mo", "written") if command == "compile" else ("a.po", "read")
    assert f"{PO}/{name}: error: cannot be {done}: too many levels" in err
