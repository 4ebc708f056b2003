"""Documents with errors in them: what can be read is extracted, the rest is kept and named."""

from __future__ import annotations

import pytest

from i18n import parse


@pytest.mark.parametrize(
    ("dialect", "text", "line", "said"),
    [
        ("docusaurus", "正文\n\n<5 元\n", 3, "opens no tag"),
        ("docusaurus", "正文\n\n- 项 {没有结束\n", 3, "opens no expression"),
        ("docusaurus", '正文\n\n<Foo bar="没有结束\n\n后文\n', 3, "opens no tag"),
        (
            "docusaurus",
            '<Tabs>\n<TabItem label="标签">\n\n正文\n\n</Tabs>\n\n<Card>\n\n后文\n',
            8,
            "<Card> is never closed",
        ),
        ("docusaurus", "<>\n\n正文\n", 1, "<> is never closed"),
        ("mkdocs", "---\ntitle: 甲: 乙\n---\n\n正文\n", 2, "cannot be read"),
        ("mkdocs", "---\ntitle: 甲\nnav:\n\t- 乙\n---\n\n正文\n", 4, "cannot be read"),
        ("mkdocs", "---\ntitle: 甲\ntitle: 乙\n---\n\n正文\n", 2, "stands there 2 times"),
        ("mkdocs", "---\ntitle: 甲\n\n正文\n", 1, "never closes"),
    ],
)
def test_what_cannot_be_read_is_named(dialect, text, line, said):
    """The finding has the line, all other text is extracted, and the bytes stay."""
    document = parse(text, dialect)
    [finding] = document.findings
    assert finding.position.line == line
    assert said in finding.message
    assert any("文" in segment.msgid or "元" in segment.msgid or "项" in segment.msgid for segment in document.segments)
    assert document.render({}) == text
    built = document.render({segment.key: "Text" for segment in document.segments})
    assert len(parse(built, dialect).segments) == 0


@pytest.mark.parametrize(
    "text",
    [
        "---\nformat: md\n---\n\n<5 元，{没有结束\n\n<p>\n\n正文\n",
        "---\nmdx:\n  format: md\n---\n\n<5 元\n",
        '<Tabs>\n<TabItem label="标签">文字\n</TabItem>\n</Tabs>\n\n\\<5，\\{甲}，`<5 {`\n\n<br>\n',
        "<details><summary>甲</summary>\n\n- <b>乙</b>\n\n</details>\n\n<Card title={`}`} on={() => 1 > 0} />\n",
    ],
)
def test_what_can_be_read_has_no_finding(text):
    """Neither sound MDX nor what Docusaurus reads as CommonMark."""
    assert parse(text, "docusaurus").findings == ()
