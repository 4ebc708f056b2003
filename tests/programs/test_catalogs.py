"""Other people's programs on our PO files: no text is lost, and no machine's text reads as a person's.

Each test runs where its program is installed. The guide has a message of every state; what a program
makes of its catalog is compared with what we had, and taken in again with `update --from`.
"""

from __future__ import annotations

import csv
import html
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from i18n.catalog.message import Message
from i18n.catalog.state import State, source_hash, state_of, target_hash
from i18n.catalog.store import field_lines, read_catalog, write_catalog

PO = "locales/en/LC_MESSAGES/guide.po"
WEBLATE = Path(__file__).with_name("weblate.py")
GUIDE = """# 订单

第一段还没有翻译。

在顶部的**费用**菜单下，打开`我的订单`，见[文档](https://example.com/a?b=1&c=2)。

这一段由机器翻译，由人审阅。

这一段由机器翻译，含有 "引号" 和 C:\\\\目录。

这一段机器翻译之后，原文改过了。

这一段人翻译之后，原文改过了。

第一行\\
第二行 <kbd>回车</kbd>

<!-- i18n:context menu -->

订单

这一段将会离开。
"""
TEXTS = {
    (None, "订单"): ("Orders", State.HUMAN),
    (
        None,
        "在顶部的**费用**菜单下，打开`我的订单`，见[文档](https://example.com/a?b=1&c=2)。",
    ): ("In the **Billing** menu, open `我的订单`, see [docs](https://example.com/a?b=1&c=2).", State.HUMAN),
    (None, "这一段由机器翻译，由人审阅。"): ("Translated by a machine, reviewed by a person.", State.REVIEWED),
    (None, '这一段由机器翻译，含有 "引号" 和 C:\\\\目录。'): (
        'By a machine, with "quotes" and C:\\\\folder.',
        State.MACHINE,
    ),
    (None, "这一段机器翻译之后，原文改过了。"): ("The source has changed since a machine did this.", State.STALE),
    (None, "这一段人翻译之后，原文改过了。"): ("The source has changed since a person did this.", State.NEEDS_WORK),
    (None, "第一行\\\n第二行 <kbd>回车</kbd>"): ("First line\\\nsecond <kbd>Enter</kbd>", State.MACHINE),
    ("menu", "订单"): ("Orders menu", State.HUMAN),
    (None, "这一段将会离开。"): ("This paragraph will leave.", State.HUMAN),
}
EMPTY = "第一段还没有翻译。"
BY_MACHINE = (State.MACHINE, State.STALE)


def given(message, msgstr, state):
    """Give a message a translation in a state, as the table of docs/po-files.md says."""
    message.msgstr = msgstr
    if state in (State.MACHINE, State.STALE, State.NEEDS_WORK):
        message.flags.append("fuzzy")
    if state in (State.STALE, State.NEEDS_WORK):
        message.previous = field_lines("msgid", "这一段的旧原文。")
    if state in (State.MACHINE, State.STALE, State.REVIEWED):
        read = message if state is not State.STALE else Message("这一段的旧原文。")
        written = msgstr if state is not State.REVIEWED else "the machine wrote another text"
        message.comments.append(f" mt: deepl/next v1 g2 s{source_hash(read)} t{target_hash(written)} 2026-01-01")


@pytest.fixture
def root(project, run):
    """Make a project with a guide that has a message of every state, an obsolete one and one that is empty."""
    root = project({"guide.md": GUIDE})
    assert run("--project", root, "update")[0] == 0
    catalog = catalog_of(root / PO)
    for message in catalog.messages:
        if message.key in TEXTS:
            given(message, *TEXTS[message.key])
    (root / PO).write_text(write_catalog(catalog), "utf-8")
    (root / "source/guide.md").write_text(GUIDE.replace("这一段将会离开。\n", ""), "utf-8")
    assert run("--project", root, "update")[0] == 0
    assert states(root / PO) == {key: state for key, (_, state) in TEXTS.items()} | {(None, EMPTY): State.EMPTY}
    return root


