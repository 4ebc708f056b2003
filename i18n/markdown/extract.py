"""From blocks to segments: what a translator sees of a document, and where each piece stands.

The blocks are visited in order; what becomes of each says the file of its construct (`constructs/`). What holds for
a block because of where it stands is handed down to it as a `Scope`. What the blocks above have left for it stands in
`Above`: the nearest heading, and an element that is still open.

Coverage: every character of human text is in a segment or in a skip with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from i18n.language import script_of
from i18n.lines import SourceText
from i18n.markdown.constructs.listing import CONTAINERS, LEAVES, TEXTS
from i18n.markdown.constructs.mdx import is_compiled, report_unclosed
from i18n.markdown.dialect import Dialect
from i18n.markdown.front_matter import FrontMatter, front_matter_segments, read_front_matter
from i18n.markdown.inline.read import InlineReader
from i18n.markdown.leaf import Leaf
from i18n.markdown.options import Options
from i18n.markdown.parser import Blocks, parse_blocks
from i18n.markdown.segments.directives import Directives, may_be_directive
from i18n.markdown.segments.scope import Scope
from i18n.markdown.segments.sink import Above, Sink
from i18n.markdown.segments.visit import Visit
from i18n.model import Finding, Segment, Skip


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was found in one document."""

    segments: tuple[Segment, ...]
    """The segments, in order."""
    skips: tuple[Skip, ...]
    """The spans left alone, with reasons, in order."""
    leaves: tuple[Leaf, ...]
    """The leaves that hold segments, in order."""
    blocks: Blocks
    """The block structure."""
    front_matter: FrontMatter | None
    """The front matter, if there is any."""
    findings: tuple[Finding, ...]
    """What was wrong with the source."""
    reader: InlineReader
    """Reads its inline texts, and those of its translations."""


def extract(source: SourceText, dialect: Dialect, options: Options) -> Extraction:
    """Find the segments of a document."""
    text = source.normalized
    front_matter = read_front_matter(text, dialect.name, options.front_matter)
    start = front_matter.end if front_matter else 0
    blocks = parse_blocks(text, dialect, start)
    reader = InlineReader(dialect, blocks.definitions)
    sink = Sink(source, above := Above())
    visit = Visit(
        source,
        text,
        dialect,
        is_compiled(dialect, text[:start]),
        script_of(options.source_locale) if options.messages == "script" else None,
        options.code,
        reader.read,
        above,
        sink,
    )
    if front_matter:
        front_matter_segments(visit, front_matter)
    _visit_blocks(visit, iter(blocks.tokens), Scope())
    report_unclosed(visit, blocks.unclosed)
    skips = tuple(sorted(sink.skips, key=lambda skip: skip.span))
    return Extraction(
        tuple(sink.segments), skips, tuple(sink.leaves), blocks, front_matter, tuple(sink.findings), reader
    )


def _visit_blocks(visit: Visit, tokens: Iterator[Token], scope: Scope) -> None:
    """Visit the blocks of one container, up to its closing token, or those of a document."""
    directives: Directives | None = None
    is_first = scope.kind in ("list item", "quote")
    for token in tokens:
        if token.nesting < 0:
            break
        if may_be_directive(token):
            directives = directives or Directives(visit, scope)
            if directives.take(token):
                continue
        block_scope = directives.next_scope() if directives else scope
        if text := TEXTS.get(token.type):
            inline = next(tokens)
            next(tokens)  # its closing token
            text(visit, token, inline, block_scope.first() if is_first else block_scope)
        elif token.nesting:
            opening = CONTAINERS.get(token.type)
            _visit_blocks(visit, tokens, opening(visit, token, block_scope) if opening else block_scope)
        elif leaf := LEAVES.get(token.type):
            leaf(visit, token, block_scope)
        is_first = False
    if directives:
        directives.end()
