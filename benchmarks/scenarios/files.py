"""Files that come from elsewhere, and files that cannot be read whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from xml.sax.saxutils import escape

import hostile

from scenarios.corpora import CORPORA, sampled
from scenarios.side import CATALOGS, Side, configuration


def exchanged(side: Side) -> None:
    """What comes back from other programs, and what git merges."""
    for name in ("source", "locales", "pyproject.toml"):
        side.copy(side.before / name, name)
    faq = f"{CATALOGS}/faq.po"
    for name in ("base", "ours", "theirs", "back"):
        side.copy(side.root / faq, f"{name}.po")
    for shift, name in enumerate(("ours", "theirs", "back")):
        hostile.fill_one(side.root / f"{name}.po", shift, kept=3)
    msgids = [entry.msgid for entry in hostile.entries(side.root / faq)]
    table, one, two, memory = (
        [(text, hostile.damaged(text, at + shift)) for at, text in enumerate(msgids)] for shift in range(4)
    )
    side.write("back.csv", "source,target\n" + "".join(f"{_cell(a)},{_cell(b)}\n" for a, b in table))
    ones = "".join(f"<trans-unit>{_unit(a, b)}</trans-unit>" for a, b in one)
    twos = "".join(f"<unit><segment>{_unit(a, b)}</segment></unit>" for a, b in two)
    side.write("one.xlf", XLIFF.format("1.2", 'original="faq" source-language="zh-CN" target-language="en"', ones))
    side.write("two.xlf", XLIFF.format("2.0", 'id="faq"', twos))
    variants = [f"<tu>{_variant('zh-CN', a)}{_variant('en', b)}</tu>" for a, b in memory]
    side.write("memory.tmx", TMX.format("".join(variants)))
    head = "source,target,mode,note\n"
    side.write("terms.csv", f"{head}控制台,panel,forced,x\n新词,new word,preferred,\n")
    side.write("bad.csv", f"{head}空,,forced,\n甲,a,strange,\n")
    for arguments in (
        "update --from back.po --json",
        "update --from back.csv --json",
        "update --from one.xlf",
        "update en --from two.xlf --json",
        "update --from terms.csv",
        "update --from none.po",
        "update --from pyproject.toml",
        "merge-driver base.po ours.po theirs.po faq.po",
        "merge-driver base.po back.po one.xlf faq.po",
        "glossary import en bad.csv",
        "glossary import en terms.csv --json",
        "glossary import en terms.csv bad.csv",
        "glossary export en written/terms.tbx",
        "memory import en memory.tmx --json",
        "memory import en memory.tmx --name again --machine",
        "memory import en locales/en/LC_MESSAGES --name po",
        "memory import en one.xlf",
        "memory export en written/out.tmx --include machine --json",
        "glossary mine en",
        "update",
        "check --json",
    ):
        side.i18n(*arguments.split())


XLIFF = '<xliff xmlns="urn:oasis:names:tc:xliff:document:{0}" version="{0}" trgLang="en"><file {1}>{2}</file></xliff>'
TMX = '<tmx version="1.4"><header srclang="zh-CN"/><body>{}</body></tmx>'


def _cell(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _element(tag: str, text: str) -> str:
    return f"<{tag}>{escape(text)}</{tag}>"


def _unit(source: str, target: str) -> str:
    return _element("source", source) + _element("target", target)


def _variant(locale: str, text: str) -> str:
    return f'<tuv xml:lang="{locale}">{_element("seg", text)}</tuv>'


def broken(side: Side) -> None:
    """Sources and PO files that cannot be read whole."""
    for name, data in BROKEN_SOURCES.items():
        side.write(f"source/{name}", data)
    (side.root / "source/folder.md").mkdir()
    (side.root / "source/away.md").symlink_to(side.before / "README.md")
    for number, path in enumerate(sampled(CORPORA / "websoft9" / "zh" / "version-2.0", 30)[:20]):
        side.copy(path, f"source/guide-{number:02}.md")
    for dialect in ("docusaurus", "mkdocs"):
        side.write("i18n.toml", configuration({"dialect": dialect}))
        side.i18n("update")
        side.i18n("extract")
        hostile.fill(side.catalogs, 0)
        for path, change in zip(sorted(side.catalogs.glob("guide-*.po")), BREAKS, strict=False):
            path.write_bytes(change(path.read_bytes()))
        for command in ("status", "build", "check", "compile", "update"):
            side.i18n(command)
            side.i18n(command, "--json")
        side.i18n("translate", "en", "--engine", "pseudo")
        side.keep(dialect, "build", "locales")
        shutil.rmtree(side.root / "locales")
    for name in ("bad.md", "two.mdx"):
        side.write(f"source/{name}", b"# \xff\n")
        for command in ("update", "status", "build", "check"):
            side.i18n(command)
        (side.root / "source" / name).unlink()


BROKEN_SOURCES: dict[str, bytes | str] = {
    "empty.md": "",
    "mark.md": "\ufeff# 标题\r\n\r\n正文\r\n",
    "returns.md": "# 标题\r\r正文\r",
    "nothing.md": "# 标题\n\n\0正文\n",
    "front.md": "---\ntitle: 甲: 乙\n---\n\n正文\n",
    "twice.md": "---\ntitle: 甲\ntitle: 乙\n---\n\n正文\n",
    "open.md": "---\ntitle: 甲\n\n正文\n",
    "tags.md": "<Tabs>\n<TabItem label='标签'>\n\n正文 <5 元\n\n</Tabs>\n\n- 项 {没有结束\n",
    "skip.md": "正文\n\n<!-- i18n:skip-start -->\n\n后文\n",
    "two.md": "# 标题\n\n## 一 {#a}\n\n## 二 {#a}\n\n[去](#b) [去](none.md) ![图](none.png)\n",
}
"""Sources with something wrong in them."""


def _twice(data: bytes) -> bytes:
    head, _, rest = data.partition(b"\n\n")
    return head + b"\n\n" + rest + b"\n" + rest


BREAKS: tuple[Callable[[bytes], bytes], ...] = (
    lambda data: data[: len(data) // 2],
    lambda data: data.replace(b'"\n', b"\n", 12),
    lambda data: data.replace(b'msgstr "', b'<<<<<<< HEAD\nmsgstr "a"\n=======\nmsgstr "', 3),
    lambda data: data.partition(b"\n\n")[2],
    lambda data: data.replace(b"msgstr", b"msgstr[0]", 4),
    lambda data: data.replace(b"msgid", b"msgid_plural", 4),
    lambda data: data.replace(b'msgstr "', b'msgstr "\xff', 2),
    lambda data: data.replace(b"\n", b"\r\n"),
    lambda data: b"\xef\xbb\xbf" + data,
    lambda data: data.replace(b"charset=UTF-8", b"charset=GBK"),
    lambda data: data.replace(b'\nmsgid "', b'\n#~ msgid "', 5),
    lambda data: data.replace(b"Language: en", b"Language: fr"),
    lambda data: data.replace(b'msgstr "', b'msgstr "\\q\0'),
    lambda data: b"",
    lambda data: b"<html>\n",
    _twice,
)
"""Ways to break a PO file."""
