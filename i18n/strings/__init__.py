"""UI strings: JSON, YAML and TOML files of a site whose values, and titles, are for readers.

`generators/formats.py` says which values of which file are for readers. Here `document` reads them into
segments, `placeables` says what a translation must carry over, and `splice` puts translations back. Shows the
face of `i18n.document`.
"""
