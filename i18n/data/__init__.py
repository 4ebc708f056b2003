"""YAML, TOML and JSON whose values are replaced in place: every other byte stays as it is.

One file per syntax, of the same shape (`syntax.py`): `read` finds values, `written` says how one is written,
and `difference` reads what was written again and compares it with what was meant. `paths.py` says which values are
meant, and `value.py` what is found of them. The only importer of yaml.
"""
