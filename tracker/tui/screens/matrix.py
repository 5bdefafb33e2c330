"""The matrix of positions: what each side says on each issue, how old that is, how it moved, and where it is silent."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from tracker.desk.views import MatrixCell, MatrixRow, MatrixView
from tracker.tui import matrix_lines
from tracker.tui.actions import FACT, GLOBAL, LIST, MATRIX, CannotActError, shown_key
from tracker.tui.display import one_line
from tracker.tui.screens.base import TrackerScreen
from tracker.tui.screens.pane_screen import PaneScreen
from tracker.tui.sources import folded
from tracker.tui.widgets.filter_bar import FilterBar
from tracker.tui.widgets.matrix_grid import MatrixGrid
from tracker.tui.widgets.text_pane import Line, TextPane

Shown = tuple[MatrixView, tuple[tuple[int, str], ...]]


def _text(row: MatrixRow) -> str:
    """The words that a filter looks at."""
    said = (f"{one.party} {one.stance} {one.text} {one.movement}" for cell in row.cells for one in cell.latest)
    return " ".join((row.issue, row.distance, *said))


def _cell_text(cell: MatrixCell) -> str:
    """A cell in one line, for other programs."""
    said = "; ".join(f"{one.stance}: {one.text}" for one in cell.latest)
    moved = f" ({cell.movement})" if cell.movement not in ("", "new") else ""
    return said + moved if said else "nothing stated"


class MatrixScreen(TrackerScreen):
    """Issue by party, for one track or for everybody.

    Args:
        track: the track whose parties are shown; None is every party.
    """

    TITLE: ClassVar[str] = "Matrix"
    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL, LIST, FACT, MATRIX)
    DEFAULT_CSS = "MatrixScreen TextPane { height: 2fr; }"
    FOOTER: ClassVar = (
        "open",
        "evidence",
        "scroll_left",
        "scroll_right",
        "next_track",
        "filter",
        "edit",
        "accept",
        "reject",
        "new",
        "undo",
    )

    def __init__(self, track: int | None = None) -> None:
        super().__init__()
        self.track = track
        self.words = ""
        self.view: MatrixView | None = None
        self.tracks: tuple[tuple[int, str], ...] = ()

    def compose_body(self) -> ComposeResult:
        """The matrix, and the cell under its cursor."""
        with Container(classes="split"):
            yield MatrixGrid()
            yield TextPane(name="cell")
        yield FilterBar()

    @property
    def grid(self) -> MatrixGrid:
        """The matrix."""
        return self.query_one(MatrixGrid)

    @property
    def pane(self) -> TextPane:
        """The cell."""
        return self.query_one(TextPane)

    def on_mount(self) -> None:
        """Keys go to the matrix."""
        self.grid.focus()

    def on_resize(self) -> None:
        """The cell beside the matrix where it is very wide."""
        self.query_one(".split").set_class(self.size.width >= 150, "-wide")

    def shows_nothing(self) -> bool:
        """True where no side has stated anything, whatever the filter."""
        return self.view is not None and not self.view.rows

    # Reading

    def refresh_view(self) -> None:
        """Read the matrix, in a thread."""
        self.load(self._read, self._show, self.track)

    def _read(self, track: int | None) -> Shown:
        from tracker.desk.matrix import matrix  # noqa: PLC0415
        from tracker.desk.status import status  # noqa: PLC0415

        rows = [row for row in status(self.db, self.as_of).tracks if not row.archived]
        return matrix(self.db, self.as_of, track=track), tuple((row.id, row.name) for row in rows)

    def _show(self, shown: Shown) -> None:
        self.view, self.tracks = shown
        self._fill()
        self.update_lines()

    def _fill(self) -> None:
        if self.view is None:
            return
        wanted = folded(self.words).split()
        rows = tuple(row for row in self.view.rows if all(word in folded(_text(row)) for word in wanted))
        empty = f"No row has “{one_line(self.words)}”.\nesc takes the filter away." if self.words else self._empty()
        self.grid.show(self.view, rows, empty)
        self.pane.display = bool(rows)

    def _empty(self) -> str:
        other = f"{shown_key('next_track')}  another track, or every party\n" if self.tracks else ""
        return (
            "No side has stated a position yet.\n\n"
            f"{shown_key('import_articles')}  read articles: what each side says it wants is found in them\n"
            f"{shown_key('new')}  type a position yourself\n{other}"
        )

    def unreadable(self, sentence: str) -> None:
        """The track is gone: every party then."""
        if self.track is not None:
            self.track = None
            self.refresh_view()
        self.say(sentence, kind="refused")

    # What is shown

    def subtitle(self) -> str:
        """Whose parties are shown."""
        if self.track is None:
            return "every party"
        return one_line(next((name for number, name in self.tracks if number == self.track), ""))

    def position(self) -> str:
        """The place in the matrix, by what it is filtered."""
        said = f"filter “{one_line(self.words)}”" if self.words else ""
        return " · ".join(part for part in (said, self.grid.place) if part)

    def new_kind(self) -> str | None:
        """A position."""
        return "position"

    def selection(self) -> Sequence[tuple[str, int]]:
        """The latest statements of the cell, or the one under the cursor of the pane."""
        if self.pane.has_focus and self.pane.fact is not None:
            return [self.pane.fact]
        cell = self.grid.cell
        return [("position", one.id) for one in cell[1].latest] if cell is not None else []

    def copy_text(self) -> str:
        """The matrix as lines with tabs: issue, distance, then a party a column."""
        if self.view is None or not self.view.rows:
            return ""
        head = ["issue", "distance", *self.view.parties]
        rows = [[row.issue, row.distance, *(_cell_text(cell) for cell in row.cells)] for row in self.view.rows]
        return "\n".join("\t".join(one_line(text) for text in row) for row in (head, *rows))

    def export_words(self) -> list[str] | None:
        """The statements of the cell."""
        words = ["--kind", "position"]
        for _, number in self.selection():
            words += ["--id", str(number)]
        return words if len(words) > 2 else None

    def export_name(self) -> str:
        """Positions are written."""
        return "positions.md"

    def on_matrix_grid_moved(self) -> None:
        """Show the cell."""
        cell = self.grid.cell
        self.pane.show((lambda width: matrix_lines.cell_lines(*cell, width)) if cell is not None else (lambda _: ()))
        self.update_lines()

    def on_matrix_grid_opened(self) -> None:
        """The history of the cell."""
        cell = self.grid.cell
        if cell is None:
            return
        if not cell[1].history:
            self.say(f"{one_line(cell[1].party)} has stated nothing on {one_line(cell[0].issue)}.", kind="refused")
            return
        self.tracker.open("cell", cell[0].issue, cell[1].party, self.track)

    def on_row_opened(self) -> None:
        """Enter in the pane of the cell: the words in the article."""
        if self.pane.fact is not None:
            self.tracker.open_evidence(*self.pane.fact)

    def why_not(self, name: str) -> str | None:
        """A silent cell opens nothing; another track needs one."""
        cell = self.grid.cell
        if name in ("evidence", "edit", "accept", "reject", "unreview", "note", "editor") and cell is not None:
            party, issue = one_line(cell[1].party), one_line(cell[0].issue)
            if not cell[1].latest:
                return f"{party} has stated nothing on {issue}."
        if name == "filter" and self.shows_nothing():
            return "No side has stated a position yet."
        if name in ("next_track", "previous_track") and not self.tracks:
            return "No track is known yet."
        if name == "back":
            return None if self.words else self.tracker.why_not(name)
        return super().why_not(name)

    # Another track, a filter

    def do_next_track(self) -> None:
        """The parties of the next track; after the last one, every party."""
        self._other_track(1)

    def do_previous_track(self) -> None:
        """The parties of the track before."""
        self._other_track(-1)

    def _other_track(self, step: int) -> None:
        every: list[int | None] = [None, *(number for number, _ in self.tracks)]
        at = every.index(self.track) if self.track in every else 0
        self.track = every[(at + step) % len(every)]
        self.refresh_view()

    def do_matrix(self) -> None:
        """This is it."""
        raise CannotActError("This is the matrix already.")

    async def do_filter(self) -> None:
        """Filter the issues."""
        await self.query_one(FilterBar).open()

    def on_filter_bar_changed(self, event: FilterBar.Changed) -> None:
        """Filter live."""
        if event.words != self.words:
            self.words = event.words
            self._fill()

    def on_filter_bar_closed(self) -> None:
        """Back to the matrix."""
        self.grid.focus()

    def do_back(self) -> None:
        """Esc: the filter first, then back."""
        if self.words:
            self.query_one(FilterBar).close(clear=True)
        else:
            self.tracker.do_back()


class CellScreen(PaneScreen):
    """What one party said on one issue, the latest first, each with its words and what it moved from.

    Args:
        issue: the issue's name.
        party: the party's id.
        track: the track whose matrix it was opened from.
    """

    TITLE: ClassVar[str] = "History"

    def __init__(self, issue: str, party: str, track: int | None) -> None:
        super().__init__()
        self.issue, self.party, self.track = issue, party, track

    def read(self) -> tuple[MatrixRow, MatrixCell] | None:
        """The cell as it is now."""
        from tracker.desk.matrix import matrix  # noqa: PLC0415

        for row in matrix(self.db, self.as_of, parties=(self.party,)).rows:
            if row.issue == self.issue and row.cells:
                return row, row.cells[0]
        return None

    def lines(self, view: tuple[MatrixRow, MatrixCell], width: int) -> Sequence[Line]:
        """Every statement."""
        return matrix_lines.history_lines(*view, width)

    def nothing(self, width: int) -> Sequence[Line]:
        """Nothing by this day."""
        del width
        return [Line(), Line(((f"{one_line(self.party)} had stated nothing on {one_line(self.issue)}.", "plain"),))]

    def subtitle(self) -> str:
        """Whose, on what."""
        return f"{one_line(self.party)} on {one_line(self.issue)}"

    def new_kind(self) -> str | None:
        """A position."""
        return "position"
