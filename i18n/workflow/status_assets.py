"""List which pictures and other files each locale shows: `i18n status --assets`."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Literal, TypeAlias

from i18n.document import Reference
from i18n.localizing.assets import origin_of
from i18n.markdown.references import local_path
from i18n.model import Position
from i18n.project import Project
from i18n.site.wanted_edits import is_asset
from i18n.workspace.documents import Documents
from i18n.workspace.outcome import Outcome, Progress, silent
from i18n.workspace.sources import Source, find_sources

AssetUse: TypeAlias = Literal["shared", "localized", "missing", "not localized"]
"""Whether a locale shows what the source shows, something of its own, nothing, or by exception what a map names."""


@dataclass(frozen=True, slots=True)
class UsedAsset:
    """A picture or another file in a document, in one locale."""

    locale: str
    """The locale."""
    source: str
    """The document's source, relative to the project."""
    position: Position
    """Where it stands there."""
    destination: str
    """What the source says."""
    use: AssetUse
    """What the locale shows."""
    shown: str
    """The file or destination that is shown; empty if there is none."""


@dataclass(slots=True)
class AssetStatus(Outcome):
    """The assets of a project."""

    assets: list[UsedAsset] = field(default_factory=list)
    """Every use of one, per locale and document, in order."""

    def totals(self) -> dict[str, Counter[str]]:
        """Return the numbers of each use, per locale."""
        totals: dict[str, Counter[str]] = {}
        for asset in self.assets:
            totals.setdefault(asset.locale, Counter())[asset.use] += 1
        return totals


def asset_status(project: Project, locales: Iterable[str] = (), progress: Progress = silent) -> AssetStatus:
    """List what each document shows in each locale; writes nothing."""
    outcome = AssetStatus()
    chosen = project.chosen_locales(locales)
    sources = find_sources(project, report=outcome.findings.append)
    for source, document in Documents(project).in_turn(sources, outcome, progress, "reading"):
        shown = [item for item in document.references if item.kind != "import" and is_asset(item)]
        for locale in chosen:
            outcome.assets += (_used(project, source, locale, item) for item in shown)
    outcome.assets.sort(key=lambda asset: (asset.locale, asset.source))
    return outcome


def _used(project: Project, source: Source, locale: str, reference: Reference) -> UsedAsset:
    use, shown = _use(project, source, locale, reference.destination)
    return UsedAsset(locale, source.name, reference.position, reference.destination, use, shown)


def _use(project: Project, source: Source, locale: str, destination: str) -> tuple[AssetUse, str]:
    mapped = project.assets.mapped(destination, locale)
    if mapped != destination:
        return "localized", mapped
    if project.assets.is_excepted(destination, locale) and project.assets.entry(destination, locale):
        return "not localized", destination
    path = local_path(destination)
    if not path:
        return "shared", destination
    inside = posixpath.normpath(posixpath.join(source.path.parent.as_posix(), path))
    origin = origin_of(project, source.collection, PurePosixPath(inside), locale)
    if not origin:
        return "missing", ""
    name = posixpath.normpath(origin.as_posix())
    same = name == posixpath.normpath((source.collection.source / inside).as_posix())
    return ("shared" if same else "localized"), name
