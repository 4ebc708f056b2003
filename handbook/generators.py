"""The site generators and what each reads, as their files in `i18n/generators/` have it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from i18n.generators.generator import Feature, Generator
from i18n.generators.listing import GENERATORS


class _Construct(NamedTuple):
    """A row of the table of constructs."""

    name: str
    """What it is, with its marks."""
    offered: str
    """What of it is for translators."""
    feature: Feature | None = None
    """Which dialects read it; None for all."""


_CONSTRUCTS = (
    _Construct("paragraphs, headings, lists, quotes, reference definitions", "text, link titles"),
    _Construct("tables, task lists, footnotes", "each cell; text"),
    _Construct("strikethrough", "its text", "strikethrough"),
    _Construct("math (`$…$`, `$$`)", "only words within a line's formula (`\\text{成本}`)", "math"),
    _Construct("math `\\(…\\)` and `\\[…\\]`, with one backslash or two", "never", "tex"),
    _Construct("HTML blocks and inline tags", "text between tags, text attributes"),
    _Construct(
        "MDX: JSX, `{expressions}`, `import`, `export`, comments", "Markdown between tags, text attributes", "mdx"
    ),
    _Construct("Vue components as blocks", "text, text attributes", "components"),
    _Construct("`:::` containers, `::::`", 'title, also as `[title]` and `{title="…"}`'),
    _Construct("GitHub alerts `> [!NOTE] title`", "title and text, not the mark"),
    _Construct(
        '`!!! note "title"`, `??? note`, `=== "tab"`, `/// note \\| title` with indented or fenced bodies',
        "title and body; a type in the source's script (`!!! 注意`), which is shown, gets a title",
        "admonitions",
    ),
    _Construct("definition lists", "term and definition", "definitions"),
    _Construct("abbreviations `*[HTML]: …`", "the long form", "admonitions"),
    _Construct(
        "attribute lists `{.class #id}`, `{: .class}`, on lines of their own too", "text attributes", "attributes"
    ),
    _Construct("`@tab title`, `== tab title` in containers", "title", "components"),
    _Construct("shortcodes `{{< … >}}`, `{{% … %}}`", "text parameters; Markdown between a pair, but for code"),
    _Construct("`{{ value }}`, `{% tag %}`, `{{#include}}`", "never; `{{#title …}}` is"),
    _Construct('includes `--8<-- "file"`, `<<< @/file`, `@[code](file)`, `![[file]]`', "never"),
    _Construct("heading ids `{#id}`, `{/* #id */}`", "never"),
    _Construct("code blocks", '`title="…"` and `[label]`; comments, strings and diagram labels on request'),
)
_DATA = {"---": "YAML", "+++": "TOML (`+++`)", "{": "JSON"}
"""What front matter is written in, by what it opens with."""


def dialects() -> str:
    """Return a row for each dialect: who reads it, what tells its repositories, and what is said of heading ids."""
    head = [
        "| `dialect` | site | `i18n init` looks for | `anchors` | `slugs` | its own text attributes |",
        "|---" * 6 + "|",
    ]
    return "\n".join([*head, *map(_dialect, GENERATORS.values()), ""])


def _dialect(generator: Generator) -> str:
    ids = generator.heading_ids
    repository = generator.repository
    marks = _listed(repository.marks) if repository else ""
    marks += f" with `{repository.mention}`" if repository and repository.mention else ""
    slugs = _listed(scheme.name for scheme in ids.schemes)
    attributes = _listed(sorted(generator.markdown.attributes))
    return f"| `{generator.name}` | {generator.title} | {marks} | `{ids.anchors}` | {slugs} | {attributes} |"


def constructs() -> str:
    """Return a row for each construct: what of it is for translators, and which dialects read it."""
    rows = [(each.name, each.offered, _readers(each.feature)) for each in _CONSTRUCTS]
    for mark, data in _DATA.items():
        names = [name for name, generator in GENERATORS.items() if mark in generator.front_matter.marks]
        rows.append((f"front matter in {data}", "chosen values", _all_or(names)))
    lines = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join(["| construct | for translators | dialects |", "|---|---|---|", *lines, ""])


def _readers(feature: Feature | None) -> str:
    """Return which dialects read a construct, with the suffixes of the files that they read it in."""
    if feature is None:
        return "all"
    everywhere = [name for name, generator in GENERATORS.items() if feature in generator.markdown.features]
    in_some = (
        f"`{name}` in `{suffix}`"
        for name, generator in GENERATORS.items()
        for suffix, features in generator.markdown.features_of.items()
        if name not in everywhere and feature in features
    )
    return ", ".join([_all_or(everywhere), *in_some])


def _all_or(names: list[str]) -> str:
    """Return names in a list, or the few that are not in it."""
    others = [name for name in GENERATORS if name not in names]
    if len(others) > 1:
        return _listed(names)
    return f"all but {_listed(others)}" if others else "all"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
