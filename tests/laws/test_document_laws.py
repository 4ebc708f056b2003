"""The laws of documents, on generated documents and for any text as a translation."""

from __future__ import annotations

import pytest
from generated_documents import DIALECTS, documents, hostile, line
from hypothesis import given
from hypothesis import strategies as st

from i18n import parse
from i18n.markdown.attributes import masked, read_raw
from i18n.markdown.constructs.listing import TITLES
from i18n.markdown.fingerprint import fingerprint
from i18n.markdown.inline.compare import compatible
from i18n.markdown.inline.groups import groups_of, written
from i18n.markdown.inline.read import read_inline, read_parsed
from i18n.markdown.inline.tree import Emphasis, Link, Markup, Piece, everywhere
from i18n.markdown.line_starts import stays_text
from i18n.markdown.parser import parse_blocks
from i18n.markdown.parser_state import ParserState


@given(documents, st.sampled_from(DIALECTS), st.sampled_from(["script", "all"]))
def test_identity(text, dialect, messages):
    """With nothing translated, or every message translated by itself, the text is unchanged."""
    document = parse(text, dialect, messages=messages)
    assert document.render({}) == text
    assert document.render({segment.key: segment.msgid for segment in document.segments}) == text


@given(documents, st.sampled_from(DIALECTS), st.sampled_from(["script", "all"]))
def test_coverage(text, dialect, messages):
    """Segments and skipped spans cover every character exactly once, each skip with a reason."""
    document = parse(text, dialect, messages=messages)
    spans = sorted([segment.span for segment in document.segments] + [skip.span for skip in document.skips])
    at = 0
    for start, end in spans:
        assert start == at
        at = end
    assert at == len(text)
    assert all(skip.reason for skip in document.skips)


def raw(document, entry):
    """Return raw lines by their tags or, of a marker, without its title."""
    if entry[0] == "html_block":
        return entry[0], read_raw("\n".join(entry[1]), document.dialect.attributes).signature
    if entry[0] in ("jsx", "template", "expression"):
        return entry[0], [masked(line, document.dialect.attributes) for line in entry[1]]
    if (form := TITLES.get(entry[0])) and (title := form.title_in("\n".join(entry[1]))):
        return entry[0], "\n".join(entry[1]).replace(title.text, "", 1), *entry[2:]
    return entry


def structure(document):
    """Return the blocks of a document, and the pieces of each of its texts."""
    blocks = document.extraction.blocks
    entries = [
        raw(document, entry) for entry in fingerprint(document.source.normalized, blocks.tokens) if entry[0] != "text"
    ]
    texts = [
        "\n".join(document.source.normalized[start:end] for start, end in token.meta["lines"])
        for token in blocks.tokens
        if token.type == "inline"
    ]
    return entries, [read_inline(text, document.dialect, blocks.definitions) for text in texts]


@given(st.data())
def test_structure_and_locality(data):
    """Whatever the translations are, blocks and pieces stay, and only bytes of segments change."""
    text = data.draw(documents)
    document = parse(text, data.draw(st.sampled_from(DIALECTS)), messages=data.draw(st.sampled_from(["script", "all"])))
    translations = {key: data.draw(hostile) for key in document.messages}
    built = parse(document.render(translations), document.dialect.name)
    (blocks, texts), (built_blocks, built_texts) = structure(document), structure(built)
    assert built_blocks == blocks
    assert len(built_texts) == len(texts)
    assert all(compatible(was, now) for was, now in zip(texts, built_texts, strict=True))
    around = [document.text[skip.span.start : skip.span.end] for skip in document.skips]
    at = 0
    for piece in around:
        at = built.text.index(piece, at) + len(piece)
    assert document.text.startswith("\ufeff") == built.text.startswith("\ufeff")


