"""Ids of headings: the slugs and numbers of each generator, beside the generators' own libraries where they are."""

from __future__ import annotations

import json
import os
import subprocess
import unicodedata
from pathlib import Path

import pytest

from i18n import parse
from i18n.generators.listing import SCHEMES
from i18n.generators.slugs import Titled
from i18n.site.outline import titled

TEXTS = [
    "订单与费用（元）",
    "API 密钥",
    "  Leading  and   double ",
    "1. 准备",
    "C++ / C#: what’s “new”?",
    "ÉTÉ à l’Île",
    "foo_bar-baz--qux",
    "a.b.c",
    "😀 表情",
    "１２３ ①②",
    "",
    "--",
    "Straße İstanbul",
    "x—y…z",
    "\u200bzero\u00a0width",
]
KNOWN = {
    "github": ["订单与费用元", "api-密钥", "--leading--and---double-", "1-准备", "c--c-whats-new"],
    "vitepress": ["订单与费用-元", "api-密钥", "leading-and-double", "_1-准备", "c-c-what-s-new"],
    "mkdocs": ["", "api", "leading-and-double", "1", "c-c-whats-new"],
    "pymdownx": ["订单与费用元", "api-密钥", "leading-and-double", "1-准备", "c--c-whats-new"],
    "hugo": ["订单与费用元", "api-密钥", "leading--and---double", "1-准备", "c--c-whats-new"],
    "starlight": ["订单与费用元", "api-密钥", "--leading--and---double-", "1-准备", "c--c-whats-new"],
    "mdbook": ["订单与费用元", "api-密钥", "leading--and---double", "1-准备", "c--c-whats-new"],
}


@pytest.mark.parametrize("name", SCHEMES)
def test_slugs(name):
    """What each generator makes of Chinese, blanks, numbers and punctuation."""
    assert [SCHEMES[name].slug(text) for text in TEXTS[: len(KNOWN[name])]] == KNOWN[name]


@pytest.mark.parametrize(
    ("name", "headings", "ids"),
    [
        ("github", ["a", "a", "a-1", "a", "b {x}"], ["a", "a-1", "a-1-1", "a-2", "b-x"]),
        ("github", [("a", "x"), "x", "x"], ["x", "x", "x-1"]),
        ("starlight", ["a", "a", "a-1", "a", ("b", "a")], ["a", "a-1", "a-1-1", "a-2", "a"]),
        ("vitepress", ["a", "a", "a-1", "a"], ["a", "a-1", "a-1-1", "a-2"]),
        ("vitepress", [("a", "x"), "x"], ["x", "x-1"]),
        ("mkdocs", ["概述", "费用", "a", "a"], ["_1", "_2", "a", "a_1"]),
        ("mkdocs", ["概述", ("费用", "_1"), "说明"], ["_2", "_1", "_3"]),
        ("pymdownx", ["概述", "概述"], ["概述", "概述_1"]),
        ("hugo", ["a", "a", "！", "！"], ["a", "a-1", "heading", "heading-1"]),
        ("mdbook", ["a", "a", "a-1"], ["a", "a-1", "a-1"]),
    ],
)
def test_numbers(name, headings, ids):
    """Duplicates are numbered as each generator numbers them; ids of the source are as written."""
    made = SCHEMES[name].ids(Titled(*item) if isinstance(item, tuple) else Titled(item) for item in headings)
    assert made == ids


HEADINGS = """# 标题

## 一 {#one}
## 二{#two}
## `code` **粗** [链接](x.md) ![图](y.png)
> ## 引用
- ## 列表
## A <b>x</b> {/* #c */}
## 端口:port 与 http://x.y
## Closed ##
"""


def test_headings_are_told_as_generators_see_them():
    """Words, alt texts, ids behind them, and whether one can be written there."""
    found = parse(HEADINGS, "docusaurus").headings
    assert [(each.level, each.words, each.id, each.takes_id) for each in found] == [
        (1, "标题", "", True),
        (2, "一", "one", False),
        (2, "二", "two", False),
        (2, "code 粗 链接 ", "", True),
        (2, "引用", "", False),
        (2, "列表", "", False),
        (2, "A x", "c", False),
        (2, "端口 与 http://x.y", "", True),
        (2, "Closed", "", False),
    ]
    assert [each.words_and_alt for each in found][3] == "code 粗 链接 图"


def test_lists_of_attributes_hold_an_id():
    """`{.class #id}`, where a dialect has them; without an id, there is no place for one."""
    found = parse("# 甲 {.x #y}\n\n# 乙 {.x}\n\n丙\n===\n", "mkdocs").headings
    assert [(each.words, each.id, each.takes_id) for each in found] == [
        ("甲", "y", False),
        ("乙", "", False),
        ("丙", "", True),
    ]


