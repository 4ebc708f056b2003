"""Links, assets and what a build does besides translating: as text for people, as objects for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Any

from i18n.reports.json import findings
from i18n.workflow.build_explain import Explained, Explanation
from i18n.workflow.status_assets import AssetStatus
from i18n.workflow.status_links import LinkStatus

_USES = ("shared", "localized", "missing", "not localized")
_FAULTS = {
    "link": "broken links",
    "anchor": "broken anchors",
    "image": "missing images",
    "outside": "leading out of the project",
    "case": "in another case",
}


def explained_lines(documents: Iterable[Explained]) -> Iterator[str]:
    """Yield the lines that show what a build does to documents besides translating them."""
    for document in documents:
        yield document.path
        for change in document.changes:
            was = f"{change.before} → " if change.before else ""
            yield f"  line {change.position.line}: {change.kind}: {was}{change.after}"
        for path, origin in document.assets:
            yield f"  localized asset: {path} ← {origin}"
        if not document.changes and not document.assets:
            yield "  nothing but its text is other than in the source"


def explained_object(explanation: Explanation) -> dict[str, Any]:
    """Return the same as an object."""
    return {
        "documents": [
            {
                "locale": document.locale,
                "path": document.path,
                "changes": [
                    {"kind": each.kind, "before": each.before, "after": each.after, "position": each.position}
                    for each in document.changes
                ],
                "assets": [{"path": path, "shown": origin} for path, origin in document.assets],
            }
            for document in explanation.documents
        ],
        "findings": findings(explanation.findings),
    }


def asset_lines(status: AssetStatus) -> Iterator[str]:
    """Yield the lines that show, per locale and document, which pictures and other files are shown."""
    for (locale, source), group in groupby(status.assets, key=lambda asset: (asset.locale, asset.source)):
        assets = list(group)
        counts = Counter[str](asset.use for asset in assets)
        yield f"{locale} {source}: " + ", ".join(f"{counts[use]} {use}" for use in _USES if counts[use])
        for asset in assets:
            if asset.use != "shared":
                shown = f" ← {asset.shown}" if asset.use == "localized" else ""
                yield f"  line {asset.position.line}: {asset.use}: {asset.destination}{shown}"
    for locale, totals in status.totals().items():
        yield f"{locale}: " + ", ".join(f"{totals[use]:,} {use}" for use in _USES)
    if not status.assets:
        yield "no document refers to pictures or other files"


def assets_object(status: AssetStatus) -> dict[str, Any]:
    """Return the same as an object, what is shared included."""
    return {
        "locales": {locale: dict(sorted(totals.items())) for locale, totals in status.totals().items()},
        "assets": [asdict(asset) for asset in status.assets],
        "findings": findings(status.findings),
    }


def link_lines(status: LinkStatus) -> Iterator[str]:
    """Yield the lines that count what leads nowhere."""
    for where, counts in status.counts().items():
        new = "" if where == "source" else "newly "
        yield f"{where}: " + ", ".join(f"{counts[fault]:,} {new}{words}" for fault, words in _FAULTS.items())


def links_object(status: LinkStatus) -> dict[str, Any]:
    """Return the same as an object, with what leads nowhere as findings."""
    return {
        "broken": {where: dict(sorted(counts.items())) for where, counts in status.counts().items()},
        "findings": findings(status.findings),
    }
