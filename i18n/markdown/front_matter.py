"""YAML front matter: chosen values as segments, every other byte as it is.

PyYAML tells where each scalar stands; we splice values and never write YAML from data. What was
written is composed again and compared with what was meant before it is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from i18n.model import Span

KEYS = (
    "title",
    "linkTitle",
    "subtitle",
    "description",
    "summary",
    "sidebar_label",
    "pagination_label",
    "keywords",
    "tags",
    "categories",
)
"""Top-level keys whose text is for readers; of a list, each item."""

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_LOOKS_LIKE_A_KEY = re.compile(r"\s*[\w.-]+[ \t]*:(?:\s|$)|\s*#", re.ASCII)
_PLAIN = re.compile(r"[^\W\d_][^\n\t]*", re.UNICODE)
_NOT_PLAIN = re.compile(r":(?:\s|$)|\s#|\s$")
_NOT_PLAIN_IN_FLOW = re.compile(r"[,?\[\]{}]")
_READS_AS_DATA = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|none|nan|inf)", re.IGNORECASE)
_SHALLOW, _DEPTH = 8_000, 1_000
_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Value:
    """A front matter value that is offered for translation."""

    key: str
    """Its top-level key."""
    text: str
    """What YAML reads it as, without the line ends that close a block scalar."""
    span: Span
    """Where it is written, quotes included."""
    style: str
    """Empty for plain, or `"`, `'`, `|`, `>`."""
    in_flow: bool
    """Whether it stands in a `[…]` or `{…}`."""
    path: tuple[str | int, ...]
    """Where it stands in the data."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML block at the start of a document."""

    end: int
    """Offset after its closing line."""
    body: Span
    """The YAML between the `---` lines."""
    values: tuple[Value, ...] = ()
    """The values offered for translation, in order."""
    problem: str = ""
    """Why it could not be read; empty if it could."""
    problem_offset: int = 0
    """Where."""


def read_front_matter(text: str, must_be_mapping: bool) -> FrontMatter | None:
    """Read the front matter of a normalized text; None if it has none.

    What stands between two `---` lines at the start is front matter to every site generator. To
    CommonMark it is a rule and a heading, so `must_be_mapping` asks for a YAML mapping, or for what
    is not YAML but starts like one.
    """
    match = _FRONT_MATTER.match(text) if text.startswith("---") else None
    if not match:
        return None
    body = Span(*match.span(1))
    try:
        node = _compose(match[1])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        if must_be_mapping and not _LOOKS_LIKE_A_KEY.match(match[1]):
            return None
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).partition("\n")[0]
        return FrontMatter(match.end(), body, (), str(reason), body.start + (mark.index if mark else 0))
    if not isinstance(node, yaml.MappingNode):
        return None if node and must_be_mapping else FrontMatter(match.end(), body)
    return FrontMatter(match.end(), body, tuple(_values(node, match[1], body.start)))


def _compose(text: str) -> yaml.Node | None:
    """Compose a YAML text; raises YAMLError for one nested so deep that the C library would crash."""
    if len(text) > _SHALLOW:
        depth = 0
        for event in yaml.parse(text, _LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEPTH:
                raise yaml.YAMLError(f"nested more than {_DEPTH} levels deep")
    return yaml.compose(text, _LOADER)


def _values(mapping: yaml.MappingNode, text: str, shift: int) -> Iterator[Value]:
    reached = -1
    for key, value in mapping.value:
        if key.value not in KEYS or value.start_mark.index < reached:
            continue  # an alias is a node that stood above
        reached = value.start_mark.index
        if isinstance(value, yaml.ScalarNode):
            yield from _value(value, text, shift, key.value, (key.value,), mapping.flow_style)
        elif isinstance(value, yaml.SequenceNode):
            for number, item in enumerate(value.value):
                if isinstance(item, yaml.ScalarNode) and item.start_mark.index >= reached:
                    reached = item.start_mark.index
                    yield from _value(item, text, shift, key.value, (key.value, number), value.flow_style)


def _value(
    node: yaml.ScalarNode, text: str, shift: int, key: str, path: tuple[str | int, ...], in_flow: bool | None
) -> Iterator[Value]:
    if node.tag != "tag:yaml.org,2002:str":
        return
    start, end = node.start_mark.index, node.end_mark.index
    style = node.style or ""
    if style in ("|", ">"):
        end = start + len(text[start:end].rstrip(" \n"))
    if text[start] in "&!*":
        return  # an anchor or a tag is part of it, and an alias shows what stands elsewhere
    yield Value(key, node.value.rstrip("\n"), Span(start + shift, end + shift), style, bool(in_flow), path)


def written(value: Value, text: str, target: str) -> str:
    """Return how `target` is written in the place of a value of the normalized text `text`.

    The style is kept where it can be, and made safe where it must.
    """
    if value.style in ("|", ">"):
        return _block_scalar(text[slice(*value.span)], value.style, target)
    if value.style == "'" and "\n" not in target:
        return "'" + target.replace("'", "''") + "'"
    if not value.style and _may_be_plain(target, value.in_flow):
        return target
    return _double_quoted(target)


def _may_be_plain(target: str, in_flow: bool) -> bool:
    return bool(
        _PLAIN.fullmatch(target)
        and not _NOT_PLAIN.search(target)
        and not _READS_AS_DATA.fullmatch(target)
        and not (in_flow and _NOT_PLAIN_IN_FLOW.search(target))
    )


def _double_quoted(target: str) -> str:
    special = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\u2028": "\\L", "\u2029": "\\P", "\x85": "\\N"}
    return '"' + "".join(special.get(c, c if c.isprintable() or c > "~" else f"\\x{ord(c):02x}") for c in target) + '"'


def _block_scalar(source: str, style: str, target: str) -> str:
    header, _, body = source.partition("\n")
    indent = re.match(" *", body.lstrip("\n"))
    lines = target.split("\n") if style == "|" else re.sub("\n", "\n\n", target).split("\n")
    return "\n".join([header, *((indent[0] if indent else "  ") + line if line else "" for line in lines)])


def ends_early(body: str) -> bool:
    """Tell whether a line of a YAML body would close the front matter before its end."""
    return bool(re.search(r"^---[ \t]*$", body, re.MULTILINE))


def problem_with(before: str, after: str, expected: Mapping[tuple[str | int, ...], str]) -> str:
    """Say why the YAML `after` is not the YAML `before` with the expected values; empty if it is."""
    try:
        meant = list(_rows(_compose(before), expected))
        if meant == list(_rows(_compose(after), {})):
            return ""
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return str(error).partition("\n")[0]
    return "it would change the front matter"


Row = tuple[tuple[str | int, ...], str, object]


def _rows(root: yaml.Node | None, expected: Mapping[tuple[str | int, ...], str]) -> Iterator[Row]:
    """Yield every node with its path, tag and value, the expected values in place of their own."""
    seen: set[int] = set()
    stack: list[tuple[tuple[str | int, ...], yaml.Node | None]] = [((), root)]
    while stack:
        path, node = stack.pop()
        if isinstance(node, yaml.ScalarNode):
            value = node.value
            if path in expected:
                value = expected[path] + value[len(value.rstrip("\n")) :]
            yield path, node.tag, value
        elif node is None or id(node) in seen:
            yield path, "", None
        else:
            seen.add(id(node))
            yield path, node.tag, len(node.value)
            if isinstance(node, yaml.MappingNode):
                stack += [((*path, str(key.value)), value) for key, value in node.value]
            else:
                stack += [((*path, number), item) for number, item in enumerate(node.value)]
