"""What `build --explain` tells: as text for people, as an object for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from i18n.reports.objects import findings
from i18n.workflow.build_explain import Explained, Explanation


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
