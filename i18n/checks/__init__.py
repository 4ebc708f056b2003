"""(source, target, context) → findings; no I/O.

    registry             which functions look for a rule: those of the file that the rule in `rules/` names
    pair                 a source text and its translation, with what rules ask of them, found once
    markup, emphasis, …  a family of rules: one pure function from a pair to findings
    sources              rules about a source; inconsistent: about all translations of a locale

Rules look at *prose*: the text with a mark in place of each character of a placeable, every other character where it
was, so that a range found in it is a range of the msgstr. A finding has a fix only where the rule is sure.
"""
