"""XML as a small tree that knows its lines.

Expat reads it. A document type declaration is refused: without one there are no entities but the five
of XML itself, so nothing can be expanded without end or fetched from elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from i18n.errors import InterchangeError
from i18n.model import Position

_DEEPEST = 100


@dataclass(slots=True)
class Element:
    """An XML element."""

    name: str
    """Its name without the namespace."""
    namespace: str
    """Its namespace, or nothing."""
    attributes: dict[str, str]
    """Its attributes, by name without namespace."""
    line: int
    """The line at which it starts."""
    children: list[Element | str] = field(default_factory=list)
    """Elements and texts in it, in order."""

    def each(self, *names: str) -> Iterator[Element]:
        """Yield the elements directly in it that have one of these names."""
        return (child for child in self.children if isinstance(child, Element) and child.name in names)

    def first(self, name: str) -> Element | None:
        """Return the first element directly in it of this name."""
        return next(self.each(name), None)

    def all(self, name: str) -> Iterator[Element]:
        """Yield the elements of this name in it, however deep, but not those in one another."""
        for child in self.children:
            if isinstance(child, Element):
                yield from [child] if child.name == name else child.all(name)

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


def read_tree(data: bytes, path: str) -> Element:
    """Return the outermost element of an XML file; raises InterchangeError, with the line, where it cannot be read."""
    root = Element("", "", {}, 1)
    above = [root]
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse(message: str) -> InterchangeError:
        return InterchangeError(message, path=path, position=Position(parser.CurrentLineNumber, 1))

    def start(tag: str, attributes: dict[str, str]) -> None:
        if len(above) > _DEEPEST:
            raise refuse("elements are nested too deeply")
        namespace, _, name = tag.rpartition(" ")
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(name, namespace, plain, parser.CurrentLineNumber)
        above[-1].children.append(element)
        above.append(element)

    def declared(*_: object) -> None:
        raise refuse("a document type declaration is not allowed here")

    def text(characters: str) -> None:
        above[-1].children.append(characters)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: above.pop()
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = declared
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        position = Position(error.lineno, error.offset + 1)
        message = f"not well-formed XML: {expat.ErrorString(error.code)}"
        raise InterchangeError(message, path=path, position=position) from None
    return next(root.each(*(child.name for child in root.children if isinstance(child, Element))))
