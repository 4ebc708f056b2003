"""How the texts of a document are read: as its dialect reads them, with its definitions."""

from __future__ import annotations

from i18n.document import Document
from i18n.markdown.dialect import UI_STRINGS
from i18n.markdown.document import MarkdownDocument
from i18n.markdown.inline.read import InlineReader


def reader_of(document: Document) -> InlineReader:
    """Return what reads the texts of a document and its translations."""
    if isinstance(document, MarkdownDocument):
        return document.extraction.reader
    return InlineReader(UI_STRINGS, {})
