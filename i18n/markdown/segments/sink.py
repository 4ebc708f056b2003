"""Where everything goes that is found in a document: segments, skips, leaves and findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from i18n.lines import SourceText
from i18n.markdown.leaf import Leaf, Slot
from i18n.markdown.segments.scope import Scope
from i18n.model import Finding, Segment, Severity, Skip, Span


@dataclass(slots=True)
class Above:
    """What the blocks above have left for the next one."""

    heading: str = ""
    """The nearest heading, as written, without its id; empty before the first."""
    closing: str = ""
    """How the element ends that is open and not for translators; empty where none is open."""

    @property
    def untranslated(self) -> str:
        """Why what comes now is not for translators; empty if it is."""
        return f"up to {self.closing}" if self.closing else ""


class Sink:
    """Takes what is found in a document; offsets are those in its normalized text."""

    def __init__(self, source: SourceText, above: Above) -> None:
        """Take what turns offsets into places, and what knows the heading that a segment stands under."""
        self.source = source
        self.above = above
        self.segments: list[Segment] = []
        self.skips: list[Skip] = []
        self.leaves: list[Leaf] = []
        self.findings: list[Finding] = []

    def slot(self, leaf: Leaf, slot: Slot, msgid: str, scope: Scope) -> None:
        """Put a slot into a leaf, with the segment that fills it; a blank text is none."""
        if msgid := msgid.strip():
            self.exact_slot(leaf, slot, msgid, scope)

    def exact_slot(self, leaf: Leaf, slot: Slot, msgid: str, scope: Scope) -> None:
        """Do the same, with the blanks around the text."""
        slot.number = len(self.segments)
        leaf.slots.append(slot)
        start, end = leaf.offset(slot.start), leaf.offset(slot.end)
        span, position = self.source.span(start, end), self.source.position(start)
        heading = self.above.heading
        self.segments.append(Segment(scope.kind, msgid, scope.context, span, position, heading, scope.comments))

    def leaf(self, leaf: Leaf) -> None:
        """Take a leaf, if it holds any segments."""
        if leaf.slots:
            self.leaves.append(leaf)

    def skip(self, start: int, end: int, reason: str) -> None:
        """Leave a range of the text alone."""
        if start < end:
            self.skips.append(Skip(self.source.span(start, end), reason))

    def skip_in(self, leaf: Leaf, start: int, end: int, reason: str) -> None:
        """Leave a range of a leaf alone."""
        if start < end:
            self.skip(leaf.offset(start), leaf.offset(end), reason)

    def skip_around(self, leaf: Leaf, slots: Sequence[Slot], start: int, end: int, reason: str) -> None:
        """Leave a range of a leaf alone, but for its slots."""
        for slot in slots:
            self.skip_in(leaf, start, slot.start, reason)
            start = slot.end
        self.skip_in(leaf, start, end, reason)

    def skip_block(self, token: Token, reason: str, but: Sequence[Span] = ()) -> None:
        """Leave the lines of a block alone, container prefixes included, but for some spans."""
        if token.map:
            at, end = (self.source.line_offset(line) for line in token.map)
            for span in but:
                self.skip(at, span.start, reason)
                at = span.end
            self.skip(at, end, reason)

    def finding(self, code: str, message: str, offset: int, hint: str = "", about: str = "") -> None:
        """Say what is wrong at a place, and about what: about its line unless something is named."""
        position = self.source.position(offset)
        what = about or self.source.line_at(offset).strip()
        self.findings.append(Finding(code, message, Severity.WARNING, position=position, hint=hint, about=(what,)))

    def block_finding(self, code: str, message: str, token: Token, hint: str = "", about: str = "") -> None:
        """Say what is wrong with a block."""
        self.finding(code, message, self.source.line_offset(token.map[0]) if token.map else 0, hint, about)
