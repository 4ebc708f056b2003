"""What `status --assets` found: as text for people, as an object for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from itertools import groupby
from typing import Any

from i18n.reports.objects import findings
from i18n.workflow.status_assets import AssetStatus

_USES = ("shared", "localized", "missing", "not localized")


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