start = st.sampled_from(
    ["a", "**a", "*a", "`a", "[a](b)", "12", "“", "甲", "1. a", "2) a", "import a", "export a", "- a", "[a]: b", "# a",
     "===", "| a", "::: a", "> a", "<b>", "``` a", "[x] a", "!!! a", "$$", "{a}", ": a", "@tab a", "[[toc]]", "\\",
     "&lt;", "*/a", "*[a]: b", "***", "* *", "./a", ".a", "///", "/a", "**", "*-"]
)  # fmt: skip
middle = st.lists(
    st.sampled_from(
        [*"ab1 .:)]([!*_`~>-+=#^@%|<{$&\\'\"/", "**", "---", "]:", " | ", "\n", "\\\n", "  \n", "\nb", "<div>"]
    ),
    max_size=5,
)
plain = st.builds(lambda head, rest: head + "".join(rest), start, middle).filter(stays_text)
"""Texts that are spliced without a second parse."""


@given(
    plain,
    st.sampled_from(
        [
            "{}", "- {}", "1. {}\n2. {}", "> {}\n乙", "{}\n===", "{}\n---", "## {}", "乙\n{}\n丙", "[a]: b\n{}",
            "{}\n: 乙", "[^1]: {}", "| {} | 乙 |\n| --- | --- |\n| {} |", "{}\n| 乙 |\n| --- |",
            "<div>\n\n{}\n\n</div>", "!!! note\n    {}", ":::tip\n{}\n:::", "{}\n- 乙", "- [ ] {}",
            "{}\n```\n乙\n```", "{}\n<div>\n", "{}\n\n    乙", "---\na: b\n---\n{}", "{}  \n乙",
            "$$\n乙\n$$\n{}",
        ]
    ),
    st.sampled_from(DIALECTS),
)  # fmt: skip
def test_a_line_of_words_is_text_wherever_text_stands(text, place, dialect):
    """What `stays_text` lets pass is text wherever a word of text stood, escaped or not."""
    was, now = (parse(place.replace("{}", words), dialect, messages="all") for words in ("甲", text))
    (blocks, texts), (new_blocks, new_texts) = structure(was), structure(now)
    assert new_blocks == blocks
    assert len(new_texts) == len(texts)


@given(st.data())
def test_a_line_of_words_changes_no_blocks(data):
    """What `stays_text` lets pass needs no second parse: with one, the result is the same."""
    document = parse(data.draw(documents), data.draw(st.sampled_from(DIALECTS)), messages="all")
    translations = {key: data.draw(st.one_of(plain, hostile)) for key in document.messages}
    with pytest.MonkeyPatch.context() as patch:
        for gate in ("leaf_gate", "block_gate"):
            patch.setattr(f"i18n.markdown.splicing.{gate}.stays_text", lambda text: False)
        checked = document.splice(translations)
    rendering = document.splice(translations)
    assert rendering == checked
    assert [token.as_dict() for token in rendering.blocks.tokens] == [
        token.as_dict() for token in checked.blocks.tokens
    ]


@given(st.data())
def test_fallback(data):
    """A segment that shows no translation although it has one is named in a finding."""
    document = parse(data.draw(documents), "docusaurus")
    translations = {key: data.draw(hostile) for key in document.messages}
    rendering = document.splice(translations)
    refused = sum(len(finding.places) for finding in rendering.findings if finding.name == "refused")
    given_one = sum(
        bool(translations[segment.key].strip()) and translations[segment.key] != segment.msgid
        for segment in document.segments
    )
    assert rendering.used + refused == given_one


@given(documents)
def test_new_lines_take_the_line_end_of_the_document(text):
    """A translation with several lines brings no line end that its document does not have."""
    document = parse(text, "gfm")
    built = document.render(dict.fromkeys(document.messages, "one\\\ntwo\nthree"))
    if "\r" in text and "\n" not in text:
        assert "\n" not in built
    if "\r" not in text:
        assert "\r" not in built


@given(documents)
def test_our_rules_find_the_blocks_that_the_parser_finds(text):
    """Our rule for paragraphs is only a shortcut: without it, the parser finds the same blocks."""
    from i18n.markdown.dialect import dialect_named
    from i18n.markdown.parser import parser_for

    dialect = dialect_named("docusaurus")
    plain = parser_for.__wrapped__(dialect)
    plain.disable("prose")
    normalized = text.replace("\r\n", "\n").replace("\r", "\n")
    ours = [token.as_dict() for token in parse_blocks(normalized, dialect).tokens]
    tokens = []
    if normalized:
        state = ParserState(normalized, plain, {}, tokens)
        plain.block.tokenize(state, 0, state.lineMax)
    assert ours == [token.as_dict() for token in tokens]


