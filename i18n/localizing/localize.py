"""What a build does to a document besides translating it: heading ids, links and destinations of assets.

Pass two of a build. Every law of splicing holds before; what is done here a project asked for by name, and
`i18n build --explain` lists it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from i18n.generators.generator import AnchorPolicy
from i18n.generators.listing import SCHEMES
from i18n.localizing.pages import Pages, read_together
from i18n.markdown.document import MarkdownDocument
from i18n.markdown.headings import anchors, headings
from i18n.markdown.references import Reference
from i18n.markdown.splice import MarkdownRendering
from i18n.project import Project
from i18n.site.anchors import Plan, plan
from i18n.site.changes import Change, applied, destinations, is_asset, pins, with_fragment
from i18n.site.outline import inverse
from i18n.workspace.sources import Source

Rendered = tuple[MarkdownDocument, MarkdownRendering]
"""A source with its translation."""


@dataclass(frozen=True, slots=True)
class Localized:
    """A built document."""

    text: str
    """Its text."""
    changes: tuple[Change, ...] = ()
    """What was done to it besides translating it, in order."""


class Localizer:
    """Localizes documents one by one, with what it knows of all of them."""

    def __init__(
        self,
        project: Project,
        pages: Pages,
        sources: dict[str, Source],
        render: Callable[[Source, str], Rendered | None],
    ) -> None:
        """Take the sources by name; `render` renders one in a locale, or returns None where it cannot be read."""
        self.project = project
        self.pages = pages
        self.sources = sources
        self.render = render
        self.importers = inverse(pages.imports)
        self.plans: dict[tuple[str, str], Plan] = {}

    def localized(
        self,
        source: Source,
        locale: str,
        document: MarkdownDocument,
        rendering: MarkdownRendering,
        notices: Sequence[Change] = (),
    ) -> Localized:
        """Return a rendering with the edits that the project asks for, `notices` among them."""
        plan = self.plan(source, locale, (document, rendering))
        if not notices and not plan.pins and not self.may_change_links(source, locale, rendering.text):
            return Localized(rendering.text)
        built = document.built(rendering)
        changes = [*notices, *pins(headings(built), plan.pins), *self.links(source, locale, built)]
        changes.sort(key=lambda change: change.span)
        return Localized(applied(rendering.text, changes), tuple(changes))

    # Heading ids --------------------------------------------------------------------------------

    def plan(self, source: Source, locale: str, rendered: Rendered | None = None) -> Plan:
        """Return what becomes of the heading ids of a document; made once, of what is given or of what is on disk."""
        key = source.name, locale
        linked = self.pages.linked.get(source.name, set())
        policy = cast("AnchorPolicy", source.collection.anchors)
        if policy == "off" or not (linked or policy == "pin-all"):
            return Plan()
        if key not in self.plans:
            rendered = rendered or self.render(source, locale)
            self.plans[key] = self.planned(source, policy, linked, *rendered) if rendered else Plan()
        return self.plans[key]

    def planned(
        self,
        source: Source,
        policy: AnchorPolicy,
        linked: set[str],
        document: MarkdownDocument,
        rendering: MarkdownRendering,
    ) -> Plan:
        """Return what becomes of the heading ids of a rendered document."""
        if rendering.text == document.text:
            return Plan()
        collection = source.collection
        html = {anchor.id for anchor in anchors(document)}
        return plan(
            headings(document),
            headings(document.built(rendering)),
            SCHEMES[collection.slugs],
            collection.dialect,
            policy,
            linked,
            html,
        )

    # Links --------------------------------------------------------------------------------------

    def may_change_links(self, source: Source, locale: str, text: str) -> bool:
        """Tell, without reading its links, whether any of a document may lead elsewhere."""
        targets = self.pages.linking.get(source.name, ())
        if any(self.plan(self.sources[name], locale).moved for name in targets if name in self.sources):
            return True
        maps = (self.project.links, self.project.assets)
        return any(entry.before in text for each in maps for entry in each.entries if entry.locale in ("", locale))

    def links(self, source: Source, locale: str, built: MarkdownDocument) -> Iterator[Change]:
        """Yield the changes of destinations in a built document."""
        return destinations(built.text, built.references, lambda item: self.destination(source, locale, built, item))

    def destination(
        self, source: Source, locale: str, built: MarkdownDocument, reference: Reference
    ) -> tuple[str, str] | None:
        """Return what a reference leads to in a locale and the kind of that change; None where it stays."""
        if reference.kind == "import" or not reference.span:
            return None
        written = built.text[slice(*reference.span)]
        asset = is_asset(reference)
        mapped = (self.project.assets if asset else self.project.links).mapped(written, locale)
        if mapped != written:
            return ("mapped asset" if asset else "mapped link"), mapped
        if "#" not in written:
            return None
        page = self.pages.site.by_name.get(source.name)
        target = self.pages.site.target(page, reference.destination) if page else None
        if not target or not target.page or not target.fragment:
            return None
        for name in read_together(target.page, self.pages.imports, self.importers):
            moved = self.plan(self.sources[name], locale).moved if name in self.sources else {}
            if target.fragment in moved:
                return "rewritten link", with_fragment(written, moved[target.fragment])
        return None
