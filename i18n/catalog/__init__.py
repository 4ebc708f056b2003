"""PO files: read, write and apply decisions. Knows messages, never Markdown; the only importer of polib."""
