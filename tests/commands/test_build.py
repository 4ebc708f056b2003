"""`i18n build`: localized documents and their screenshots, and what bad input does to one document only."""

from __future__ import annotations

import json

import pytest

from i18n.catalog.message import Message
from i18n.catalog.state import source_hash, target_hash

PO = "locales/en/LC_MESSAGES"
GUIDE = "# 订单\r\n\r\n1. 打开 `nginx`\r\n   ![列表](images/list.png)\r\n\r\n| 费用 | 说明\t|\r\n|--|--|\r\n| 一 | 二 |"


def built(root, name="a.md"):
    return (root / "build/en" / name).read_bytes().decode()


def mark(msgid, msgstr):
    return f"# mt: engine/model mask - s{source_hash(Message(msgid))} t{target_hash(msgstr)} 2026-01-01"


def test_without_catalogs_the_build_is_the_source(project, run):
    """Identity: every byte, without any PO file."""
    root = project({"a.md": "\ufeff" + GUIDE, "b.mdx": "import A from 'a'\n\n<A>甲</A>\n"})
    code, out, err = run("--project", root, "build")
    assert (code, err) == (0, "")
    assert out.startswith("2 documents built (en), 2 changed; 0 of ")
    assert (root / "build/en/a.md").read_bytes() == (root / "source/a.md").read_bytes()
    assert (root / "build/en/b.mdx").read_bytes() == (root / "source/b.mdx").read_bytes()


def test_translations_stand_in_the_place_of_their_texts(project, run, fill):
    """Everything else is the source, byte for byte."""
    root = project({"a.md": GUIDE, "images/list.png": b"png"})
    run("--project", root, "update")
    pairs = {"订单": "Orders", "打开 `nginx`": "Open `nginx`", "列表": "List", "一": "One"}
    fill(root, "a.po", pairs)
    code, out, err = run("--project", root, "build")
    assert (code, err) == (0, "")
    assert out == "1 document built (en), 1 changed; 4 of 7 segments translated; 1 file copied\n"
    expected = GUIDE
    for msgid, msgstr in pairs.items():
        expected = expected.replace(msgid, msgstr)
    assert built(root) == expected


def test_building_twice_writes_nothing(project, run, stamps):
    """Documents and screenshots keep their modification times."""
    root = project({"a.md": GUIDE, "images/list.png": b"png"})
    run("--project", root, "build")
    before = stamps(root)
    assert "0 changed" in run("--project", root, "build")[1]
    assert stamps(root) == before


def test_sources_and_catalogs_are_never_touched(project, run, fill, stamps):
    """A build writes below its output and nowhere else."""
    root = project({"a.md": GUIDE, "images/list.png": b"png"})
    run("--project", root, "update")
    fill(root, "a.po", {"订单": "Orders <script>", "列表": "List"})
    before = stamps(root)
    run("--project", root, "build")
    after = stamps(root)
    assert before.items() <= after.items()
    assert {path.relative_to(root).parts[0] for path in after.keys() - before.keys()} == {"build"}


def test_a_fuzzy_translation_shows_the_source(project, run, fill):
    """What needs work does not reach readers."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A"}, flag="fuzzy")
    run("--project", root, "build")
    assert built(root) == "甲\n"


@pytest.mark.parametrize(
    ("arguments", "configured", "shown"),
    [
        ([], "machine", "A\n"),
        ([], "human", "甲\n"),
        (["--include", "machine"], "human", "A\n"),
        (["--include", "human"], "machine", "甲\n"),
    ],
)
def test_machine_work_is_shown_as_asked(project, run, fill, arguments, configured, shown):
    """The option wins over the project file."""
    root = project({"a.md": "甲\n"})
    file = root / "i18n.toml"
    file.write_text(f'include = "{configured}"\n' + file.read_text("utf-8"), "utf-8")
    run("--project", root, "update")
    catalog = fill(root, "a.po", {"甲": "A"}, flag="fuzzy")
    catalog.write_text(catalog.read_text("utf-8").replace("#. paragraph", mark("甲", "A") + "\n#. paragraph"), "utf-8")
    run("--project", root, "build", *arguments)
    assert built(root) == shown


@pytest.mark.parametrize("made", [mark("乙", "A"), mark("甲", "B")], ids=["stale", "edited"])
def test_machine_work_that_no_longer_fits_shows_the_source(project, run, fill, made):
    """A changed source or an edited translation needs a person first."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    catalog = fill(root, "a.po", {"甲": "A"}, flag="fuzzy")
    catalog.write_text(catalog.read_text("utf-8").replace("#. paragraph", f"{made}\n#. paragraph"), "utf-8")
    run("--project", root, "build", "--include", "machine")
    assert built(root) == "甲\n"


def test_obsolete_translations_are_not_used(project, run):
    """A text that left and came back waits for the next update."""
    root = project({"a.md": "甲\n"})
    (root / PO).mkdir(parents=True)
    (root / PO / "a.po").write_text('msgid ""\nmsgstr "Language: en\\n"\n\n#~ msgid "甲"\n#~ msgstr "A"\n', "utf-8")
    assert run("--project", root, "build")[0] == 0
    assert built(root) == "甲\n"


