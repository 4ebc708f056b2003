"""Screenshots and other files that documents refer to: the same in every locale, unless there is another for one.

`shot.en.png` beside `shot.png`, or `locales/en/assets/…` with the path of the picture, is shown in English in its
place, under its name: the document says the same in every language.
"""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from i18n.document import Document, Reference
from i18n.markdown.references import local_path
from i18n.model import Finding, Position, Severity
from i18n.project import Collection, Project, layout
from i18n.workspace.outcome import Outcome
from i18n.workspace.sources import Source

_DOCUMENTS = (".md", ".mdx")
_HINT = "put it below the source folder, or into the site's folder of static files"


@dataclass(frozen=True, slots=True)
class Asset:
    """A local file that a document refers to."""

    path: PurePosixPath
    """Its path below the source root, as documents name it."""
    position: Position
    """Where it is named first."""


def local_assets(project: Project, source: Source, document: Document, outcome: Outcome) -> Iterator[Asset]:
    """Yield the local files below the source root that a document refers to, each once; documents are none.

    One that lies elsewhere and that built documents do not reach either is a finding.
    """
    seen: set[str] = set()
    for reference in document.references:
        path = _path(reference)
        if not path or path in seen or _is_document(source, reference, path):
            continue
        seen.add(path)
        inside = posixpath.normpath(posixpath.join(source.path.parent.as_posix(), path))
        if inside.startswith("../") or inside == ".." or _leads_out(project, source, inside):
            if _is_file(source.file.parent / path) and not _reached(project, source, path):
                message = f"the file “{path}” lies outside of the source folder and was not copied"
                position = reference.position
                outcome.findings.append(
                    Finding("asset", message, Severity.WARNING, source.name, position, hint=_HINT, about=(path,))
                )
        else:
            yield Asset(PurePosixPath(inside), reference.position)


def origin_of(project: Project, collection: Collection, path: PurePosixPath, locale: str) -> PurePosixPath | None:
    """Return the file that a locale shows for a path below a source root, relative to the project; None if none is."""
    shared = collection.source / path
    below = path if len(project.collections) == 1 else shared
    own = [
        shared.with_name(f"{path.stem}.{locale}{path.suffix}"),
        layout.assets(locale) / below,
    ]
    return next((each for each in (*own, shared) if _may_be_shown(project, each)), None)


def _may_be_shown(project: Project, path: PurePosixPath) -> bool:
    file = project.root / path
    return _is_file(file) and file.resolve().is_relative_to(project.root)


def _path(reference: Reference) -> str:
    if reference.kind == "import":
        module = reference.destination.rpartition("!")[2]
        return local_path(module) if module.startswith(".") else ""
    return local_path(reference.destination)


def _is_document(source: Source, reference: Reference, path: str) -> bool:
    if reference.kind == "import":
        inside = posixpath.normpath(posixpath.join(source.path.parent.as_posix(), path))
        return source.collection.holds(inside)
    return path.endswith(_DOCUMENTS) or path.endswith("/") or source.collection.holds(path.rpartition("/")[2])


def _is_file(path: Path) -> bool:
    """Tell whether there is a file; `Path.is_file` raises for a name that is too long."""
    return os.path.isfile(path)


def _leads_out(project: Project, source: Source, inside: str) -> bool:
    """Tell whether a path below the source root leads out of it, by a link."""
    root = (project.root / source.collection.source).resolve()
    file = root / inside
    return _is_file(file) and not file.resolve().is_relative_to(root)


def _reached(project: Project, source: Source, path: str) -> bool:
    """Tell whether the built documents of all locales reach the very file that the source does."""
    here = source.file.parent / path
    outputs = (source.collection.output_path(source.path, locale).parent for locale in project.locales)
    files = [Path(os.path.normpath(project.root / output / path)) for output in outputs]
    return all(_is_file(file) and file.samefile(here) for file in files)
