"""One document: text ↔ segments, pure functions. The only importer of markdown_it and yaml.

`constructs/` has a file per construct, `parser` finds blocks by them, `placeables` reads inline text, `extract` makes
segments by what `segments/` knows; `escape`, `repair` and `splice` put translations back, `fingerprint` compares.
"""
