"""`pybabel extract` reads Markdown with our segments, and makes the messages that `i18n extract` makes."""

from __future__ import annotations

import ast
import io
import subprocess
import sys
from pathlib import Path

import pytest

from i18n.catalog.store import read_catalog
from i18n.errors import UsageError
from i18n.workflow import babel_extractor
from i18n.workflow.babel_extractor import extract_markdown

GUIDE = """---
title: 指南
hero: 大字
---
# 订单

<!-- i18n:comment 菜单的名字 -->
打开**费用**，见[订单](b.md)。

<!-- i18n:context menu -->
订单

:::note 注意
`代码` 90% 完成。
:::
"""


@pytest.fixture
def pybabel(tmp_path):
    """Run the real program in a folder with a babel.cfg; returns the finished process and the catalog."""
    program = Path(sys.executable).with_name("pybabel")
    if not program.is_file():
        pytest.skip("pybabel is not installed")

    def ran(configuration, text, *arguments):
        (tmp_path / "babel.cfg").write_text(configuration, "utf-8")
        (tmp_path / "guides").mkdir()
        (tmp_path / "guides/a.md").write_text(text, "utf-8")
        command = [program, "extract", "-F", "babel.cfg", "-o", "out.pot", *arguments, "."]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        out = tmp_path / "out.pot"
        return done, read_catalog(out.read_text("utf-8"), "out.pot") if out.exists() else None

    return ran


def test_pybabel_makes_our_messages(pybabel, project, run):
    """With contexts, line numbers and what we say of each; options are those of a project file."""
    configuration = "[markdown: **.md]\ndialect = docusaurus\nfront-matter = hero, !keywords\n"
    done, catalog = pybabel(configuration, GUIDE)
    assert done.returncode == 0, done.stderr
    root = project({"a.md": GUIDE}, PROJECT)
    run("--project", root, "extract")
    ours = read_catalog((root / "locales/templates/a.pot").read_text("utf-8"), "a.pot")

    def content(catalog, folder):
        return [
            (
                message.msgctxt,
                message.msgid,
                message.extracted,
                [name.removeprefix(folder) for name in message.references],
            )
            for message in catalog.messages
        ]

    assert content(catalog, "guides/") == content(ours, "source/")
    assert len(catalog.messages) == 7


PROJECT = """
locales = ["en"]
locations = "line"

[[collections]]
source = "source"
output = "build/{locale}"
dialect = "docusaurus"
front-matter = ["hero", "!keywords"]
"""


def extracted(text, keywords=("pgettext",), **options):
    """Return what the function gives to Babel."""
    file = io.BytesIO(text.encode())
    named = {name.replace("_", "-"): value for name, value in options.items()}
    return list(extract_markdown(file, keywords, (), named))


def test_each_segment_comes_with_its_line_and_comments():
    """A text that stands twice is given twice, and Babel joins the two."""
    text = "# 订单\n\n- 订单\n\n<!-- i18n:context menu -->\n订单\n"
    assert extracted(text) == [
        (1, None, "订单", ["heading 1"]),
        (3, None, "订单", ["list item · 订单"]),
        (6, "pgettext", ("menu", "订单"), ["paragraph · 订单"]),
    ]


def test_an_option_with_several_values_is_a_text_or_a_list():
    """A babel.cfg can only say text, a TOML file has lists."""
    text = '<Card title="标题" text="文字" />\n'
    for value in ("Card.text, !title", ["Card.text", "!title"]):
        assert [found[2] for found in extracted(text, dialect="docusaurus", attributes=value)] == ["文字"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"dialct": "gfm"}, "did you mean “dialect”?"),
        ({"dialect": "docusarus"}, "there is no dialect"),
        ({"x": 1}, "known"),
    ],
)
def test_a_wrong_option_is_explained(options, said):
    """With what is meant, or what there is."""
    with pytest.raises(UsageError, match=said):
        extracted("甲\n", **options)


def test_a_context_needs_the_keyword():
    """No text loses its context in silence."""
    with pytest.raises(UsageError, match="add -k pgettext:1c,2"):
        extracted("<!-- i18n:context c -->\n甲\n", keywords=())


def test_it_does_not_import_babel():
    """Babel calls us; it is language.py that calls Babel."""
    tree = ast.parse(Path(babel_extractor.__file__).read_text("utf-8"))
    modules = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    assert not [module for module in modules if module.startswith("babel")]
