"""Links, anchors and images that lead nowhere, told from the texts of the pages alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from i18n.document import Reference
from i18n.model import Finding, Severity
from i18n.site.outline import Anchors, Outline
from i18n.site.routes import LinkTarget, Page, Site

Fault: TypeAlias = Literal["link", "anchor", "image", "outside", "case"]
"""What is wrong with a reference."""

_NAMES = {"anchor": "broken-anchor", "image": "missing-image"}
_HINTS = {
    "link": "correct the link, or map it in [links] of the project file",
    "anchor": "correct the fragment, or give the heading this id: {#id}",
    "image": "add the file, or correct the path",
    "outside": "keep what documents refer to below the project",
    "case": "spell it as the file is spelled: most servers tell upper from lower case",
}


@dataclass(frozen=True, slots=True)
class Broken:
    """A reference that leads nowhere."""

    fault: Fault
    """What is wrong."""
    page: Page
    """The page it stands in."""
    reference: Reference
    """The reference."""
    target: LinkTarget
    """Where it leads."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it has in common with the same fault in another version of the page."""
        return self.fault, self.page.name, self.reference.destination

    @property
    def message(self) -> str:
        """What is wrong, in a sentence."""
        shown = self.reference.destination
        where = self.target.page.name if self.target.page else self.target.path
        if self.fault == "anchor":
            return f"the link “{shown}” leads to no heading of {where}"
        if self.fault == "outside":
            return f"“{shown}” leads out of the project"
        if self.fault == "case":
            return f"“{shown}” leads to {where} only where case does not count"
        return f"the {self.fault} “{shown}” leads nowhere" + (f": there is no {where}" if where.isprintable() else "")


def broken(site: Site, outlines: Iterable[Outline]) -> Iterator[Broken]:
    """Yield the references that lead nowhere, page by page; other sites and what we know nothing of count as whole."""
    outlines = list(outlines)
    anchors = Anchors(site, outlines)
    for outline in outlines:
        for reference in outline.references:
            target = site.target(outline.page, reference.destination)
            if fault := _fault(reference, target, anchors):
                yield Broken(fault, outline.page, reference, target)


def _fault(reference: Reference, target: LinkTarget, anchors: Anchors) -> Fault | None:
    if reference.kind == "import" and not reference.destination.startswith("."):
        return None
    if target.kind == "outside":
        return "outside"
    if target.kind == "missing":
        return "image" if reference.kind == "image" else "link"
    if target.page and not target.same_case:
        return "case"
    if target.page and target.fragment and not anchors.has(target.page, target.fragment):
        return "anchor"
    return None


def newly(now: Iterable[Broken], before: Iterable[Broken]) -> Iterator[Broken]:
    """Yield what is broken now and was not before, in the same page and as often."""
    inherited = Counter(item.key for item in before)
    for item in now:
        if inherited[item.key]:
            inherited[item.key] -= 1
        else:
            yield item


def finding(item: Broken, path: str = "") -> Finding:
    """Return a broken reference as a finding: a warning in a source, an error in a locale that broke it at `path`."""
    severity = Severity.ERROR if path else Severity.WARNING
    return Finding(
        _NAMES.get(item.fault, "broken-link"),
        item.message,
        severity,
        path or item.page.name,
        item.reference.position,
        hint=_HINTS[item.fault],
        source=item.page.name,
        about=(item.fault, item.reference.destination),
    )


def shared_routes(site: Site) -> Iterator[Finding]:
    """Yield a finding for each two pages with one route."""
    for first, second in site.shared_routes:
        message = f"has the route of {first.name}: {second.route}"
        hint = "give one of them another name or slug"
        about = (first.name, second.route)
        yield Finding("shared-route", message, Severity.WARNING, second.name, hint=hint, about=about)
