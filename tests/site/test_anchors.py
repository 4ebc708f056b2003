"""Heading ids of translated pages: pinned, or followed by the links of the whole collection."""

from __future__ import annotations

import json
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n import parse
from i18n.generators.listing import DIALECT_NAMES, GENERATORS, SCHEMES
from i18n.site.anchors import plan_ids
from i18n.site.broken import broken, newly
from i18n.site.outline import has_id, outline, titled
from i18n.site.routes import Page, Site
from i18n.site.wanted_edits import pins, with_fragment, with_wanted_edits

SOURCES = {
    "a.md": "# 甲页\n\n## 概述\n\n见[概述](#概述)、[步骤](b.md#步骤-1)和[乙](b#%E6%AD%A5%E9%AA%A4)。\n\n## 没有链接\n",
    "b.md": "# 乙页\n\n## 步骤\n\n## 步骤\n\n[回](./a#概述) [名](#kept)\n\n## 名 {#kept}\n",
}
ENGLISH = {
    "a.po": {"概述": "Overview", "没有链接": "No links", "甲页": "Page A"},
    "b.po": {"步骤": "Steps", "名": "Name", "乙页": "Page B"},
}


def configuration(**keys):
    lines = "".join(f"{key} = {value}\n" for key, value in keys.items())
    return f'locales = ["en"]\n[[collections]]\nsource = "source"\noutput = "build/{{locale}}"\n{lines}'


@pytest.fixture
def site(project, run, fill):
    """Make a translated project; returns its root."""

    def made(sources=SOURCES, translations=ENGLISH, dialect="docusaurus", **keys):
        root = project(sources, configuration(dialect=json.dumps(dialect), **keys))
        run("--project", root, "update")
        for name, pairs in translations.items():
            fill(root, name, pairs)
        return root

    return made


def built(root, name):
    return (root / "build/en" / name).read_bytes().decode()


def test_a_linked_heading_keeps_its_id(site, run):
    """By default in a dialect with `{#id}`: those that anything links to, and no others."""
    root = site()
    assert run("--project", root, "build")[::2] == (0, "")
    assert built(root, "a.md") == (
        "# Page A\n\n## Overview {#概述}\n\n"
        "见[概述](#概述)、[步骤](b.md#步骤-1)和[乙](b#%E6%AD%A5%E9%AA%A4)。\n\n## No links\n"
    )
    assert built(root, "b.md") == (
        "# Page B\n\n## Steps {#步骤}\n\n## Steps {#步骤-1}\n\n[回](./a#概述) [名](#kept)\n\n## Name {#kept}\n"
    )


def test_links_follow(site, run):
    """With `rewrite` the ids are those of the translation, encoded where the source's were."""
    root = site(anchors='"rewrite"')
    assert run("--project", root, "build")[::2] == (0, "")
    assert "见[概述](#overview)、[步骤](b.md#steps-1)和[乙](b#steps)。\n\n## No links\n" in built(root, "a.md")
    assert "## Steps\n\n## Steps\n\n[回](./a#overview) [名](#kept)\n\n## Name {#kept}\n" in built(root, "b.md")


def test_all_headings_keep_their_ids(site, run):
    """With `pin-all`, for links from elsewhere; a title has no id in Docusaurus."""
    root = site(anchors='"pin-all"')
    run("--project", root, "build")
    assert "# Page A\n" in built(root, "a.md")
    assert "## No links {#没有链接}\n" in built(root, "a.md")


def test_nothing_is_done_where_it_is_off(site, run):
    """Headings and links are the translation's."""
    root = site(anchors='"off"')
    run("--project", root, "build")
    assert "## Overview\n\n见[概述](#概述)" in built(root, "a.md")


def test_what_is_not_translated_needs_no_pin(site, run):
    """Identity, byte for byte."""
    root = site(translations={})
    run("--project", root, "build")
    assert {name: built(root, name) for name in SOURCES} == SOURCES


