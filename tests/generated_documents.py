"""Documents made at random of everything that our dialects know, and texts that are hostile to them."""

from __future__ import annotations

from hypothesis import strategies as st

from i18n.generators.listing import DIALECT_NAMES

DIALECTS = DIALECT_NAMES

words = st.sampled_from(
    ["订单", "费用（元）", "在顶部的", "菜单下，", "Nginx", "5 天", "“资源”", "……", "𠮷野家", "한국어", "a"]
)
inline = st.one_of(
    words,
    st.sampled_from(
        [
            "**粗体**",
            "*斜*",
            "~~旧~~",
            "`代码`",
            "``a`b``",
            "[链接](./a.md#锚)",
            '[链接](<b c.md> "题")',
            "![图](图.png)",
            "[短]",
            "[短][]",
            "[全][短]",
            "https://example.com/甲",
            "<kbd>键</kbd>",
            "<br />",
            "<code>代码</code>",
            '<img alt="图" src="a.png">',
            '<span translate="no">名</span>',
            '{{< tip text="提示" >}}',
            "{ .类 }",
            "$x_1$",
            "$$",
            "{: .c}",
            "</b>",
            "<b>",
            "{{ 变量 }}",
            "{% if 甲 %}",
            "{名字}",
            "[^注]",
            "&nbsp;",
            "\\*",
            "<",
            "[",
            "`",
        ]
    ),
)
line = st.lists(inline, min_size=1, max_size=5).map("".join)
lines = st.lists(line, min_size=1, max_size=3)


def indented(text, first, rest):
    head, *others = text.split("\n")
    return "\n".join([first + head, *(rest + other if other else "" for other in others)])


paragraph = st.tuples(lines, st.sampled_from(["\n", "  \n", "\\\n", "\n   "])).map(lambda pair: pair[1].join(pair[0]))
heading = st.tuples(
    st.sampled_from(["# ", "## ", "### "]), line, st.sampled_from(["", " {#标识}", "{#id}", " ##"])
).map("".join)
setext = st.tuples(line, st.sampled_from(["===", "---"])).map("\n".join)
fence = line.map(lambda text: f"```bash\n# {text}\n```")
html = line.map(lambda text: f"<div>\n{text}\n</div>")
image = st.sampled_from(["![图](a.png)", '[![图](a.png)](b.md) ![乙](c.png "题")', "文字\n![图](a.png)\n后文"])
table = st.lists(line.map(lambda text: text.replace("|", "")), min_size=4, max_size=4).map(
    lambda cells: f"| {cells[0]} | {cells[1]} |\n| :-- | --: |\n| {cells[2]} | a\\|{cells[3]} |"
)
bare_table = words.map(lambda word: f"{word} | 乙\n--- | ---\n丙 | {word}")
directive = st.sampled_from(
    [
        ":::tip\n提示\n:::",
        ":::tip 标题\n提示\n:::",
        ":::note[标题]{.类}\n\n:::",
        "> [!NOTE]\n> 提示\n> 二",
        "> [!TIP] 标题\n> 提示",
        '```js title="标题"\n代码\n```',
        '!!! note "标题"\n    提示\n\n    - 项\n\n        代码',
        '=== "标签"\n    甲\n    === "内"\n        乙',
        "??? tip\n\n    提示",
        "术语\n: 定义\n: 二",
        "术语\n\n:   定义\n\n    二",
        "*[HTML]: 超文本",
        "/// note | 标题\n正文\n///",
        "{{< note >}}\n正文\n{{< /note >}}",
        '{{% tab name="标签" %}}\n\n正文',
        "{{< highlight go >}}\n// 注释\n{{< /highlight >}}",
        "$$\n\\text{甲}\n\n=1\n$$",
        "{% hint %}\n提示\n{% endhint %}",
        '<Tabs>\n  <TabItem label="标签" value="值">\n    正文\n\n    二\n  </TabItem>\n</Tabs>',
        '<Card\n  title="标题"\n  数据="甲" />',
        "<details><summary>点击</summary>\n\n正文\n\n</details>",
        "<table><tr><td>甲<br>乙</td><td><b>丙</b></td></tr></table>",
        '<p align="center"><img alt="图" src="图.png"> 文字 <!-- 注 --></p>',
        "<pre>\n代码\n\n代码\n</pre>",
        '<div class="notranslate">\n\n不译\n\n</div>',
        "<!-- i18n:skip -->",
        "<!-- i18n:context 甲 -->",
        "<!-- 注释\n二 -->",
        "***",
        "    代码",
        "{/* 注 */}",
    ]
)
leaf = st.one_of(paragraph, heading, setext, fence, html, image, table, bare_table, directive)


