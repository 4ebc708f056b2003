"""An inline text as a tree of words, groups around words, and pieces that stay as they are.

What stands around words and must come in pairs is a group: emphasis, a link with text, an image with alt text, a
tag that another one closes. The tree covers each character of the text once, so that its text can be put together
again, byte by byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from i18n.markdown.inline import tree
from i18n.markdown.inline.plain import holds_markup
from i18n.markdown.inline.tree import is_visible
from i18n.markdown.inline.urls import with_urls


@dataclass(frozen=True, slots=True)
class Words:
    """Text for readers, as it is written."""

    text: str
    """Its characters."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A piece that stays, letter by letter."""

    kind: str
    """`code`, `tag`, `image`, `URL`, `autolink`, `variable`, `footnote`, `math`, `escape` or `break`."""
    text: str
    """How it is written."""
    name: str = ""
    """The name of its element, if it is a tag."""


@dataclass(frozen=True, slots=True)
class Group:
    """Marks around a text."""

    kind: str
    """`strong`, `em`, `s`, `link`, `image` or `tag`; `intended` for `**` that only a neighbour keeps from working."""
    opening: str
    """What stands before the text."""
    closing: str
    """What stands after it."""
    children: tuple[Node, ...]
    """The text."""


Node: TypeAlias = "Words | Atom | Group"

_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "source", "track", "wbr"})
_KINDS: Mapping[type[tree.Node], str] = MappingProxyType({tree.Escape: "escape", tree.Break: "break"})
_INTENDED = re.compile(r"\*\*")


def groups_of(inline: tree.Inline) -> tuple[Node, ...]:
    """Return an inline text as words, groups and atoms."""
    if not holds_markup(inline.text):
        return (Words(inline.text),) if inline.text else ()
    return _with_groups(_level(inline.text, inline.nodes))


def written(nodes: Iterable[Node]) -> str:
    """Return the text of some nodes."""
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, Group):
            parts += (node.opening, written(node.children), node.closing)
        else:
            parts.append(node.text)
    return "".join(parts)


def _level(text: str, nodes: Iterable[tree.Node]) -> list[Node]:
    return [node for part in nodes for node in _shown(text, part)]


def _shown(text: str, part: tree.Node) -> Sequence[Node]:
    """Return a part of the tree as a machine is shown it."""
    if isinstance(part, tree.Text):
        return (Words(part.words),)
    if isinstance(part, tree.Emphasis):
        return (Group(part.kind, part.mark, part.mark, tuple(_level(text, part.children))),)
    if isinstance(part, tree.Link):
        return (_link(text, part),)
    if isinstance(part, tree.URL) and len(part.parts) > 1:
        return _level(text, (node for written in part.parts for node in _alone(written)))
    written = text[part.start : part.end]
    if isinstance(part, tree.Markup):
        return (Atom(part.kind, written, text[slice(*part.name)] if part.name else ""),)
    return (Atom(part.kind if isinstance(part, tree.Piece) else _KINDS[type(part)], written),)


def _link(text: str, link: tree.Link) -> Node:
    if link.kind == "image" and not is_visible(link.text):
        return Atom("image", text[link.start : link.end])
    opening, closing = text[link.start : link.text_start], text[link.text_end : link.end]
    return Group(link.kind, opening, closing, tuple(_level(text, link.children)))


def _alone(part: tree.Text | tree.Escape) -> Iterable[tree.Node]:
    """Return a part of a URL with an escape as what it is without the others: it may be another URL."""
    return with_urls((part,), 0) if isinstance(part, tree.Text) else (part,)


# Groups that the parser does not know --------------------------------------------------------------


def _with_groups(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Return nodes with tags that belong together as groups, and `**` that were meant as marks."""
    nodes = [
        Group(node.kind, node.opening, node.closing, _with_groups(node.children)) if isinstance(node, Group) else node
        for node in _joined(nodes)
    ]
    return _with_tags(_with_intended(nodes))


def _joined(nodes: Iterable[Node]) -> Iterator[Node]:
    """Yield nodes with neighbouring words as one."""
    run: list[str] = []
    for node in nodes:
        if isinstance(node, Words):
            run.append(node.text)
            continue
        if run:
            yield Words("".join(run))
            run.clear()
        yield node
    if run:
        yield Words("".join(run))


def _with_tags(nodes: Sequence[Node]) -> tuple[Node, ...]:
    """Return nodes with each tag and the one that closes it as a group around what is between."""
    done: list[Node] = []
    opened: list[tuple[str, int]] = []
    for node in nodes:
        done.append(node)
        if not isinstance(node, Atom) or node.kind != "tag" or not node.name or _stands_alone(node):
            continue
        if not node.text.startswith("</"):
            opened.append((node.name, len(done) - 1))
        elif opened and opened[-1][0] == node.name:
            _, start = opened.pop()
            first = done[start]
            inside = tuple(done[start + 1 : -1])
            if isinstance(first, Atom) and is_visible(written(inside)):
                done[start:] = [Group("tag", first.text, node.text, inside)]
        elif opened:
            opened.clear()
    return tuple(done)


def _stands_alone(tag: Atom) -> bool:
    return tag.text.endswith("/>") or tag.name.lower() in _VOID


def _with_intended(nodes: Sequence[Node]) -> list[Node]:
    """Return nodes with pairs of `**` in their words as groups: `**费用（元）**菜单` is bold to its writer."""
    cut: list[Node | None] = []
    for node in nodes:
        if not isinstance(node, Words) or "**" not in node.text:
            cut.append(node)
            continue
        first, *others = _INTENDED.split(node.text)
        cut += [Words(first)] * bool(first)
        for part in others:
            cut += [None, *([Words(part)] * bool(part))]
    marks = [number for number, node in enumerate(cut) if node is None]
    done: list[Node] = []
    at = 0
    for start, end in zip(marks[::2], marks[1::2], strict=False):
        inside = tuple(node for node in cut[start + 1 : end] if node)
        done += _marks_as_words(cut[at:start])
        if is_visible(written(inside)) and not written(inside)[0].isspace() and not written(inside)[-1].isspace():
            done.append(Group("intended", "**", "**", inside))
        else:
            done += _marks_as_words(cut[start : end + 1])
        at = end + 1
    return list(_joined([*done, *_marks_as_words(cut[at:])]))


def _marks_as_words(nodes: Iterable[Node | None]) -> list[Node]:
    return [node or Words("**") for node in nodes]
