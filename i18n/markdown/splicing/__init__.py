"""How translations go back into a document: written in their places, then held to two gates.

placed        a translation in its slot: how it is written there, and what its leaf becomes with it
differences   how it differs from what it replaces, alone and with the others of its leaf
leaf_gate     the first gate: the inline pieces of its source, or the data, or the code
block_gate    the second gate: the blocks of its source, and the lines that were written
"""
