"""UI strings: JSON, YAML and TOML files of a site whose values, and titles, are for readers.

    document                  the door: `parse_strings`; a file as segments
    placeables, difference    what must a translation carry over, and how does one differ from its source?
    splice                    from translations to the file: each goes into its value

`generators/formats.py` says which values of which file are for readers. Shows the face of `i18n.document`.
"""
