"""Front matter: whatever a translation is, the data stays the same but for the chosen values."""

from __future__ import annotations

import json
import tomllib

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from i18n import parse
from i18n.errors import ConfigurationError
from i18n.markdown.front_matter import offered_paths
from i18n.project import read_project

text = st.text(st.sampled_from(list("标题aZ1: #'\"\\-[]{},&*!|>%@`\n\t.=+é\u2028\x07😀")), max_size=10)
key = st.sampled_from(["title", "description", "slug", "标 题", "draft", "a.b", "tags"])
scalar = st.one_of(text, st.integers(-9, 9), st.booleans(), st.floats(allow_nan=False, allow_infinity=False))
data = st.dictionaries(
    key,
    st.recursive(
        scalar, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(key, inner)), max_leaves=6
    ),
)
translation = st.one_of(
    text, st.sampled_from(["yes", "null", "1", "---", "+++", "a\n---\nb", "'''", '"""', "}", "~", "é\\"])
)


def toml_value(value, style):
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(name)} = {toml_value(item, style)}" for name, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(toml_value(item, style) for item in value) + "]"
    if isinstance(value, str) and style == "'" and not set("'\n\x07") & set(value):
        return f"'{value}'"
    if isinstance(value, str) and style == '"""':
        return '"""\n' + json.dumps(value, ensure_ascii=False)[1:-1].replace("\\n", "\n") + '"""'
    return json.dumps(value, ensure_ascii=False)


def as_yaml(value, style):
    return "---\n" + yaml.safe_dump(value, allow_unicode=True, default_style=style, sort_keys=False) + "---\n"


def as_toml(value, style):
    lines = [f"{json.dumps(name)} = {toml_value(item, style)}\n" for name, item in value.items()]
    return "+++\n" + "".join(lines) + "+++\n"


def as_json(value, style):
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


FORMS = [
    *((as_yaml, style) for style in (None, "'", '"', "|", ">")),
    *((as_toml, style) for style in ("'", '"', '"""')),
    (as_json, ""),
]


def loaded(built):
    if built.startswith("---"):
        return yaml.safe_load(built.removeprefix("---\n").removesuffix("---\n"))
    if built.startswith("+++"):
        return tomllib.loads(built.removeprefix("+++\n").removesuffix("+++\n"))
    return json.loads(built)


def with_translations(value, translations, keys=()):
    """Return data with the translations of all texts that are offered."""
    if isinstance(value, dict):
        return {name: with_translations(item, translations, (*keys, name)) for name, item in value.items()}
    if isinstance(value, list):
        return [with_translations(item, translations, keys) for item in value]
    return translations.get(value.strip(), value) if isinstance(value, str) else value


@given(data, st.sampled_from(FORMS))
def test_front_matter_keeps_its_bytes(value, form):
    """With nothing translated, or all by itself, in each format and style."""
    dump, style = form
    source = dump(value, style) + "正文\n"
    document = parse(source, "hugo", messages="all", front_matter=["**"])
    assert document.render({}) == source
    assert document.render({segment.key: segment.msgid for segment in document.segments}) == source


@given(data, st.data(), st.sampled_from(FORMS))
def test_only_the_chosen_values_change(value, choice, form):
    """What is built reads as the source does, but for values that took their translation or were refused."""
    dump, style = form
    document = parse(dump(value, style), "hugo", messages="all", front_matter=["**"])
    targets = {document_key: choice.draw(translation) for document_key in document.messages}
    findings = []
    built = document.render(targets, findings.append)
    refused = {finding.msgid for finding in findings if finding.name == "refused"}
    used = {
        msgid.strip(): target.strip()
        for (_, msgid), target in targets.items()
        if target.strip() and msgid not in refused
    }
    assert stripped(loaded(built)) == stripped(with_translations(loaded(dump(value, style)), used))


def stripped(value):
    """Return data without the blanks around texts, which a catalog does not carry."""
    if isinstance(value, dict):
        return {name: stripped(item) for name, item in value.items()}
    if isinstance(value, list):
        return [stripped(item) for item in value]
    return value.strip() if isinstance(value, str) else value


@given(st.sampled_from(["---\n", "+++\n", "{"]), text, st.sampled_from(["\n---\n", "\n+++\n", "}\n", ""]))
def test_hostile_front_matter_is_kept(opening, body, closing):
    """Whatever stands there, nothing is raised and no byte is lost."""
    source = opening + body + closing + "正文\n"
    assert parse(source, "hugo").render({"正文": "正文"}) == source


@pytest.mark.parametrize(
    ("patterns", "path", "offered"),
    [
        ((), ("title",), True),
        ((), ("tags", 0), True),
        ((), ("slug",), False),
        ((), ("sidebar", "title"), False),
        (("!title",), ("title",), False),
        (("hero.*",), ("hero", "note"), True),
        (("hero.*",), ("hero", "a", "note"), False),
        (("**.note",), ("hero", "a", "note"), True),
        (("items[].text",), ("items", 3, "text"), True),
        (("items.text",), ("items", 3, "text"), False),
    ],
)
def test_paths_choose_values(patterns, path, offered):
    """A project adds paths to those of its dialect, and leaves some out."""
    assert offered_paths("gfm", patterns).has(path) is offered


@pytest.mark.parametrize(
    ("source", "said", "position"),
    [
        ("---\ntitle: [甲\n---\n正文\n", "cannot be read", (2, 1)),
        ("---\ntitle:\t- 甲\n\tx: 1\n---\n", "cannot be read", (2, 8)),
        ("---\ntitle: 甲\n\n正文\n", "never closes", (1, 1)),
        ("---\na: 1\ntitle: 甲\ntitle: 乙\n---\n", "“title” stands there 2 times", (3, 1)),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(source, said, position):
    """It is kept, and the rest of the document is read."""
    document = parse(source, "docusaurus")
    [finding] = document.findings
    assert said in finding.message
    assert finding.position is not None
    assert finding.position.line == position[0] or said == "cannot be read"
    assert document.render({"正文": "正文"}) == source


def test_a_path_that_is_none_is_a_configuration_error(tmp_path):
    """The key and the value are named."""
    table = {
        "locales": ["en"],
        "collections": [{"source": "source", "output": "build/{locale}", "front-matter": ["hero..text"]}],
    }
    with pytest.raises(ConfigurationError, match=r"“front-matter” cannot hold “hero\.\.text”"):
        read_project(tmp_path, table, "i18n.toml")
