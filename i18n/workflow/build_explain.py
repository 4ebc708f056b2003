"""What a build does to one document besides translating it, told and not done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from i18n.errors import I18nError, UsageError
from i18n.localizing.assets import local_assets, origin_of
from i18n.localizing.localizer import localizer_for
from i18n.project import Project
from i18n.site.wanted_edits import WantedEdit
from i18n.workspace.documents import Documents
from i18n.workspace.outcome import Outcome
from i18n.workspace.sources import find_sources


@dataclass(frozen=True, slots=True)
class Explained:
    """One document in one locale."""

    locale: str
    """The locale."""
    path: str
    """Where it is built, relative to the project."""
    changes: tuple[WantedEdit, ...]
    """The edits asked for by name, in order."""
    assets: tuple[tuple[str, str], ...]
    """The assets that the locale has of its own: the path of each, and the file shown in its place."""


@dataclass(slots=True)
class Explanation(Outcome):
    """What would be built of one source."""

    documents: list[Explained] = field(default_factory=list)
    """It in each locale."""


def explain(
    project: Project, path: str, locales: Iterable[str] = (), include: str | None = None, notice: bool | None = None
) -> Explanation:
    """Tell what a build does to a source besides translating it; writes nothing.

    Raises ConfigurationError, UsageError where the path is no source, and SourceError where it cannot be read.
    """
    outcome = Explanation()
    sources = find_sources(project)
    chosen = find_sources(project, [path])
    if len(chosen) != 1:
        raise UsageError(f"{path} is a folder", hint="name one source")
    [source] = chosen
    documents = Documents(project)
    localizer = localizer_for(project, sources, documents, include, notice)
    document = documents.take(source)
    assets = list(local_assets(project, source, document, outcome))
    for locale in project.chosen_locales(locales):
        try:
            translated = localizer.translated(source, document, locale)
        except I18nError as error:
            outcome.fail(error)
            continue
        outcome.take(translated.findings, translated.errors)
        origins = ((asset.path, origin_of(project, source.collection, asset.path, locale)) for asset in assets)
        own = ((at, origin) for at, origin in origins if origin and origin != source.collection.source / at)
        outcome.documents.append(
            Explained(
                locale,
                source.collection.output_path(source.path, locale).as_posix(),
                localizer.localized(translated).edits,
                tuple((at.as_posix(), origin.as_posix()) for at, origin in own),
            )
        )
    return outcome
