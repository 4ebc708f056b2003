"""The first gate: a leaf with its translations has the inline pieces of its source, or the data, or the code around.

Each translation is compared with what it replaces, then all of a leaf together: a code span may begin in one and end
in the next. Where only destinations differ, the source's are put back; what differs otherwise is refused.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from i18n.bisection import first_failing
from i18n.difference import Difference
from i18n.document import translation_for
from i18n.markdown.escape import escaped
from i18n.markdown.extract import Extraction
from i18n.markdown.inline.plain import holds_pieces
from i18n.markdown.inline.read import InlineReader
from i18n.markdown.inline.repair import with_source_destinations
from i18n.markdown.leaf import Leaf, Slot
from i18n.markdown.line_starts import UnwritableError, stays_text
from i18n.markdown.splicing.differences import NOT_FOR_TEXT, leaf_difference, slot_difference
from i18n.markdown.splicing.placed import Placed, in_slot
from i18n.model import Segment, Translations
from i18n.objections import Objections


def passing(leaf: Leaf, extraction: Extraction, translations: Translations, objections: Objections) -> list[Placed]:
    """Return the translations that a leaf can have, and note what is refused."""
    reader = extraction.reader
    passed: list[Placed] = []
    for slot in leaf.slots:
        segment = extraction.segments[slot.number]
        if target := translation_for(segment, translations):
            fitted = _fitted(leaf, slot, segment, target, reader)
            if isinstance(fitted, Difference):
                objections.refuse(segment, fitted)
            else:
                passed.append(fitted)
    if len(passed) == 1 and _was_compared_as_a_whole(passed[0]):
        return passed
    while passed and (changed := leaf_difference(leaf, passed, reader)):
        culprit = passed[first_failing(len(passed), lambda count: not leaf_difference(leaf, passed[:count], reader))]
        objections.refuse(culprit.segment, changed)
        passed.remove(culprit)
    return passed


def _was_compared_as_a_whole(placed: Placed) -> bool:
    """Tell whether a translation is its leaf, or nothing but text before a heading's id, which cannot cross into it."""
    if len(placed.replaced) == len(placed.leaf.content):
        return True
    has_pieces = placed.leaf.inline is not None or holds_pieces(placed.text)
    return placed.slot.place == "heading" and not has_pieces and stays_text(placed.text)


def _fitted(leaf: Leaf, slot: Slot, segment: Segment, target: str, reader: InlineReader) -> Placed | Difference:
    """Return a translation in its slot, repaired where it has to be, or how it differs from what it replaces."""
    placed = in_slot(leaf, slot, segment, target, reader)
    if isinstance(placed, Difference):
        return placed
    changed = slot_difference(placed, reader)
    return (_repaired(placed, changed, reader) or changed) if changed else placed


def _repaired(placed: Placed, changed: Difference, reader: InlineReader) -> Placed | None:
    """Return a translation with the destinations of its source, if it fits with them."""
    if placed.slot.place in NOT_FOR_TEXT:
        return None
    msgid = placed.segment.msgid
    target = with_source_destinations(reader.read(msgid), reader.read(placed.target))
    if target is not None:
        with suppress(UnwritableError):
            text = escaped(target, placed.leaf, placed.slot, reader.dialect, reader.read)
            repaired = replace(placed, target=target, text=text, repaired=changed)
            return None if slot_difference(repaired, reader) else repaired
    return None
