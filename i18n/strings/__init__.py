"""UI strings: JSON, YAML and TOML files of a site whose values, and titles, are for readers.

`formats` says which values of which file, `document` reads them into segments, `placeables` what a
translation must carry over, and `splice` puts translations back. Shows the face of `i18n.document`.
"""
