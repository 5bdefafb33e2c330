"""The one list of the app: a table on the line API over windowed reads, as quick with a million rows as with ten.

It knows nothing of what it shows: `Column`s turn a row into cells, a `Source` gives rows. It keeps a few blocks of rows
around the cursor, paints only the lines that changed, and cuts every text to whole terminal cells, so that wide
characters and combining marks stay aligned.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self, cast

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.tui.actions import CannotActError
from tracker.tui.display import cell_len, fit, one_line
from tracker.tui.ink import INKS, ink
from tracker.tui.messages import CursorMoved, RowOpened
from tracker.tui.sources import MemorySource, Source
from tracker.tui.widgets.columns import GAP, Column, layout

if TYPE_CHECKING:
    from textual.timer import Timer

    from tracker.tui.app import TrackerApp

BLOCK = 128
"""Rows that one read brings."""
BLOCKS = 32
"""Blocks that are kept."""
SAMPLE = 60
"""Rows that decide how wide the columns are."""
MOST_MARKS = 2_000
"""Rows that can be marked at once: fewer than are kept, and what is done to them is one undo step."""
GUTTER = 2
BAR = 1
"""Cells at the right for the bar that shows which part of a long list is in view."""
_THUMB = "▐"
PAUSE = 0.03
"""Seconds after which the rows before and after those in view are read."""
MOST_PAINTED = 512
"""Painted rows that are kept: a frame that touches only the lines around the list costs the list nothing."""
_SPACE = " " * GAP


class VirtualTable(ScrollView, can_focus=True, inherit_bindings=False):
    """A list of rows with a cursor, marks, a range, a heading.

    Args:
        columns: what it shows.
        key: what makes a row the same row after a new read (an id).
        empty: what it says where there is no row.
    """

    def __init__(
        self, columns: Sequence[Column], *, key: Callable[[Any], Hashable], empty: str = "", name: str | None = None
    ) -> None:
        super().__init__(name=name)
        self._columns = tuple(columns)
        self._key = key
        self._empty = empty
        self._source: Source = MemorySource(())
        self._total = 0
        self._blocks: dict[int, Sequence[Any]] = {}
        self._cursor = 0
        self._marks: dict[Hashable, Any] = {}
        self._anchor: int | None = None
        self._laid_out: list[tuple[Column, int]] = []
        self._laid_out_for = 0
        self._made_styles: dict[tuple[str, str], dict[str, Style]] = {}
        self._sorted_by: tuple[str, bool] | None = None
        self._painted: dict[int, tuple[Any, tuple[int, str, bool, bool], Strip]] = {}
        self._bar = range(0)
        self._ahead: Timer | None = None

    # What is shown

    def show(
        self,
        source: Source,
        total: int,
        *,
        sorted_by: tuple[str, bool] | None = None,
        keep: bool = True,
        at: int | None = None,
    ) -> None:
        """Show the rows of `source`.

        Args:
            source: filtered and sorted already.
            total: its count, taken in a thread.
            sorted_by: (column name, other way round), for the heading.
            keep: stay on the row under the cursor where it is still near; else go to the first row.
            at: where the row under the cursor stands now, where somebody has looked it up in a thread.
        """
        was = self.row if keep and self._total else None
        was_at = self._cursor
        self._source, self._total, self._sorted_by = source, total, sorted_by
        self._blocks.clear()
        self._anchor = None
        self._cursor = min(was_at, max(0, total - 1)) if keep else 0
        if at is not None:
            self._cursor = max(0, min(at, total - 1))
        elif was is not None:
            self._cursor = self._find(self._key(was), self._cursor)
        self._marks = self._marks if keep else {}
        self.virtual_size = Size(self._width(), total + 1)
        self._laid_out_for = 0
        self._reveal()
        self.refresh()
        self._tell()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns: those of another list, which is shown next."""
        self._columns = tuple(columns)
        self._laid_out_for = 0
        self._total = 0
        self._blocks.clear()
        self.clear_marks()

    def set_empty(self, text: str) -> None:
        """What it says where there is no row."""
        self._empty = text
        self.refresh()

    @property
    def total(self) -> int:
        """How many rows the source has."""
        return self._total

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns, also those that a narrow terminal leaves out."""
        return self._columns

    @property
    def sorted_by(self) -> tuple[str, bool] | None:
        """(column name, other way round) as given to `show`."""
        return self._sorted_by

    @property
    def cursor(self) -> int:
        """The 0-based row under the cursor."""
        return self._cursor

    @property
    def row(self) -> Any | None:
        """The row under the cursor; None where there is none."""
        return self.row_at(self._cursor)

    def row_at(self, index: int) -> Any | None:
        """A row; None where there is none (the file may have changed since it was counted)."""
        if not 0 <= index < self._total:
            return None
        number = index // BLOCK
        block = self._blocks.pop(number, None)
        if block is None:
            block = self._source.rows(number * BLOCK, BLOCK)
            while len(self._blocks) >= BLOCKS:
                del self._blocks[next(iter(self._blocks))]
        self._blocks[number] = block  # last in order: least recently used ones are dropped first
        at = index - number * BLOCK
        return block[at] if at < len(block) else None

    def chosen(self) -> list[Any]:
        """The rows an action means: marked ones in the order of marking, with an open range, else the cursor's."""
        rows = dict(self._marks)
        if self._anchor is not None:
            rows.update({self._key(row): row for row in self._range_rows()})
        if rows:
            return list(rows.values())
        return [] if self.row is None else [self.row]

    @property
    def marked(self) -> int:
        """How many rows are marked, an open range included."""
        if self._anchor is None:
            return len(self._marks)
        return len({self._key(row) for row in self._range_rows()} | self._marks.keys())

    def clear_marks(self) -> bool:
        """Take away marks and range; True where there were any."""
        had = bool(self._marks) or self._anchor is not None
        self._marks.clear()
        self._anchor = None
        if had:
            self.refresh()
            self._tell()
        return had

    def _find(self, key: Hashable, near: int) -> int:
        """The row with `key` within a block of `near`, else `near`: never a search through everything."""
        for distance in range(BLOCK):
            for index in {near + distance, near - distance}:
                row = self.row_at(index)
                if row is not None and self._key(row) == key:
                    return index
        return near

    def _range_rows(self) -> list[Any]:
        anchor = self._cursor if self._anchor is None else self._anchor
        first, last = sorted((anchor, self._cursor))
        rows = (self.row_at(index) for index in range(first, last + 1))
        return [row for row in rows if row is not None]

    def row_text(self, row: Any) -> str:
        """A row as plain text: its cells, cleaned, with tabs between them."""
        cells = (column.cell(row) for column in self._columns)
        return "\t".join(one_line(cell[0] if isinstance(cell, tuple) else cell) for cell in cells)

    # Moving

    def move_to(self, index: int) -> None:
        """Put the cursor on a row (the nearest there is) and show it.

        Raises:
            CannotActError: where an open range would become too long.
        """
        index = max(0, min(index, self._total - 1))
        if index == self._cursor or not self._total:
            return
        if self._anchor is not None and abs(index - self._anchor) >= MOST_MARKS:
            raise CannotActError(f"A range has at most {MOST_MARKS:,} rows.")
        before, self._cursor = self._cursor, index
        top = self.scroll_offset.y
        self._reveal()
        if self._anchor is not None:
            self.refresh()
        elif self.scroll_offset.y == top:
            for row in (before, index):
                self._paint(row - top + 1)
        self._tell()

    def _paint(self, y: int) -> None:
        """Paint one line of the widget anew, nothing else: a cursor move costs two lines over the wire."""
        self.refresh(Region(0, y, self.size.width, 1))

    def _page(self) -> int:
        return max(1, self.scrollable_content_region.height - 1)

    def _reveal(self) -> None:
        page, top = self._page(), self.scroll_offset.y
        if self._cursor < top:
            top = self._cursor
        elif self._cursor >= top + page:
            top = self._cursor - page + 1
        top = max(0, min(top, self._total - page))
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
            if self._ahead is not None:
                self._ahead.stop()
            self._ahead = self.set_timer(PAUSE, self._read_ahead)

    def _read_ahead(self) -> None:
        """Once the cursor rests, read what the next key may show."""
        page, top = self._page(), self.scroll_offset.y
        for index in (top + 2 * page, top - page):
            self.row_at(index)

    def _tell(self) -> None:
        self.post_message(CursorMoved(self.row))

    def do_down(self) -> None:
        """One row down."""
        self.move_to(self._cursor + 1)

    def do_up(self) -> None:
        """One row up."""
        self.move_to(self._cursor - 1)

    def do_top(self) -> None:
        """To the first row."""
        self.move_to(0)

    def do_bottom(self) -> None:
        """To the last row."""
        self.move_to(self._total - 1)

    def do_page_down(self) -> None:
        """A page down."""
        self.move_to(self._cursor + self._page())

    def do_page_up(self) -> None:
        """A page up."""
        self.move_to(self._cursor - self._page())

    def why_not(self, name: str) -> str | None:
        """Why a key cannot act on this list now."""
        if not self._total:
            return self._empty.splitlines()[0] if self._empty else "The list is empty."
        if name in ("down", "bottom", "page_down") and self._cursor == self._total - 1:
            return "This is the last row."
        if name in ("up", "top", "page_up") and self._cursor == 0:
            return "This is the first row."
        return None

    def do_open(self) -> None:
        """Open the row under the cursor."""
        row = self.row
        if row is not None:
            self.post_message(RowOpened(row))

    # Marks

    def do_mark(self) -> None:
        """Mark the row, or take its mark away, and go one down."""
        row = self.row
        if row is None:
            return
        key = self._key(row)
        if self._marks.pop(key, None) is None:
            if len(self._marks) >= MOST_MARKS:
                raise CannotActError(f"At most {MOST_MARKS:,} rows can be marked at once.")
            self._marks[key] = row
        self._paint(self._cursor - self.scroll_offset.y + 1)
        if self._cursor < self._total - 1:
            self.move_to(self._cursor + 1)
        else:
            self._tell()

    def do_range(self) -> None:
        """Start a range here, or mark the range that was started."""
        if self._anchor is None:
            self._anchor = self._cursor
            cast("TrackerApp", self.app).say("A range starts here: move to its end, then act on it or mark it with v.")
        else:
            self._marks.update({self._key(row): row for row in self._range_rows()})
            self._anchor = None
        self.refresh()
        self._tell()

    # Painting

    def _width(self) -> int:
        return max(1, self.scrollable_content_region.width)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(self._width(), self._total + 1)
        self._reveal()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as they are: no border or padding to add, and nothing to look up in a style sheet for each."""
        if self.styles.gutter.width or self.styles.gutter.height:
            return super().render_lines(crop)
        self._bar = self._bar_lines()
        width, top, cursor = self._width(), self.scroll_offset.y, self._ground()
        strips = [self._line(y, width, top, cursor) for y in crop.line_range]
        background = self.background_colors[1]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        first, last = crop.column_span
        if (first, last) != (0, self.size.width):
            strips = [strip.crop(first, last) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """Row 0 is the heading, which stays; below it the rows from the scroll offset on."""
        return self._line(y, self._width(), self.scroll_offset.y, self._ground())

    def _ground(self) -> str:
        return "cursor" if self.has_focus else "cursor-idle"

    def _line(self, y: int, width: int, top: int, cursor: str) -> Strip:
        if self._laid_out_for != width:
            self._laid_out_for = width
            self._laid_out = layout(self._columns, width - GUTTER - BAR, self._needs())
        if y == 0:
            return self._heading(width) if self._total else Strip.blank(width, self.rich_style)
        index = top + y - 1
        if not self._total:
            return self._empty_line(y - 1, width)
        row = self.row_at(index)
        if row is None:
            return Strip.blank(width, self.rich_style)
        return self._row(index, row, (width, cursor if index == self._cursor else "", y in self._bar))

    def _bar_lines(self) -> range:
        """The lines of the screen, 1 the first row's, where the bar at the right stands: the part that is in view."""
        page = self._page()
        if self._total <= page:
            return range(0)
        size = max(1, page * page // self._total)
        start = 1 + round((page - size) * self.scroll_offset.y / (self._total - page))
        return range(start, start + size)

    def _needs(self) -> dict[str, int]:
        """The cells that the longest text of each flexible column takes, in the rows read first."""
        rows = [row for row in map(self.row_at, range(min(self._total, SAMPLE))) if row is not None]
        needs: dict[str, int] = {}
        for column in self._columns:
            if column.flex and rows:
                cells = (column.cell(row) for row in rows)
                needs[column.name] = max(cell_len(cell[0] if isinstance(cell, tuple) else cell) for cell in cells)
        return needs

    def _empty_line(self, y: int, width: int) -> Strip:
        text = self._empty.splitlines()
        if not 1 <= y <= len(text):
            return Strip.blank(width, self.rich_style)
        style = self.rich_style + ink(self, "dim")
        # Not `fit`: the lines are laid out by who wrote them, and hold nothing from outside that is not cleaned.
        return Strip([Segment(f"  {text[y - 1]}", style)]).adjust_cell_length(width, self.rich_style)

    def _heading(self, width: int) -> Strip:
        style = self.rich_style + ink(self, "dim")
        parts = [" " * GUTTER]
        for column, room in self._laid_out:
            sign = ""
            if self._sorted_by and self._sorted_by[0] == column.name:
                sign = "▾" if column.down != self._sorted_by[1] else "▴"
            parts.append(fit(column.label + sign, room, right=column.right) + " " * GAP)
        return Strip([Segment("".join(parts), style)]).adjust_cell_length(width, style)

    def _row(self, index: int, row: Any, looks: tuple[int, str, bool]) -> Strip:
        marked = (bool(self._marks) and self._key(row) in self._marks) or self._in_range(index)
        state = (*looks, marked)
        painted = self._painted.get(index)
        if painted is not None and painted[0] is row and painted[1] == state:
            return painted[2]
        if len(self._painted) >= MOST_PAINTED:
            self._painted.clear()
        strip = self._paint_row(row, *state)
        self._painted[index] = row, state, strip
        return strip

    def _paint_row(self, row: Any, width: int, ground: str, bar: bool, marked: bool) -> Strip:
        styles = self._styles(ground)
        parts = [("▸" if ground else " ", "key" if ground else "plain"), ("•" if marked else " ", "mark")]
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
        parts.append((_THUMB if bar else " ", "rule"))
        # Spaces need no colour of their own, but where the cursor's row is reversed or underlined they would show it.
        strip = Strip([Segment(text, styles[name]) for text, name in _joined(parts, spaces=not ground)])
        return strip if strip.cell_length == width else strip.adjust_cell_length(width, styles["plain"])

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint anew: some lines, or all of them from their cells."""
        if not regions:
            self._painted.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _styles(self, ground: str) -> Mapping[str, Style]:
        """The styles of a row's cells on a ground, made once for a theme and for each state of the widget."""
        key = (self.app.theme, ground)
        styles = self._made_styles.get(key)
        if styles is None:
            base = self.rich_style + ink(self, ground) if ground else self.rich_style
            styles = self._made_styles[key] = {name: base + ink(self, name) for name in INKS}
        return styles

    def notify_style_update(self) -> None:
        """Colours changed: make the styles anew."""
        super().notify_style_update()
        self._made_styles.clear()
        self._painted.clear()

    def _in_range(self, index: int) -> bool:
        if self._anchor is None:
            return False
        first, last = sorted((self._anchor, self._cursor))
        return first <= index <= last

    # Mouse and focus

    def on_focus(self) -> None:
        """The cursor line is brighter where keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor line is calmer where keys do not go."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row; a second one opens it. On the bar it goes to that part of the list."""
        if event.y == 0 or not self._total:
            return
        if event.x >= self._width() - BAR and self._bar:
            with suppress(CannotActError):
                self.move_to((event.y - 1) * (self._total - 1) // max(1, self._page() - 1))
            return
        with suppress(CannotActError):
            self.move_to(self.scroll_offset.y + event.y - 1)
        if event.chain == 2:
            self.do_open()


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
