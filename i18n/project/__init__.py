"""The project file, read into a frozen Project: every key checked, every path inside the project.

This is the door: whoever uses a project imports from here.
"""

from i18n.project.reader import Collection, EngineSettings, Project, find_project, read_project

__all__ = ["Collection", "EngineSettings", "Project", "find_project", "read_project"]
