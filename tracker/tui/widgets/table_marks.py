"""Which rows of a list are marked: one by one, or as a range from an anchor to the cursor."""

from collections.abc import Hashable, Iterable
from typing import Any

from tracker.tui.actions import CannotActError
from tracker.tui.widgets.table_rows import TableRows

MOST_MARKS = 2_000
"""Rows that can be marked at once: fewer than are kept, and what is done to them is one undo step."""


class TableMarks:
    """Marked rows by their keys, in the order of marking, and the row where an open range began."""

    def __init__(self, rows: TableRows) -> None:
        self._rows = rows
        self._marked: dict[Hashable, Any] = {}
        self.anchor: int | None = None

    def __bool__(self) -> bool:
        return bool(self._marked) or self.anchor is not None

    def clear(self) -> bool:
        """Take away marks and range; True where there were any."""
        had = bool(self)
        self._marked.clear()
        self.anchor = None
        return had

    def chosen(self, cursor: int) -> list[Any]:
        """The marked rows in the order of marking, those of an open range after them."""
        rows = dict(self._marked)
        rows.update((self._rows.key(row), row) for row in self._range(cursor))
        return list(rows.values())

    def count(self, cursor: int) -> int:
        """How many rows are marked, an open range included."""
        if self.anchor is None:
            return len(self._marked)
        return len({self._rows.key(row) for row in self._range(cursor)} | self._marked.keys())

    def turn(self, row: Any) -> None:
        """Mark a row, or take its mark away.

        Raises:
            CannotActError: where too many are marked already.
        """
        key = self._rows.key(row)
        if self._marked.pop(key, None) is None:
            self._room(1)
            self._marked[key] = row

    def close_range(self, cursor: int) -> None:
        """Mark the rows of the open range.

        Raises:
            CannotActError: where too many would be marked.
        """
        rows = self._range(cursor)
        self._room(sum(self._rows.key(row) not in self._marked for row in rows))
        self._marked.update((self._rows.key(row), row) for row in rows)
        self.anchor = None

    def has(self, index: int, row: Any, cursor: int) -> bool:
        """True where a row is marked or in the open range."""
        if self._marked and self._rows.key(row) in self._marked:
            return True
        return self.anchor is not None and min(self.anchor, cursor) <= index <= max(self.anchor, cursor)

    def check_range(self, index: int) -> None:
        """Refuse to stretch an open range to a row that is too far away.

        Raises:
            CannotActError: with one sentence.
        """
        if self.anchor is not None and abs(index - self.anchor) >= MOST_MARKS:
            raise CannotActError(f"A range has at most {MOST_MARKS:,} rows.")

    def _room(self, more: int) -> None:
        if len(self._marked) + more > MOST_MARKS:
            raise CannotActError(f"At most {MOST_MARKS:,} rows can be marked at once.")

    def _range(self, cursor: int) -> Iterable[Any]:
        return [] if self.anchor is None else self._rows.between(self.anchor, cursor)
