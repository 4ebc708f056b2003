"""How translations differ from what they replace: one of them in its slot, and several of a leaf together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from i18n.difference import Difference
from i18n.markdown import front_matter
from i18n.markdown.attributes import read_raw
from i18n.markdown.code import reads_alike
from i18n.markdown.constructs import table
from i18n.markdown.inline.compare import compatible, difference
from i18n.markdown.inline.plain import holds_pieces
from i18n.markdown.inline.read import InlineReader
from i18n.markdown.inline.tree import Inline
from i18n.markdown.leaf import Leaf, Place
from i18n.markdown.splicing.placed import Placed, content_with

_VARIABLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")  # {{ name }}, {% url %}


def slot_difference(placed: Placed, reader: InlineReader) -> Difference | None:
    """Return how a translation differs from what it replaces; None if both have the same pieces."""
    return _DIFFERENCES.get(placed.slot.place, _text_difference)(placed, reader)


def _text_difference(placed: Placed, reader: InlineReader) -> Difference | None:
    before = placed.replaced
    after = table.cell_text(placed.text) if placed.leaf.kind == "cell" else placed.text
    inline = placed.leaf.inline if len(before) == len(placed.leaf.content) else None
    return _markdown_difference(before, after, reader, inline)


def _title_difference(placed: Placed, reader: InlineReader) -> Difference | None:
    return _markdown_difference(placed.segment.msgid, placed.target, reader)


def _markdown_difference(
    before: str, after: str, reader: InlineReader, inline: Inline | None = None
) -> Difference | None:
    """Compare two texts; `inline` is the first as it was read, where it was."""
    if after.count("<!--") > before.count("<!--"):
        return Difference("comment")
    is_plain = not holds_pieces(before) and not holds_pieces(after) and "&" not in after
    if is_plain and any(map(str.isalnum, after)):
        return None
    return _piece_difference(inline or reader.read(before), reader.read(after))


def _piece_difference(source: Inline, target: Inline) -> Difference | None:
    return None if compatible(source, target) else difference(source, target)


def _value_difference(placed: Placed, reader: InlineReader) -> Difference | None:
    """Compare what a front matter value holds of templates and HTML; whether it is Markdown, nobody knows."""
    text = placed.slot.value.text if placed.slot.value else ""
    source, target = reader.read(text), reader.read(placed.target)
    return difference(source, target) if _opaque_pieces(source) != _opaque_pieces(target) else None


def _opaque_pieces(inline: Inline) -> list[tuple[str, str]]:
    return sorted((piece.kind, piece.value) for piece in inline.walk() if piece.kind in ("tag", "variable"))


def _html_difference(placed: Placed, reader: InlineReader) -> Difference | None:
    source, target = (read_raw(text, reader.dialect.attributes) for text in (placed.replaced, placed.text))
    if compatible(source, target) and "admonitions" in reader.dialect.features:
        source, target = reader.read(placed.replaced), reader.read(placed.text)  # `<div markdown>` holds Markdown
    return _piece_difference(source, target)


def _parameter_difference(placed: Placed, reader: InlineReader) -> Difference | None:
    return _piece_difference(reader.read(placed.segment.msgid), reader.read(placed.target))


def _variable_difference(placed: Placed, reader: InlineReader) -> Difference | None:
    del reader
    return None if _VARIABLE.findall(placed.replaced) == _VARIABLE.findall(placed.text) else Difference("variables")


def _code_difference_of_one(placed: Placed, reader: InlineReader) -> Difference | None:
    del reader
    return _code_difference(placed.leaf, [placed])


_DIFFERENCES: Mapping[Place, Callable[[Placed, InlineReader], Difference | None]] = MappingProxyType(
    {
        "title": _title_difference,
        "value": _value_difference,
        "html": _html_difference,
        "parameter": _parameter_difference,
        "attribute": _variable_difference,
        "quoted": _variable_difference,
        "code": _code_difference_of_one,
    }
)
"""How a translation is compared in a place that is not for text of its own."""

NOT_FOR_TEXT = frozenset(_DIFFERENCES)
"""These places. Nothing is repaired there."""


def leaf_difference(leaf: Leaf, translations: Sequence[Placed], reader: InlineReader) -> Difference | None:
    """Return how a leaf with some translations differs from its source."""
    if leaf.kind == "front matter":
        expected = {placed.slot.value.path: placed.target for placed in translations if placed.slot.value}
        return front_matter.difference(leaf.mark, leaf.content, content_with(leaf, translations), expected)
    if leaf.kind == "code":
        return _code_difference(leaf, translations)
    return inline_difference(leaf, translations, reader)


def _code_difference(leaf: Leaf, translations: Sequence[Placed]) -> Difference | None:
    """Return whether code would change, not only its comments."""
    alike = reads_alike(leaf.content, content_with(leaf, translations), leaf.language)
    return None if alike else Difference("code")


def inline_difference(leaf: Leaf, translations: Sequence[Placed], reader: InlineReader) -> Difference | None:
    """Return how the pieces of a whole leaf would change."""
    if leaf.kind in ("definition", "raw", "code"):
        return None
    after = content_with(leaf, translations)
    if leaf.kind == "cell":
        after = table.cell_text(after)
    return _piece_difference(leaf.inline or reader.read(leaf.content), reader.read(after))
