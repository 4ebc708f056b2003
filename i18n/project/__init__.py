"""The project file, read into a frozen Project: every key checked, every path inside the project.

A key is written once, as a field of the model of the table where it is allowed (`keys.py` says how):

    project.py       the top of the file     engines.py        [engines.NAME]
    collection.py    [[collections]]         destinations.py   [links] and [assets]
    check.py         [check]: demands.py, how much of which documents; selection.py, by which rules

`kinds.py` and `locales.py` say what keys may hold, `reader.py` finds the file and reads it, `layout.py` knows where
things stand below `locales/`. Whoever uses a project imports from here.
"""

from i18n.project.collection import Collection
from i18n.project.engines import EngineSettings
from i18n.project.project import Project
from i18n.project.reader import PROJECT_FILE, find_project, read_project

__all__ = ["PROJECT_FILE", "Collection", "EngineSettings", "Project", "find_project", "read_project"]
