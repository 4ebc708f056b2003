"""One document: text ↔ segments, pure functions. The only importer of markdown-it-py.

    document                         the door: `parse`, `MarkdownDocument`
    dialect, options                 how is a file of a site generator read? What more does a project offer?
    constructs/                      a file per construct: how is it found, and what of it is for translators?
    parser, state                    where are the blocks, and where does the content of each leaf stand?
    extract, segments/, leaf         which segments does a document have? Each block goes to the file of its construct
    inline/                          what is an inline text made of? One tree, and what reads it
    tags, attributes, division       where are the tags, what is text in them, and how do they divide a text?
    front_matter, code, braces       which data at the start, and which text in code, are for readers?
    escape, line_starts              how is a translation written in its place, and what must not come to life there?
    splice, splicing/, fingerprint   does a built document have the structure of its source? What is refused?
    references, headings, targets    what does a document refer to, and what in it can be referred to?
    notice                           where does a notice stand, if a project wants one?

Nothing is rendered from a syntax tree: built text is source text with ranges replaced.
"""
