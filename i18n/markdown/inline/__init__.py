"""Inline Markdown: read once, into one tree; every question about a text is answered by a reader of that tree.

tree       the parts of a text, each with its span; what they say together
read       from the parser's tokens, which note where they were found, to the tree
plain      texts with little markup, read by a pattern: most texts are such
urls       bare URLs, which are markup to site generators
compare    do two texts have the same pieces, and how do they differ?
repair     a translation with the destinations of its source
prose      a text with a mark in place of each character of a placeable, for rules
emphasis   how much of a text is bold and italic
groups     a text as a machine is shown it: words, groups around words, and atoms that stay
"""
