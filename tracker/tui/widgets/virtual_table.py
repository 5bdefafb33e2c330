"""The one list of the app: a table on the line API over windowed reads, as quick with a million rows as with ten.

It knows nothing of what it shows: `Column`s turn a row into cells, a `Source` gives rows. It keeps a few blocks of rows
around the cursor (`table_rows`), paints only the lines that changed (`table_lines`), and cuts every text to whole
terminal cells, so that wide characters and combining marks stay aligned.
"""

import textwrap
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Self, cast

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.tui.actions import CannotActError
from tracker.tui.display import one_line
from tracker.tui.ink import ink
from tracker.tui.messages import CursorMoved, HeadingClicked, RowOpened
from tracker.tui.sources import Source
from tracker.tui.widgets.columns import Column, Plan, arranged
from tracker.tui.widgets.jump_labels import JumpLabels
from tracker.tui.widgets.table_lines import BAR, Looks, TableLines, bar_lines
from tracker.tui.widgets.table_marks import TableMarks
from tracker.tui.widgets.table_rows import TableRows

if TYPE_CHECKING:
    from textual.timer import Timer

    from tracker.tui.app import TrackerApp

SAMPLE = 60
"""Rows that decide how wide the columns are."""
PAUSE = 0.03
"""Seconds after which the rows before and after those in view are read."""


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
        self._every = self._columns = tuple(columns)
        self._plan: Plan = ()
        self._empty = empty
        self.rows = TableRows(key)
        self.marks = TableMarks(self.rows)
        self.lines = TableLines(self)
        self._cursor = 0
        self._sorted_by: tuple[str, bool] | None = None
        self._bar = range(0)
        self._jump: JumpLabels | None = None
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
        was = self.row if keep and self.rows.total else None
        was_at = self._cursor
        self._sorted_by = sorted_by
        self.rows.show(source, total)
        self.marks.anchor = None
        self._jump = None
        self._cursor = min(was_at, max(0, total - 1)) if keep else 0
        if at is not None:
            self._cursor = max(0, min(at, total - 1))
        elif was is not None:
            self._cursor = self.rows.find(self.rows.key(was), self._cursor)
        if not keep:
            self.marks.clear()
        self.virtual_size = Size(self._width(), total + 1)
        self.lines.unlay()
        self._reveal()
        self.refresh()
        self._tell()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns: those of another list, which is shown next."""
        self._every = tuple(columns)
        self._columns = arranged(self._every, self._plan)
        self.lines.unlay()
        self.rows.forget()
        self.clear_marks()

    def arrange_columns(self, plan: Plan) -> None:
        """Show the columns that a person chose, in their order, as wide as they set them; an empty plan is our own."""
        if plan != self._plan:
            self._plan = plan
            self._columns = arranged(self._every, plan)
            self.lines.unlay()
            self.refresh()

    def set_empty(self, text: str) -> None:
        """What it says where there is no row."""
        self._empty = text
        self.refresh()

    @property
    def total(self) -> int:
        """How many rows the source has."""
        return self.rows.total

    def look_for(self, key: Hashable) -> None:
        """Put the cursor on the row with a key, where it is near."""
        if self.rows.total:
            self.move_to(self.rows.find(key, self._cursor))

    @property
    def plan(self) -> Plan:
        """The columns as a person wants them; empty for our own."""
        return self._plan

    @property
    def every_column(self) -> tuple[Column, ...]:
        """All columns there are, in our own order."""
        return self._every

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that were chosen, also those that a narrow terminal leaves out."""
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
        return self.rows.at(self._cursor)

    def row_at(self, index: int) -> Any | None:
        """A row; None where there is none."""
        return self.rows.at(index)

    def chosen(self) -> list[Any]:
        """The rows an action means: marked ones in the order of marking, with an open range, else the cursor's."""
        rows = self.marks.chosen(self._cursor)
        return rows or ([] if self.row is None else [self.row])

    @property
    def marked(self) -> int:
        """How many rows are marked, an open range included."""
        return self.marks.count(self._cursor)

    def clear_marks(self) -> bool:
        """Take away marks and range; True where there were any."""
        had = self.marks.clear()
        if had:
            self.refresh()
            self._tell()
        return had

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
        index = max(0, min(index, self.rows.total - 1))
        if index == self._cursor or not self.rows.total:
            return
        self.marks.check_range(index)
        before, self._cursor = self._cursor, index
        top = self.scroll_offset.y
        self._reveal()
        if self.marks.anchor is not None:
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
        top = max(0, min(top, self.rows.total - page))
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
            if self._ahead is not None:
                self._ahead.stop()
            self._ahead = self.set_timer(PAUSE, self._read_ahead)

    def _read_ahead(self) -> None:
        """Once the cursor rests, read what the next key may show."""
        page, top = self._page(), self.scroll_offset.y
        for index in (top + 2 * page, top - page):
            self.rows.at(index)

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
        self.move_to(self.rows.total - 1)

    def do_page_down(self) -> None:
        """A page down."""
        self.move_to(self._cursor + self._page())

    def do_page_up(self) -> None:
        """A page up."""
        self.move_to(self._cursor - self._page())

    def why_not(self, name: str) -> str | None:
        """Why a key cannot act on this list now."""
        if not self.rows.total:
            return self._empty.splitlines()[0] if self._empty else "The list is empty."
        if name in ("down", "bottom", "page_down") and self._cursor == self.rows.total - 1:
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
        self.marks.turn(row)
        self._paint(self._cursor - self.scroll_offset.y + 1)
        if self._cursor < self.rows.total - 1:
            self.move_to(self._cursor + 1)
        else:
            self._tell()

    def do_range(self) -> None:
        """Start a range here, or mark the range that was started."""
        if self.marks.anchor is None:
            self.marks.anchor = self._cursor
            cast("TrackerApp", self.app).say("A range starts here: move to its end, then act on it or mark it with v.")
        else:
            self.marks.close_range(self._cursor)
        self.refresh()
        self._tell()

    # Jumping

    def do_jump(self) -> None:
        """Label the rows in view; the letters of a label put the cursor on its row."""
        top = self.scroll_offset.y
        self._jump = JumpLabels(top, min(self._page(), self.rows.total - top))
        cast("TrackerApp", self.app).say("Type the letters of a row to go to it; any other key stays.")
        self.refresh()

    def on_key(self, event: events.Key) -> None:
        """While rows are labelled, letters are theirs, and any other key only ends it."""
        if self._jump is None:
            return
        event.stop()
        event.prevent_default()
        try:
            row = self._jump.type(event.character or "")
        except KeyError:
            self.end_jump()
            return
        if row is None:
            self.refresh()
            return
        self.end_jump()
        with suppress(CannotActError):
            self.move_to(row)

    def end_jump(self) -> None:
        """Take the labels away."""
        self._jump = None
        cast("TrackerApp", self.app).say("", kind="")
        self.refresh()

    # Painting

    def _width(self) -> int:
        return max(1, self.scrollable_content_region.width)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self.virtual_size = Size(self._width(), self.rows.total + 1)
        self._reveal()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as they are: no border or padding to add, and nothing to look up in a style sheet for each."""
        if self.styles.gutter.width or self.styles.gutter.height:
            return super().render_lines(crop)
        page, top = self._page(), self.scroll_offset.y
        self._bar = bar_lines(page, self.rows.total, top)
        width, cursor = self._width(), self._ground()
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
        total = self.rows.total
        if not total:
            return self._empty_line(y - 1, width)
        if not self.lines.is_laid_out(self._columns, width):
            rows = [row for row in map(self.rows.at, range(min(total, SAMPLE))) if row is not None]
            self.lines.lay_out(self._columns, width, rows)
        if y == 0:
            return self.lines.heading(width, self._sorted_by)
        index = top + y - 1
        row = self.rows.at(index)
        if row is None:
            return Strip.blank(width, self.rich_style)
        marked = self.marks.has(index, row, self._cursor)
        label = self._jump.of(index) if self._jump else ""
        return self.lines.row(
            index, row, Looks(width, cursor if index == self._cursor else "", y in self._bar, marked, label)
        )

    def _empty_line(self, y: int, width: int) -> Strip:
        text = [part for line in self._empty.splitlines() for part in _broken(line, width - 4)]
        if not 1 <= y <= len(text):
            return Strip.blank(width, self.rich_style)
        style = self.rich_style + ink(self, "dim")
        # Not `fit`: the lines are laid out by who wrote them, and hold nothing from outside that is not cleaned.
        return Strip([Segment(f"  {text[y - 1]}", style)]).adjust_cell_length(width, self.rich_style)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Paint anew: some lines, or all of them from their cells."""
        if not regions:
            self.lines.forget()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def notify_style_update(self) -> None:
        """Colours changed: make the styles anew."""
        super().notify_style_update()
        self.lines.forget(styles=True)

    # Mouse and focus

    def on_focus(self) -> None:
        """The cursor line is brighter where keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor line is calmer where keys do not go."""
        self._jump = None
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row; a second one opens it. On the bar it goes to that part of the list.

        On a heading the list is sorted by that column.
        """
        if not self.rows.total:
            return
        if event.y == 0:
            column = self.lines.column_at(event.x)
            if column is not None:
                self.post_message(HeadingClicked(column.name))
            return
        if event.x >= self._width() - BAR and self._bar:
            with suppress(CannotActError):
                self.move_to((event.y - 1) * (self.rows.total - 1) // max(1, self._page() - 1))
            return
        with suppress(CannotActError):
            self.move_to(self.scroll_offset.y + event.y - 1)
        if event.chain == 2:
            self.do_open()


def _broken(line: str, width: int) -> list[str]:
    """A line of our own as the lines it takes; two blanks stand between a key and what it does, where it goes on."""
    at = line.find("  ")
    return textwrap.wrap(line, max(8, width), subsequent_indent=" " * (at + 2) if at > 0 else "") or [""]