def test_a_heading_that_takes_no_id_is_followed(site, run):
    """In a quote MDX would not compile `{#id}`: the links lead to its new id instead."""
    sources = {"a.md": "[去](#概述) [去](b.md#概述)\n\n> ## 概述\n", "b.md": "概述\n===\n\n## 概述\n"}
    root = site(sources, {"a.po": {"概述": "Overview"}})
    run("--project", root, "build")
    assert built(root, "a.md") == "[去](#overview) [去](b.md#概述)\n\n> ## Overview\n"


def test_a_heading_hidden_by_one_that_takes_no_id_is_followed(site, run):
    """A pin would be the second of two equal ids."""
    root = site({"a.md": "> ## 概述\n\n## Overview\n\n[去](#overview)\n"}, {"a.po": {"概述": "Overview"}})
    run("--project", root, "build")
    assert built(root, "a.md") == "> ## Overview\n\n## Overview\n\n[去](#overview-1)\n"


def test_an_untranslated_heading_whose_number_moves_is_pinned(site, run):
    """Such as `## FAQ` below a heading whose translation is “FAQ” as well."""
    sources = {"a.md": "## 常见问题\n\n## FAQ\n\n[去](#faq)\n"}
    root = site(sources, {"a.po": {"常见问题": "FAQ"}})
    run("--project", root, "build")
    assert built(root, "a.md") == "## FAQ {#常见问题}\n\n## FAQ {#faq}\n\n[去](#faq)\n"
    configured = (root / "i18n.toml").read_text("utf-8")
    (root / "i18n.toml").write_text(configured + 'anchors = "rewrite"\n', "utf-8")
    run("--project", root, "build")
    assert built(root, "a.md") == "## FAQ\n\n## FAQ\n\n[去](#faq-1)\n"


def test_ids_of_tags_are_nobody_elses(site, run):
    """A heading never takes the id of a tag that a link leads to."""
    sources = {"a.md": '[去](#faq)\n\n## 常见问题\n\n<a id="faq"></a>\n'}
    root = site(sources, {"a.po": {"常见问题": "FAQ"}})
    run("--project", root, "build")
    assert built(root, "a.md") == '[去](#faq)\n\n## FAQ {#常见问题}\n\n<a id="faq"></a>\n'


def test_headings_of_imported_documents_are_anchors_of_the_page(site, run):
    """Docusaurus' partials, in circles too."""
    sources = {
        "a.md": "import P from './_p.md'\n\n<P />\n\n[去](#概述)\n",
        "_p.md": "import A from './a.md'\n\n## 概述\n",
        "b.md": "[去](./a#概述)\n",
    }
    root = site(sources, {"_p.po": {"概述": "Overview"}})
    run("--project", root, "build")
    assert built(root, "_p.md") == "import A from './a.md'\n\n## Overview {#概述}\n"
    (root / "i18n.toml").write_text(configuration(dialect='"docusaurus"', anchors='"rewrite"'), "utf-8")
    run("--project", root, "build")
    assert built(root, "b.md") == "[去](./a#overview)\n"


@pytest.mark.parametrize(
    ("dialect", "before", "after"),
    [
        ("mkdocs", "# 甲\n\n## 乙\n\n[去](#_2)\n", "# A\n\n## 乙 {#_2}\n\n[去](#_2)\n"),
        ("vitepress", "# 甲\n\n[去](#甲)\n", "# A {#甲}\n\n[去](#甲)\n"),
        ("hugo", '# 甲\n\n[去]({{< ref "a.md#甲" >}})\n', '# A {#甲}\n\n[去]({{< ref "a.md#甲" >}})\n'),
        ("mdbook", "# 甲 ##\n\n[去](#甲)\n", "# A ##\n\n[去](#a)\n"),
        ("starlight", "## 甲\n\n[去](#甲)\n", "## A\n\n[去](#a)\n"),
        ("gfm", "# 甲\n\n[去](#甲)\n", "# A\n\n[去](#甲)\n"),
    ],
)
def test_dialects(site, run, dialect, before, after):
    """Each with its own slugs; where there is no `{#id}` nothing is done unless asked for."""
    root = site({"a.md": before}, {"a.po": {"甲": "A"}}, dialect)
    run("--project", root, "build")
    assert built(root, "a.md") == after


