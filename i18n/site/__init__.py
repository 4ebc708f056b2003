"""Links, heading ids and assets across a whole collection; pure but for the look whether a file is there.

    routes         which page, or which file, does a destination lead to?
    outline        what does a page offer to links, and where do its own lead?
    anchors        which ids are pinned on a translated page, and which links must follow?
    wanted_edits   how are ids and destinations written into a built text?
    broken         what leads nowhere, and what of it is new?

Nothing here knows of segments or catalogs.
"""
