"""What a consumer makes of a page: a tree of elements, as a browser would build it, or as a compiler reads it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser

Child: TypeAlias = "Tree | str"


@dataclass(frozen=True, slots=True)
class Tree:
    """An element, or something that is none: `#comment`, `{{}}`, `{}`, `import`, or data by its key."""

    name: str
    """Its name."""
    attributes: Mapping[str, str] = field(default_factory=dict)
    """Its attributes; of code, what it says."""
    children: tuple[Child, ...] = ()
    """What it holds: elements, and text."""

    def nodes(self) -> Iterator[Tree]:
        """Yield this element and all below it."""
        yield self
        for child in self.children:
            if isinstance(child, Tree):
                yield from child.nodes()

    def texts(self) -> Iterator[str]:
        """Yield all text, of elements and of attributes."""
        yield from self.attributes.values()
        for child in self.children:
            if isinstance(child, Tree):
                yield from child.texts()
            else:
                yield child


def from_json(value: list) -> Tree:
    """Return a tree of a worker's answer."""
    name, attributes, children = value
    return Tree(name, attributes, tuple(child if isinstance(child, str) else from_json(child) for child in children))


def from_data(name: str, value: object) -> Tree:
    """Return a tree of data: `title: 5` is an element `title` whose type is `int`."""
    if isinstance(value, dict):
        return Tree(name, {"type": "map"}, tuple(from_data(str(key), item) for key, item in value.items()))
    if isinstance(value, list):
        return Tree(name, {"type": "list"}, tuple(from_data(str(at), item) for at, item in enumerate(value)))
    return Tree(name, {"type": type(value).__name__}, (str(value),))


def from_html(html: str) -> Tree:
    """Return the tree that a browser builds of some HTML, by the HTML Living Standard."""
    document = LexborHTMLParser(html.replace("\0", "\ufffd"))
    return Tree("page", {}, tuple(_children(document.root)))


def _children(parent) -> Iterator[Child]:
    node = parent.child
    while node is not None:
        if node.is_text_node:
            yield node.text_content or ""
        elif node.is_comment_node:
            yield Tree("#comment", {"code": node.html or ""})
        elif node.is_element_node:
            attributes = {name: value or "" for name, value in (node.attributes or {}).items()}
            yield Tree(node.tag or "", attributes, tuple(_children(node)))
        else:
            yield Tree("#other", {"code": node.html or ""})
        node = node.next
