"""From translations to a document: each goes into its span, and nothing else changes.

* Identity: a text that is untranslated, or translated by itself, keeps its bytes.
* Locality: only the characters of translated segments change.
* Structure: what was built has the pieces of its source in each text (`leaf_gate`), and its blocks (`block_gate`).
* Fallback: what cannot be repaired is refused place by place, and said once per message.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from i18n.document import Rendering
from i18n.edits import edited
from i18n.lines import SourceText, source_text
from i18n.markdown.dialect import Dialect
from i18n.markdown.extract import Extraction
from i18n.markdown.parser import Blocks, parse_blocks
from i18n.markdown.splicing import block_gate, leaf_gate
from i18n.markdown.splicing.placed import prefixed
from i18n.model import Translations
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


def splice(source: SourceText, extraction: Extraction, translations: Translations) -> MarkdownRendering:
    """Put translations into a document.

    A blank translation counts as none. Never raises for any text of a translation.
    """
    objections = Objections()
    fitted = [
        placed for leaf in extraction.leaves for placed in leaf_gate.passing(leaf, extraction, translations, objections)
    ]
    shown, blocks = block_gate.passing(source, extraction, fitted, objections)
    for placed in shown:
        if placed.repaired:
            objections.repair(placed.segment, placed.repaired)
    edits = ((source.span(*placed.span), prefixed(placed, source).replace("\n", source.newline)) for placed in shown)
    return MarkdownRendering(
        edited(source.text, edits) if shown else source.text,
        objections.listed(),
        len(shown),
        extraction.reader.dialect,
        block_gate.front_matter_end(extraction, shown),
        blocks if shown else extraction.blocks,
    )
