"""What every command works with: sources, documents, catalogs, memories and glossaries of a project."""
