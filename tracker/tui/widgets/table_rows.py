"""The rows of a list that are at hand: blocks around the cursor, read when they are first asked for."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from tracker.tui.sources import MemorySource, Source

BLOCK = 128
"""Rows that one read brings."""
BLOCKS = 32
"""Blocks that are kept."""


class TableRows:
    """A window on a source.

    Args:
        key: what makes a row the same row after a new read (an id).
    """

    def __init__(self, key: Callable[[Any], Hashable]) -> None:
        self.key = key
        self.total = 0
        self.blocks: dict[int, Sequence[Any]] = {}
        self._source: Source = MemorySource(())

    def show(self, source: Source, total: int) -> None:
        """Read from another source, which has `total` rows."""
        self._source, self.total = source, total
        self.blocks.clear()

    def forget(self) -> None:
        """Have no rows: those of another kind are shown next."""
        self.total = 0
        self.blocks.clear()

    def at(self, index: int) -> Any | None:
        """A row; None where there is none (the file may have changed since it was counted)."""
        if not 0 <= index < self.total:
            return None
        number = index // BLOCK
        block = self.blocks.pop(number, None)
        if block is None:
            block = self._source.rows(number * BLOCK, BLOCK)
            while len(self.blocks) >= BLOCKS:
                del self.blocks[next(iter(self.blocks))]
        self.blocks[number] = block  # last in order: least recently used ones are dropped first
        at = index - number * BLOCK
        return block[at] if at < len(block) else None

    def between(self, one: int, other: int) -> list[Any]:
        """The rows from one to the other, in the order of the list, both included."""
        first, last = sorted((one, other))
        rows = (self.at(index) for index in range(first, last + 1))
        return [row for row in rows if row is not None]

    def find(self, key: Hashable, near: int) -> int:
        """The row with `key` within a block of `near`, else `near`: never a search through everything."""
        for distance in range(BLOCK):
            for index in {near + distance, near - distance}:
                row = self.at(index)
                if row is not None and self.key(row) == key:
                    return index
        return near