def test_mkdocs_without_attribute_lists_has_its_links_rewritten(site, run):
    """Its settings say what can be read; slugs of pymdownx too."""
    root = site({"a.md": "# 甲\n\n[去](#甲)\n"}, {"a.po": {"甲": "A"}}, "mkdocs")
    (root / "mkdocs.yml").write_text(
        "markdown_extensions:\n  toc:\n    slugify: !!python/object:pymdownx.slugs\n", "utf-8"
    )
    run("--project", root, "build")
    assert built(root, "a.md") == "# A\n\n[去](#a)\n"


def test_a_pinned_build_uses_its_own_texts(site, run):
    """`--source pinned` reads links and headings as they were when the catalogs were last updated."""
    root = site()
    assert run("--project", root, "build", "--source", "pinned")[0] == 0
    assert "## Overview {#概述}\n" in built(root, "a.md")


def test_links_to_a_page_that_is_skipped_stay(site, run):
    """Readers see the source's page there, with the source's ids."""
    sources = {"a.md": "[去](b.md#乙)\n", "b.md": "## 乙\n\n丙\n"}
    translations = {"a.po": {"[去](b.md#乙)": "[Go](b.md#乙)"}, "b.po": {"乙": "B"}}
    root = site(sources, translations, anchors='"rewrite"')
    run("--project", root, "build")
    assert built(root, "a.md") == "[Go](b.md#b)\n"
    with (root / "i18n.toml").open("a", encoding="utf-8") as settings:
        settings.write("skip-below = 90\n")
    run("--project", root, "build")
    assert built(root, "a.md") == "[Go](b.md#乙)\n"
    assert not (root / "build/en/b.md").exists()
    assert "en: 0 newly broken links, 0 newly broken anchors" in run("--project", root, "status", "--links")[1]


def test_the_build_says_what_it_does_besides_translating(site, run):
    """`build --explain FILE`, as text and as JSON; nothing is written."""
    root = site(anchors='"rewrite"')
    code, out, err = run("--project", root, "build", "--explain", "source/b.md")
    assert (code, out, err) == (0, "build/en/b.md\n  line 7: rewritten link: ./a#概述 → ./a#overview\n", "")
    assert not (root / "build").exists()
    (root / "i18n.toml").write_text(configuration(dialect='"docusaurus"'), "utf-8")
    result = json.loads(run("--project", root, "build", "--explain", "source/a.md", "--json")[1])
    [document] = result["documents"]
    assert document["changes"] == [{"kind": "pinned id", "before": "", "after": "概述", "position": [3, 4]}]
    code, out, _ = run("--project", root, "build", "--explain", "source/b.md", "en")
    assert (code, out.splitlines()[1]) == (0, "  line 3: pinned id: 步骤")
    assert run("--project", root, "build", "--explain", "source")[0] == 2


def test_pins_need_a_dialect_that_has_them(project, run):
    """The error says what to use instead."""
    root = project({"a.md": "# 甲\n"}, configuration(dialect='"gfm"', anchors='"pin"'))
    code, _, err = run("--project", root, "build")
    assert code == 2
    assert "“anchors” cannot be “pin”: gfm has no {#id}" in err
    assert "use rewrite" in err


# Properties -------------------------------------------------------------------------------------

WORDS = st.sampled_from(["甲", "乙", "A", "B", "a-1", "甲 {#x}", "乙 {#a}", "A `b`", "_1", "1", "甲（元）", "!"])
TEXTS = st.sampled_from(["A", "B", "a", "A 1", "FAQ", "x", "1", "甲", "_1", "!", "A `b`"])


