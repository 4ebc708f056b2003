"""Memories and glossaries that other programs read and write; each test runs where its program is installed."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from i18n.catalog.store import read_catalog, write_catalog
from i18n.glossary import read_glossary

READ_PAIRS = Path(__file__).with_name("pairs.py")
PO = "locales/en/LC_MESSAGES/guide.po"
GUIDE = "# 订单\n\n在**费用**里，见 `a<b>` & [文档](https://example.com/?a=1&b=2)。\n\n第一行\\\n第二行\n"
PAIRS = {
    "订单": "Orders",
    "在**费用**里，见 `a<b>` & [文档](https://example.com/?a=1&b=2)。": (
        "In **Billing**, see `a<b>` & [docs](https://example.com/?a=1&b=2)."
    ),
    "第一行\\\n第二行": "First line\\\nsecond",
}
GLOSSARY = "source,target,mode,note\n订单,order,forced,a thing\n控制台,console,preferred,\nMFA,MFA,do-not-translate,\n"
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


@pytest.fixture
def root(project, run):
    """Make a project whose guide a person has translated, with a glossary."""
    root = project({"guide.md": GUIDE})
    run("--project", root, "update")
    catalog = read_catalog((root / PO).read_text("utf-8"), PO)
    for message in catalog.messages:
        message.msgstr = PAIRS[message.msgid]
    (root / PO).write_text(write_catalog(catalog), "utf-8")
    (root / "locales/en/glossary.csv").write_text(GLOSSARY, "utf-8")
    return root


@pytest.fixture
def elsewhere(project, run, tmp_path_factory):
    """Make a second project with the same guide, of which nothing is translated."""
    root = tmp_path_factory.mktemp("elsewhere")
    (root / "source").mkdir()
    (root / "source/guide.md").write_text(GUIDE, "utf-8")
    (root / "i18n.toml").write_text(
        'locales = ["en"]\n[[collections]]\nsource = "source"\noutput = "build/{locale}"\n', "utf-8"
    )
    return root


@pytest.fixture
def tool(program, tmp_path):
    """Run a program that must succeed; returns its output."""

    def ran(name, *arguments, **variables):
        environment = os.environ | {key: str(value) for key, value in variables.items()}
        command = [name if name.startswith("/") else program(name), *map(str, arguments)]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=tmp_path, env=environment, timeout=120
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return ran


@pytest.fixture
def toolkit_reads(program, tool):
    """Read the pairs of a file with translate-toolkit, which Weblate reads memories and glossaries with."""

    def read(file):
        python = Path(program("po2tmx")).resolve().with_name("python3")
        done = subprocess.run([str(python), "-c", "import translate"], capture_output=True, check=False)
        if done.returncode:
            pytest.skip("the Python of translate-toolkit is not found")
        return json.loads(tool(str(python), READ_PAIRS, file, "zh-CN", "en"))

    return read


def texts(root):
    text = (root / PO).read_text("utf-8")
    return {message.msgid: message.msgstr for message in read_catalog(text, PO).messages}


def test_translate_toolkit_reads_our_memory(root, run, toolkit_reads, tmp_path):
    """Every text, markup and line breaks included."""
    run("--project", root, "memory", "export", "en", tmp_path / "out.tmx")
    assert dict(toolkit_reads(tmp_path / "out.tmx")) == PAIRS


def test_a_memory_made_by_po2tmx_fills_another_project(root, elsewhere, run, tool, tmp_path):
    """Every text that is translated there."""
    arguments = ("--progress=none", "--source-language=zh-CN", "--language=en")
    tool("po2tmx", *arguments, root / PO, tmp_path / "made.tmx")
    run("--project", elsewhere, "memory", "import", "en", tmp_path / "made.tmx")
    run("--project", elsewhere, "update")
    assert texts(elsewhere) == PAIRS


def test_omegat_fills_a_file_from_our_memory(root, elsewhere, run, tool, tmp_path):
    """From its folder `tm/auto`; what it made is taken in, and its own memory serves as well."""
    run("--project", elsewhere, "update")
    job = tmp_path / "job"
    for folder in ("source", "target", "tm/auto", "glossary", "dictionary", "omegat"):
        (job / folder).mkdir(parents=True)
    (job / "omegat.project").write_text(OMEGAT_PROJECT, "utf-8")
    (job / "source/guide.po").write_bytes((elsewhere / PO).read_bytes())
    run("--project", root, "memory", "export", "en", job / "tm/auto/ours.tmx")
    run("--project", root, "glossary", "export", "en", job / "glossary/ours.tbx", "--tbx-2008")
    tool("omegat", "--mode=console-translate", job, HOME=tmp_path, _JAVA_OPTIONS=f"-Duser.home={tmp_path}")
    code, _, err = run("--project", elsewhere, "update", "--from", job / "target/guide.po")
    assert (code, err) == (0, "")
    assert texts(elsewhere) == PAIRS
    made = next(job.glob("*-level1.tmx"), None) or next(job.glob("*.tmx"))
    (elsewhere / PO).unlink()
    run("--project", elsewhere, "memory", "import", "en", made)
    run("--project", elsewhere, "update")
    assert texts(elsewhere)["订单"] == "Orders"


def test_translate_toolkit_reads_our_glossary(root, run, toolkit_reads, tmp_path):
    """As TBX of 2008."""
    run("--project", root, "glossary", "export", "en", tmp_path / "out.tbx", "--tbx-2008")
    assert toolkit_reads(tmp_path / "out.tbx") == [["订单", "order"], ["控制台", "console"], ["MFA", "MFA"]]


def test_a_glossary_made_by_csv2tbx_comes_in(root, run, tool, tmp_path):
    """Once its languages are set right: it writes those of no Chinese. Its terms have no status: they are preferred."""
    (tmp_path / "terms.csv").write_text('"","发票","invoice"\n', "utf-8")
    (root / "locales/en/glossary.csv").unlink()
    tool("csv2tbx", "--progress=none", tmp_path / "terms.csv", tmp_path / "made.tbx")
    made = (tmp_path / "made.tbx").read_text("utf-8")
    made = made.replace('"en"><tig>', '"zh-CN"><tig>').replace('"xx"', '"en"')
    (tmp_path / "made.tbx").write_text(made, "utf-8")
    code, out, err = run("--project", root, "glossary", "import", "en", tmp_path / "made.tbx")
    assert (code, out, err) == (0, "1 term added\n", "")
    text = (root / "locales/en/glossary.csv").read_text("utf-8")
    assert [(term.source, term.target, term.mode) for term in read_glossary(text, "x").terms] == [
        ("发票", "invoice", "preferred")
    ]
