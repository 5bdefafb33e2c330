"""A list of facts with the evidence pane: below the list, or beside it where it is wide."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from tracker.desk.views import FactView
from tracker.tui.screens.listing import ListScreen
from tracker.tui.widgets.fact_detail import FactDetail
from tracker.tui.widgets.filter_bar import FilterBar
from tracker.tui.widgets.text_pane import Line
from tracker.tui.widgets.virtual_table import VirtualTable


class FactListScreen(ListScreen):
    """A list whose rows are facts, each shown with its words in the pane."""

    FOOTER: ClassVar[tuple[str, ...]] = (
        "evidence",
        "edit",
        "accept",
        "reject",
        "new",
        "filter",
        "sort",
        "note",
        "undo",
    )

    def compose_body(self) -> ComposeResult:
        """The table, the pane, the filter line."""
        with Container(classes="split"):
            yield VirtualTable(self.COLUMNS, key=self.key_of)
            yield FactDetail()
        yield FilterBar()

    @property
    def detail(self) -> FactDetail:
        """The evidence pane."""
        return self.query_one(FactDetail)

    def on_resize(self) -> None:
        """Side by side where it is wide."""
        self.query_one(".split").set_class(self.size.width >= 110, "-wide")

    def shown(self) -> None:
        """The list was read anew: so is the fact."""
        self.detail.display = bool(self.table.total)
        self.show_detail(self.table.row)

    def show_detail(self, row: Any | None) -> None:
        """Read the fact once the cursor rests on it."""
        fact = self.fact_of(row) if row is not None else None
        if fact is None:
            self.detail.show_fact(None)
        else:
            self.set_timer(self.rest.pause(), lambda: self._read_fact(fact))

    def _read_fact(self, fact: tuple[str, int]) -> None:
        if not (self.alive and self.is_current):
            return
        row = self.table.row
        if row is not None and self.fact_of(row) == fact:
            from tracker.desk import facts  # noqa: PLC0415

            kind, number = fact
            self.load(facts.fact, self._show_fact, self.db, kind, number, *self.day())

    def _show_fact(self, view: FactView) -> None:
        row = self.table.row
        if row is not None and self.fact_of(row) == (view.kind, view.id):
            self.detail.show_fact(view, lambda width: self.above(row, width))

    def above(self, row: Any, width: int) -> Sequence[Line]:
        """Lines that stand over the fact in the pane, of what the row itself says."""
        del row, width
        return ()
