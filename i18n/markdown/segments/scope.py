"""What holds for a block because of where it stands."""

from __future__ import annotations

from typing import NamedTuple


class Scope(NamedTuple):
    """What holds for a block because of where it stands: its containers, and directives above it."""

    kind: str = "paragraph"
    """What a translator is told that its text is: `list item`, `quote`, …"""
    skip: str = ""
    """The directive that leaves it out; empty if none does."""
    context: str | None = None
    """The context that a directive gives its messages."""
    comments: tuple[str, ...] = ()
    """What directives tell its translators."""
    is_first: bool = False
    """Whether it is the first block of a list item or a quote."""

    def named(self, kind: str) -> Scope:
        """Return what holds for a text, or for the blocks of a container, that is called something else."""
        return Scope(kind, self.skip, self.context, self.comments)

    def first(self) -> Scope:
        """Return what holds for the first block of a list item or a quote."""
        return Scope(self.kind, self.skip, self.context, self.comments, True)
