"""From translations to a document: each goes into its span, and nothing else changes.

* Identity: a text that is untranslated, or translated by itself, keeps its bytes.
* Locality: only the characters of translated segments change.
* Structure: what was built has the blocks of its source, and each text in it the pieces of its source.
  So says `compatible` for inline pieces, and for blocks `fingerprint`, of what was built and parsed again.
  A document that only got lines of plain words (`stays_text`) needs no second parse.
* Fallback: what cannot be repaired is refused place by place, and said once per message.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

from i18n.bisection import first_failing
from i18n.difference import Difference
from i18n.document import Rendering, translation_for
from i18n.edits import edited
from i18n.lines import SourceText, source_text
from i18n.markdown import front_matter
from i18n.markdown.attributes import read_raw
from i18n.markdown.code import reads_alike
from i18n.markdown.constructs import table
from i18n.markdown.constructs.heading import heading_id_start
from i18n.markdown.dialect import Dialect
from i18n.markdown.escape import UnwritableError, stays_text, written
from i18n.markdown.extract import Extraction
from i18n.markdown.fingerprint import Entry, fingerprint
from i18n.markdown.leaf import Leaf, Slot
from i18n.markdown.parser import Blocks, parse_blocks
from i18n.markdown.pieces import Inline, compatible, difference, holds_pieces
from i18n.markdown.repair import with_source_destinations
from i18n.model import Segment, Translations
from i18n.objections import Objections


@dataclass(frozen=True)
class MarkdownRendering(Rendering):
    """A built Markdown document."""

    dialect: Dialect
    """The flavour of Markdown it is written in."""
    start: int = 0
    """Where its front matter ends, line ends counted as one character."""
    parsed: Blocks | None = field(default=None, repr=False, compare=False)
    """Its block structure, where it had to be parsed."""

    @cached_property
    def blocks(self) -> Blocks:
        """Its block structure."""
        return self.parsed or parse_blocks(source_text(self.text).normalized, self.dialect, self.start)


def splice(
    source: SourceText, extraction: Extraction, dialect: Dialect, translations: Translations
) -> MarkdownRendering:
    """Put translations into a document.

    A blank translation counts as none. Never raises for any text of a translation.
    """
    return _Splicer(source, extraction, dialect, translations).run()


@dataclass(slots=True, eq=False)
class _Edit:
    """One translation on its way into a slot."""

    leaf: Leaf
    slot: Slot
    target: str
    text: str
    repaired: Difference | None = None


_IN_TEXT = ("text", "heading", "cell", "alt")
_OUTSIDE_OF_TEXT = ("value", "html", "attribute", "parameter", "quoted", "code")
_VARIABLE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


class _Splicer:
    def __init__(
        self, source: SourceText, extraction: Extraction, dialect: Dialect, translations: Translations
    ) -> None:
        self.source = source
        self.extraction = extraction
        self.dialect = dialect
        self.translations = translations
        self.parsed: Blocks | None = None
        self.read = extraction.reader.read
        self.objections = Objections()

    def run(self) -> MarkdownRendering:
        edits = [edit for leaf in self.extraction.leaves for edit in self.leaf(leaf)]
        edits = self.verified(edits)
        for edit in edits:
            if edit.repaired:
                self.objections.repair(self.segment(edit.slot), edit.repaired)
        text = self.applied(edits) if edits else self.source.text
        parsed = self.parsed if edits else self.extraction.blocks
        return MarkdownRendering(text, self.objections.listed(), len(edits), self.dialect, self.start(edits), parsed)

    # One leaf -----------------------------------------------------------------------------------

    def leaf(self, leaf: Leaf) -> list[_Edit]:
        """Return the edits of a leaf that leave its inline pieces, or its YAML, as they were.

        Each edit is compared with what it replaces, then all of them together.
        """
        edits = [edit for slot in leaf.slots if (edit := self.edit(leaf, slot)) and self.fits(edit)]
        if len(edits) == 1 and (edits[0].slot.end - edits[0].slot.start == len(leaf.content) or _is_plain(edits[0])):
            return edits
        compared = {"front matter": self.data_difference, "code": self.code_difference}
        compare = compared.get(leaf.kind, self.inline_difference)
        while edits and (difference := compare(leaf, edits)):
            culprit = edits[first_failing(len(edits), lambda count: not compare(leaf, edits[:count]))]
            self.refuse(culprit, difference)
            edits.remove(culprit)
        return edits

    def fits(self, edit: _Edit) -> bool:
        """Tell whether an edit has the pieces of what it replaces, after a try to repair its destinations."""
        if not (difference := self.difference(edit)):
            return True
        if edit.slot.place in (*_OUTSIDE_OF_TEXT, "title"):
            self.refuse(edit, difference)
            return False
        msgid = self.segment(edit.slot).msgid
        repaired = with_source_destinations(msgid, edit.target, self.read(msgid), self.read(edit.target))
        if repaired is not None:
            mended = _Edit(edit.leaf, edit.slot, repaired, "", difference)
            with suppress(UnwritableError):
                mended.text = written(repaired, edit.leaf, edit.slot, self.dialect, self.read)
                if not self.difference(mended):
                    edit.target, edit.text, edit.repaired = mended.target, mended.text, mended.repaired
                    return True
        self.refuse(edit, difference)
        return False

    def difference(self, edit: _Edit) -> Difference | None:
        """Return how the pieces of one text would change; None if they stay."""
        slot, leaf = edit.slot, edit.leaf
        if slot.place in _OUTSIDE_OF_TEXT:
            return self.outside_difference(edit)
        after = table.shown(edit.text) if leaf.kind == "cell" else edit.text
        before = leaf.content[slot.start : slot.end]
        if slot.place == "title":
            before, after = self.segment(slot).msgid, edit.target
        if after.count("<!--") > before.count("<!--"):
            return Difference("comment")
        plain = not holds_pieces(before) and not holds_pieces(after) and "&" not in after
        if plain and any(map(str.isalnum, after)):
            return None
        whole = leaf.inline if len(before) == len(leaf.content) and slot.place != "title" else None
        was, now = whole or self.read(before), self.read(after)
        return None if compatible(was, now) else difference(was, now)

    def outside_difference(self, edit: _Edit) -> Difference | None:
        """Return the same of a text that is no Markdown."""
        slot, leaf = edit.slot, edit.leaf
        if slot.value:
            was, now = self.read(slot.value.text), self.read(edit.target)
            return difference(was, now) if _opaque_pieces(was) != _opaque_pieces(now) else None
        before = leaf.content[slot.start : slot.end]
        if slot.place == "code":
            return self.code_difference(leaf, [edit])
        if slot.place == "html":
            was, now = (read_raw(text, self.dialect.attributes) for text in (before, edit.text))
            if compatible(was, now) and "admonitions" in self.dialect.features:
                was, now = self.read(before), self.read(edit.text)  # `<div markdown>` holds Markdown
            return None if compatible(was, now) else difference(was, now)
        if slot.place == "parameter":
            was, now = self.read(self.segment(slot).msgid), self.read(edit.target)
            return None if compatible(was, now) else difference(was, now)
        same = _VARIABLE.findall(before) == _VARIABLE.findall(edit.text)
        return None if same else Difference("variables")

    def edit(self, leaf: Leaf, slot: Slot) -> _Edit | None:
        """Return the edit that puts a segment's translation into a slot, if there is one to use."""
        segment = self.segment(slot)
        target = translation_for(segment, self.translations)
        if not target:
            return None
        edit = _Edit(leaf, slot, target, target)
        if slot.value:
            edit.text = front_matter.written(leaf.mark, slot.value, leaf.content, target)
            return edit
        if slot.place == "heading" and (id_start := heading_id_start(target)) < len(target):
            if target[id_start:].strip() != leaf.content[slot.end :].strip():
                self.refuse(edit, Difference("heading id", names=(target[id_start:].strip(),)))
                return None
            edit.target = target = target[:id_start]
            if not target:
                self.refuse(edit, Difference("only a heading id"))
                return None
        try:
            edit.text = written(target, leaf, slot, self.dialect, self.read)
        except UnwritableError as error:
            self.refuse(edit, error.difference)
            return None
        return edit

    def inline_difference(self, leaf: Leaf, edits: Sequence[_Edit]) -> Difference | None:
        """Return how the pieces of a whole leaf would change, as where a code span crosses two slots."""
        if leaf.kind in ("definition", "raw", "code"):
            return None
        after = _content(leaf, edits)
        if leaf.kind == "cell":
            after = table.shown(after)
        was, now = leaf.inline or self.read(leaf.content), self.read(after)
        return None if compatible(was, now) else difference(was, now)

    def code_difference(self, leaf: Leaf, edits: Sequence[_Edit]) -> Difference | None:
        """Return that code would change, not only its comments; None if it would not."""
        alike = reads_alike(leaf.content, _content(leaf, edits), leaf.language)
        return None if alike else Difference("code")

    def data_difference(self, leaf: Leaf, edits: Sequence[_Edit]) -> Difference | None:
        """Return how the front matter would change but for the values meant; None if it would not."""
        expected = {edit.slot.value.path: edit.target for edit in edits if edit.slot.value}
        return front_matter.difference(leaf.mark, leaf.content, _content(leaf, edits), expected)

    # The whole document -------------------------------------------------------------------------

    def verified(self, edits: list[_Edit]) -> list[_Edit]:
        """Return the edits that leave the document's blocks as they were, refusing the others.

        Escaping has already seen to nearly all; the few that are left are found by bisection.
        """
        if all(map(self.stays_text, edits)):
            return edits
        while edits and not self.keeps_blocks(edits):
            culprit = edits[first_failing(len(edits), lambda count: self.keeps_blocks(edits[:count]))]  # noqa: B023
            self.refuse(culprit, Difference("blocks"))
            rest = [edit for edit in edits if edit.leaf is culprit.leaf and edit is not culprit]
            while rest and not culprit.slot.value and self.inline_difference(culprit.leaf, rest):
                self.refuse(rest.pop(), Difference("neighbour"))
            edits = [edit for edit in edits if edit.leaf is not culprit.leaf or edit in rest]
        return edits

    def stays_text(self, edit: _Edit) -> bool:
        """Tell, without a parse, that an edit leaves the blocks as they were: a line of text takes the place of one.

        What starts no block and goes on in no other line is all the same to the blocks around it.
        """
        leaf, slot, text = edit.leaf, edit.slot, edit.text
        if leaf.kind == "front matter":
            return text[0] not in "-+.}" and "\n" not in text
        was = leaf.content[slot.start : slot.end]
        if slot.place not in _IN_TEXT or "\n" in was or not stays_text(text):
            return False
        if slot.start == 0 or leaf.content[slot.start - 1] == "\n":
            return stays_text(was)
        return leaf.content[0] != "["  # or what follows a label might make it a definition

    def keeps_blocks(self, edits: Sequence[_Edit]) -> bool:
        """Tell whether a document with some edits has the blocks of its source, and what was written."""
        tokens = self.extraction.blocks.tokens
        by_leaf: defaultdict[int, list[_Edit]] = defaultdict(list)
        for edit in edits:
            by_leaf[id(edit.leaf)].append(edit)
        expected = {
            _place(self.source, leaf): _lines(leaf, by_leaf[id(leaf)])
            for leaf in self.extraction.leaves
            if id(leaf) in by_leaf and leaf.kind not in ("definition", "front matter")
        }
        meant = fingerprint(self.source.normalized, tokens, expected)
        return meant == self.built_fingerprint(edits)

    def start(self, edits: Iterable[_Edit]) -> int:
        """Return where the front matter ends in a document with some edits."""
        if not (found := self.extraction.front_matter):
            return 0
        return found.end + sum(len(edit.text) - (edit.slot.end - edit.slot.start) for edit in edits if edit.slot.value)

    def built_fingerprint(self, edits: Sequence[_Edit]) -> list[Entry]:
        built = edited(self.source.normalized, ((_range(edit), _prefixed(self.source, edit)) for edit in edits))
        self.parsed = parse_blocks(built, self.dialect, self.start(edits))
        return fingerprint(built, self.parsed.tokens)

    def applied(self, edits: Sequence[_Edit]) -> str:
        """Return the source text with the edits, new lines in the document's line end."""
        source = self.source
        return edited(
            source.text,
            ((source.span(*_range(edit)), _prefixed(source, edit).replace("\n", source.newline)) for edit in edits),
        )

    # Notes --------------------------------------------------------------------------------------

    def segment(self, slot: Slot) -> Segment:
        return self.extraction.segments[slot.number]

    def refuse(self, edit: _Edit, difference: Difference) -> None:
        self.objections.refuse(self.segment(edit.slot), difference)