def catalog_of(file):
    return read_catalog(file.read_text("utf-8"), file.name)


def states(file):
    return {message.key: state_of(message) for message in catalog_of(file).messages}


def texts(file):
    return {message.key: message.msgstr for message in catalog_of(file).messages if message.msgstr}


@pytest.fixture
def tool(program, tmp_path):
    """Run a program that must succeed, in the temporary folder; returns its output."""

    def ran(name, *arguments, **variables):
        path = sys.executable if name == "python" else program(name)
        command = [path, *map(str, arguments)]
        environment = os.environ | {key: str(value) for key, value in variables.items()}
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return ran


@pytest.fixture
def weblate(program, tool):
    """Run the Weblate script with the Python that has translate-toolkit."""

    def ran(*arguments):
        python = Path(program("po2xliff")).resolve().with_name("python3")
        done = subprocess.run([str(python), "-c", "import translate"], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("the Python of translate-toolkit is not found")
        subprocess.run([str(python), str(WEBLATE), *map(str, arguments)], check=True, timeout=120)

    return ran


@pytest.fixture
def take(run):
    """Take a file in; returns the numbers and findings that the command reports."""

    def taken(root, file):
        code, out, err = run("--project", root, "update", "--from", file, "--json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return taken


@pytest.fixture
def changes_nothing(root, take):
    """See that a file that came back untouched changes not a byte of ours."""

    def seen(file):
        before = (root / PO).read_bytes()
        result = take(root, file)
        assert (result["taken"], result["written"], result["displaced"]) == (0, [], [])
        assert (root / PO).read_bytes() == before
        return result

    return seen


@pytest.fixture
def brings_one(root, take, run):
    """See that a file in which one message was translated brings that one and nothing else."""

    def seen(file, msgstr="Not translated yet."):
        before, had = states(root / PO), texts(root / PO)
        assert take(root, file)["taken"] == 1
        assert texts(root / PO) == had | {(None, EMPTY): msgstr}
        assert states(root / PO) == before | {(None, EMPTY): State.HUMAN}
        stays(run, root)

    return seen


def stays(run, root):
    """See that a file is read by `update`, and that nothing is left to update after it."""
    had = texts(root / PO)
    assert run("--project", root, "update")[0] == 0
    assert texts(root / PO) == had
    before = (root / PO).read_bytes()
    assert run("--project", root, "update")[0] == 0
    assert (root / PO).read_bytes() == before


def assert_nothing_passes_as_human(before, after):
    """See that what a machine wrote is known as that: at most reviewed, where somebody took its flag away."""
    for key, state in before.items():
        if state in BY_MACHINE and key in after:
            assert after[key] is not State.HUMAN


# GNU gettext ------------------------------------------------------------------------------------


def test_msgfmt_accepts_a_catalog(root, tool):
    """With all its checks."""
    tool("msgfmt", "-c", "-o", os.devnull, root / PO)


@pytest.mark.parametrize("arguments", [[], ["--no-wrap"], ["--sort-output"], ["--no-location"], ["--width=40"]])
def test_msgcat_keeps_texts_and_states(root, tool, run, changes_nothing, arguments):
    """In any layout; what it writes serves as a catalog, or is taken in."""
    out = root / "out.po"
    tool("msgcat", *arguments, "-o", out, root / PO)
    assert (states(out), texts(out)) == (states(root / PO), texts(root / PO))
    changes_nothing(out)
    (root / PO).write_bytes(out.read_bytes())
    stays(run, root)


@pytest.mark.parametrize(
    "argument",
    ["--translated", "--untranslated", "--only-fuzzy", "--no-fuzzy", "--no-obsolete", "--only-obsolete"],
)
def test_msgattrib_keeps_the_states_of_what_it_selects(root, tool, changes_nothing, argument):
    """A part of a catalog comes back as it was, and the rest stays."""
    out = root / "out.po"
    tool("msgattrib", argument, "--force-po", "-o", out, root / PO)
    before, had = states(root / PO), texts(root / PO)
    assert {**before, **states(out)} == before
    assert {**had, **texts(out)} == had
    if states(out):
        changes_nothing(out)


@pytest.mark.parametrize("argument", ["--clear-fuzzy", "--fuzzy", "--clear-previous", "--set-fuzzy", "--set-obsolete"])
def test_msgattrib_loses_no_text_and_hides_no_machine(root, tool, run, changes_nothing, argument):
    """Whoever clears a flag has reviewed the text; a `#|` that is left over goes at the next write."""
    before = states(root / PO)
    out = root / "out.po"
    tool("msgattrib", argument, "-o", out, root / PO)
    assert (texts(root / PO) | texts(out)) == texts(root / PO)
    assert_nothing_passes_as_human(before, states(out))
    changes_nothing(out)
    if argument == "--fuzzy":  # a part of the file only: those that were fuzzy, cleared
        return
    (root / PO).write_bytes(out.read_bytes())
    stays(run, root)
    assert_nothing_passes_as_human(before, states(root / PO))
    if argument == "--clear-fuzzy":
        assert "#|" in out.read_text("utf-8")
        assert "#|" not in (root / PO).read_text("utf-8")


@pytest.mark.parametrize("arguments", [["--previous"], ["--previous", "--no-fuzzy-matching"], []])
def test_msgmerge_loses_no_text_and_hides_no_machine(root, tool, run, arguments):
    """With a template of sources in which every text has changed a little."""
    was = states(root / PO)
    had = set(texts(root / PO).values())
    changed = GUIDE.replace("段", "节").replace("将会离开", "留下来").replace("菜单", "目录")
    (root / "source/guide.md").write_text(changed, "utf-8")
    assert run("--project", root, "extract")[0] == 0
    template = root / "locales/templates/guide.pot"
    out = root / "out.po"
    tool("msgmerge", *arguments, "--quiet", "-o", out, root / PO, template)
    assert set(texts(out).values()) >= had
    by_machine = {TEXTS[key][0] for key, state in was.items() if state in BY_MACHINE}
    for message in catalog_of(out).messages:
        if message.msgstr in by_machine:
            assert state_of(message) in BY_MACHINE
    (root / PO).write_bytes(out.read_bytes())
    assert run("--project", root, "update")[0] == 0
    assert set(texts(root / PO).values()) >= had


# Babel ------------------------------------------------------------------------------------------


def test_what_pybabel_updated_comes_in_without_harm(root, tool, run, changes_nothing):
    """It drops headers, comments and flags; none of that reaches ours."""
    assert run("--project", root, "extract")[0] == 0
    out = root / "out.po"
    out.write_bytes((root / PO).read_bytes())
    template = root / "locales/templates/guide.pot"
    arguments = ("--ignore-obsolete", "-l", "en", "-i", template, "-o", out)
    tool("python", "-m", "babel.messages.frontend", "update", *arguments)
    changes_nothing(out)


# translate-toolkit ------------------------------------------------------------------------------


def test_pofilter_reads_a_catalog_and_changes_no_text(root, tool, changes_nothing):
    """Its remarks are comments of its own file; only what it checks for is there."""
    out = root / "out.po"
    tool("pofilter", "--progress=none", root / PO, out)
    changes_nothing(out)
    empty = root / "missing.po"
    tool("pofilter", "--progress=none", "-t", "untranslated", root / PO, empty)
    assert [message.msgid for message in catalog_of(empty).messages] == [EMPTY]


def test_pocount_counts_as_we_do(root, tool, run):
    """Translated is what is not fuzzy, fuzzy the rest."""
    numbers = list(csv.reader(io.StringIO(tool("pocount", "--csv", root / PO))))
    counted = {name.strip(): cell.strip() for name, cell in zip(*numbers[:2], strict=False)}
    ours = json.loads(run("--project", root, "status", "--json")[1])["documents"][0]["states"]
    assert int(counted["Translated Messages"]) == ours["human"] + ours["reviewed"]
    assert int(counted["Fuzzy Messages"]) == ours["machine"] + ours["stale machine"] + ours["needs work"]
    assert int(counted["Untranslated Messages"]) == ours["empty"]


def test_po2tmx_takes_only_what_people_finished(root, tool):
    """A memory of other tools holds no machine's text as a person's."""
    out = root / "out.tmx"
    tool("po2tmx", "--progress=none", "--source-language=zh-CN", "-l", "en", root / PO, out)
    found = re.findall(r"<seg>(.*?)</seg>", out.read_text("utf-8"), re.DOTALL)
    segments = set(map(html.unescape, found))
    kept = {message.key: state_of(message) for message in catalog_of(root / PO).active if message.msgstr}
    for key, state in kept.items():
        assert (TEXTS[key][0] in segments) is (state in (State.HUMAN, State.REVIEWED))


@pytest.fixture
def xliff(root, tool):
    """Make an XLIFF file with po2xliff."""
    out = root / "guide.xlf"
    tool("po2xliff", "--progress=none", root / PO, out)
    return out


def filled(file, pattern, replacement):
    """Translate the empty message in a file."""
    text = file.read_text("utf-8")
    new, number = re.subn(pattern, replacement, text)
    assert number == 1
    file.write_text(new, "utf-8")


def test_xliff_comes_back(xliff, changes_nothing, brings_one):
    """Untouched, it changes nothing; translated, it brings that."""
    changes_nothing(xliff)
    empty = rf"(<source>{EMPTY}</source>\s*)<target\s*(?:/>|></target>)"
    filled(xliff, empty, r"\1<target>Not translated yet.</target>")
    brings_one(xliff)


def test_what_xliff2po_makes_comes_back(root, xliff, tool, changes_nothing, brings_one):
    """It revives obsolete messages and makes contexts of locations; neither reaches ours."""
    out = root / "back.po"
    tool("xliff2po", "--progress=none", xliff, out)
    result = changes_nothing(out)
    assert result["obsolete"] == 1
    filled(out, f'(msgid "{EMPTY}"\nmsgstr )""', r'\1"Not translated yet."')
    brings_one(out)


def test_csv_comes_back(root, tool, changes_nothing, brings_one):
    """As po2csv writes it, with its doubled backslashes."""
    out = root / "guide.csv"
    tool("po2csv", "--progress=none", root / PO, out)
    changes_nothing(out)
    filled(out, f'("{EMPTY}",)""', r'\1"Not translated yet."')
    brings_one(out)


# Weblate ----------------------------------------------------------------------------------------


def test_weblate_keeps_texts_and_states(root, weblate, run, brings_one):
    """It writes the file itself: every other message stays what it was."""
    out = root / "out.po"
    weblate("save", root / PO, out, EMPTY, "Not translated yet.")
    assert states(out) == states(root / PO) | {(None, EMPTY): State.HUMAN}
    assert texts(out) == texts(root / PO) | {(None, EMPTY): "Not translated yet."}
    brings_one(out)
    (root / PO).write_bytes(out.read_bytes())
    stays(run, root)


def test_a_machines_text_edited_in_weblate_is_reviewed(root, weblate, run):
    """The comment stays, the flag goes."""
    msgid = "第一行\\\n第二行 <kbd>回车</kbd>"
    weblate("save", root / PO, root / PO, msgid, "A person's.\\\nSecond <kbd>Enter</kbd>")
    assert states(root / PO)[None, msgid] is State.REVIEWED


@pytest.mark.parametrize("suffix", ["xlf", "csv"])
def test_what_weblate_hands_out_comes_back(root, weblate, changes_nothing, suffix):
    """Its XLIFF says what is fuzzy, and so does its table."""
    out = root / f"out.{suffix}"
    weblate("export", root / PO, out)
    changes_nothing(out)


# Editors ----------------------------------------------------------------------------------------


def test_omegat_brings_what_was_translated(root, tool, changes_nothing, brings_one, tmp_path):
    """It empties fuzzy messages and clears their flags; ours keep both."""
    job = tmp_path / "job"
    for folder in ("source", "target", "tm", "glossary", "dictionary", "omegat"):
        (job / folder).mkdir(parents=True)
    (job / "omegat.project").write_text(OMEGAT_PROJECT, "utf-8")
    (job / "source/guide.po").write_bytes((root / PO).read_bytes())
    arguments = ("--mode=console-translate", job)
    home = {"HOME": tmp_path, "_JAVA_OPTIONS": f"-Duser.home={tmp_path}"}
    tool("omegat", *arguments, **home)
    back = job / "target/guide.po"
    assert '"By a machine' not in back.read_text("utf-8")
    changes_nothing(back)
    (job / "omegat/project_save.tmx").write_text(OMEGAT_MEMORY, "utf-8")
    tool("omegat", *arguments, **home)
    brings_one(back)


OMEGAT_PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<target_dir>__DEFAULT__</target_dir><source_dir>__DEFAULT__</source_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><glossary_file>__DEFAULT__</glossary_file>
<dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>ZH-CN</source_lang><target_lang>EN</target_lang>
<sentence_seg>false</sentence_seg><support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""
OMEGAT_MEMORY = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx11.dtd">
<tmx version="1.1">
<header creationtool="OmegaT" creationtoolversion="3.6.0" o-tmf="OmegaT TMX" adminlang="EN-US" datatype="plaintext"
 segtype="paragraph" srclang="ZH-CN"/>
<body><tu><tuv lang="ZH-CN"><seg>{EMPTY}</seg></tuv><tuv lang="EN"><seg>Not translated yet.</seg></tuv></tu></body>
</tmx>
"""


def test_poedit_keeps_texts_and_states(root, program, tmp_path, run):
    """A message is typed and the file saved by its keys; every message that was not typed in stays what it was."""
    for name in ("poedit", "xdotool"):
        program(name)
    before, had = states(root / PO), texts(root / PO)
    session = [program("xvfb-run"), "-a", "-s", "-screen 0 1280x900x24", "sh", "-c", POEDIT, "sh", str(root / PO)]
    environment = os.environ | {
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path / ".config"),
        "LC_ALL": "C.UTF-8",
    }
    subprocess.run(session, env=environment, capture_output=True, check=False, timeout=120)
    if "X-Generator: Poedit" not in (root / PO).read_text("utf-8"):
        pytest.skip("Poedit did not come up here")
    after = texts(root / PO)
    typed = {key for key in had | after if after.get(key) != had.get(key)}
    assert len(typed) <= 1
    for key in typed:
        assert after[key] == had.get(key, "") + "Not translated yet."
        assert states(root / PO)[key] in (State.HUMAN, State.REVIEWED)
    assert {**before, **{key: states(root / PO)[key] for key in typed}} == states(root / PO)
    stays(run, root)


# The second message of the list is chosen, something typed into its translation, and the file saved.
POEDIT = """
poedit "$1" &
editor=$!
timeout 60 xdotool search --sync --onlyvisible --name 'Poedit$' || exit
sleep 2
xdotool key ctrl+Down; sleep 1
xdotool mousemove 200 600 click 1; sleep 1
xdotool type --delay 30 'Not translated yet.'; sleep 1
xdotool key ctrl+s
for i in 1 2 3 4 5 6 7 8 9 10; do grep -q 'X-Generator: Poedit' "$1" && break; sleep 1; done
kill $editor
"""
