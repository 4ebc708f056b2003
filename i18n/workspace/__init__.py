"""What every command works with: sources, documents, catalogs, memories and glossaries of a project.

sources, documents, held, pinned        which sources are there, and their documents, each read once and bounded
messages, catalogs, rows, moves         their messages, their PO files, how far these are, and where they move
memories, memory_files, glossaries      what was translated before, and the terms
readers                                 how the texts of a document are read
shares, scratch                         work dealt out to processes; the project in a folder of its own
outcome, displaced                      what a command did; what it found in its way, and kept
"""