def _is_plain(edit: _Edit) -> bool:
    """Tell whether an edit is of a heading without pieces, and of nothing but text: they cannot cross into its id."""
    place = edit.slot.place
    return place == "heading" and edit.leaf.inline is None and not holds_pieces(edit.text) and stays_text(edit.text)


def _opaque_pieces(inline: Inline) -> list[tuple[str, str]]:
    return sorted((piece.kind, piece.value) for piece in inline.walk() if piece.kind in ("tag", "variable"))


def _place(source: SourceText, leaf: Leaf) -> int:
    """Return where the fingerprint looks for a leaf: at its text, or at the first line of code."""
    start = leaf.lines[0][0]
    return -source.line_start(start) if leaf.kind == "code" else start


def _lines(leaf: Leaf, edits: Sequence[_Edit]) -> tuple[str, ...]:
    """Return the lines of a leaf with some edits; those of text without the blanks around them."""
    lines = _content(leaf, edits).split("\n")
    return tuple(lines if leaf.kind == "code" else map(str.strip, lines))


def _range(edit: _Edit) -> tuple[int, int]:
    """Return where an edit's slot stands in the normalized source."""
    return edit.leaf.offset(edit.slot.start), edit.leaf.offset(edit.slot.end)


def _prefixed(source: SourceText, edit: _Edit) -> str:
    """Return an edit's text with its container's prefix on new lines, kept pieces as they were."""
    text = edit.text
    if "\n" not in text or edit.slot.value:
        return text
    for number, kept in enumerate(edit.slot.kept):
        text = text.replace(kept.content, f"\0{number}\0")
    text = text.replace("\n", "\n" + _prefix(source, edit.leaf))
    for number, kept in enumerate(edit.slot.kept):
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


def _content(leaf: Leaf, edits: Sequence[_Edit]) -> str:
    """Return a leaf's content with some edits."""
    if len(edits) == 1 and edits[0].slot.start == 0 and edits[0].slot.end == len(leaf.content):
        return edits[0].text
    return edited(leaf.content, (((edit.slot.start, edit.slot.end), edit.text) for edit in edits))
