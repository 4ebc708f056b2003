"""XML as a small tree that knows its lines.

Expat reads it. A document type declaration is refused: without one there are only the five entities of XML itself, so
nothing can be expanded without end or fetched from elsewhere. Files of old formats name their DTD in a declaration, and
a caller may allow that. Even then the DTD is not read, and a declaration that holds anything else, or an entity that
only the DTD could define, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeAlias
from xml.parsers import expat
from xml.sax.saxutils import escape

from i18n.errors import InterchangeError
from i18n.model import Position

_DEEPEST = 100
_NOT_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_TEXT = {"\r": "&#13;"}
_IN_ATTRIBUTE = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;", '"': "&quot;"}


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
        """Yield the elements of this name in it, however deep, but none that is inside of another of them."""
        for child in self.children:
            if isinstance(child, Element):
                yield from [child] if child.name == name else child.all(name)

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


Takers: TypeAlias = Mapping[str, Callable[[Element], object]]
"""Functions that get the elements of a name as they are read, and keep them out of the tree, which so stays small."""
_NOBODY: Takers = MappingProxyType({})


def read_tree(data: bytes, path: str, takers: Takers = _NOBODY, *, names_dtd: bool = False) -> Element:
    """Return the outermost element of an XML file, without those that have a taker.

    `names_dtd` allows a document type declaration that does no more than name a DTD. Raises InterchangeError, with the
    line, where the file cannot be read.
    """
    builder = _TreeBuilder(path, takers, names_dtd)
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        position = Position(error.lineno, error.offset + 1)
        message = f"not well-formed XML: {expat.ErrorString(error.code)}"
        raise InterchangeError(message, path=path, position=position) from None
    return next(child for child in builder.opened[0].children if isinstance(child, Element))


class _TreeBuilder:
    """Puts what expat reads into a tree; `opened` are the elements that have not ended, the file itself first."""

    def __init__(self, path: str, takers: Takers, names_dtd: bool) -> None:
        self.path = path
        self.takers = takers
        self.names_dtd = names_dtd
        self.opened = [Element("", "", {}, 1)]
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.StartDoctypeDeclHandler = self.declared
        self.parser.SkippedEntityHandler = self.unknown

    def refusal(self, message: str) -> InterchangeError:
        return InterchangeError(message, path=self.path, position=Position(self.parser.CurrentLineNumber, 1))

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.opened) > _DEEPEST:
            raise self.refusal("elements are nested too deeply")
        namespace, _, name = tag.rpartition(" ")
        plain = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        element = Element(name, namespace, plain, self.parser.CurrentLineNumber)
        self.opened[-1].children.append(element)
        self.opened.append(element)

    def end(self, _tag: str) -> None:
        element = self.opened.pop()
        if (take := self.takers.get(element.name)) and len(self.opened) > 1:
            self.opened[-1].children.pop()
            take(element)

    def text(self, characters: str) -> None:
        self.opened[-1].children.append(characters)

    def declared(self, _name: str, _system: str | None, _public: str | None, has_content: bool) -> None:
        if has_content or not self.names_dtd:
            raise self.refusal("a document type declaration is not allowed here")

    def unknown(self, name: str, _is_parameter: bool) -> None:
        raise self.refusal(f"the entity “{name}” is not known")


# Writing ----------------------------------------------------------------------------------------


def fits_xml(text: str) -> bool:
    """Tell whether XML can hold a text: most control characters have no place in it."""
    return not _NOT_XML.search(text)


def made(name: str, *children: Element | str, **attributes: str) -> Element:
    """Return an element to be written; the attribute `xml_lang` becomes `xml:lang`, and so on."""
    return Element(name, "", {key.replace("_", ":", 1): value for key, value in attributes.items()}, 0, list(children))


def written_tree(root: Element, instructions: Sequence[str] = ()) -> str:
    """Return an element as the text of an XML file, an element on each line where it holds no text."""
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *instructions, *_lines(root, "")]) + "\n"


def _lines(element: Element, indent: str) -> Iterator[str]:
    attributes = "".join(f' {key}="{escape(value, _IN_ATTRIBUTE)}"' for key, value in element.attributes.items())
    start, end = f"{indent}<{element.name}{attributes}", f"</{element.name}>"
    if not element.children:
        yield f"{start}/>"
    elif any(isinstance(child, str) for child in element.children):
        yield f"{start}>{''.join(map(_inline, element.children))}{end}"
    else:
        yield f"{start}>"
        for child in element.children:
            yield from _lines(child, indent + "  ") if isinstance(child, Element) else ()
        yield indent + end


def _inline(child: Element | str) -> str:
    return escape(child, _IN_TEXT) if isinstance(child, str) else "".join(_lines(child, ""))
