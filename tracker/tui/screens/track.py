"""One track, whole: its meetings, delegations, positions by issue and side, tone; the words of each beside it."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container

from tracker.desk.views import FactView, TrackRow, TrackView
from tracker.tui import track_lines
from tracker.tui.actions import FACT, GLOBAL, READER, TRACK, shown_key
from tracker.tui.display import one_line
from tracker.tui.messages import CursorMoved, RowOpened
from tracker.tui.screens.track_actions import TrackActions
from tracker.tui.widgets.fact_detail import FactDetail
from tracker.tui.widgets.text_pane import Line, TextPane

PAUSE = 0.05
"""Seconds the cursor rests on a line before its fact is read."""


class TrackScreen(TrackActions):
    """The track that was opened last; at first the first one of the status."""

    TITLE: ClassVar[str] = "Track"
    SCREEN_ID: ClassVar[str] = "track"
    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL, READER, TRACK, FACT)
    FOOTER: ClassVar = ("evidence", "edit", "accept", "reject", "follow", "judge", "new", "note", "next_pane", "undo")

    def __init__(self) -> None:
        super().__init__()
        self.view: TrackView | None = None
        self._shown: int | None = None

    def compose_body(self) -> ComposeResult:
        """The track, and the fact under its cursor."""
        with Container(classes="split"):
            yield TextPane(name="track")
            yield FactDetail(name="fact")

    @property
    def pane(self) -> TextPane:
        """The track's lines."""
        return next(pane for pane in self.query(TextPane) if pane.name == "track")

    @property
    def detail(self) -> FactDetail:
        """The evidence pane."""
        return self.query_one(FactDetail)

    def on_mount(self) -> None:
        """Keys go to the track."""
        self.pane.focus()

    def on_resize(self) -> None:
        """Side by side where it is wide."""
        self.query_one(".split").set_class(self.size.width >= 110, "-wide")

    def is_stale(self) -> bool:
        """Another track may have been opened meanwhile."""
        return self.stale or (self.tracker.track is not None and self.tracker.track != self._shown)

    # Reading

    def refresh_view(self) -> None:
        """Read the track, in a thread."""
        self.load(self._read, self._show)

    def _read(self) -> TrackView | None:
        from tracker.desk.track import track_view  # noqa: PLC0415

        track = self.tracker.track
        if track is None:
            from tracker.desk.status import status  # noqa: PLC0415

            rows = status(self.db, self.as_of).tracks
            if not rows:
                return None
            track = rows[0].id
        return track_view(self.db, track, self.as_of)

    def _show(self, view: TrackView | None) -> None:
        self.view = view
        if view is None:
            self.pane.show(_nothing)
            self.detail.display = False
        else:
            same = self._shown == view.row.id
            self._shown = view.row.id
            day = self.as_of or date.today()
            self.detail.display = True
            self.pane.show(lambda width: track_lines.whole(view, width, day), keep=same)
            self._show_detail(self.pane.fact)
        self.update_lines()

    def _show_detail(self, fact: tuple[str, int] | None) -> None:
        if fact is None:
            self.detail.show_fact(None)
        else:
            self.set_timer(PAUSE, lambda: self._read_fact(fact))

    def _read_fact(self, fact: tuple[str, int]) -> None:
        if self.alive and self.is_current and self.pane.fact == fact:
            from tracker.desk import facts  # noqa: PLC0415

            kind, number = fact
            self.load(facts.fact, self._show_fact, self.db, kind, number)

    def _show_fact(self, view: FactView) -> None:
        if self.pane.fact == (view.kind, view.id):
            self.detail.show_fact(view)

    # What it means

    def track_row(self) -> TrackRow | None:
        """The track that is shown."""
        return self.view.row if self.view else None

    def selection(self) -> Sequence[tuple[str, int]]:
        """The fact of the pane that has the keys; the track where no line stands for one."""
        focused = self.focused
        pane = focused if isinstance(focused, TextPane) else self.pane
        if pane.fact is None and pane is self.detail:
            pane = self.pane
        if pane.fact is not None:
            return [pane.fact]
        return [("track", self.view.row.id)] if self.view else []

    def copy_text(self) -> str:
        """The whole track as it is shown."""
        return self.pane.text()

    def export_words(self) -> list[str] | None:
        """The track with what belongs to it."""
        return ["--kind", "track", "--id", str(self.view.row.id)] if self.view else None

    def export_name(self) -> str:
        """Named after what it shows."""
        return "track.md"

    def subtitle(self) -> str:
        """The track's name, phase and level."""
        if self.view is None:
            return ""
        row = self.view.row
        return f"{one_line(row.name)} · {track_lines.phase_word(row.phase)} · {track_lines.spoken(row.level)} level"

    def on_cursor_moved(self, event: CursorMoved) -> None:
        """Show the fact under the track's cursor."""
        del event
        if self.focused is not self.detail:
            self._show_detail(self.pane.fact)
        self.update_lines()

    def on_row_opened(self, event: RowOpened) -> None:
        """Enter on a fact: its words in the article."""
        if isinstance(event.row, tuple):
            self.tracker.open_evidence(*event.row)


def _nothing(width: int) -> list[Line]:
    del width
    return [
        Line(),
        Line((("No track is known yet.", "plain"),)),
        Line(),
        Line(((f"{shown_key('import_articles')}", "key"), ("  read articles: tracks are found in them", "dim"))),
        Line(((f"{shown_key('new')}", "key"), ("  type one yourself", "dim"))),
    ]
