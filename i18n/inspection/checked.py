"""What a check found."""

from __future__ import annotations

from dataclasses import dataclass, field

from i18n.inspection.completeness import Completeness
from i18n.model import Finding
from i18n.project import Project
from i18n.project.demands import Demands
from i18n.storage.git import folder_in_repository
from i18n.workspace.outcome import Outcome


@dataclass(slots=True)
class Checked(Outcome):
    """What `check` found."""

    project: Project | None = None
    """The project, as it was checked."""
    completeness: Completeness = field(default_factory=lambda: Completeness(Demands()))
    """How much of it is done, against what is asked for."""
    compared: bool = False
    """Whether only what has become worse is asked about."""
    known: list[Finding] = field(default_factory=list)
    """What was so before, where that is asked about; it is not among the findings."""
    gone: int = 0
    """How many of the findings that were known before are no more."""

    @property
    def folder(self) -> str:
        """Where the project stands in its repository, as `docs/`; empty at the top. Forges name files from there."""
        return folder_in_repository(self.project.root) if self.project else ""

    @property
    def ok(self) -> bool:
        """Whether the check passes: no errors, and everything could be read."""
        return not self.failed and not self.errors
