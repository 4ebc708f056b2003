"""What a build writes, and what is known of the files that earlier builds wrote.

manifest   every file that a build has written, with the hash of its content
outputs    writing, and removing what no source leads to any more; only what the manifest knows is ever removed
"""
