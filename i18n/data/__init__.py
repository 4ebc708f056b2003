"""YAML, TOML and JSON whose values are replaced in place: every other byte stays as it is.

One file per format, of the same shape: `read` finds values, `written` says how one is written, and
`problem_with` reads what was written again and compares it with what was meant. `paths` says which
values are meant. The only importer of yaml.
"""
