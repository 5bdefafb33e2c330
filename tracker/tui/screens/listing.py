"""A screen that is a list: the table, its filters, its order; with a pane beside or below where the screen has one.

How a list was left (filters, order, columns, the row under the cursor) is remembered by `tracker.tui.remembering`.
"""

from collections.abc import Hashable, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.widget import Widget

from tracker.tui.actions import FACT, GLOBAL, LIST, CannotActError
from tracker.tui.display import one_line
from tracker.tui.giving_out import EXPORTED, MOST_IDS
from tracker.tui.messages import CursorMoved, HeadingClicked, RowOpened
from tracker.tui.remembering import ListView
from tracker.tui.resting import Rest
from tracker.tui.screens.base import TrackerScreen
from tracker.tui.sources import Source
from tracker.tui.whereabouts import elsewhere, place_of
from tracker.tui.widgets.columns import Column, Plan
from tracker.tui.widgets.filter_bar import FilterBar
from tracker.tui.widgets.virtual_table import VirtualTable

_NEAR = 60
"""Rows above the cursor among which the row above is looked for."""


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
        self._before: tuple[str, int, Hashable] | None = None
        self.sort = self.SORT
        self.rest = Rest()
        self._left_at: tuple[int, Hashable] | None = None
        """Where the cursor was when the app was last left: its row and that row's key."""
        self._was_read = False
        self._wanted: Sequence[tuple[str, int]] = ()
        """Facts that came back: the next read puts the cursor on the first of them."""

    # A subclass gives

    def list_id(self) -> str:
        """What the list is remembered by; a screen that shows several lists has several."""
        return self.SCREEN_ID

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
        """Keys go where they are needed first; the list is as it was left."""
        self.recall()
        self.first_focus()

    # What is remembered

    def list_view(self) -> ListView:
        """How the list is shown now."""
        bars = self.query(FilterBar)
        return ListView(bars.first().filters if bars else (), self.sort, self.table.plan)

    def show_view(self, view: ListView) -> None:
        """Show the list so: its filters, its order, its columns. The rows are read by who calls this."""
        table = self.table
        # A name that the list no longer has (another version wrote it) is as good as none.
        sorts = {column.name for column in table.every_column if column.sort}
        self.sort = view.sort if view.sort and view.sort[0] in sorts else self.SORT
        table.arrange_columns(view.plan)
        for bar in self.query(FilterBar):
            bar.set_filters(view.filters)
            self.words = bar.words

    def recall(self) -> None:
        """Show the list as it was left; where it never was, with the columns of the settings."""
        if not self.list_id():
            return
        kept = self.tracker.memory.get(f"list:{self.list_id()}")
        if kept is None:
            self.table.arrange_columns(self.tracker.settings.plan(self.list_id()))
        else:
            self.show_view(ListView.from_json(kept))
        self._left_at = _place(self.tracker.memory.get(f"cursor:{self.list_id()}"))

    def remember(self) -> None:
        """Remember how the list is shown; the app writes it a moment later."""
        if self.list_id():
            view = self.list_view()
            ours = ListView((), self.SORT, self.tracker.settings.plan(self.list_id()))
            self.tracker.remember(f"list:{self.list_id()}", None if view == ours else view.as_json())

    def remember_cursor(self) -> None:
        """Remember the row under the cursor: when the screen is left, not at every move."""
        table = self.table
        if self.list_id() and table.row is not None:
            key = self.key_of(table.row)
            self.tracker.remember(f"cursor:{self.list_id()}", [table.cursor, _plain_key(key)])

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

    def look_for_facts(self, facts: Sequence[tuple[str, int]]) -> None:
        """Once the list was read anew, put the cursor on the first of some facts, or say where that is."""
        self._wanted = facts

    def row_fact(self, row: Any) -> tuple[str, int] | None:
        """What a row itself is in the file, where that is not the fact that it shows."""
        return self.fact_of(row)

    def reread(self) -> None:
        """Read the list from its beginning: it is another one now."""
        self._read(keep=False)

    def _read(self, *, keep: bool, back: tuple[int, Hashable] | None = None) -> None:
        words, sort = self.words, self.sort

        here = self.table.row if keep else None
        left, self._left_at = self._left_at, None
        key = self.key_of(here) if here is not None else left[1] if left else None
        wanted, self._wanted = self._wanted, ()
        near, row = self.table.cursor, self.row_fact(here) if here is not None else None
        kind = row[0] if row is not None and row[1] == key else None

        def read() -> tuple[Source, int, int | None, bool]:
            source = self.source(words, sort)
            find = getattr(source, "find", None)
            total = source.count()
            if wanted:
                at = place_of(source, total, wanted, near, self.row_fact, kind)
                if at is not None:
                    return source, total, at, True
            return source, total, find(key) if find and isinstance(key, int) else None, not wanted

        def show(result: tuple[Source, int, int | None, bool]) -> None:
            source, total, at, there = result
            if not there:
                self._say_where(wanted[0], bool(words))
            if at is None and here is None and left is not None and keep:
                at = left[0]
            self._was_read = True
            self.table.set_empty(
                f"No row has “{one_line(words)}”.\nesc takes the filter away." if words else self.EMPTY
            )
            self.table.show(source, total, sorted_by=sort, keep=keep, at=back[0] if back is not None else at)
            if back is not None:
                self.table.look_for(back[1])
            if left is not None and at is not None and here is None:
                self.table.look_for(left[1])
            self.shown()
            self.update_lines()

        self.load(read, show)

    def shows_nothing(self) -> bool:
        """True where the list was read, and has no row without a filter either."""
        return self._was_read and not self.table.total and not self.words

    def _say_where(self, fact: tuple[str, int], filtered: bool) -> None:
        kind, said = self.tracker.message
        where = elsewhere(fact, self.SCREEN_ID, filtered=filtered)
        if where:
            self.say(f"{said} {where}", kind=kind)

    def shown(self) -> None:
        """The rows were shown anew."""

    def selection(self) -> Sequence[tuple[str, int]]:
        """The marked rows' facts, else the fact under the cursor."""
        found = (self.fact_of(row) for row in self.table.chosen())
        return [fact for fact in found if fact is not None]

    def clear_marked(self) -> None:
        """The marks of the list."""
        self.table.clear_marks()

    def fact_above(self, kind: str) -> int | None:
        """The nearest row of a kind above the cursor, or above the first marked row; in view or not far from it."""
        table = self.table
        chosen = {self.key_of(row) for row in table.chosen()} if table.marked else set()
        first = table.cursor
        for at in range(table.cursor, max(-1, table.cursor - _NEAR), -1):
            row = table.row_at(at)
            if row is not None and self.key_of(row) in chosen:
                first = at
        for at in range(first - 1, max(-1, first - _NEAR), -1):
            row = table.row_at(at)
            fact = self.fact_of(row) if row is not None else None
            if fact is not None and fact[0] == kind:
                return fact[1]
        return None

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
        """The place in the list ("3 of 120"), how many are marked."""
        table, parts = self.table, []
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
        """Type a filter; where it is taken away again, the cursor is back where it was."""
        row = self.table.row
        self._before = (self.words, self.table.cursor, self.key_of(row)) if row is not None else None
        await self.query_one(FilterBar).open()

    def on_filter_bar_changed(self, event: FilterBar.Changed) -> None:
        """Filter live."""
        if event.words != self.words:
            self.words = event.words
            back = self._before if self._before is not None and self._before[0] == event.words else None
            self._read(keep=False, back=back[1:] if back is not None else None)

    def on_filter_bar_closed(self) -> None:
        """Back to the list."""
        self.table.focus()
        self.remember()

    def unreadable(self, sentence: str) -> None:
        """A filter that the list does not understand: what is shown stays, and the message says why."""
        super().unreadable(sentence)
        self.update_lines()

    def do_sort(self) -> None:
        """Ask for the column; the one it is sorted by already turns it round."""
        columns = [column for column in self.table.every_column if column.sort]
        options = [(column.name, (column.label or column.name).lower()) for column in columns]

        def answered(name: str | None) -> None:
            if name is not None:
                turned = self.sort is not None and self.sort[0] == name and not self.sort[1]
                self.sort_by(name, turned)

        chosen = self.sort[0] if self.sort else None
        self.tracker.open("choice", "Sort by (again: the other way round)", options, chosen=chosen, then=answered)

    def do_sort_next(self) -> None:
        """Sort by the next of the columns that are shown; after the last one in the list's own order again."""
        names = [column.name for column in self.table.columns if column.sort]
        at = names.index(self.sort[0]) + 1 if self.sort and self.sort[0] in names else 0
        self.sort_by(names[at % len(names)], False)

    def on_heading_clicked(self, event: HeadingClicked) -> None:
        """Sort by the column that was clicked; the one it is sorted by already turns round."""
        column = next((one for one in self.table.columns if one.name == event.column), None)
        if column is None or not column.sort:
            self.say("The list is not sorted by this column.", kind="refused")
            return
        self.sort_by(column.name, self.sort is not None and self.sort[0] == column.name and not self.sort[1])

    def sort_by(self, name: str, turned: bool) -> None:
        """Sort by a column; `turned` is the other way round."""
        self.sort = (name, turned)
        label = next((one.label or one.name).lower() for one in self.table.every_column if one.name == name)
        self.say(f"Sorted by {label}{', the other way round' if turned else ''}.")
        self.remember()
        self._read(keep=False)

    def do_columns(self) -> None:
        """Choose, order and size the columns, with the list behind the dialog as it becomes."""

        def changed(plan: Plan) -> None:
            self.table.arrange_columns(plan)

        def closed(_: object) -> None:
            self.remember()

        self.tracker.open("columns", self.table.every_column, self.table.plan, changed, then=closed)

    def do_views(self) -> None:
        """Show a view that was kept under a name, or keep this one."""
        from tracker.tui.named_views import NamedViews  # noqa: PLC0415

        NamedViews(self).ask()

    def reshow(self) -> None:
        """Read the list anew after its view changed, and remember it."""
        self.remember()
        self._read(keep=False)

    def do_back(self) -> None:
        """Esc: marks first, then the filter, then back."""
        if self.table.clear_marks():
            return
        if self.words and self.query(FilterBar):
            self.query_one(FilterBar).close(clear=True)
            return
        self.tracker.do_back()

    def why_not(self, name: str) -> str | None:
        """Esc leads back where nothing is marked or filtered."""
        if name == "back":
            return None if self.table.marked or self.words else self.tracker.why_not(name)
        if name in ("filter", "sort", "sort_next") and self.shows_nothing():
            return self.table.why_not(name)
        if name in ("sort", "sort_next") and not any(column.sort for column in self.table.columns):
            return "This list has one order."
        return super().why_not(name)


def _plain_key(key: Hashable) -> Any:
    """A row's key as JSON can hold it."""
    return list(key) if isinstance(key, tuple) else key


def _place(value: Any) -> tuple[int, Hashable] | None:
    """A row and its key as they were remembered; None for anything else."""
    if not (isinstance(value, list) and len(value) == 2 and isinstance(value[0], int)):
        return None
    key = value[1]
    if isinstance(key, list):
        key = tuple(one for one in key if isinstance(one, str | int))
    return (value[0], key) if isinstance(key, str | int | tuple) else None
