"""The columns of a list: what a cell shows, in which style, how wide."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: its id; where `sort` is True also the sort key given to the list's source.
        label: the heading.
        cell: the row's text here, or (text, style of `tracker.tui.ink`).
        width: terminal cells; of a column with `flex` the least.
        flex: its share of the room that is left.
        most: the most cells a flexible column takes; 0 is no limit.
        right: numbers stand at the right.
        sort: the list can be sorted by it.
        down: its natural order is descending (the newest first).
        rank: columns of a higher rank are left out first where the terminal is narrow; 0 is always shown.
    """

    name: str
    label: str
    cell: Callable[[Any], str | tuple[str, str]]
    width: int
    flex: int = 0
    most: int = 0
    right: bool = False
    sort: bool = True
    down: bool = False
    rank: int = 0


GAP: Final = 2


def layout(columns: Sequence[Column], width: int) -> list[tuple[Column, int]]:
    """The columns that are shown in `width` cells, each with its width; a gap of `GAP` stands between two."""
    shown = list(columns)
    while _least(shown) > width and any(column.rank for column in shown):
        last = max(range(len(shown)), key=lambda index: (shown[index].rank, index))
        del shown[last]
    widths = {column.name: column.width for column in shown}
    left = width - _least(shown)
    flexible = [column for column in shown if column.flex]
    while left > 0 and flexible:
        total = sum(column.flex for column in flexible)
        given = 0
        for column in flexible:
            more = max(1, left * column.flex // total)
            if column.most:
                more = min(more, column.most - widths[column.name])
            more = max(0, min(more, left - given))
            widths[column.name] += more
            given += more
        if not given:
            break
        left -= given
        flexible = [column for column in flexible if not column.most or widths[column.name] < column.most]
    return [(column, widths[column.name]) for column in shown]


def _least(columns: Sequence[Column]) -> int:
    return sum(column.width for column in columns) + GAP * max(0, len(columns) - 1)
