"""UI strings: what is offered of a file, what a translation must carry over, and that all other bytes stay."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.errors import SourceError
from i18n.strings.document import parse_strings

CODE = """{
  "theme.NotFound.title": {
    "message": "找不到页面",
    "description": "The title of the 404 page"
  },
  "theme.blog.post.plurals": { "message": "{count} 篇博文" },
  "nav.github": {"message": "GitHub"},\t
  "nav.more" : {"message": "更多 "}
}"""
NAV = """# 网站
site_name: 云指南   # 名称
docs_dir: docs
nav:
  - 首页: index.md
  - '控制台':
      - 登录: console/login.md
      - console/security.md
  - "费用: 订单": 订单.md
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
extra:
  social:
    - name: 微博
      icon: fontawesome/brands/weibo
"""


def msgids(text, name, path="", **options):
    return [segment.msgid for segment in parse_strings(text, path, name, **options).segments]


def test_docusaurus_messages_with_their_descriptions():
    """The message is offered, the description is for its translator, and what is not Chinese stays."""
    document = parse_strings(CODE, "code.json", "docusaurus-json")
    first = document.segments[0]
    assert [segment.msgid for segment in document.segments] == ["找不到页面", "{count} 篇博文", "更多"]
    assert (first.kind, first.heading, first.comments) == (
        "UI string",
        "theme.NotFound.title",
        ("The title of the 404 page",),
    )
    assert first.position == (3, 16)


def test_only_the_values_change():
    """White space, order and escapes stay, and so do the blanks around a text."""
    document = parse_strings(CODE, "code.json", "docusaurus-json")
    built = document.render(
        {"找不到页面": 'Page "not" found', "{count} 篇博文": "One post|{count} posts", "更多": "More"}
    )
    assert built == (
        CODE.replace('"找不到页面"', '"Page \\"not\\" found"')
        .replace('"{count} 篇博文"', '"One post|{count} posts"')
        .replace('"更多 "', '"More "')
    )


def test_titles_of_a_navigation_are_keys():
    """MkDocs keeps the paths, the tags and the comments."""
    document = parse_strings(NAV, "mkdocs.yml", "mkdocs")
    assert [segment.msgid for segment in document.segments] == [
        "云指南",
        "首页",
        "控制台",
        "登录",
        "费用: 订单",
        "微博",
    ]
    built = document.render(
        {"云指南": "Cloud: guide", "首页": "Home", "控制台": "Console's", "登录": "Log in", "费用: 订单": "Orders"}
    )
    assert built == (
        NAV.replace("云指南 ", '"Cloud: guide" ')
        .replace("首页", "Home")
        .replace("'控制台'", "'Console''s'")
        .replace("登录", "Log in")
        .replace('"费用: 订单"', '"Orders"')
    )


def test_two_titles_of_one_place_cannot_become_one():
    """A key that is there already is refused, not doubled."""
    text = "nav:\n  - 甲: a.md\n    乙: b.md\n"
    findings = []
    document = parse_strings(text, "mkdocs.yml", "mkdocs")
    built = document.render({"甲": "A", "乙": "A"}, findings.append)
    assert built in (text.replace("甲", "A"), text.replace("乙", "A"))
    assert [finding.name for finding in findings] == ["refused"]


@pytest.mark.parametrize(
    ("name", "path", "text", "expected"),
    [
        ("docusaurus-category", "a/_category_.json", '{"label": "标签", "position": 2, "x": "其他"}', ["标签"]),
        (
            "docusaurus-category",
            "a/_category_.yml",
            "label: 标签\nlink:\n  type: generated-index\n  title: 题\n",
            ["标签", "题"],
        ),
        ("json", "zh.json", '{"a": {"b": ["甲", "B", 3]}, "c": "乙"}', ["甲", "乙"]),
        ("yaml", "zh.yml", "- id: a\n  translation: 甲\n- id: b\n  translation: 乙\n", ["甲", "乙"]),
        ("toml", "zh.toml", "[home]\nother = '首页'\n", ["首页"]),
        ("json", "zh.json", '\ufeff{\r\n"a": "甲"\r\n}', ["甲"]),
    ],
)
def test_formats(name, path, text, expected):
    """Each format by its own rules; a translation by itself changes nothing."""
    document = parse_strings(text, path, name)
    assert [segment.msgid for segment in document.segments] == expected
    assert document.render({}) == document.render({msgid: msgid for msgid in expected}) == text
    built = document.render({msgid: f"T{number}" for number, msgid in enumerate(expected)})
    wanted = text
    for number, msgid in enumerate(expected):
        wanted = wanted.replace(msgid, f"T{number}")
    assert built == wanted


def test_keys_choose_values():
    """As for front matter: those that are named, or all but some."""
    text = '{"nav": [{"text": "甲", "link": "/乙"}], "note": "丙"}'
    assert msgids(text, "json", keys=["nav[].text"]) == ["甲"]
    assert msgids(text, "json", keys=["!nav[].link"]) == ["甲", "丙"]
    assert msgids(CODE, "docusaurus-json", keys=["!theme.**"]) == ["更多"]


@pytest.mark.parametrize(
    ("name", "text", "position", "said"),
    [
        ("json", '{"a": "甲",}', (1, 11), "cannot be read as JSON"),
        ("yaml", "a: [甲\nb: 乙\n", (2, 2), "cannot be read as YAML"),
        ("toml", "a = 甲\n", (1, 5), "cannot be read as TOML"),
        ("yaml", "甲\n", None, "holds one text instead of keys and values"),
        ("json", '"甲"\n', None, "holds one text instead of keys and values"),
        ("json", '{"a": "甲", "a": "乙"}', (1, 1), "a key stands in it twice"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_its_place(name, text, position, said):
    """The file is named, and the position where there is one."""
    with pytest.raises(SourceError) as caught:
        parse_strings(text, f"zh.{name}", name)
    assert said in caught.value.message
    assert (caught.value.path, caught.value.position) == (f"zh.{name}", position)


PLURAL = "{n, plural, other {共 # 个，见 <b>{place}</b>}}"


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("你好 {name}", "Hello {name}", ""),
        ("你好 {name}", "Hello { name }", ""),
        ("你好 {name}", "Hello", "loses the placeholder “{name}”"),
        ("你好", "Hello {name}", "adds the placeholder “{name}”"),
        ("你好 {name}", "Hello {nmae}", "loses the placeholder “{name}” and adds the placeholder “{nmae}”"),
        ("你好 {{name}}", "Hello {name}", "loses the placeholder “{{name}}” and adds the placeholder “{name}”"),
        ("你好 {name}", "Hello {name", "opens a brace and does not close it"),
        ("你好 {name}", "Hello {name}}", "closes a brace that was not opened"),
        ("} {name}", "} Hello", "loses the placeholder “{name}”"),
        ("{ {name}", "{ Hello", "loses the placeholder “{name}”"),
        ("你好 {name}", "Hello '{name}'", "has an apostrophe beside a brace, which would quote it; write ’"),
        ("<b>粗</b>", "<b>bold</b>", ""),
        ("<b>粗</b>", "bold", "loses the tag “<b>”, the tag “</b>”"),
        ("粗", "<script>x</script>", "adds the tag “<script>”, the tag “</script>”"),
        ("粗", "x <img src=a", "adds the tag “<img src=a”"),
        ("见 https://a.cn/b。", "See https://a.cn/b", ""),
        ("见 https://a.cn/b", "See https://evil.example/b", "loses the link to “https://a.cn/b” and adds"),
        ("共 %d 个，%s", "%s: %d", ""),
        ("共 %1$s 个", "%2$s", "loses the placeholder “%1$s” and adds the placeholder “%2$s”"),
        ("涨了 90% 的", "up 90% or so", ""),
        (PLURAL, "{n, plural, one {# thing, see <b>{place}</b>} other {# things, see <b>{place}</b>}}", ""),
        (PLURAL, "{n, plural, =1 {One, see <b>{place}</b>} other {# of <b>{place}</b>}}", ""),
        (PLURAL, "{n, plural, one {# thing <b></b>} other {# things, see <b>{place}</b>}}", ""),
        (PLURAL, "{n, plural, one {# thing} other {#, see <b>{place}</b>}}", "loses the tag “<b>”, the tag “</b>”"),
        (PLURAL, "{n, plural, one {x} other {y}}", "loses"),
        (
            PLURAL,
            "{n, plural, one {<b>{place}{x}</b>} other {<b>{place}</b>}}",
            "adds the placeholder “{x}” in {n, plural}",
        ),
        (PLURAL, "{n, plural, one {<b>{place}</b>}}", "lacks “other” in {n, plural}"),
        (PLURAL, "{n, plural, viele {#} other {<b>{place}</b>}}", "has the unknown plural form “viele” in {n, plural}"),
        (PLURAL, "{n} <b>{place}</b>", "adds"),
        (PLURAL, "{n, plural, other {<b>{place}</b>}", "has something other than choices in {n, plural}"),
        ("{g, select, male {他} other {她}}", "{g, select, male {he} other {she}}", ""),
        (
            "{g, select, male {他} other {她}}",
            "{g, select, other {she}}",
            "has other choices in {g, select}: other instead of",
        ),
        ("{d, date, short} 到期", "due {d, date, short}", ""),
        ("{d, date, short} 到期", "due {d, date, long}", "loses the placeholder “{d,date,short}”"),
        ("好", "go\u0007od", "holds control characters"),
    ],
)
def test_placeholders_must_come_along(source, target, said):
    """What a program fills in is neither lost nor added, and a language has its own plural forms."""
    document = parse_strings(json.dumps({"a": source}), "zh.json", "json", messages="all")
    findings = []
    built = json.loads(document.render({source: target}, findings.append))["a"]
    if said:
        assert built == source
        assert said in findings[0].message
        assert findings[0].name == "refused"
    else:
        assert (built, findings) == (target, [])


@pytest.mark.parametrize(
    ("source", "target", "used"),
    [
        ("{count} 篇", "One post|{count} posts", True),
        ("{count} 篇", "One post|many posts", False),
        ("{count} 篇", "{n} post|{count} posts", False),
        ("{count} 篇{tag}", "One post {tag}|{count} posts {tag}", True),
        ("甲|乙", "A|B", True),
        ("由 '{name}' 写", "by '{name}'", True),
    ],
)
def test_docusaurus_has_plural_forms_between_bars(source, target, used):
    """The last is for all other numbers, and has the number."""
    document = parse_strings(json.dumps({"a": {"message": source}}), "code.json", "docusaurus-json")
    assert json.loads(document.render({source: target}))["a"]["message"] == (target if used else source)


def test_entries_without_a_translation_may_be_left_out():
    """Docusaurus then has its own text; one that is to stay as it is stays, and so does one that is not Chinese."""
    document = parse_strings(CODE, "code.json", "docusaurus-json", leave_out=True)
    built = json.loads(document.render({"{count} 篇博文": "{count} posts", "更多": "更多"}))
    assert built == {
        "theme.blog.post.plurals": {"message": "{count} posts"},
        "nav.github": {"message": "GitHub"},
        "nav.more": {"message": "更多 "},
    }
    assert json.loads(document.render({})) == {"nav.github": {"message": "GitHub"}}
    document = parse_strings(CODE, "code.json", "docusaurus-json", keys=["!theme.**"], leave_out=True)
    assert list(json.loads(document.render({"更多": "More"}))) == ["nav.github", "nav.more"]


names = st.text(st.sampled_from("ab.中 \"\\{}'"), min_size=1, max_size=5)
texts = st.text(st.sampled_from(list("中文a \"\\{}',:#|<>b/=%s\n\t\u2028-!&*?")), max_size=12)
data = st.recursive(
    texts | st.integers() | st.none() | st.booleans(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(names, data, min_size=1, max_size=3), st.integers(0, 3), texts, st.booleans())
def test_whatever_a_translation_is_the_data_stays(value, indent, target, crlf):
    """Identity, locality and structure, for JSON and for the same text as YAML."""
    text = json.dumps(value, ensure_ascii=False, indent=indent or None)
    text = text.replace("\n", "\r\n") if crlf else text
    for name in ("json", "yaml"):
        try:
            document = parse_strings(text, f"zh.{name}", name, messages="all")
        except SourceError:
            assert name == "yaml"  # JSON with U+2028, or a key that is too long
            continue
        assert document.render({}) == document.render({key: key[1] for key in document.messages}) == text
        built = document.render(dict.fromkeys(document.messages, target))
        again = parse_strings(built, f"zh.{name}", name, messages="all")
        assert shape(json.loads(text)) == (shape(json.loads(built)) if name == "json" else shape(json.loads(text)))
        if built != text:
            assert target.strip() in {segment.msgid for segment in again.segments} | {
                value.text.strip() for value in again.values
            } | {""} or not any(map(str.isalpha, target))
        covered = "".join(
            text[slice(*span)]
            for span in sorted([*(s.span for s in document.segments), *(s.span for s in document.skips)])
        )
        assert covered == text


def shape(value):
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return [shape(inner) for inner in value] if isinstance(value, list) else str if isinstance(value, str) else value


@given(texts, texts)
def test_no_text_breaks_the_reader_of_placeholders(source, target):
    """Any text may be its own translation, and no other translation ends in a crash."""
    from i18n.strings.difference import difference

    assert difference(source, source, is_icu=True) == difference(source, source, is_icu=False) is None
    difference(source, target, is_icu=True)
    difference(source, target, is_icu=False)


@pytest.mark.parametrize(
    "text", ["{a, plural, other {" * 5000, "{" * 50_000, "{a}" * 5000 + "{", "{" * 5000 + "}" * 5000, "<" * 5000]
)
def test_reading_a_long_text_ends(text):
    """Texts with deep or unclosed placeholders are read in a moment."""
    from i18n.difference import sentence
    from i18n.strings.difference import difference

    assert difference(text, text, is_icu=True) is None
    assert text[0] == "<" or "adds the tag “<script>”" in sentence(difference(text, text + "<script>", is_icu=True))


HOSTILE = ["", "<script>", "{x}", '"', "\\", "a\nb", "- a: b", "#", "}{", "'", "&a", "*b", "|", "{{< x >}}", "\u2028"]


def test_a_real_site_keeps_its_files(corpora):
    """Each of its files of UI strings, whatever the translations are: keys and all that is no text stay."""
    files = [(path, "docusaurus-json") for path in (corpora / "websoft9/en/ui").glob("*.json")]
    files += [(path, "docusaurus-category") for path in (corpora / "websoft9/zh").rglob("_category_.json")]
    assert len(files) > 40
    offered = 0
    for number, (path, name) in enumerate(sorted(files)):
        text = path.read_bytes().decode()
        document = parse_strings(text, path.name, name, messages="all")
        offered += len(document.segments)
        assert document.render({key: key[1] for key in document.messages}) == text
        for mark in (HOSTILE[number % len(HOSTILE)], HOSTILE[(number + 7) % len(HOSTILE)]):
            built = document.render({key: f"{mark}T {key[1]}" for key in document.messages})
            assert shape(json.loads(built)) == shape(json.loads(text))
            again = parse_strings(built, path.name, name, messages="all")
            used = [
                segment.msgid == f"{mark}T {was.msgid}".strip()
                for was, segment in zip(document.segments, again.segments, strict=True)
            ]
            assert all(used) or mark in ("<script>", "{x}", "}{", "{{< x >}}", "|"), (path, mark)
    assert offered > 300
