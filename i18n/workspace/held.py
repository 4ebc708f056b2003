"""What was made before its turn and is wanted again: the newest of it, as far as memory allows."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Held(Generic[Key, Value]):
    """Values by key, of limited size together: where they are more, the oldest go, and are to be made again."""

    def __init__(self, most: int) -> None:
        """Hold values of at most this size in all."""
        self._most = most
        self._size = 0
        self._values: dict[Key, tuple[Value, int]] = {}

    def hold(self, key: Key, value: Value, size: int) -> None:
        """Hold a value; its size is in whatever all sizes are in."""
        self.take(key)
        self._values[key] = value, size
        self._size += size
        while self._size > self._most:
            self.take(next(iter(self._values)))

    def get(self, key: Key) -> Value | None:
        """Return a value, and hold it on; None where it is not held."""
        held = self._values.get(key)
        return held[0] if held else None

    def take(self, key: Key) -> Value | None:
        """Return a value, and let it go; None where it is not held."""
        value, size = self._values.pop(key, (None, 0))
        self._size -= size
        return value
