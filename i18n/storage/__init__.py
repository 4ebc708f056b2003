"""Files on the disk: read whole or refused, written whole or not at all.

files           UTF-8 or a clear error; a write looks whether the file is still what was read
swap            two files trade places in one step, so that what was displaced can be looked at
project_files   what commands write, by names that no link leads out of the project
lock            one writing command at a time
git             what git knows of the sources: files at a revision, texts by the id of their blob
"""