@st.composite
def pages(draw):
    """Two pages with headings and links among them, each heading translated or not."""
    lines, translations = {}, {}
    for name in ("a.md", "b.md"):
        found = draw(st.lists(st.tuples(st.integers(1, 3), WORDS, st.booleans()), max_size=6))
        tag = ['<a id="a"></a>'] if draw(st.booleans()) else []
        lines[name] = [("> " if quoted else "") + "#" * level + " " + words for level, words, quoted in found] + tag
        translations[name] = draw(st.dictionaries(st.sampled_from(["甲", "乙", "A", "B", "甲（元）"]), TEXTS))
    fragments = draw(st.lists(st.tuples(st.sampled_from(["a.md", "b.md"]), st.integers(0, 9)), max_size=6))
    return lines, translations, fragments


def ids_of(name, text, dialect, scheme):
    """Return what each id on a page is: the number of its heading, or a tag; the first one counts."""
    document = parse(text, dialect, messages="all")
    found = document.headings
    places = {}
    for number, (heading, one) in enumerate(zip(found, scheme.ids(titled(found, scheme)), strict=True)):
        if has_id(heading, dialect):
            places.setdefault(one, number)
    return places, {each.id for each in document.anchors}


@given(pages(), st.sampled_from(DIALECT_NAMES), st.sampled_from(["pin", "rewrite", "pin-all"]))
def test_whole_links_stay_whole(made, dialect, policy):
    """Each fragment that led to a heading or tag of the source leads to the same one in the translation."""
    lines, translations, wanted = made
    ids = GENERATORS[dialect].heading_ids
    scheme = ids.schemes[0]
    texts = {name: "\n\n".join(found) + "\n" for name, found in lines.items()}
    before = {name: ids_of(name, text, dialect, scheme) for name, text in texts.items()}
    linked = {"a.md": set(), "b.md": set()}
    for name, number in wanted:
        places, tags = before[name]
        known = sorted({*places, *tags})
        if known:
            linked[name].add(known[number % len(known)])
    for name, text in texts.items():
        document = parse(text, dialect, messages="all")
        rendering = document.splice(translations[name])
        new = document.built(rendering)
        planned = plan_ids(document.headings, new.headings, scheme, dialect, policy, linked[name], before[name][1])
        final = with_wanted_edits(rendering.text, pins(new.headings, planned.pins))
        places, tags = ids_of(name, final, dialect, scheme)
        assert tags == before[name][1]
        for fragment in linked[name]:
            after = planned.moved.get(fragment, fragment)
            assert after in places or after in tags
            # Where a heading that cannot be given an id gets that of another one, nothing can be done.
            hidden = "{#" in text and (not ids.can_pin or (ids.only_at_line_start and "> " in text))
            if fragment not in tags and not hidden:
                assert places[after] == before[name][0][fragment]


@given(
    st.text(string.printable + "甲（）｜ \u3000", min_size=1, max_size=12),
    st.sampled_from(["#a", "b.md#x", "#%E7%94%B2"]),
)
def test_a_fragment_can_be_written_in_any_link(fragment, written):
    """In parentheses, quotes and table cells, whatever the id holds."""
    made = with_fragment(written, fragment)
    text = f"[甲]({made})\n"
    document = parse(text, "gfm")
    site = Site([Page("", "a.md", "gfm"), Page("", "b.md", "gfm")], lambda name: False)

    [reference] = document.references
    assert site.target(site.by_name["a.md"], reference.destination).fragment == fragment
    assert not re.search(r"""[\s<>()"'`{}|\\]""", made)


def test_newly_broken_is_told_from_inherited():
    """A link that was broken once in the source is inherited once; a second one is new."""
    page = Page("", "a.md", "gfm")
    site = Site([page], lambda name: False)

    def found(text):
        return list(broken(site, [outline(page, parse(text, "gfm"), SCHEMES["github"])]))

    before, now = found("[a](x.md)\n\n# 甲\n\n[b](#甲)\n"), found("[a](x.md) [a](x.md)\n\n# A\n\n[b](#甲)\n")
    assert [item.reference.destination for item in before] == ["x.md"]
    assert [(item.fault, item.reference.destination) for item in newly(now, before)] == [
        ("link", "x.md"),
        ("anchor", "#甲"),
    ]
