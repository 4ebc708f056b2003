"""The second gate: a document with its translations has the blocks of its source, and the lines that were written.

So says `fingerprint` of what was built and parsed again. Escaping has already seen to nearly all; the few translations
that break a block are found by bisection. A document that only got lines of plain words needs no second parse.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from i18n.bisection import first_failing
from i18n.difference import Difference
from i18n.edits import edited
from i18n.lines import SourceText
from i18n.markdown.extract import Extraction
from i18n.markdown.fingerprint import fingerprint
from i18n.markdown.leaf import Leaf
from i18n.markdown.line_starts import stays_text
from i18n.markdown.parser import Blocks, parse_blocks
from i18n.markdown.splicing.differences import inline_difference
from i18n.markdown.splicing.placed import Placed, content_with, prefixed
from i18n.objections import Objections

_IN_TEXT = ("text", "heading", "cell", "alt")


def passing(
    source: SourceText, extraction: Extraction, translations: list[Placed], objections: Objections
) -> tuple[list[Placed], Blocks | None]:
    """Return the translations that leave the blocks as they were, and note what is refused.

    The blocks with them come along, where they had to be parsed.
    """
    if all(map(_starts_no_block, translations)):
        return translations, None
    while translations:
        if blocks := _blocks_with(translations, source, extraction):
            return translations, blocks
        first = first_failing(
            len(translations),
            lambda count: bool(_blocks_with(translations[:count], source, extraction)),  # noqa: B023
        )
        objections.refuse(translations[first].segment, Difference("blocks"))
        translations = _without(translations[first], translations, extraction, objections)
    return [], None


def front_matter_end(extraction: Extraction, translations: Iterable[Placed]) -> int:
    """Return where the front matter ends in a document with some translations, line ends counted as one character."""
    if not extraction.front_matter:
        return 0
    return extraction.front_matter.end + sum(
        len(placed.text) - len(placed.replaced) for placed in translations if placed.slot.value
    )


def _starts_no_block(placed: Placed) -> bool:
    """Tell, without a parse, that a translation leaves the blocks as they were: a line of text in the place of placed.

    What starts no block and goes on in no other line is all the same to the blocks around it.
    """
    if placed.leaf.kind == "front matter":
        return placed.text[0] not in "-+.}" and "\n" not in placed.text
    if placed.slot.place not in _IN_TEXT or "\n" in placed.replaced or not stays_text(placed.text):
        return False
    if placed.slot.start == 0 or placed.leaf.content[placed.slot.start - 1] == "\n":
        return stays_text(placed.replaced)
    return placed.leaf.content[0] != "["  # or what follows a label might make it a definition


def _blocks_with(translations: Sequence[Placed], source: SourceText, extraction: Extraction) -> Blocks | None:
    """Return the blocks of a document with some translations; None where they are not its source's and these lines."""
    built = edited(source.normalized, ((placed.span, prefixed(placed, source)) for placed in translations))
    blocks = parse_blocks(built, extraction.reader.dialect, front_matter_end(extraction, translations))
    meant = fingerprint(source.normalized, extraction.blocks.tokens, _expected_lines(translations, source))
    return blocks if fingerprint(built, blocks.tokens) == meant else None


def _expected_lines(translations: Iterable[Placed], source: SourceText) -> dict[int, tuple[str, ...]]:
    """Return the lines of the leaves that translations stand in, by the places where a fingerprint looks for them."""
    by_leaf: defaultdict[int, list[Placed]] = defaultdict(list)
    for placed in translations:
        if placed.leaf.kind not in ("definition", "front matter"):
            by_leaf[id(placed.leaf)].append(placed)
    return {_place(source, mine[0].leaf): _lines(mine[0].leaf, mine) for mine in by_leaf.values()}


def _place(source: SourceText, leaf: Leaf) -> int:
    """Return where a fingerprint looks for a leaf: at its text, or at the first line of code."""
    start = leaf.lines[0][0]
    return -source.line_start(start) if leaf.kind == "code" else start


def _lines(leaf: Leaf, translations: Sequence[Placed]) -> tuple[str, ...]:
    """Return the lines of a leaf with some translations; those of text without the blanks around them."""
    lines = content_with(leaf, translations).split("\n")
    return tuple(lines if leaf.kind == "code" else map(str.strip, lines))


def _without(
    refused: Placed, translations: Sequence[Placed], extraction: Extraction, objections: Objections
) -> list[Placed]:
    """Return the others, but for those beside it in its leaf that do not stand without it."""
    beside = [placed for placed in translations if placed.leaf is refused.leaf and placed is not refused]
    while beside and not refused.slot.value and inline_difference(refused.leaf, beside, extraction.reader):
        objections.refuse(beside.pop().segment, Difference("neighbour"))
    return [placed for placed in translations if placed.leaf is not refused.leaf or placed in beside]
