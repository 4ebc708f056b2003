"""YAML: PyYAML finds where each scalar stands; values are replaced in the text, and no YAML is made of data.

This is the only importer of PyYAML.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import yaml

from i18n.data.paths import KEY_ITSELF, Chosen, DataPath
from i18n.data.value import DataError, Doubt, Reading, Value
from i18n.difference import Difference
from i18n.model import Span

NAME = "YAML"

# `title: ` or a comment, at the start.
_LOOKS_LIKE_A_KEY = re.compile(r"\s*[\w.-]+[ \t]*:(?:\s|$)|\s*#", re.ASCII)
# What may stand without quotes starts with a letter, has no `: ` or ` #` in it, and is no word such as `yes`.
_PLAIN = re.compile(r"[^\W\d_][^\n\t]*", re.UNICODE)
_NOT_PLAIN = re.compile(r":(?:\s|$)|\s#|\s$")
_NOT_PLAIN_IN_FLOW = re.compile(r"[,?\[\]{}]")
_READS_AS_DATA = re.compile(r"(?:y|n|yes|no|on|off|true|false|null|none|nan|inf)", re.IGNORECASE)
_SHALLOW, _DEPTH = 8_000, 1_000
"""A text of fewer characters is not nested too deeply; no text may be nested more deeply than this."""
_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read(body: str, chosen: Chosen) -> Reading:
    """Return the chosen values of a YAML document, and the keys that stand in it twice; raises DataError."""
    try:
        node = _compose(body)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).partition("\n")[0]
        raise DataError(str(reason), mark.index if mark else 0) from None
    if isinstance(node, yaml.ScalarNode):
        return Reading((), root="text")
    finder = _ValueFinder(body, chosen)
    if node:
        finder.node(node, (), None)
    return Reading(finder.values, finder.doubts, "list" if isinstance(node, yaml.SequenceNode) else "mapping")


def looks_like_mapping(body: str) -> bool:
    """Tell whether a text that is no YAML starts like a mapping."""
    return bool(_LOOKS_LIKE_A_KEY.match(body))


def _compose(text: str) -> yaml.Node | None:
    """Compose a YAML text; raises YAMLError for one nested so deep that the C library would crash."""
    if len(text) > _SHALLOW:
        depth = 0
        for event in yaml.parse(text, _LOADER):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEPTH:
                raise yaml.YAMLError(f"nested more than {_DEPTH} levels deep")
    return yaml.compose(text, _LOADER)


class _ValueFinder:
    """Finds the chosen values of a composed document, in order."""

    def __init__(self, text: str, chosen: Chosen) -> None:
        self.text = text
        self.chosen = chosen
        self.values: list[Value] = []
        self.doubts: list[Doubt] = []
        self.reached = -1

    def mapping(self, mapping: yaml.MappingNode, path: DataPath) -> None:
        counts = Counter(str(key.value) for key, _ in mapping.value)
        for key, value in mapping.value:
            name = str(key.value)
            if counts[name] > 1:
                reason = f"the key “{name}” stands there {counts[name]} times"
                self.doubts.append(Doubt(reason, key.start_mark.index))
                counts[name] = -counts[name]
            if self.chosen.keys and isinstance(key, yaml.ScalarNode) and self.chosen.keys.has((*path, name)):
                self.scalar(key, (*path, name, KEY_ITSELF), mapping.flow_style)
            if counts[name] == 1 and (path or self.chosen.may_hold(name)):
                self.node(value, (*path, name), mapping.flow_style)

    def node(self, node: yaml.Node, path: DataPath, in_flow: bool | None) -> None:
        if node.start_mark.index < self.reached:
            return  # an alias stands for a node above it, which has been read
        self.reached = node.start_mark.index
        if isinstance(node, yaml.MappingNode):
            self.mapping(node, path)
        elif isinstance(node, yaml.SequenceNode):
            for number, item in enumerate(node.value):
                self.node(item, (*path, number), node.flow_style)
        elif isinstance(node, yaml.ScalarNode) and self.chosen.has(path):
            self.scalar(node, path, in_flow)

    def scalar(self, node: yaml.ScalarNode, path: DataPath, in_flow: bool | None) -> None:
        start, end = node.start_mark.index, node.end_mark.index
        if node.tag != "tag:yaml.org,2002:str" or self.text[start : start + 1] in ("&", "!", "*"):
            return  # an anchor (`&a`) or a tag (`!a`) is part of it, and an alias (`*a`) shows another node
        style = node.style or ""
        if style in ("|", ">"):
            end = start + len(self.text[start:end].rstrip(" \n"))
        self.values.append(Value(node.value.rstrip("\n"), Span(start, end), style, path, bool(in_flow)))


def written(value: Value, body: str, target: str) -> str:
    """Return how `target` is written in the place of a value of a body.

    The style is kept where it can be, and made safe where it must.
    """
    if value.style in ("|", ">"):
        return _block_scalar(body[slice(*value.span)], value.style, target)
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


def difference(before: str, after: str, expected: Mapping[DataPath, str]) -> Difference | None:
    """Return how the YAML `after` is not the YAML `before` with the expected values; None if it is."""
    try:
        meant = list(_rows(_compose(before), expected))
        if meant == list(_rows(_compose(after), {})):
            return None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return Difference("unreadable data", names=(str(error).partition("\n")[0],))
    return Difference("data")


def _rows(root: yaml.Node | None, expected: Mapping[DataPath, str]) -> Iterator[tuple[DataPath, str, object]]:
    """Yield every node with its path, tag and value; where a value is expected, that in place of its own.

    A value is expected by its path in the source. Where keys are translated, its path in the result is another.
    """
    seen: set[int] = set()
    stack: list[tuple[DataPath, DataPath, yaml.Node | None]] = [((), (), root)]
    while stack:
        source_path, path, node = stack.pop()
        if isinstance(node, yaml.ScalarNode):
            value = node.value
            if source_path in expected:
                value = expected[source_path] + value[len(value.rstrip("\n")) :]
            yield path, node.tag, value
        elif node is None or id(node) in seen:
            yield path, "", None
        else:
            seen.add(id(node))
            keys = {str(key.value) for key, _ in node.value} if isinstance(node, yaml.MappingNode) else ()
            yield path, node.tag, (len(node.value), len(keys))
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    name = str(key.value)
                    translated_name = expected.get((*source_path, name, KEY_ITSELF), name)
                    stack.append(((*source_path, name), (*path, translated_name), value))
            else:
                stack += [((*source_path, number), (*path, number), item) for number, item in enumerate(node.value)]
