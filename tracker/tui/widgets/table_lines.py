"""How a list is painted: the styles of a row, its cells, the heading, the bar at the right."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tracker.tui.display import cell_len, fit
from tracker.tui.ink import INKS, ink, ink_on
from tracker.tui.widgets.columns import GAP, Column, layout

GUTTER = 2
BAR = 1
"""Cells at the right for the bar that shows which part of a long list is in view."""
MOST_PAINTED = 512
"""Painted rows that are kept: a frame that touches only the lines around the list costs the list nothing."""
_THUMB = "▐"
_SPACE = " " * GAP


class Looks(NamedTuple):
    """What of a row's line does not come from the row: change one, and it is painted anew."""

    width: int
    ground: str
    bar: bool
    marked: bool
    label: str


class TableLines:
    """The lines of a list, each kept until it must be another.

    Args:
        table: the widget whose theme and colours count.
    """

    def __init__(self, table: Widget) -> None:
        self._table = table
        self._made: dict[tuple[str, str], dict[str, Style]] = {}
        self._painted: dict[int, tuple[Any, Looks, Strip]] = {}
        self._laid_out: list[tuple[Column, int]] = []
        self._for: tuple[int, int] | None = None

    def forget(self, *, styles: bool = False) -> None:
        """Paint every row anew; with `styles` in colours that are looked up anew."""
        self._painted.clear()
        if styles:
            self._made.clear()

    def unlay(self) -> None:
        """Lay the columns out anew: they are others now, or their texts are."""
        self._for = None

    def lay_out(self, columns: Sequence[Column], width: int, rows: Sequence[Any]) -> None:
        """Give each column its width, by the texts of some rows; at once where it was done for this width.

        Args:
            columns: those to show.
            width: cells of the widget.
            rows: the rows read first.
        """
        needs: dict[str, int] = {}
        for column in columns:
            if column.flex and rows:
                cells = (column.cell(row) for row in rows)
                needs[column.name] = max(cell_len(cell[0] if isinstance(cell, tuple) else cell) for cell in cells)
        self._laid_out = layout(columns, width - GUTTER - BAR, needs)
        self._for = (width, len(columns))

    def is_laid_out(self, columns: Sequence[Column], width: int) -> bool:
        """True where the columns have their widths for this width of the widget."""
        return self._for == (width, len(columns))

    def column_at(self, cell: int) -> Column | None:
        """The column whose heading stands at a cell of the line; None beside the columns."""
        left = GUTTER
        for column, room in self._laid_out:
            if left <= cell < left + room + GAP:
                return column
            left += room + GAP
        return None

    def heading(self, width: int, sorted_by: tuple[str, bool] | None) -> Strip:
        """The line of headings; an arrow stands at the column the list is sorted by."""
        style = self._table.rich_style + ink(self._table, "dim")
        parts = [" " * GUTTER]
        for column, room in self._laid_out:
            sign = ""
            if sorted_by and sorted_by[0] == column.name:
                sign = "▾" if column.down != sorted_by[1] else "▴"
            label = fit(column.label, room - cell_len(sign)).rstrip() + sign
            parts.append(fit(label, room, right=column.right) + " " * GAP)
        return Strip([Segment("".join(parts), style)]).adjust_cell_length(width, style)

    def row(self, index: int, row: Any, looks: Looks) -> Strip:
        """The line of a row."""
        painted = self._painted.get(index)
        if painted is not None and painted[0] is row and painted[1] == looks:
            return painted[2]
        if len(self._painted) >= MOST_PAINTED:
            self._painted.clear()
        strip = self.paint(row, looks)
        self._painted[index] = row, looks, strip
        return strip

    def paint(self, row: Any, looks: Looks) -> Strip:
        """Paint a row from its cells."""
        width, ground = looks.width, looks.ground
        styles = self._styles(ground)
        parts: list[tuple[str, str]]
        if looks.label:
            parts = [(looks.label.ljust(GUTTER), "label")]
        else:
            parts = [("▸" if ground else " ", "key" if ground else "plain"), ("•" if looks.marked else " ", "mark")]
        used = GUTTER
        for column, room in self._laid_out:
            cell = column.cell(row)
            text, style = cell if isinstance(cell, tuple) else (cell, "plain")
            parts.append((fit(text, room, right=column.right) + _SPACE, style))
            used += room + GAP
        # The gap after the last column may give way to the bar.
        if used > width - BAR:
            last, style = parts.pop()
            parts.append((last[: max(0, len(last) - min(GAP, used - width + BAR))], style))
        else:
            parts.append((" " * (width - BAR - used), "plain"))
        parts.append((_THUMB if looks.bar else " ", "rule"))
        # Spaces need no colour of their own, but where the cursor's row is reversed or underlined they would show it.
        strip = Strip([Segment(text, styles[name]) for text, name in _joined(parts, spaces=not ground)])
        return strip if strip.cell_length == width else strip.adjust_cell_length(width, styles["plain"])

    def _styles(self, ground: str) -> Mapping[str, Style]:
        """The styles of a row's cells on a ground, made once for a theme and for each state of the widget."""
        key = (self._table.app.theme, ground)
        styles = self._made.get(key)
        if styles is None:
            base = self._table.rich_style
            styles = self._made[key] = {name: base + ink_on(self._table, name, ground) for name in INKS}
        return styles


def bar_lines(page: int, total: int, top: int) -> range:
    """The lines of the widget, 1 the first row's, where the bar at the right stands: the part that is in view."""
    if total <= page:
        return range(0)
    size = max(1, page * page // total)
    start = 1 + round((page - size) * top / (total - page))
    return range(start, start + size)


def _joined(parts: Sequence[tuple[str, str]], *, spaces: bool) -> list[tuple[str, str]]:
    """(text, style) with neighbours of one style as one; with `spaces`, blank ones take the style beside them."""
    joined: list[tuple[str, str]] = []
    for text, style in parts:
        if not joined:
            joined.append((text, style))
            continue
        before, was = joined[-1]
        if style == was or (spaces and not text.strip(" ")):
            joined[-1] = (before + text, was)
        elif spaces and not before.strip(" "):
            joined[-1] = (before + text, style)
        else:
            joined.append((text, style))
    return joined