# Beside the libraries ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def packages(program):
    """Return a folder with npm's packages; skip without."""
    folder = Path(os.environ.get("SLUG_PACKAGES", Path(__file__).parent / "slugs"))
    if not (folder / "node_modules" / "github-slugger").is_dir():
        pytest.skip("npm's packages are not here: npm install --prefix tests/site/slugs")
    program("node")
    return folder


def ran(packages, script, value, tmp_path):
    (tmp_path / "input.json").write_text(json.dumps(value), "utf-8")
    here = Path(__file__).parent / "slugs"
    if packages != here:
        (packages / script).write_bytes((here / script).read_bytes())
    command = ["node", str(packages / script), str(tmp_path / "input.json")]
    done = subprocess.run(command, capture_output=True, check=True, cwd=packages)
    return json.loads(done.stdout)


def assigned():
    """Return each character that Unicode has had for long, between letters."""
    characters = map(chr, range(0x20, 0x30000))
    return [f"x{one}Y" for one in characters if unicodedata.ucd_3_2_0.category(one) not in ("Cn", "Cs")]


def test_github_slugger_and_vitepress_agree(packages, tmp_path):
    """On every character that Unicode has had since 3.2, and on duplicates."""
    texts = [*assigned(), *TEXTS, *TEXTS, "a", "a-1", "a"]
    made = ran(packages, "slugs.mjs", texts, tmp_path)
    for name in ("github", "vitepress"):
        slug = SCHEMES[name].slug
        assert [(text, slug(text)) for text in texts] == list(zip(texts, made[name], strict=True))
    assert SCHEMES["github"].ids(Titled(text) for text in texts) == made["numbered"]


def test_docusaurus_agrees_on_real_guides(packages, tmp_path, corpora):
    """Its own plugin makes the ids of all headings of the corpus that we make."""
    if not (packages / "node_modules" / "@docusaurus" / "mdx-loader").is_dir():
        pytest.skip("Docusaurus is not among npm's packages")
    texts = [path.read_bytes().decode() for path in sorted((corpora / "websoft9" / "zh").rglob("*.md*"))]
    theirs = ran(packages, "docusaurus.cjs", texts, tmp_path)
    scheme = SCHEMES["github"]
    ours = [scheme.ids(titled(parse(text, "docusaurus").headings, scheme)) for text in texts]
    compared = [(mine, other) for mine, other in zip(ours, theirs, strict=True) if isinstance(other, list)]
    assert len(compared) > 1000
    assert [pair for pair in compared if pair[0] != pair[1]] == []


def test_python_markdown_agrees():
    """Its table of contents makes our ids, with its own slugs and with pymdownx's."""
    markdown = pytest.importorskip("markdown")
    slugs = pytest.importorskip("pymdownx.slugs")
    text = "".join(f"## {text.strip()}\n\n" for text in [*TEXTS, *TEXTS] if text.strip())
    text += "## `code` **粗** [链接](x.md) ![图](y.png)\n\n## 概述 {#here}\n\n## A &amp; B\n\n## 概述 {: #there .x }\n"
    for name, slugify in (("mkdocs", None), ("pymdownx", slugs.slugify(case="lower"))):
        settings = {"toc": {"slugify": slugify}} if slugify else {}
        reader = markdown.Markdown(extensions=["toc", "attr_list"], extension_configs=settings)
        reader.convert(text)
        theirs = [token["id"] for token in flat(reader.toc_tokens)]
        scheme = SCHEMES[name]
        assert scheme.ids(titled(parse(text, "mkdocs").headings, scheme)) == theirs


@pytest.mark.parametrize("name", ["a.md", "a.mdx"])
def test_astro_agrees(packages, tmp_path, name):
    """Its Markdown gives headings our ids, of words and code alone; but of two hyphens in prose it makes a dash."""
    if not (packages / "node_modules" / "@astrojs" / "markdown-remark").is_dir():
        pytest.skip("Astro's Markdown is not among npm's packages")
    text = "".join(f"## {text.strip()}\n\n" for text in [*TEXTS, *TEXTS] if text.strip() and "--" not in text)
    text += "## `code --x` **粗** [链接](x.md) ![图](y.png)\n\n## A &amp; B: c:d\n\n## 概述 <b>x</b>\n\n概述\n===\n"
    [theirs] = ran(packages, "astro.mjs", [text], tmp_path)
    scheme = SCHEMES["starlight"]
    assert scheme.ids(titled(parse(text, "starlight", path=name).headings, scheme)) == theirs


def flat(tokens):
    for token in tokens:
        yield token
        yield from flat(token["children"])
