"""One document: text ↔ segments, pure functions. The only importer of markdown_it and yaml.

`lines` maps offsets, `parser` and `rules/` find blocks, `placeables` reads inline text, `extract`
makes segments; `escape`, `repair` and `splice` put translations back, `fingerprint` compares.
"""
