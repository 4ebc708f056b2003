"""Which documents are new: those that the repository did not have some time ago."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable

from i18n.project import Project
from i18n.storage.git import commit_before, commit_of, files_at, renamed_since
from i18n.workspace.sources import Source

_DAYS = re.compile(r"(\d{1,4})(?: ?d(?:ays?)?)?")
_DAY = 24 * 60 * 60


def new_documents(project: Project, sources: Iterable[Source], since: str) -> set[str]:
    """Return the names of the sources that were added since then, by git; none where `since` is empty.

    `since` is a number of days, such as `14 days`, or a revision. A source that only has another name is not
    new; one that is not committed yet is. Raises GitError.
    """
    if not since:
        return set()
    days = _DAYS.fullmatch(since)
    commit = commit_before(project.root, time.time() - int(days[1]) * _DAY) if days else commit_of(project.root, since)
    names = {source.name for source in sources}
    if not commit:
        return names
    return names - files_at(project.root, commit).keys() - renamed_since(project.root, commit).keys()
