"""Maps of destinations: what links and pictures lead to elsewhere in another language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a map."""

    before: str
    """What a source says: a whole destination, or a part of it that ends with `/`."""
    after: str
    """What stands there instead; `{locale}` is the locale."""
    locale: str = ""
    """The locale that it holds for; empty for all."""


@dataclass(frozen=True, slots=True)
class DestinationMap:
    """The map of links, or that of assets."""

    entries: tuple[Entry, ...] = ()
    """Its lines."""
    exceptions: tuple[Entry, ...] = ()
    """Ends of destinations that stay as they are."""
    anywhere: bool = False
    """Whether a line may name any part of a destination, not only how it begins."""

    def entry(self, destination: str, locale: str) -> Entry | None:
        """Return the line that names a destination, exceptions or not: of several the longest, its own locale first."""
        named = [entry for entry in self.entries if entry.locale in ("", locale) and self._names(entry, destination)]
        return max(named, key=lambda entry: (len(entry.before), entry.locale), default=None)

    def is_excepted(self, destination: str, locale: str) -> bool:
        """Tell whether a destination stays as it is whatever the lines say."""
        path = _without_fragment(destination).partition("?")[0]
        return any(path.endswith(entry.before) for entry in self.exceptions if entry.locale in ("", locale))

    def mapped(self, destination: str, locale: str) -> str:
        """Return what stands in the place of a destination in a locale: once mapped, it is not mapped again."""
        entry = self.entry(destination, locale)
        if not entry or self.is_excepted(destination, locale):
            return destination
        return destination.replace(entry.before, entry.after.replace("{locale}", locale), 1)

    def _names(self, entry: Entry, destination: str) -> bool:
        if self.anywhere:
            return entry.before in destination
        if entry.before.endswith("/"):
            return destination.startswith(entry.before)
        return entry.before in (destination, _without_fragment(destination))


def _without_fragment(destination: str) -> str:
    return destination.partition("#")[0]


NO_LINKS = DestinationMap()
"""A map of links that says nothing."""

NO_ASSETS = DestinationMap(anywhere=True)
"""A map of assets that says nothing."""