def contained(blocks):
    text = st.lists(blocks, min_size=1, max_size=3).map("\n\n".join)
    return st.one_of(
        text.map(lambda inner: indented(inner, "- ", "  ")),
        text.map(lambda inner: indented(inner, "- [ ] ", "  ")),
        text.map(lambda inner: indented(inner, "3. ", "   ")),
        text.map(lambda inner: indented(inner, "> ", "> ")),
        text.map(lambda inner: indented(inner, ">", "> ")),
        text.map(lambda inner: indented(inner, "- ", "")),
        text.map(lambda inner: indented(inner, "[^注]: ", "    ")),
    )


block = st.recursive(leaf, contained, max_leaves=4)
front_matter = st.sampled_from(
    [
        "",
        "---\ntitle: 标题\ntags: [甲, '乙']\n---\n\n",
        "---\ndescription: |\n  多行\n  文字\nslug: /甲\n---\n",
        "---\n坏: [\n---\n",
        "---\ntitle: 甲\ntitle: 乙\n---\n",
        "---\nhero:\n  text: >-\n    甲\n    乙\n  actions:\n    - {text: '丙', link: /}\n---\n",
        '+++\ntitle = \'标题\'\ntags = ["甲", \'乙\']\n[[menu.main]]\nname = """\n名"""\n+++\n',
        '{\n  "title": "标题", "tags": ["甲"], "别": {"x": "y"}\n}\n',
    ]
)
definitions = st.sampled_from(["", "\n\n[短]: https://example.com '题目'\n", "\n\n[^注]: 脚注\n[短]: <a b>\n"])
line_end = st.sampled_from(["\n", "\n", "\r\n", "\r"])
documents = st.builds(
    lambda head, blocks, tail, end, bom, final: bom + (head + "\n\n".join(blocks) + tail + final).replace("\n", end),
    front_matter,
    st.lists(block, max_size=5),
    definitions,
    line_end,
    st.sampled_from(["", "\ufeff"]),
    st.sampled_from(["", "\n"]),
)
hostile = st.lists(
    st.one_of(
        st.text(max_size=8),
        inline,
        st.sampled_from(
            [
                "1. ",
                "- ",
                "+ ",
                "* ",
                "# ",
                "> ",
                "",
                "---",
                "===",
                "```",
                "~~~",
                ":::",
                "::a",
                "!!!",
                "+++",
                "    ",
                "\t",
                "<!--",
                "-->",
                "{{<",
                "}}",
                "import x",
                "export ",
                "[ ] ",
                "[x] ",
                "[x]: u",
                "[^1]: ",
                "{#id}",
                "{",
                "}",
                "<",
                "</",
                "<script>",
                "</div>",
                "`",
                "](",
                "\\",
                "\n",
                "\n\n",
                "  \n",
                "\\\n",
                "**",
                "_",
                "&#35;",
                "[短]",
                "[a](javascript:x)",
                "\r\n",
                "\x00",
                "\u2028",
                "'",
                '"',
                "$$",
                "<?",
            ]
        ),
    ),
    max_size=6,
).map("".join)
