"""Front matter: chosen values as segments, every other byte as it is.

YAML between `---` lines in every dialect; TOML between `+++` lines and a JSON object where its generator reads them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from i18n.data import json, toml, yaml
from i18n.data.paths import Chosen, DataPath, chosen_paths, shown_path
from i18n.data.syntax import Syntax
from i18n.data.value import DataError, Value
from i18n.difference import Difference
from i18n.generators.listing import GENERATORS
from i18n.markdown.leaf import Leaf, Slot
from i18n.markdown.segments.scope import Scope
from i18n.markdown.segments.visit import Visit
from i18n.model import Span

_FORMATS: Mapping[str, Syntax] = MappingProxyType({"---": yaml, "+++": toml, "{": json})
_CLOSING = {"---": "a line of ---", "+++": "a line of +++", "{": "a } that makes it JSON"}
_COMMON = ("title", "linkTitle", "subtitle", "description", "summary", "keywords", "tags", "categories")
"""The values that are for readers whatever generator reads them."""

# Two lines of --- or +++ and what stands between them.
_FENCED = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)^\1[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
# Lines such as `title: x` and `  - x` after ---, `title = "x"` and `[menu]` after +++, `"title": "x"` after {.
_NEVER_CLOSED = re.compile(
    r"---[ \t]*\n(?=[a-z])(?:[\w.-]+:(?:[ \t][^\n]*)?\n(?:[ \t]+[^\s][^\n]*\n|-[ \t][^\n]*\n)*)+"
    r"|\+\+\+[ \t]*\n(?:[\w.-]+[ \t]*=[^\n]*\n|\[[\w.\[\]-]+\][ \t]*\n)+"
    r"|\{[ \t]*\n(?:[ \t]*[\"{}\[\],][^\n]*\n)+",
    re.ASCII,
)
_KEPT_HINT = "it is kept as it is, and nothing in it is translated"
_DOUBT_HINT = "generators refuse that or take one of them; keep one"


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The data at the start of a document."""

    mark: str
    """What it opens with: `---` for YAML, `+++` for TOML, `{` for JSON."""
    end: int
    """Offset after its closing line."""
    body: Span
    """The data, without the lines around it."""
    values: tuple[Value, ...] = ()
    """The values offered for translation, in order; their spans count from the body's start."""
    problem: str = ""
    """Why it could not be read; empty if it could."""
    problem_offset: int = 0
    """Where."""
    doubts: tuple[tuple[str, int], ...] = ()
    """What is doubtful about it, and where."""


def read_front_matter(text: str, dialect_name: str, patterns: tuple[str, ...] = ()) -> FrontMatter | None:
    """Read the front matter of a normalized text; None if it has none.

    What stands between two `---` lines at the start is front matter to every site generator. To
    CommonMark it is a rule and a heading, so there it must be a YAML mapping, or what is not YAML but
    starts like one.
    """
    place = _place(text, dialect_name)
    if not place:
        return _never_closed(text, dialect_name)
    mark, body, end = place
    must_be_mapping = GENERATORS[dialect_name].front_matter.must_be_mapping
    content = text[slice(*body)]
    try:
        reading = _FORMATS[mark].read(content, offered_paths(dialect_name, patterns))
    except DataError as error:
        if must_be_mapping and not yaml.looks_like_mapping(content):
            return None
        return FrontMatter(mark, end, body, (), error.reason, body.start + error.offset)
    if reading.root != "mapping":
        return None if must_be_mapping else FrontMatter(mark, end, body)
    shifted = tuple((reason, body.start + offset) for reason, offset in reading.doubts)
    return FrontMatter(mark, end, body, tuple(reading.values), doubts=shifted)


def _never_closed(text: str, dialect_name: str) -> FrontMatter | None:
    """Return the lines at the start of a text that read like front matter whose closing line is missing."""
    match = _NEVER_CLOSED.match(text)
    if not match or _FENCED.match(text):
        return None
    mark = text[0] if text[0] == "{" else text[:3]
    if mark not in GENERATORS[dialect_name].front_matter.marks:
        return None
    end = match.end()
    return FrontMatter(mark, end, Span(0, end), problem=f"it never closes; end it with {_CLOSING[mark]}")


def offered_paths(dialect_name: str, patterns: tuple[str, ...]) -> Chosen:
    """Return the paths of a dialect, with those that a project adds, or leaves out with `!`."""
    return chosen_paths((*_COMMON, *GENERATORS[dialect_name].front_matter.texts), patterns)


def _place(text: str, dialect_name: str) -> tuple[str, Span, int] | None:
    """Return what front matter opens with, where its data stand and where it ends; None if there is none."""
    mark = next((mark for mark in GENERATORS[dialect_name].front_matter.marks if text.startswith(mark)), "")
    if mark == "{":
        end = json.end_of_object(text)
        closed = end > 0 and text[end : end + 1] in ("", "\n")
        return ("{", Span(0, end), min(end + 1, len(text))) if closed else None
    match = _FENCED.match(text) if mark else None
    return (match[1], Span(*match.span(2)), match.end()) if match else None


def front_matter_segments(visit: Visit, front_matter: FrontMatter) -> None:
    """Make the chosen values of the front matter segments, and skip the rest of it."""
    sink, body = visit.sink, front_matter.body
    if front_matter.problem:
        sink.skip(*body, "not understood: front matter that cannot be read")
        message = f"the front matter cannot be read: {front_matter.problem}"
        sink.finding("front-matter", message, front_matter.problem_offset, _KEPT_HINT)
        return
    for reason, offset in front_matter.doubts:
        sink.finding("front-matter", reason, offset, _DOUBT_HINT)
    leaf = Leaf("front matter", visit.text[slice(*body)], (), shift=body.start, mark=front_matter.mark)
    for value in front_matter.values:
        if visit.may_be_message(value.text):
            scope = Scope(f"front matter {shown_path(value.path)}")
            sink.exact_slot(leaf, Slot(*value.span, "value", value=value), value.text, scope)
    sink.skip_around(leaf, leaf.slots, 0, len(leaf.content), "front matter")
    sink.leaf(leaf)


def written(mark: str, value: Value, body: str, target: str) -> str:
    """Return how `target` is written in the place of a value of a body."""
    return _FORMATS[mark].written(value, body, target)


def difference(mark: str, before: str, after: str, expected: Mapping[DataPath, str]) -> Difference | None:
    """Return how a body is not the one before with the expected values; None if it is."""
    if mark != "{" and re.search(rf"^{re.escape(mark)}[ \t]*$", after, re.MULTILINE):
        return Difference("end of front matter")
    return _FORMATS[mark].difference(before, after, expected)
