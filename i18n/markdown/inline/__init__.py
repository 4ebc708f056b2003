"""Inline Markdown: read once, into one tree; every question about a text is answered by a reader of that tree."""
