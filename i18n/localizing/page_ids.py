"""What becomes of the heading ids of pages: planned once for each page and locale, by whoever asks first.

That is the page itself, or one that links to it: then the page is translated before its turn.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from i18n.generators.generator import AnchorPolicy
from i18n.generators.listing import SCHEMES
from i18n.localizing.pages import Pages
from i18n.localizing.translated import TranslatedDocument
from i18n.site.anchors import IdPlan, plan_ids
from i18n.workspace.sources import Source


class PageIds:
    """The id plans of the pages of a project, each made once."""

    def __init__(self, pages: Pages, ahead: Callable[[Source, str], TranslatedDocument | None]) -> None:
        """Take the pages; `ahead` translates one before its turn, and returns None where it cannot be read."""
        self._linked = pages.linked
        self._ahead = ahead
        self._plans: dict[tuple[str, str], IdPlan] = {}

    def plan_of(self, source: Source, locale: str, translated: TranslatedDocument | None = None) -> IdPlan:
        """Return the plan of a page in a locale; who has it translated already gives that."""
        key = source.name, locale
        policy = cast("AnchorPolicy", source.collection.anchors)
        if policy == "off" or not (source.name in self._linked or policy == "pin-all"):
            return IdPlan()
        if key not in self._plans:
            self._plans[key] = self._planned(source, policy, translated or self._shown(source, locale))
        return self._plans[key]

    def _shown(self, source: Source, locale: str) -> TranslatedDocument | None:
        """Return a page before its turn; None where readers see that of the source, with its ids."""
        translated = self._ahead(source, locale)
        return None if translated and translated.is_skipped else translated

    def _planned(self, source: Source, policy: AnchorPolicy, translated: TranslatedDocument | None) -> IdPlan:
        if not translated or translated.rendering.text == translated.document.text:
            return IdPlan()
        document = translated.document
        return plan_ids(
            document.headings,
            translated.built.headings,
            SCHEMES[source.collection.slugs],
            source.collection.dialect,
            policy,
            self._linked.get(source.name, set()),
            {anchor.id for anchor in document.anchors},
        )
