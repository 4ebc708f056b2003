"""PO files: read, written and merged without loss. Knows messages, never Markdown; the only importer of polib.

    message, state, statistics   what is in a catalog, whose work is it, and how much?
    store, canonical             what does any file hold, and one in our own form? How is one written?
    entries                      where does each entry of a file begin, and what is wrong with it?
    wrap, compiled               what would msgcat make of the lines, and msgfmt of the whole?
    merge                        what have two sides made of one catalog?
    in_place                     how is a translation changed in the text of a file, whatever its form?

`state` alone says what becomes of a state: `carried` keeps it, `suggested` makes it fuzzy.
"""
