"""Which old message serves a new segment. Knows messages and inline markup, never the disk.

    exact                which messages stay, come back or become obsolete?
    match                what serves a text that its catalog does not have? The order of the steps below
    memory               what do the project's catalogs and imported memories know of it, in places of its kind?
    wording, variants    do two texts have the same words, apart from how they are written?
    patched              how does a translation follow a change of markup, destination, mark or number?
    similar, sentences   which old text is most like this one, or what of it?
    changes              what is new, reworded or gone between two versions of a document?

A message that was in its catalog before is never matched again, so that updating twice is updating once.
"""
