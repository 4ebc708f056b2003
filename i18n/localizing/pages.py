"""The sources of a project as pages of sites: what each is called, and which of its ids links lead to.

Where heading ids or links are localized, this comes first: every source is read, and those that may hold links to
headings are parsed. They are few.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from i18n.errors import I18nError
from i18n.generators.listing import GENERATORS
from i18n.markdown.front_matter import read_front_matter
from i18n.project import Project
from i18n.site.outline import inverse, reached
from i18n.site.routes import Page, Site
from i18n.workspace.documents import Documents
from i18n.workspace.sources import Source

# `](a.md#id`, `]: a.md#id`, `href="a.md#id`, `to={"a.md#id`, `ref "a.md#id`
_MAY_LINK = re.compile(
    r"""(?:\]\(\s*<?|\]:\s*<?|(?:href|to)\s*=\s*[{"'`]*|ref\s+["'])(?!https?://|mailto:)[^\n)>]*?\#""", re.VERBOSE
)
# `import Part from "./_part.mdx"`
_IMPORT = re.compile(r"""^import\s[^\n;]*?["']([^"'\n]+\.mdx?)["']""", re.MULTILINE)
_KEYS = ("slug", "id", "url")
_MAY_HAVE_KEYS = re.compile(r"""^["']?(?:slug|id|url)["']?\s*[:=]""", re.MULTILINE)


@dataclass(slots=True)
class Pages:
    """The pages of a project."""

    site: Site
    """The pages, and where links lead."""
    linked: Mapping[str, set[str]]
    """By the name of a page, the fragments that links in the site lead to it with."""
    linking: Mapping[str, set[str]]
    """By the name of a page, the pages to whose headings it leads."""
    imports: Mapping[str, Sequence[str]]
    """By the name of a page, what it imports."""


def pages_of(project: Project, sources: Iterable[Source], documents: Documents) -> Pages:
    """Return the pages of sources; one that cannot be read is left out."""
    pages: dict[str, Page] = {}
    fragments: dict[str, list[str]] = {}
    modules: dict[str, list[str]] = {}
    for source in sources:
        if source.collection.format != "markdown":
            continue
        try:
            text = documents.text(source)
        except I18nError:
            continue  # it is said where the document is wanted
        page = pages[source.name] = page_of(source, text)
        if page.routes.has_partials and "import" in text:
            modules[page.name] = _IMPORT.findall(text)
        if _MAY_LINK.search(text):
            references = documents.of_text(source, text).references
            fragments[page.name] = [item.destination for item in references if "#" in item.destination]
    site = Site(pages.values(), partial(is_file, project.root))
    imports = {name: _imported(site, pages[name], paths) for name, paths in modules.items()}
    linked, linking = _linked(site, fragments, imports)
    return Pages(site, linked, linking, imports)


def page_of(source: Source, text: str) -> Page:
    """Return a source as a page."""
    root = source.collection.source.as_posix()
    values: dict[str, str] = {}
    if text.lstrip("\ufeff")[:1] in ("-", "+", "{") and _MAY_HAVE_KEYS.search(text):
        front_matter = read_front_matter(
            text.removeprefix("\ufeff").replace("\r\n", "\n"), source.collection.dialect, _KEYS
        )
        values = (
            {str(value.path[0]): value.text for value in front_matter.values if len(value.path) == 1}
            if front_matter
            else {}
        )
    keys = GENERATORS[source.collection.dialect].front_matter.route
    slug = next((values[key] for key in keys if values.get(key)), "")
    name = source.path.as_posix()
    return Page("" if root == "." else root, name, source.collection.dialect, slug, values.get("id", ""))


def is_file(root: Path, name: str) -> bool:
    """Tell whether there is a file at a path relative to a folder; a name that cannot be one is none."""
    try:
        return (root / name).is_file()
    except (OSError, ValueError):
        return False


def _imported(site: Site, page: Page, modules: Iterable[str]) -> list[str]:
    targets = (site.target(page, module) for module in modules)
    return [target.page.name for target in targets if target.page]


def _linked(
    site: Site, fragments: Mapping[str, Iterable[str]], imports: Mapping[str, Sequence[str]]
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Return the fragments that lead to each page, or to what it imports; and the pages with such links."""
    importers = inverse(imports)
    linked: dict[str, set[str]] = {}
    linking: dict[str, set[str]] = {}
    for name, destinations in fragments.items():
        page = site.by_name[name]
        for destination in destinations:
            target = site.target(page, destination)
            if not target.page or not target.fragment:
                continue
            for other in read_together(target.page, imports, importers):
                linked.setdefault(other, set()).add(target.fragment)
                linking.setdefault(name, set()).add(other)
    return linked, linking


def read_together(
    page: Page, imports: Mapping[str, Sequence[str]], importers: Mapping[str, Sequence[str]]
) -> list[str]:
    """Return the names of the sources in which a fragment of a page may stand: itself first, then what it imports.

    What is imported stands in the pages that import it, so they and all their imports come too.
    """
    names = [page.name, *sorted(reached(page.name, imports))]
    for importer in sorted(reached(page.name, importers)) if page.is_partial else ():
        names += [importer, *sorted(reached(importer, imports))]
    return list(dict.fromkeys(names))
