"""The PO files of a project: which they are, reading the one of a source, and the text of one to be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from i18n.catalog.message import Catalog
from i18n.catalog.store import decoded_by_header, read_catalog, write_catalog
from i18n.catalog.wrap import wrapped
from i18n.errors import CatalogError, I18nError
from i18n.language import plural_forms, posix_code
from i18n.model import Finding, Key, Position, Severity
from i18n.project import Project, layout
from i18n.storage.files import identity, is_there, read_bytes, read_text
from i18n.workspace.outcome import Outcome, Progress
from i18n.workspace.sources import Source


def new_catalog(project: Project, locale: str) -> Catalog:
    """Return an empty catalog of a locale, with its header; of no locale, a template."""
    header = {
        "Project-Id-Version": project.name,
        "Language": posix_code(locale),
        "X-Source-Language": posix_code(project.source_locale),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if locale:
        header["Plural-Forms"] = plural_forms(locale)
    return Catalog(header)


@dataclass(frozen=True, slots=True)
class OpenedCatalog:
    """The PO file of a source in a locale."""

    name: str
    """Its name, relative to the project, whether it exists or not."""
    text: str
    """Its text; empty if there is none."""
    catalog: Catalog | None
    """What it holds; None if there is none."""
    errors: tuple[CatalogError, ...] = ()
    """What of it could not be read; the rest is sound."""


def whole_catalog(project: Project, source: Source, locale: str, *, notes: bool = False) -> OpenedCatalog:
    """Return the catalog of a source; raises CatalogError where it cannot be read whole.

    Who is going to write it again asks for the `notes` of its messages as well.
    """
    return _opened(project, source, locale, notes=notes, report=None)


def sound_catalog(project: Project, source: Source, locale: str) -> OpenedCatalog:
    """Return the catalog of a source with what is sound of it, which must not be written.

    Raises CatalogError where nothing of it can be read.
    """
    errors: list[CatalogError] = []
    return replace(_opened(project, source, locale, report=errors.append), errors=tuple(errors))


def _opened(
    project: Project,
    source: Source,
    locale: str,
    *,
    notes: bool = False,
    report: Callable[[CatalogError], object] | None,
) -> OpenedCatalog:
    name = project.catalog_path(source.collection, source.path, locale).as_posix()
    file = project.root / name
    if not is_there(file, name, CatalogError):
        return OpenedCatalog(name, "", None)
    text = read_catalog_text(file, name)
    return OpenedCatalog(name, text, read_catalog(text, name, notes, report))


def read_catalog_text(file: Path, name: str) -> str:
    """Return the text of a PO file, in UTF-8 or in the encoding that its header names; raises CatalogError."""
    try:
        return read_text(file, name, CatalogError)
    except CatalogError:
        text = decoded_by_header(read_bytes(file, name, CatalogError))
        if text is None:
            raise
        return text


def po_text(project: Project, catalog: Catalog, name: str) -> str:
    """Return the text of a PO file as the project wants it; raises what `wrapped` does."""
    return wrapped(write_catalog(catalog), project.wrap, name)


def catalog_files(project: Project, locale: str) -> list[Path]:
    """Return the PO files of a locale, those without a source included; a folder of such a name is none."""
    found = (project.root / layout.catalogs(locale)).rglob("*.po")
    return sorted(file for file in found if file.is_file())


def catalogs_in_turn(
    project: Project, locale: str, outcome: Outcome, progress: Progress
) -> Iterator[tuple[str, Catalog]]:
    """Yield the name of each PO file of a locale and what is sound of it; what is not goes to the outcome."""
    for file in progress(catalog_files(project, locale), "reading"):
        name = file.relative_to(project.root).as_posix()
        try:
            catalog = read_catalog(read_text(file, name, CatalogError), name, report=outcome.fail)
        except I18nError as error:
            outcome.fail(error)
        else:
            yield name, catalog


def stray_catalogs(project: Project, sources: Iterable[Source], locale: str) -> list[PurePosixPath]:
    """Return the catalogs of a locale that no source belongs to, relative to the project.

    A file is none that a source's catalog leads to under another name: through a link, or since the file system
    does not tell `Guide.po` from `guide.po`.
    """
    known = {project.catalog_path(source.collection, source.path, locale) for source in sources}
    names = [PurePosixPath(file.relative_to(project.root).as_posix()) for file in catalog_files(project, locale)]
    strays = [name for name in names if name not in known]
    used = set(filter(None, (identity(project.root / name) for name in known))) if strays else set()
    return [name for name in strays if identity(project.root / name) not in used]


def orphans(project: Project, sources: Sequence[Source], locales: Iterable[str]) -> list[Finding]:
    """Return a finding for each PO file whose source is gone; it is kept, and nothing reads it."""
    findings = []
    for locale in locales:
        for name in stray_catalogs(project, sources, locale):
            hint = "if its source was rewritten and renamed, rename it too; `i18n update --prune` deletes it"
            message = "no source belongs to this catalog"
            findings.append(Finding("orphan", message, Severity.WARNING, name.as_posix(), hint=hint))
    return findings


def located(findings: Iterable[Finding], name: str, catalog: Catalog | None, source: Source) -> Iterator[Finding]:
    """Yield findings about translations with the PO file and line of their message; those of one share its place."""
    places: dict[Key, Position] | None = None
    for finding in findings:
        if places is None:  # most catalogs have no findings, and need no places
            places = {message.key: Position(message.line, 1) for message in (catalog.active if catalog else ())}
        position = places.get((finding.context, finding.msgid), _START)
        yield replace(finding, path=name, position=position, source=source.name)


_START = Position(1, 1)
