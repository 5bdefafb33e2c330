"""A screen that is a list: the table, its filter, its sort; with a pane beside or below where the screen has one."""

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.widget import Widget

from tracker.tui.actions import FACT, GLOBAL, LIST, CannotActError
from tracker.tui.display import one_line
from tracker.tui.giving_out import EXPORTED, MOST_IDS
from tracker.tui.messages import CursorMoved, RowOpened
from tracker.tui.screens.base import TrackerScreen
from tracker.tui.sources import Source
from tracker.tui.widgets.columns import Column
from tracker.tui.widgets.filter_bar import FilterBar
from tracker.tui.widgets.virtual_table import VirtualTable


class ListScreen(TrackerScreen):
    """A list of facts.

    A subclass gives `COLUMNS`, `EMPTY`, `source` and `fact_of`; where it has a detail pane, `pane` and `show_detail`.
    """

    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL, LIST, FACT)
    COLUMNS: ClassVar[Sequence[Column]] = ()
    EMPTY: ClassVar[str] = "Nothing here yet."
    """What the list says where it has no row: what is missing, and on the next lines what to do."""

    SORT: ClassVar[tuple[str, bool] | None] = None
    """(column name, other way round) at first; None is the source's own order."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.sort = self.SORT

    # A subclass gives

    def source(self, words: str, sort: tuple[str, bool] | None) -> Source:
        """The rows with all `words`, sorted. Called in a thread."""
        raise NotImplementedError

    def fact_of(self, row: Any) -> tuple[str, int] | None:
        """The fact that a row stands for."""
        raise NotImplementedError

    def key_of(self, row: Any) -> Hashable:
        """What makes a row the same row after a new read."""
        return self.fact_of(row)

    def pane(self) -> Widget | None:
        """A widget for details; None where the list fills the screen."""
        return None

    def show_detail(self, row: Any | None) -> None:
        """The cursor stands on another row."""

    def open_row(self, row: Any) -> None:
        """Enter on a row: the fact in its article, where it has one."""
        fact = self.fact_of(row)
        if fact is not None:
            self.tracker.open_evidence(*fact)

    # What the list does

    def compose_body(self) -> ComposeResult:
        """The table, the pane, the filter line."""
        yield VirtualTable(self.COLUMNS, key=self.key_of)
        pane = self.pane()
        if pane is not None:
            yield pane
        yield FilterBar()

    def on_mount(self) -> None:
        """Keys go where they are needed first."""
        self.first_focus()

    def first_focus(self) -> None:
        """The table has the keys at first."""
        self.table.focus()

    @property
    def table(self) -> VirtualTable:
        """The list."""
        return self.query_one(VirtualTable)

    def refresh_view(self) -> None:
        """Read the list anew, in a thread."""
        self._read(keep=True)

    def reread(self) -> None:
        """Read the list from its beginning: it is another one now."""
        self._read(keep=False)

    def _read(self, *, keep: bool) -> None:
        words, sort = self.words, self.sort

        here = self.table.row if keep else None
        key = self.key_of(here) if here is not None else None

        def read() -> tuple[Source, int, int | None]:
            source = self.source(words, sort)
            find = getattr(source, "find", None)
            total = source.count()
            return source, total, find(key) if find and isinstance(key, int) else None

        def show(result: tuple[Source, int, int | None]) -> None:
            source, total, at = result
            self.table.set_empty(
                f"No row has “{one_line(words)}”.\nesc takes the filter away." if words else self.EMPTY
            )
            self.table.show(source, total, sorted_by=sort, keep=keep, at=at)
            self.shown()
            self.update_lines()

        self.load(read, show)

    def shown(self) -> None:
        """The rows were shown anew."""

    def selection(self) -> Sequence[tuple[str, int]]:
        """The marked rows' facts, else the fact under the cursor."""
        found = (self.fact_of(row) for row in self.table.chosen())
        return [fact for fact in found if fact is not None]

    def copy_text(self) -> str:
        """The marked rows, else the one under the cursor: their cells with tabs between them."""
        return "\n".join(self.table.row_text(row) for row in self.table.chosen())

    def export_words(self) -> list[str] | None:
        """The kind of fact, the marked ones, the filter."""
        facts = self.selection()
        if not facts:
            return None
        words = ["--kind", facts[0][0]]
        if self.table.marked:
            if len(facts) > MOST_IDS:
                raise CannotActError(f"At most {MOST_IDS:,} marked rows can be exported; filter instead.")
            for _, fact in facts:
                words += ["--id", str(fact)]
        elif self.words.strip():
            words += ["--filter", self.words.strip()]
        return words if facts[0][0] in EXPORTED else None

    def export_name(self) -> str:
        """Named after the screen."""
        return f"{self.SCREEN_ID or 'tracker'}.md"

    def position(self) -> str:
        """The place in the list ("3 of 120"), how many are marked, by what it is filtered."""
        table = self.table
        parts = [f"filter “{one_line(self.words)}”"] if self.words else []
        if table.marked:
            parts.append(f"{table.marked:,} marked")
        if table.total:
            parts.append(f"{table.cursor + 1:,} of {table.total:,}")
        return " · ".join(parts)

    # Textual calls a handler (`on_…`) of every class in turn: subclasses change what these call, not the handlers.

    def on_cursor_moved(self, event: CursorMoved) -> None:
        """Show the row's details and the place in the list; the cursor of a pane (a fact) changes only the lines."""
        if not isinstance(event.row, tuple):
            self.show_detail(event.row)
        self.update_lines()

    def on_row_opened(self, event: RowOpened) -> None:
        """Open the row; of a pane, the fact's words."""
        if isinstance(event.row, tuple):
            self.tracker.open_evidence(*event.row)
        else:
            self.open_row(event.row)

    async def do_filter(self) -> None:
        """Type a filter."""
        await self.query_one(FilterBar).open()

    def on_filter_bar_changed(self, event: FilterBar.Changed) -> None:
        """Filter live."""
        if event.words != self.words:
            self.words = event.words
            self._read(keep=False)

    def on_filter_bar_closed(self) -> None:
        """Back to the list."""
        self.table.focus()

    def do_sort(self) -> None:
        """Ask for the column; the one it is sorted by already turns it round."""
        options = [(column.name, column.label.lower()) for column in self.table.columns if column.sort]

        def answered(name: str | None) -> None:
            if name is None:
                return
            turned = self.sort is not None and self.sort[0] == name and not self.sort[1]
            self.sort = (name, turned)
            label = next(label for one, label in options if one == name)
            self.say(f"Sorted by {label}{', the other way round' if turned else ''}.")
            self._read(keep=False)

        chosen = self.sort[0] if self.sort else None
        self.tracker.open("choice", "Sort by (again: the other way round)", options, chosen=chosen, then=answered)

    def do_back(self) -> None:
        """Esc: marks first, then the filter, then back."""
        if self.table.clear_marks():
            return
        if self.words:
            self.query_one(FilterBar).close(clear=True)
            return
        self.tracker.do_back()

    def why_not(self, name: str) -> str | None:
        """Esc leads back where nothing is marked or filtered."""
        if name == "back":
            return None if self.table.marked or self.words else self.tracker.why_not(name)
        if name == "sort" and not any(column.sort for column in self.table.columns):
            return "This list has one order."
        return super().why_not(name)
