"""A dialog in which the columns of the list behind it are chosen, ordered and sized."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from tracker.tui.actions import COLUMNS, LIST, bindings, shown_key
from tracker.tui.display import content
from tracker.tui.screens.base import TrackerDialog
from tracker.tui.sources import MemorySource
from tracker.tui.widgets.columns import NARROWEST, WIDEST, Chosen, Column, Plan
from tracker.tui.widgets.virtual_table import VirtualTable

_MOVES = ("down", "up", "top", "bottom", "page_down", "page_up")
_STEP = 2


class ColumnsDialog(TrackerDialog[None]):
    """The columns of a list, one a row; each change shows at once in the list behind.

    Args:
        columns: all that the list has, in our own order.
        plan: as they are now; empty for our own order and widths.
        changed: gets the plan after each change.
    """

    BINDINGS: ClassVar[list[Any]] = [
        *(one for one in bindings((LIST,)) if any(one.action == f"act('{name}')" for name in _MOVES)),
        *bindings((COLUMNS,)),
        ("enter", "act('back')", "close"),
    ]

    def __init__(self, columns: Sequence[Column], plan: Plan, changed: Callable[[Plan], None]) -> None:
        super().__init__()
        self._columns = {column.name: column for column in columns}
        self._changed = changed
        self._plan = self._whole(plan)

    def _whole(self, plan: Plan) -> list[Chosen]:
        """A plan that has every column."""
        known = [one for one in plan if one.name in self._columns]
        named = {one.name for one in known}
        return [*known, *(Chosen(name) for name in self._columns if name not in named)]

    def compose(self) -> ComposeResult:
        """The columns, and what the keys do."""
        keys = {name: shown_key(f"column_{name}") for name in ("show", "earlier", "later", "narrower", "wider", "own")}
        with Vertical(classes="dialog"):
            yield Static(content("Columns of this list"), classes="dialog--title")
            yield VirtualTable(
                (
                    Column("shown", "SHOWN", lambda one: "yes" if one.shown else "no", 5),
                    Column("name", "COLUMN", self._label, 12, flex=1),
                    Column("width", "WIDTH", lambda one: str(one.width) if one.width else "as needed", 9, right=True),
                ),
                key=lambda one: one.name,
            )
            yield Static(
                content(
                    f"{keys['show']} show or hide · {keys['earlier']} {keys['later']} move · "
                    f"{keys['narrower']} {keys['wider']} width · {keys['own']} as they were at first"
                ),
                classes="dialog--hint",
            )

    def _label(self, one: Chosen) -> tuple[str, str]:
        column = self._columns[one.name]
        return (column.label or column.name).lower(), "plain" if one.shown else "dim"

    @property
    def table(self) -> VirtualTable:
        """The list of columns."""
        return self.query_one(VirtualTable)

    def on_mount(self) -> None:
        """Stand on the first column."""
        self.table.styles.height = len(self._plan) + 1
        self._show(0)
        self.table.focus()

    def _show(self, at: int) -> None:
        self.table.show(MemorySource(tuple(self._plan)), len(self._plan), at=at)

    def _put(self, at: int) -> None:
        self._show(at)
        self._changed(tuple(self._plan))

    def why_not(self, name: str) -> str | None:
        """Why a key cannot act on the column under the cursor."""
        at, one = self.table.cursor, self._plan[self.table.cursor]
        if name == "column_show" and one.shown and sum(each.shown for each in self._plan) == 1:
            return "A list shows at least one column."
        if name == "column_earlier" and at == 0:
            return "This is the first column."
        if name == "column_later" and at == len(self._plan) - 1:
            return "This is the last column."
        if name == "column_narrower" and self._width(one) <= NARROWEST:
            return f"A column has at least {NARROWEST} cells."
        if name == "column_wider" and self._width(one) >= WIDEST:
            return f"A column has at most {WIDEST} cells."
        return None

    def _width(self, one: Chosen) -> int:
        return one.width or self._columns[one.name].width

    def do_column_show(self) -> None:
        """Show the column, or hide it."""
        at, one = self.table.cursor, self._plan[self.table.cursor]
        self._plan[at] = Chosen(one.name, not one.shown, one.width)
        self._put(at)

    def do_column_earlier(self) -> None:
        """Move the column to the left."""
        self._move(-1)

    def do_column_later(self) -> None:
        """Move the column to the right."""
        self._move(1)

    def _move(self, by: int) -> None:
        at = self.table.cursor
        self._plan[at], self._plan[at + by] = self._plan[at + by], self._plan[at]
        self._put(at + by)

    def do_column_narrower(self) -> None:
        """Give the column less room."""
        self._resize(-_STEP)

    def do_column_wider(self) -> None:
        """Give the column more room."""
        self._resize(_STEP)

    def _resize(self, by: int) -> None:
        at, one = self.table.cursor, self._plan[self.table.cursor]
        width = max(NARROWEST, min(self._width(one) + by, WIDEST))
        self._plan[at] = Chosen(one.name, one.shown, width)
        self._put(at)

    def do_column_own(self) -> None:
        """The columns as they were at first."""
        self._plan = self._whole(())
        self._show(0)
        self._changed(())
