"""A matrix with a cursor: an issue a row, a party a column, two lines a cell."""

from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tracker.desk.views import MatrixCell, MatrixRow, MatrixView
from tracker.tui.display import crop, fit, one_line
from tracker.tui.ink import ink
from tracker.tui.matrix_lines import Part, cell_parts
from tracker.tui.widgets.text_pane import wrapped

HEIGHT: Final = 2
"""Lines of a row."""
LEAST: Final = 19
"""The fewest cells of a party's column."""
_GAP: Final = 2
_STYLES: Final = {"opposed": "bad", "same": "good", "differ": "accent"}


class MatrixGrid(Widget, can_focus=True):
    """Issue by party. `j k` go from issue to issue, `h l` from party to party."""

    DEFAULT_CSS = "MatrixGrid { height: 3fr; }"

    class Moved(Message):
        """The cursor stands on another cell."""

    class Opened(Message):
        """Enter, or a second click, on a cell."""

    def __init__(self) -> None:
        super().__init__()
        self._view: MatrixView | None = None
        self._rows: tuple[MatrixRow, ...] = ()
        self._empty: str = ""
        self._at = (0, 0)
        self._top = 0
        self._left = 0

    def show(self, view: MatrixView, rows: tuple[MatrixRow, ...], empty: str) -> None:
        """Show `rows` of a matrix; the cursor stays on its issue and party where they are still there."""
        here = self.cell
        before = (here[0].issue, here[1].party) if here is not None else None
        self._view, self._rows, self._empty = view, rows, empty
        row = next((at for at, one in enumerate(rows) if before and one.issue == before[0]), 0)
        column = next((at for at, code in enumerate(view.parties) if before and code == before[1]), 0)
        self._at = (row, column)
        self._reveal()
        self.refresh()
        self.post_message(self.Moved())

    @property
    def cell(self) -> tuple[MatrixRow, MatrixCell] | None:
        """The row and the cell under the cursor; None where nothing is shown."""
        row, column = self._at
        if not self._rows or column >= len(self._rows[row].cells):
            return None
        return self._rows[row], self._rows[row].cells[column]

    @property
    def place(self) -> str:
        """Where the cursor stands."""
        return f"issue {self._at[0] + 1} of {len(self._rows)}" if self._rows else ""

    # Moving

    def why_not(self, name: str) -> str | None:
        """Why a key cannot act in the matrix now."""
        if not self._rows:
            return self._empty.splitlines()[0] if self._empty else "There is nothing here."
        row, column = self._at
        ends = {
            "down": (row == len(self._rows) - 1, "This is the last issue."),
            "bottom": (row == len(self._rows) - 1, "This is the last issue."),
            "page_down": (row == len(self._rows) - 1, "This is the last issue."),
            "up": (row == 0, "This is the first issue."),
            "top": (row == 0, "This is the first issue."),
            "page_up": (row == 0, "This is the first issue."),
            "scroll_left": (column == 0, "This is the first party."),
            "scroll_right": (column == len(self._rows[row].cells) - 1, "This is the last party."),
        }
        at_end, said = ends.get(name, (False, ""))
        return said if at_end else None

    def _go(self, row: int, column: int) -> None:
        if not self._rows or self._view is None:
            return
        at = (max(0, min(row, len(self._rows) - 1)), max(0, min(column, len(self._view.parties) - 1)))
        if at == self._at:
            return
        before, corner = self._at, (self._top, self._left)
        self._at = at
        self._reveal()
        if corner != (self._top, self._left):
            self.refresh()
        else:
            for line in {before[0], at[0]}:
                self.refresh(Region(0, 1 + (line - self._top) * HEIGHT, self.size.width, HEIGHT))
            self.refresh(Region(0, 0, self.size.width, 1))
        self.post_message(self.Moved())

    def do_down(self) -> None:
        """The next issue."""
        self._go(self._at[0] + 1, self._at[1])

    def do_up(self) -> None:
        """The issue before."""
        self._go(self._at[0] - 1, self._at[1])

    def do_top(self) -> None:
        """The first issue."""
        self._go(0, self._at[1])

    def do_bottom(self) -> None:
        """The last issue."""
        self._go(len(self._rows), self._at[1])

    def do_page_down(self) -> None:
        """A page of issues on."""
        self._go(self._at[0] + self._page(), self._at[1])

    def do_page_up(self) -> None:
        """A page of issues back."""
        self._go(self._at[0] - self._page(), self._at[1])

    def do_scroll_left(self) -> None:
        """The party before."""
        self._go(self._at[0], self._at[1] - 1)

    def do_scroll_right(self) -> None:
        """The next party."""
        self._go(self._at[0], self._at[1] + 1)

    def do_open(self) -> None:
        """Open the history of the cell."""
        if self.cell is not None:
            self.post_message(self.Opened())

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._reveal()

    # Layout

    def _page(self) -> int:
        return max(1, (self.size.height - 1) // HEIGHT)

    def _label(self) -> int:
        return max(12, min(28, self.size.width // 5))

    def _columns(self) -> tuple[int, int]:
        """How many parties are shown, and how many cells each takes."""
        room = self.size.width - self._label() - 2
        parties = len(self._view.parties) if self._view else 1
        count = max(1, min(parties, room // (LEAST + _GAP)))
        return count, max(8, room // count - _GAP)

    def _reveal(self) -> None:
        row, column = self._at
        page, (count, _) = self._page(), self._columns()
        self._top = max(0, min(min(self._top, row) if row < self._top else max(self._top, row - page + 1), row))
        self._left = max(0, min(self._left, column))
        self._left = max(self._left, column - count + 1)

    # Painting

    def render_line(self, y: int) -> Strip:
        """The parties, then two lines an issue."""
        width, base = self.size.width, self.rich_style
        if self._view is None or not self._rows:
            said = self._empty.splitlines()
            text = said[y - 1] if 1 <= y <= len(said) else ""
            return Strip([Segment(f"  {text}", base + ink(self, "dim"))]).adjust_cell_length(width, base)
        parts = self._heading() if y == 0 else self._line((y - 1) // HEIGHT + self._top, (y - 1) % HEIGHT)
        segments = [Segment(text, self._style(style)) for text, style in parts]
        return Strip(segments).adjust_cell_length(width, base)

    def _style(self, style: str) -> Style:
        name, _, ground = style.partition("|")
        found = self.rich_style + ink(self, name)
        return found + ink(self, ground) if ground else found

    def _heading(self) -> list[Part]:
        assert self._view is not None  # noqa: S101  # `render_line` looked
        count, width = self._columns()
        parties = self._view.parties[self._left : self._left + count]
        before = f"‹{self._left} " if self._left else ""
        after = len(self._view.parties) - self._left - count
        label = f"  ISSUE {before}"
        parts: list[Part] = [(fit(label, self._label() + 2), "dim")]
        for at, code in enumerate(parties):
            here = at + self._left == self._at[1]
            parts.append(
                (fit(("▾" if here else " ") + one_line(code), width) + " " * _GAP, "key" if here else "strong")
            )
        if after > 0:
            last, style = parts[-1]
            more = f"{after}›"
            parts[-1] = (fit(last, len(last) - len(more) - 1) + more + " ", style)
        return parts

    def _line(self, number: int, line: int) -> list[Part]:
        if number >= len(self._rows):
            return []
        row = self._rows[number]
        count, width = self._columns()
        here = number == self._at[0]
        label = self._label()
        if line == 0:
            head, below, fine = row.issue.partition("/")
            texts = wrapped(one_line(fine if below else head), label) or [""]
            parts: list[Part] = [("▸ " if here else "  ", "key"), (fit(texts[0], label), "strong")]
        else:
            apart = "one side silent" if row.distance == "blank" else row.distance
            parts = [("  ", "dim"), (fit(crop(apart, label), label), _STYLES.get(row.distance, "off"))]
        for at, cell in enumerate(row.cells[self._left : self._left + count]):
            chosen = here and at + self._left == self._at[1]
            ground = ("|cursor" if self.has_focus else "|cursor-idle") if chosen else ""
            shown = cell_parts(cell, width - 1)[line]
            mark = "▸" if chosen and line == 0 else " "
            parts.append((mark, f"key{ground}"))
            parts += [(text, style + ground) for text, style in shown]
            parts.append((" " * _GAP, "plain"))
        return parts

    def on_focus(self) -> None:
        """The cursor is brighter where keys go."""
        self.refresh()

    def on_blur(self) -> None:
        """The cursor is calmer where keys do not go."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a cell, a second one opens it."""
        if event.y == 0 or not self._rows:
            return
        row = (event.y - 1) // HEIGHT + self._top
        _, width = self._columns()
        column = self._left + max(0, event.x - self._label() - 2) // (width + _GAP)
        self._go(row, column)
        if event.chain == 2:
            self.do_open()
