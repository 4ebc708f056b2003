"""What has changed between two versions of a document, for those who translate it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from i18n.matching.similar import Index, similarity, words_of
from i18n.model import Key


@dataclass(frozen=True, slots=True)
class Changes:
    """The messages of a document that are not what they were."""

    new: list[Key] = field(default_factory=list)
    """Messages like none that was there."""
    changed: list[tuple[Key, Key]] = field(default_factory=list)
    """Messages that were reworded: as they were, and as they are."""
    gone: list[Key] = field(default_factory=list)
    """Messages that were there, and nothing is in their place."""

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)

    @property
    def current(self) -> list[Key]:
        """Messages that were not there as they are now."""
        return [*self.new, *(after for _, after in self.changed)]


def changes(old: Iterable[Key], new: Iterable[Key]) -> Changes:
    """Tell new messages from reworded ones and from those that are gone; an old message becomes one new one at most."""
    old, new = dict.fromkeys(old), dict.fromkeys(new)
    gone = dict.fromkeys(key for key in old if key not in new)
    index = Index((key[1], key) for key in gone)
    result = Changes()
    for key in new:
        if key in old:
            continue
        words = words_of(key[1])
        candidates = [candidate for candidate in index.nearest(words) if candidate.item in gone]
        alike = [(similarity(words, candidate.words), candidate.item) for candidate in candidates]
        likeness, before = max(alike, key=lambda one: one[0], default=(0.0, key))
        if likeness:
            del gone[before]
            result.changed.append((before, key))
        else:
            result.new.append(key)
    result.gone.extend(gone)
    return result
