"""The columns of a list: what a cell shows, in which style, how wide."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from tracker.tui.display import cell_len


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
        rank: columns of a higher rank are left out first where the terminal is narrow; 0 is always shown, `SPARE` only
            where no text of another is cut for it.
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
SPARE: Final = 3
"""The rank of a column that says what others say too."""
NARROWEST: Final = 3
_CUT: Final = 8
"""Cells below which a text is not shortened to make room for the columns that are always shown."""
WIDEST: Final = 200


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person chose for a column: its place is its place in the plan; `width` is None for our own."""

    name: str
    shown: bool = True
    width: int | None = None


Plan = tuple[Chosen, ...]
"""The columns of a list as a person wants them; empty for our own."""


def arranged(columns: Sequence[Column], plan: Plan) -> tuple[Column, ...]:
    """The columns of a plan, in its order; a column that the plan does not know stands at its end, as we would have it.

    A plan that leaves no column is none.
    """
    known = {column.name: column for column in columns}
    planned = {one.name for one in plan}
    found = [_sized(known[one.name], one.width) for one in plan if one.shown and one.name in known]
    if not found:
        return tuple(columns)
    return (*found, *(column for column in columns if column.name not in planned))


def _sized(column: Column, width: int | None) -> Column:
    if width is None:
        return column
    return replace(column, width=max(NARROWEST, min(width, WIDEST)), flex=0, most=0)


def layout(columns: Sequence[Column], width: int, needs: Mapping[str, int] | None = None) -> list[tuple[Column, int]]:
    """The columns that are shown in `width` cells, each with its width; a gap of `GAP` stands between two.

    Args:
        columns: all of them.
        width: cells there are.
        needs: the cells that the longest text of each column takes, as far as somebody has looked: a flexible column
            gets what it needs before another gets more than that.
    """
    needs = needs or {}
    shown = list(columns)
    widths = {column.name: _least(column, needs) for column in columns}
    while _sum(shown, widths) > width and any(column.rank for column in shown):
        last = max(range(len(shown)), key=lambda index: (shown[index].rank, index))
        del shown[last]
    whole = {column.name: max(widths[column.name], _most(column, needs, width, known=True)) for column in columns}
    if _sum(shown, whole) > width:
        shown = [column for column in shown if column.rank < SPARE]
    flexible = [column for column in shown if column.flex]
    _shrink(flexible, widths, _sum(shown, widths) - width)
    for known in (True, False):
        most = {column.name: _most(column, needs, width, known=known) for column in flexible}
        _share(flexible, widths, most, width - _sum(shown, widths))
    return [(column, widths[column.name]) for column in shown]


def _least(column: Column, needs: Mapping[str, int]) -> int:
    need = needs.get(column.name)
    if need is None or not column.flex:
        return column.width
    return min(column.width, max(need, cell_len(column.label) + 1))


def _most(column: Column, needs: Mapping[str, int], width: int, *, known: bool) -> int:
    if not column.flex:
        return column.width
    most = column.most or width
    return min(most, needs.get(column.name, 0)) if known else most


def _shrink(columns: Sequence[Column], widths: dict[str, int], over: int) -> None:
    """Take `over` cells from columns, the widest first, and leave each so many that its text is cut and not lost."""
    for column in sorted(columns, key=lambda column: -widths[column.name]):
        less = max(0, min(over, widths[column.name] - _CUT))
        widths[column.name] -= less
        over -= less


def _share(columns: Sequence[Column], widths: dict[str, int], most: Mapping[str, int], left: int) -> None:
    """Give `left` cells to columns by their shares, none more than its `most`."""
    growing = [column for column in columns if widths[column.name] < most[column.name]]
    while left > 0 and growing:
        total, given = sum(column.flex for column in growing), 0
        for column in growing:
            more = max(1, left * column.flex // total)
            more = max(0, min(more, most[column.name] - widths[column.name], left - given))
            widths[column.name] += more
            given += more
        left -= given
        growing = [column for column in growing if widths[column.name] < most[column.name]]


def _sum(columns: Sequence[Column], widths: Mapping[str, int]) -> int:
    return sum(widths[column.name] for column in columns) + GAP * max(0, len(columns) - 1)
