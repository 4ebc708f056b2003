"""A translation in its slot: how it is written there, and what its leaf becomes with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from i18n.difference import Difference
from i18n.edits import edited
from i18n.lines import SourceText
from i18n.markdown import front_matter
from i18n.markdown.constructs.heading import heading_id_start
from i18n.markdown.escape import escaped
from i18n.markdown.inline.read import InlineReader
from i18n.markdown.leaf import Leaf, Slot
from i18n.markdown.line_starts import UnwritableError
from i18n.model import Segment


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A translation on its way into a slot."""

    leaf: Leaf
    """The leaf of the slot."""
    slot: Slot
    """Where it goes."""
    segment: Segment
    """What it translates."""
    target: str
    """The translation; of a heading without its id."""
    text: str
    """How it is written in the leaf."""
    repaired: Difference | None = None
    """How it differed from its source, before the source's destinations were put back."""

    @property
    def replaced(self) -> str:
        """The text in the place of which it stands."""
        return self.leaf.content[self.slot.start : self.slot.end]

    @property
    def span(self) -> tuple[int, int]:
        """Where its slot stands in the normalized source."""
        return self.leaf.offset(self.slot.start), self.leaf.offset(self.slot.end)


def in_slot(leaf: Leaf, slot: Slot, segment: Segment, target: str, reader: InlineReader) -> Placed | Difference:
    """Write a translation for its slot; where it cannot be written there, return why."""
    if slot.value:
        return Placed(leaf, slot, segment, target, front_matter.written(leaf.mark, slot.value, leaf.content, target))
    if slot.place == "heading" and (id_start := heading_id_start(target)) < len(target):
        heading_id = target[id_start:].strip()
        if heading_id != leaf.content[slot.end :].strip():
            return Difference("heading id", names=(heading_id,))
        if id_start == 0:
            return Difference("only a heading id")
        target = target[:id_start]
    try:
        return Placed(leaf, slot, segment, target, escaped(target, leaf, slot, reader.dialect, reader.read))
    except UnwritableError as error:
        return error.difference


def content_with(leaf: Leaf, translations: Sequence[Placed]) -> str:
    """Return a leaf's content with some of its translations."""
    if len(translations) == 1 and len(translations[0].replaced) == len(leaf.content):
        return translations[0].text
    return edited(leaf.content, (((placed.slot.start, placed.slot.end), placed.text) for placed in translations))


def prefixed(placed: Placed, source: SourceText) -> str:
    """Return a text as it stands in the document: its container's prefix on new lines, kept pieces as they were."""
    text = placed.text
    if "\n" not in text or placed.slot.value:
        return text
    for number, kept in enumerate(placed.slot.kept):
        text = text.replace(kept.content, f"\0{number}\0")
    text = text.replace("\n", "\n" + _prefix(source, placed.leaf))
    for number, kept in enumerate(placed.slot.kept):
        text = text.replace(f"\0{number}\0", kept.source)
    return text


def _prefix(source: SourceText, leaf: Leaf) -> str:
    """Return what a new line of a leaf starts with: its second line's prefix, if that is not lazy."""
    first, *others = (source.normalized[source.line_start(start) : start] for start, _ in leaf.lines[:2])
    own = "".join(character if character in ">\t" else " " for character in first)
    for second in others:
        if second.count(">") == own.count(">") and len(second.expandtabs(4)) >= len(own.expandtabs(4)):
            return second
    return own
