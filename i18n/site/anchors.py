"""Heading ids of a translated page: which are pinned to those of the source, and which links must follow.

A translated heading has another slug, and then numbers of duplicates move too. `plan_ids` says, for one
page in one locale, behind which headings the source's id is written and which fragments lead elsewhere
from now on. After both, each fragment that led to a heading or a tag of the source leads to the same one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from i18n.document import Heading
from i18n.generators.generator import AnchorPolicy
from i18n.generators.slugs import Scheme, Titled
from i18n.site.outline import has_id, titled

_WRITABLE = re.compile(r"""[^\s{}"'<>=`\\|#\[\]]+""")
"""An id that can stand in `{#id}`, whoever reads it: `订单-1`, but not `a b` or `a=b`."""


@dataclass(frozen=True, slots=True)
class IdPlan:
    """What becomes of the heading ids of one page in one locale."""

    pins: Mapping[int, str] = field(default_factory=dict)
    """The ids to write, by the number of the heading."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """Where fragments of the source lead from now on, but for those that stay."""


def plan_ids(
    source: Sequence[Heading],
    built: Sequence[Heading],
    scheme: Scheme,
    dialect: str,
    policy: AnchorPolicy,
    linked: Collection[str],
    tags: Collection[str] = (),
) -> IdPlan:
    """Plan the heading ids of a built page.

    `source` and `built` are its headings in both, in order; `linked` are the fragments that anything in the
    site leads to it with, and `tags` the ids in its HTML. A heading that cannot take an id is not pinned,
    and links follow it.
    """
    if policy == "off" or len(source) != len(built):
        return IdPlan()
    return _IdPlanner(source, built, scheme, dialect, policy, frozenset(linked), frozenset(tags)).run()


class _IdPlanner:
    """Finds the ids to pin: with each of them, numbers of duplicates change, and others may need one."""

    def __init__(
        self,
        source: Sequence[Heading],
        built: Sequence[Heading],
        scheme: Scheme,
        dialect: str,
        policy: AnchorPolicy,
        linked: frozenset[str],
        tags: frozenset[str],
    ) -> None:
        self.scheme = scheme
        self.policy = policy
        self.linked = linked
        self.tags = linked & tags
        self.wanted = scheme.ids(titled(source, scheme))
        self.texts = titled(built, scheme)
        self.built = built
        self.barred: set[int] = set()
        self.shown = [has_id(heading, dialect) for heading in built]
        self.owners = self.first(self.wanted)

    def run(self) -> IdPlan:
        pins: dict[int, str] = {}
        while True:
            now = self.ids(pins)
            if more := {number: self.wanted[number] for number in self.missing(now, pins)}:
                pins |= more
            elif hidden := [number for number in pins if self.first(now).get(now[number], number) < number]:
                # A heading that cannot be given an id has this one, and comes first: links must follow.
                self.barred.update(hidden)
                pins = {}
            else:
                return IdPlan(pins, self.moved(now))

    def ids(self, pins: Mapping[int, str]) -> list[str]:
        """Return the ids of the built page with some pins."""
        return self.scheme.ids(Titled(text.text, pins.get(number, text.id)) for number, text in enumerate(self.texts))

    def missing(self, now: Sequence[str], pins: Mapping[int, str]) -> list[int]:
        """Return the headings that need a pin: their id should stay, or another one has it too."""
        kept = {self.wanted[number]: number for number in range(len(now)) if self.stays(number) or number in pins}
        first = self.first(now)
        numbers = []
        for number, identifier in enumerate(now):
            if identifier == self.wanted[number] or not self.may_take_id(number, pins):
                continue
            takes_anothers = identifier in self.tags or kept.get(identifier, number) > number
            is_hidden = self.wanted[number] in self.linked and first.get(identifier, number) < number
            if self.stays(number) or (self.shown[number] and (takes_anothers or is_hidden)):
                numbers.append(number)
        return numbers

    def first(self, ids: Sequence[str]) -> dict[str, int]:
        """Return the heading that each id leads to: the first that has it."""
        first: dict[str, int] = {}
        for number, identifier in enumerate(ids):
            if self.shown[number]:
                first.setdefault(identifier, number)
        return first

    def stays(self, number: int) -> bool:
        """Tell whether the id of a heading should stay as it is in the source."""
        if not self.shown[number] or self.owners[self.wanted[number]] != number:
            return False
        if self.policy == "pin-all":
            return True
        is_linked = self.wanted[number] in self.linked
        return is_linked and (self.policy == "pin" or bool(self.texts[number].id))

    def may_take_id(self, number: int, pins: Mapping[int, str]) -> bool:
        heading = self.built[number]
        return (
            number not in pins
            and number not in self.barred
            and not heading.id
            and heading.takes_id
            and bool(_WRITABLE.fullmatch(self.wanted[number]))
        )

    def moved(self, now: Sequence[str]) -> dict[str, str]:
        """Return where fragments lead that no longer are the ids of their headings."""
        return {
            identifier: now[number]
            for identifier, number in self.owners.items()
            if identifier in self.linked and now[number] != identifier and identifier not in self.tags
        }