@pytest.mark.parametrize(
    "tail",
    ['\nmsgid "open\nmsgstr "x"\n', '\nmsgid "alone"\n', '\nmsgid "甲"\nmsgstr "x"\n', "<<<<<<< HEAD\n", "nonsense\n"],
)
def test_of_a_broken_catalog_what_is_sound_is_built(project, run, fill, tail):
    """Only the place of the broken message shows its source, and the PO file stays as it is."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    run("--project", root, "update")
    file = fill(root, "a.po", {"甲": "A"})
    run("--project", root, "build")
    file.write_text(file.read_text("utf-8") + tail, "utf-8")
    broken = file.read_bytes()
    fill(root, "b.po", {"乙": "B"})
    code, out, err = run("--project", root, "build")
    assert code == 1
    assert f"{PO}/a.po:" in err
    assert out.startswith("2 documents built (en), 1 changed")
    assert (built(root, "a.md"), built(root, "b.md")) == ("A\n", "B\n")
    assert file.read_bytes() == broken


def test_a_source_that_is_not_utf_8_is_named_and_the_others_are_built(project, run):
    """The byte offset leads to the place."""
    root = project({"a.md": b"# abc\n" + "在顶部的费用菜单下。\n".encode("gb18030"), "b.md": "乙\n"})
    code, _, err = run("--project", root, "build")
    assert code == 1
    assert "source/a.md: error: not UTF-8: byte 6 (line 2) cannot be decoded" in err
    assert "GB18030" in err
    assert sorted(path.name for path in (root / "build/en").iterdir()) == ["b.md"]


def test_a_loop_of_links_ends_and_is_said(project, run):
    """Folders are not entered again through a link."""
    root = project({"a/b.md": "甲\n"})
    (root / "source/a/loop").symlink_to("..")
    (root / "source/itself.md").symlink_to("itself.md")
    code, _, err = run("--project", root, "build")
    assert code == 1
    assert "source/a/loop: warning: this link leads back to a folder above it" in err
    assert "source/itself.md: error: cannot be read" in err
    assert built(root, "a/b.md") == "甲\n"
    assert [path.name for path in (root / "build/en/a").iterdir()] == ["b.md"]


@pytest.mark.parametrize("place", ["build", "build/en"])
def test_an_output_that_cannot_be_written_is_an_error(project, run, place):
    """A file in the place of the folder stays, and no document is called built."""
    root = project({"a.md": "甲\n"})
    (root / place).parent.mkdir(exist_ok=True)
    (root / place).write_text("in the way", "utf-8")
    code, out, err = run("--project", root, "build")
    assert code == 1
    assert "build/en/a.md: error: cannot be written: not a directory" in err
    assert out.startswith("0 documents built")
    assert (root / place).read_text("utf-8") == "in the way"


def test_a_folder_in_the_place_of_a_document_is_an_error_for_it_alone(project, run):
    """The other documents are built."""
    root = project({"a.md": "甲\n", "b.md": "乙\n"})
    (root / "build/en/a.md").mkdir(parents=True)
    code, _, err = run("--project", root, "build")
    assert code == 1
    assert "build/en/a.md: error: cannot be written: is a directory" in err
    assert built(root, "b.md") == "乙\n"


def test_nothing_is_written_through_a_link_out_of_the_project(project, run, tmp_path_factory):
    """Neither documents nor screenshots."""
    outside = tmp_path_factory.mktemp("outside")
    root = project({"a/b.md": "![图](c.png)\n", "a/c.png": b"png"})
    (root / "build/en").mkdir(parents=True)
    (root / "build/en/a").symlink_to(outside)
    code, _, err = run("--project", root, "build")
    assert code == 1
    assert "build/en/a/b.md: error: a link leads it out of the project; nothing was written" in err
    assert list(outside.iterdir()) == []


def test_a_link_in_the_place_of_a_document_is_replaced(project, run):
    """The file that it led to stays as it is."""
    root = project({"a.md": "甲\n"})
    (root / "build/en").mkdir(parents=True)
    (root / "mine.md").write_text("mine", "utf-8")
    (root / "build/en/a.md").symlink_to(root / "mine.md")
    assert run("--project", root, "build")[0] == 0
    assert ((root / "mine.md").read_text("utf-8"), built(root)) == ("mine", "甲\n")


def test_local_files_are_copied_if_documents_refer_to_them(project, run):
    """Images and downloads, by Markdown, reference or HTML, decoded; documents and the rest are not."""
    text = (
        "![甲](images/1.png?v=2)\n\n[下载](<files/a b.zip>)\n\n![乙][图]\n\n[图]: ../shared/%E5%9B%BE.png\n\n"
        '<img src="images/3.png" />\n\n[下一篇](next.md#标题) [网](https://example.com/images/4.png)\n'
    )
    files = ["guide/images/1.png", "guide/files/a b.zip", "shared/图.png", "guide/images/3.png", "guide/images/4.png"]
    root = project({"guide/a.md": text, "guide/next.md": "甲\n"} | {file: file.encode() for file in files})
    code, out, err = run("--project", root, "build")
    assert (code, err) == (0, "")
    assert out.endswith("4 files copied\n")
    found = {path.relative_to(root / "build/en").as_posix() for path in (root / "build/en").rglob("*.*")}
    assert found == {"guide/a.md", "guide/next.md", *files[:4]}
    assert (root / "build/en/shared/图.png").read_bytes() == "shared/图.png".encode()


def test_files_outside_the_source_folder_are_not_copied(project, run):
    """Not by a path and not through a link; a finding names the place."""
    root = project({"a.md": "甲\n\n![图](../secret.png)\n\n![图](link.png)\n"})
    (root / "secret.png").write_bytes(b"png")
    (root / "source/link.png").symlink_to("../secret.png")
    code, _, err = run("--project", root, "build")
    assert code == 0
    assert "source/a.md:3:6: warning: the file “../secret.png” lies outside of the source folder" in err
    assert "source/a.md:5:6: warning: the file “link.png” lies outside of the source folder" in err
    assert [path.name for path in (root / "build/en").iterdir()] == ["a.md"]


def test_a_missing_image_stops_nothing(project, run):
    """Whether a source's links lead anywhere is not this command's question."""
    root = project({"a.md": "![图](missing.png)\n"})
    assert run("--project", root, "build")[0] == 0
    assert built(root) == "![图](missing.png)\n"


def test_a_refused_translation_is_named_with_file_line_and_places(project, run, fill):
    """The places show their source, all else its translation; only --strict fails."""
    root = project({"a.md": "# 甲\n\n乙\n\n- 甲\n"})
    run("--project", root, "update")
    file = fill(root, "a.po", {"甲": "A <script>", "乙": "B"})
    line = next(
        number for number, text in enumerate(file.read_text("utf-8").split("\n"), 1) if text.startswith("#. heading")
    )
    code, out, err = run("--project", root, "build")
    assert code == 0
    where, _, said = err.partition(": error: the translation was not used")
    assert where in {f"{PO}/a.po:{at}:1" for at in range(line, line + 4)}
    assert "source/a.md:1, source/a.md:5" in said
    assert "1 of 3 segments translated" in out
    assert built(root) == "# 甲\n\nB\n\n- 甲\n"
    assert run("--project", root, "build", "--strict")[0] == 1
    assert built(root) == "# 甲\n\nB\n\n- 甲\n"


def test_line_ends_in_a_translation_fit_their_place(project, run, fill):
    """A heading stays one line, a list item keeps its indentation, a paragraph has its lines."""
    root = project({"a.md": "# 甲\n\n甲\n\n- 甲\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A\\nB"})
    assert run("--project", root, "build", "--strict")[0] == 0
    assert built(root) == "# A B\n\nA\nB\n\n- A\n  B\n"


def test_a_sound_build_passes_strict(project, run, fill):
    """Nothing found is nothing to fail for, translated or not."""
    root = project({"a.md": "甲\n\n乙\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A"})
    assert run("--project", root, "build", "--strict")[0] == 0


def test_only_the_locales_named_are_built(project, run):
    """The pages of the others stay as they are."""
    configuration = 'locales = ["en", "fr"]\n[[collections]]\nsource = "source"\noutput = "i18n/{locale}/docs"\n'
    root = project({"a.md": "甲\n"}, configuration)
    assert run("--project", root, "build", "fr")[0] == 0
    assert [path.name for path in (root / "i18n").iterdir()] == ["fr"]


def test_json_counts_and_lists(project, run, fill):
    """The numbers of the last line, and findings with all they know."""
    root = project({"a.md": "甲\n"})
    run("--project", root, "update")
    fill(root, "a.po", {"甲": "A <b>"})
    code, out, err = run("--project", root, "build", "--json")
    assert (code, err) == (0, "")
    result = json.loads(out)
    finding = result.pop("findings")[0]
    counts = {"documents": 1, "written": 1, "copied": 0, "segments": 1, "translated": 0, "left_out": 0, "skipped": 0}
    assert result == counts | {"locales": ["en"], "removed": []}
    assert (finding["path"], finding["source"], finding["msgid"]) == (f"{PO}/a.po", "source/a.md", "甲")
    assert (finding["severity"], finding["places"]) == ("error", [[1, 1]])


def test_real_guides_are_built_unchanged(corpora, project, run):
    """Identity on the first guides of the corpus, through the command."""
    files = sorted((corpora / "websoft9").rglob("*.md"))[:60]
    sources = {f"{number}/{file.name}": file.read_bytes() for number, file in enumerate(files)}
    root = project(sources)
    assert sources
    assert run("--project", root, "update")[0] == 0
    assert run("--project", root, "build")[0] == 0
    assert {path: (root / "build/en" / path).read_bytes() for path in sources} == sources
