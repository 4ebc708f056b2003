"""Check what has become worse: since a baseline was written, or since a revision."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from i18n.errors import ConfigurationError
from i18n.inspection.baseline import Baseline, baseline_of, read_baseline
from i18n.inspection.checked import Checked
from i18n.project import Project
from i18n.workspace.scratch import project_at


def known_before(
    project: Project, file: str | None, revision: str | None, run: Callable[[Project], Checked]
) -> Baseline | None:
    """Return what was known before, from a baseline file or by a check of the project at a revision.

    None where neither is named. Raises UsageError for the file, GitError for the revision.
    """
    if file:
        return read_baseline(Path(file))
    if revision is None:
        return None
    with project_at(project, revision) as old:
        try:
            return baseline_of(run(old).findings)
        except ConfigurationError:  # it had no sources then
            return Baseline()


def ratchet(outcome: Checked, before: Baseline) -> None:
    """Leave only what is worse than before among the findings of a check."""
    result = before.ratchet(outcome.findings)
    outcome.findings, outcome.known, outcome.gone = result.new, result.known, result.gone
    outcome.compared = True
