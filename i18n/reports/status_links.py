"""What `status --links` found: as text for people, as an object for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from i18n.reports.objects import findings
from i18n.workflow.status_links import LinkStatus

_FAULTS = {
    "link": "broken links",
    "anchor": "broken anchors",
    "image": "missing images",
    "outside": "leading out of the project",
    "case": "in another case",
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
