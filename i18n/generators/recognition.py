"""Which site generator a repository of guides belongs to."""

from __future__ import annotations

from pathlib import Path

from i18n.generators.configuration import configuration_files, read_configuration
from i18n.generators.generator import Repository
from i18n.generators.listing import DEFAULT_DIALECT, GENERATORS

REPOSITORIES = {name: generator.repository for name, generator in GENERATORS.items() if generator.repository}
"""What the repositories look like that are recognised, by the names of the generators."""

TITLES_OF_RECOGNISED = tuple(GENERATORS[name].title for name, repository in REPOSITORIES.items() if repository.marks)
"""What people call the generators that are told by their files."""


def recognised(root: Path) -> tuple[str, Repository]:
    """Return the name of a directory's generator, and what its repositories look like; the default if none is known."""
    for name, repository in REPOSITORIES.items():
        if _has_marks(root, repository):
            return name, repository
    return DEFAULT_DIALECT, REPOSITORIES[DEFAULT_DIALECT]


def _has_marks(root: Path, repository: Repository) -> bool:
    if repository.mention:
        return read_configuration(root, repository.marks).mention(repository.mention) is not None
    return any(True for _ in configuration_files(root, repository.marks))
