"""What a translation must not bring to life where it goes, and how each is written instead.

A translation is text for one place. Whatever would start a block, end a cell, close a heading
or open a tag there is escaped, so that it shows as the characters that the translator wrote.
Escaping comes first and is not trusted: what was built is parsed again and compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from i18n.edits import edited
from i18n.markdown.attributes import read_raw
from i18n.markdown.constructs import table
from i18n.markdown.constructs.esm import starts_like_statement
from i18n.markdown.dialect import Dialect
from i18n.markdown.inline.plain import holds_pieces
from i18n.markdown.inline.tree import LITERAL, Piece, ReadInline
from i18n.markdown.leaf import Leaf, Place, Slot
from i18n.markdown.line_starts import starting_no_block
from i18n.markdown.tags import scan

_BACKSLASH = "\\"
_URL_ESCAPE = re.compile(r"(://[^\s<]*?)\\([<{}])")  # https://a/\{b
_NEEDS_CARE = re.compile(r"[\\\n\r\0<{}|#\[\]\"'()`]")  # what is more than text in one place or another
_CLOSING_HASHES = re.compile(r"(?<=[ \t])(#+[ \t]*)$|^(#+)$")  # a ##, and ## alone
_BRACE = re.compile("[{}]")
_PLACEHOLDER = re.compile(r"<[^<>\n]+>")  # <主机名>, which is text
_REFERENCES = {'"': "&quot;", "<": "&lt;", ">": "&gt;"}
_HARD_BREAK = re.compile(r"(?: {2,}|(?<!\\)(?:\\\\)*\\[ \t]*)$")  # two blanks, or an odd number of backslashes


def escaped(target: str, leaf: Leaf, slot: Slot, dialect: Dialect, read: ReadInline) -> str:
    """Return a translation as it is written in a slot of a leaf, lines joined by LF.

    What the source starts with needs no escape: there it has not come to life.
    Raises UnwritableError where no way of writing it is known.
    """
    place = slot.place
    if place not in _OUTSIDE and _needs_no_care(target):
        return target
    mdx = "mdx" in dialect.features
    read_here = partial(read_raw, attributes=dialect.attributes) if place == "html" else read
    target = _placeholders_as_text(target, leaf.content[slot.start : slot.end], read_here)
    if place in _OUTSIDE:
        return _outside_of_text(target, leaf, slot, read, mdx)
    text = "\n".join(_lines(target.replace("\0", "\ufffd"), slot.breaks, keep=place == "text"))
    if "\n" in text and holds_pieces(text):
        text = _pieces_on_one_line(text, read)
    if place == "title":
        return _title(text, leaf.content[slot.end])
    if place == "alt":
        return _closed(_balanced(_escape_stray(text, read) if mdx else text))
    return _in_text(text, leaf, slot, read, mdx)


def _needs_no_care(target: str) -> bool:
    """Tell whether a translation is text wherever text stands: it starts with a letter and goes on without a mark."""
    return target[0].isalpha() and not _NEEDS_CARE.search(target) and not starts_like_statement(target)


def _title(text: str, quote: str) -> str:
    """Escape the quotation mark that surrounds a title."""
    return text.replace(_BACKSLASH + quote, quote).replace(quote, _BACKSLASH + quote)


def _in_text(text: str, leaf: Leaf, slot: Slot, read: ReadInline, mdx: bool) -> str:
    """Return a translation as it is written in a paragraph, a heading or a cell."""
    if slot.place == "cell":
        text = table.escaped(text)
    if slot.place == "heading":
        text = _heading(text)
    text = starting_no_block(text, leaf, slot, mdx)
    if mdx:
        text = _escape_stray(text, read)
    for kept in slot.kept:
        text = text.replace(kept.shown, kept.content)
    return text if slot.place == "text" and slot.end == len(leaf.content) else _closed(text)


def _placeholders_as_text(target: str, source: str, read: ReadInline) -> str:
    """Escape each tag that only reads as one since it was translated: `<主机名>` is text, and `<host>` a tag."""
    literals = list(_literals(read(source).pieces)) if "<" in source and "<" in target else []
    edges = [0, *(edge for piece in literals for edge in (piece.start, piece.end)), len(source)]
    text = " ".join(source[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True))
    if not _PLACEHOLDER.search(text):
        return target
    own = {piece.value for piece in literals}
    new = (piece for piece in _literals(read(target).pieces) if piece.kind == "tag" and piece.value not in own)
    starts = [piece.start for piece in new if target[piece.start] == "<"]
    return edited(target, (((at, at + 1), _reference("<")) for at in starts))


def _literals(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces that stay letter by letter and autolinks, those in the texts of links too."""
    for piece in pieces:
        if piece.kind in (*LITERAL, "autolink"):
            yield piece
        elif piece.kind == "link":
            yield from _literals(piece.pieces)


