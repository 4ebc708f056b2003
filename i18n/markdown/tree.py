"""An inline text as a tree of words, groups around words, and pieces that stay as they are.

What stands around words and must come in pairs is a group: emphasis, a link with text, an image with alt text, a
tag that another one closes. The tree covers each character of the text once, so that its text can be put together
again, byte by byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from markdown_it.token import Token

from i18n.markdown.dialect import Dialect
from i18n.markdown.parser import parse_inline
from i18n.markdown.pieces import bare_urls, holds_markup, is_visible
from i18n.markdown.placeables import read_inline


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

_KINDS = {"code_inline": "code", "html_inline": "tag", "element": "code", "footnote_ref": "footnote"}
_TAG = re.compile(r"<(/?)([A-Za-z][\w.:-]*)")
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "source", "track", "wbr"})
_INTENDED = re.compile(r"\*\*")


def inline_tree(text: str, dialect: Dialect, definitions: dict[str, Any]) -> tuple[Node, ...]:
    """Read an inline text into its tree; `definitions` are those of its document."""
    if not holds_markup(text):
        return (Words(text),) if text else ()
    reader = _Reader(text, parse_inline(text, dialect, definitions))
    try:
        nodes = reader.level(len(text))
    except _LostError:
        nodes = _flat(text, dialect, definitions)
    return _with_groups(nodes)


def written(nodes: Iterable[Node]) -> str:
    """Return the text of some nodes."""
    parts: list[str] = []
    for node in nodes:
        if isinstance(node, Group):
            parts += (node.opening, written(node.children), node.closing)
        else:
            parts.append(node.text)
    return "".join(parts)


class _LostError(Exception):
    """The tokens do not tell where they stand."""


class _Reader:
    """Follows tokens through their text."""

    def __init__(self, text: str, tokens: Iterable[Token], at: int = 0) -> None:
        self.text = text
        self.tokens = iter(tokens)
        self.at = at

    def level(self, end: int) -> tuple[Node, ...]:
        """Read to the end of the text."""
        nodes, closing = self.until()
        if closing or self.at != end:
            raise _LostError
        return nodes

    def until(self) -> tuple[tuple[Node, ...], Token | None]:
        """Read to the token that closes what encloses this level; None at the end."""
        nodes: list[Node] = []
        for token in self.tokens:
            if token.nesting < 0:
                return tuple(nodes), token
            nodes += self.nodes(token)
        return tuple(nodes), None

    def nodes(self, token: Token) -> Iterator[Node]:
        if token.type == "text":
            yield from _words(self.taken(token.content))
        elif token.type == "link_open":
            yield self.link(token)
        elif token.nesting > 0:
            opening = self.taken(token.markup)
            children, closing = self.until()
            if not closing:
                raise _LostError
            yield Group(token.type.removesuffix("_open"), opening, self.taken(closing.markup), children)
        elif token.type == "image":
            yield self.image(token)
        elif token.type == "text_special" and "span" not in token.meta:
            yield Atom("escape", self.taken(token.markup))
        else:
            kind = "break" if token.type in ("softbreak", "hardbreak") else token.type
            kind = "escape" if kind == "text_special" else _KINDS.get(kind, kind)
            yield Atom(kind, self.until_offset(self.span(token, blanks=kind == "break")[1]))

    def link(self, token: Token) -> Node:
        _, end = self.span(token)
        if token.markup == "autolink":
            next(self.tokens)
            next(self.tokens)
            return Atom("autolink", self.until_offset(end))
        opening = self.taken("[")
        children, closing = self.until()
        if not closing:
            raise _LostError
        return Group("link", opening, self.until_offset(end), children)

    def image(self, token: Token) -> Node:
        start, end = self.span(token)
        if not is_visible(token.content):
            return Atom("image", self.until_offset(end))
        inner = _Reader(token.content, token.children or [])
        opening = self.taken("![")
        children = inner.level(len(token.content))
        if not self.text.startswith(token.content, start + 2):
            raise _LostError
        self.at += len(token.content)
        return Group("image", opening, self.until_offset(end), children)

    def span(self, token: Token, blanks: bool = False) -> tuple[int, int]:
        start, end = token.meta.get("span", (-1, -1))
        if start < self.at or (start > self.at and not (blanks and self.text[self.at : start].isspace())):
            raise _LostError
        return start, end

    def taken(self, expected: str) -> str:
        """Move past what must stand here, and return it."""
        if not self.text.startswith(expected, self.at):
            raise _LostError
        self.at += len(expected)
        return expected

    def until_offset(self, end: int) -> str:
        """Move to an offset, and return what stands before it."""
        if end < self.at:
            raise _LostError
        text = self.text[self.at : end]
        self.at = end
        return text


def _words(text: str) -> Iterator[Node]:
    """Yield a text without markup, its bare URLs apart."""
    at = 0
    for url in bare_urls(text):
        start = text.find(url.value, at)
        if not url.value or start < 0:
            continue
        if start > at:
            yield Words(text[at:start])
        yield Atom("URL", url.value)
        at = start + len(url.value)
    if at < len(text):
        yield Words(text[at:])


def _flat(text: str, dialect: Dialect, definitions: dict[str, Any]) -> tuple[Node, ...]:
    """Return a text that could not be followed, each of its outermost pieces whole."""
    nodes: list[Node] = []
    at = 0
    for piece in read_inline(text, dialect, definitions).pieces:
        if piece.start < at or piece.end <= piece.start:
            continue
        nodes += [*_words(text[at : piece.start]), Atom(piece.kind, text[piece.start : piece.end])]
        at = piece.end
    return (*nodes, *_words(text[at:]))


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
        match = _TAG.match(node.text) if isinstance(node, Atom) and node.kind == "tag" else None
        done.append(node)
        if not match or not isinstance(node, Atom) or node.text.endswith("/>") or match[2].lower() in _VOID:
            continue
        if not match[1]:
            opened.append((match[2], len(done) - 1))
        elif opened and opened[-1][0] == match[2]:
            _, start = opened.pop()
            first = done[start]
            inside = tuple(done[start + 1 : -1])
            if isinstance(first, Atom) and is_visible(written(inside)):
                done[start:] = [Group("tag", first.text, node.text, inside)]
        elif opened:
            opened.clear()
    return tuple(done)


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