inline_texts = st.one_of(
    line,
    hostile,
    st.lists(st.sampled_from(list("a文`[](!)*_~<>{}:/ .\\\n")), max_size=12).map("".join),
    st.lists(
        st.sampled_from(
            ["**", "*", "_", "文", "a_b", " ", "[", "](b)", "![", "`", "https://a.b", "c@d.ef", "\n", "  \n", "\t", "~"]
        ),
        max_size=10,
    ).map("".join),
)


def environment():
    return {
        "references": {"短": {"href": "u", "title": "", "map": [0, 1]}},
        "footnotes": {"refs": {":1": -1}, "list": {}},
    }


@given(inline_texts)
def test_texts_read_without_the_parser_read_the_same(text):
    """A text that is plain enough to be read by a pattern has the tree that the parser finds, span by span.

    But for a lone `}`, which only MDX minds, and which no shortcut looks for.
    """
    from i18n.markdown.dialect import dialect_named

    for name in ("docusaurus", "gfm"):
        dialect = dialect_named(name)
        quick, parsed = (read(text, dialect, environment()) for read in (read_inline, read_parsed))
        assert quick.signature == parsed.signature
        assert quick == parsed or "}" in text


@given(inline_texts, st.sampled_from(DIALECTS))
def test_the_tree_of_a_text_has_no_gap(text, dialect):
    """Each character stands in one part of a level, and destinations, titles and attributes where they are said to."""
    from i18n.markdown.dialect import dialect_named

    inline = read_parsed(text, dialect_named(dialect), environment())
    assert_no_gap(inline.nodes, 0, len(text))
    for node in everywhere(inline.nodes):
        if isinstance(node, Link):
            assert text[node.text_start : node.text_end] == node.text
        if isinstance(node, Piece) and node.destination and "\\" not in text and "&" not in text:
            assert text[slice(*node.destination)] == node.value.removeprefix("mailto:")
        if isinstance(node, Link) and node.title_span and "\\" not in text and "&" not in text:
            assert text[slice(*node.title_span)] == node.title
        if isinstance(node, Markup):
            assert all(text[slice(*value)] in node.words for value in node.attributes)


def assert_no_gap(nodes, start, end):
    for node in nodes:
        assert node.start == start
        start = node.end
        if isinstance(node, Emphasis):
            assert_no_gap(node.children, node.start + len(node.mark), node.end - len(node.mark))
        elif isinstance(node, Link):
            assert_no_gap(node.children, node.text_start, node.text_end)
    assert start == end


def test_any_depth_of_emphasis_is_read():
    """Marks that lie too deep are text; a text of nothing but marks ends no build."""
    from i18n.markdown.dialect import dialect_named

    for text in (
        "*" * 5000 + "a" + "*" * 5000,
        "**a *b " * 1000 + "x" + "* **" * 1000,
        "![" * 300 + "a" + "](b)" * 300,
    ):
        inline = read_inline(text, dialect_named("gfm"), {})
        assert_no_gap(inline.nodes, 0, len(text))
        assert compatible(inline, inline)
        assert written(groups_of(inline)) == text


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_white_space_survives(end):
    """Tabs, trailing blanks, U+2028 and a missing final line end stay as they are."""
    text = f"\ufeff#\t标题 \t{end}{end}甲\u2028乙 \t{end}丙\x0b\x0c{end}{end}\t代码{end}{end}- 丁\u3000"
    document = parse(text, "gfm")
    assert document.render({}) == text
    assert "\u2028" in "".join(segment.msgid for segment in document.segments)


@given(st.text("ab.", max_size=3), st.sampled_from("{<}"), st.text("ab.", max_size=3), st.sampled_from(["", "*", "**"]))
def test_what_mdx_would_not_compile_is_escaped_in_addresses_too(before, mark, after, emphasis):
    """An address that a translator broke is text, and text has no open brace in MDX."""
    document = parse("通过 *http://域名* 打开\n", "docusaurus")
    built = document.render({"通过 *http://域名* 打开": f"Open {emphasis}http://a{before}{mark}{after}b{emphasis} now"})
    assert mark not in built