def _lines(target: str, breaks: Sequence[str], keep: bool) -> list[str]:
    """Return the lines of a translation: hard breaks in the source's form, no blank line."""
    lines = [line for line in re.split(r"\r\n|\r|\n", target.strip()) if line.strip()]
    if not keep:
        lines[:-1] = [_HARD_BREAK.sub("", line) for line in lines[:-1]]
        return [" ".join(line.strip(" \t") for line in lines)]
    marks = list(breaks)
    result = []
    for number, line in enumerate(lines):
        bare = line.strip(" \t") if number == len(lines) - 1 else _HARD_BREAK.sub("", line).strip(" \t")
        if number < len(lines) - 1 and _HARD_BREAK.search(line):
            bare += (marks.pop(0) if len(marks) > 1 else marks[0]) if marks else _BACKSLASH
        result.append(bare)
    return result


def _pieces_on_one_line(text: str, read: ReadInline) -> str:
    """Join the lines inside code spans, tags and variables, where a parser may take them literally."""
    for piece in read(text).walk():
        if piece.kind in LITERAL:
            inside = text[piece.start : piece.end].replace("\n", " ")
            text = text[: piece.start] + inside + text[piece.end :]
    return text


def _escape_stray(text: str, read: ReadInline) -> str:
    """Escape each `<`, `{` and `}` that MDX would not compile.

    It becomes a character reference: what stands among tags is raw HTML to other parsers, and there,
    as after a bare URL, a backslash would be one character more.
    """
    if any(character in text for character in "<{}"):
        if "://" in text:
            text = _URL_ESCAPE.sub(lambda match: match[1] + _reference(match[2]), text)
        return edited(text, (((at, at + 1), _reference(text[at])) for at in read(text).stray))
    return text


def _reference(character: str) -> str:
    return _REFERENCES.get(character) or f"&#{ord(character)};"


def _outside_of_text(target: str, leaf: Leaf, slot: Slot, read: ReadInline, mdx: bool) -> str:
    """Return a translation as it is written on its one line in a tag, a marker line, raw HTML or code."""
    text = " ".join(_lines(target.replace("\0", "\ufffd"), (), keep=False))
    if slot.place == "type":
        return f'{leaf.content[slot.start : slot.end]} "{_label(text, chr(34))}"'
    if slot.place == "label":
        literals = [range(piece.start, piece.end) for piece in _literals(read(text).pieces)] if "{" in text else []
        text = _BRACE.sub(
            lambda match: match[0] if any(match.start() in own for own in literals) else _reference(match[0]), text
        )
        text = _escape_stray(text, read) if mdx else text
    return _OUTSIDE[slot.place](text, leaf.content[slot.end :])


def _html(text: str, following: str) -> str:
    """Escape each `<` that starts no tag."""
    starts = {tag.start for tag in scan(text)}
    inside = [range(tag.start, tag.end) for tag in scan(text)]
    return "".join(
        "&lt;" if character == "<" and at not in starts and not any(at in covered for covered in inside) else character
        for at, character in enumerate(text)
    )


def _attribute(text: str, following: str) -> str:
    """Escape what would end an attribute's value, or look like a tag to a simple parser."""
    quote = following[:1]
    return text.replace(quote, _reference(quote)).replace("<", "&lt;").replace(">", "&gt;")


def _parameter(text: str, following: str) -> str:
    """Escape what would end a shortcode's parameter."""
    if following[0] == "'":
        return text.replace("'", "’")
    return text.replace(_BACKSLASH, _BACKSLASH * 2).replace('"', _BACKSLASH + '"')


def _as_it_is(text: str, following: str) -> str:
    return text


def _label(text: str, following: str) -> str:
    """Escape what would end a marker line's title, or start its attributes."""
    if following.startswith('"'):
        return text.replace('"', "'")
    if text.startswith("[") and not following.startswith("]"):
        text = _reference("[") + text[1:]
    return _closed(_balanced(text))


def _quoted(text: str, following: str) -> str:
    """Replace the quotation mark that surrounds a code block's title."""
    quote = following[:1]
    return text.replace(quote, "'" if quote == '"' else "’").replace("`", "'")


_OUTSIDE: Mapping[Place, Callable[[str, str], str]] = MappingProxyType(
    {
        "html": _html,
        "attribute": _attribute,
        "parameter": _parameter,
        "label": _label,
        "type": _label,
        "quoted": _quoted,
        "code": _as_it_is,
    }
)
"""How a text is written in a place outside of Markdown's text, given what follows it."""


def _balanced(text: str) -> str:
    """Escape the brackets of an alt text that do not pair."""
    opened: list[int] = []
    lonely: list[int] = []
    for match in re.finditer(r"\\.|[\[\]]", text):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0] == "]":
            if opened:
                opened.pop()
            else:
                lonely.append(match.start())
    return edited(text, (((at, at), _BACKSLASH) for at in opened + lonely))


def _heading(text: str) -> str:
    """Escape what would close an ATX heading."""
    match = _CLOSING_HASHES.search(text)
    return text[: match.start()] + _BACKSLASH + text[match.start() :] if match else text


def _closed(text: str) -> str:
    """Escape a trailing backslash, which would escape what follows."""
    slashes = len(text) - len(text.rstrip(_BACKSLASH))
    return text + _BACKSLASH if slashes % 2 else text
