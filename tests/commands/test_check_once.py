"""`i18n check` does each thing once: it reads, parses and translates no document twice."""

from __future__ import annotations

import sys
from collections import Counter
from functools import wraps

import pytest

import i18n.markdown.document
import i18n.markdown.parser
import i18n.storage.files

PO = "locales/en/LC_MESSAGES"
HEAD = 'locales = ["en"]\n'
PLAIN = '[[collections]]\nsource = "source"\noutput = "build/{locale}"\n'
LINKS = '[links.en]\n"./c.md" = "./d.md"\n'
ASSETS = '[assets.en]\n"p.png" = "https://example.org/p.png"\n'
SOURCES = {
    "a.md": "# 甲\n\n见[乙的标题](b.md#标题)和[丙](./c.md)。\n",
    "b.md": "# 乙\n\n## 标题\n\n![图](p.png)\n\n又见[甲](a.md#甲)。\n",
    "c.md": "# 丙\n\n没有链接的**文字**。\n",
    "d.md": "# 丁\n\n<a id='x'></a>\n\n- [自己](#丁)\n- [没有](nowhere.md#x)\n",
}


@pytest.fixture
def counted(monkeypatch):
    """Return a function that counts the calls of another, wherever it was imported, by what its first argument is."""

    def counting(function, key):
        calls = Counter()

        @wraps(function)
        def called(*arguments, **named):
            calls[key(arguments[0])] += 1
            return function(*arguments, **named)

        for name, module in list(sys.modules.items()):
            if name.startswith("i18n.") and getattr(module, function.__name__, None) is function:
                monkeypatch.setattr(module, function.__name__, called)
        return calls

    return counting


@pytest.mark.parametrize(
    "settings",
    [
        HEAD + PLAIN + 'dialect = "gfm"\n',
        HEAD + LINKS + PLAIN + 'dialect = "gfm"\n',
        HEAD + ASSETS + PLAIN + 'dialect = "docusaurus"\n',
        HEAD + LINKS + ASSETS + PLAIN + 'dialect = "docusaurus"\n',
        HEAD + LINKS + ASSETS + PLAIN + 'dialect = "docusaurus"\nanchors = "rewrite"\n',
        HEAD + LINKS + PLAIN + 'dialect = "docusaurus"\nanchors = "pin-all"\nskip-below = 90\n',
        HEAD + PLAIN + 'dialect = "docusaurus"\nanchors = "off"\n',
    ],
    ids=["gfm", "gfm, links", "assets", "both", "rewritten ids", "pinned ids, skipped pages", "ids off"],
)
def test_each_document_is_read_parsed_and_translated_once(project, run, fill, counted, settings):
    """Whatever is asked: a document once, and the text that it becomes in a locale once."""
    root = project(SOURCES, settings)
    run("--project", root, "update")
    fill(
        root, "a.po", {"甲": "First", "见[乙的标题](b.md#标题)和[丙](./c.md)。": "See [it](b.md#标题) and [C](./c.md)."}
    )
    fill(root, "b.po", {"乙": "Second", "标题": "Title", "又见[甲](a.md#甲)。": "See [A](a.md#甲) too."})
    fill(root, "c.po", {"丙": "Third", "没有链接的**文字**。": "**Words** without links."})
    read = counted(i18n.storage.files.read_text, str)
    parsed = counted(i18n.markdown.parser.parse_blocks, str)
    extracted = counted(i18n.markdown.document.extract, lambda source: source.text)
    spliced = counted(i18n.markdown.document.splice, lambda source: source.text)
    run("--project", root, "check", "--json")
    texts = [(root / "source" / name).read_text("utf-8") for name in SOURCES]
    catalogs = {str(root / PO / name.replace(".md", ".po")) for name in SOURCES}
    assert {file: number for file, number in read.items() if file.endswith(".md") or file in catalogs} == dict.fromkeys(
        [*(str(root / "source" / name) for name in SOURCES), *catalogs], 1
    )
    assert extracted == Counter(texts)
    assert spliced == Counter(texts)
    assert set(texts) <= set(parsed)
    assert set(parsed.values()) == {1}
