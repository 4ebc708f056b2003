"""How the texts of a document are read: as its dialect reads them, with its definitions or without."""

from __future__ import annotations

from functools import cache, partial

from i18n.document import Document
from i18n.markdown.dialect import UI_STRINGS, Dialect
from i18n.markdown.document import MarkdownDocument
from i18n.markdown.inline.read import InlineReader, read_inline
from i18n.matching.match import Readers


def readers_for(document: Document) -> Readers:
    """Return how the texts of a document are read outside of it, without its definitions."""
    return readers_of(reader_of(document).dialect)


def reader_of(document: Document) -> InlineReader:
    """Return what reads the texts of a document and its translations."""
    if isinstance(document, MarkdownDocument):
        return document.extraction.reader
    return InlineReader(UI_STRINGS, {})


@cache
def readers_of(dialect: Dialect) -> Readers:
    """Return how the texts of a dialect's documents are read outside of them."""
    return Readers(partial(read_inline, dialect=dialect, definitions={}))
