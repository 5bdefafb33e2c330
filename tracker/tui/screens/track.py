"""One track, whole: its meetings, delegations, positions by issue and side, tone; the words of each beside it."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from tracker.desk.views import TrackRow, TrackView
from tracker.tui import track_lines
from tracker.tui.actions import FACT, GLOBAL, READER, TRACK, shown_key
from tracker.tui.display import one_line
from tracker.tui.screens.pane_screen import PaneScreen
from tracker.tui.screens.track_actions import TrackActions
from tracker.tui.widgets.text_pane import Line, wrapped


class TrackScreen(TrackActions, PaneScreen):
    """The track that was opened last; at first the first one of the status."""

    TITLE: ClassVar[str] = "Track"
    SCREEN_ID: ClassVar[str] = "track"
    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL, READER, TRACK, FACT)
    FOOTER: ClassVar = ("evidence", "edit", "accept", "reject", "follow", "judge", "new", "note", "next_pane", "undo")

    def is_stale(self) -> bool:
        """Another track may have been opened meanwhile."""
        shown = self.view.row.id if self.view is not None else None
        return self.stale or (self.tracker.track is not None and self.tracker.track != shown)

    def read(self) -> TrackView | None:
        """The track."""
        from tracker.desk.track import track_view  # noqa: PLC0415

        track = self.tracker.track
        if track is None:
            from tracker.desk.status import status  # noqa: PLC0415

            rows = status(self.db, self.as_of).tracks
            if not rows:
                return None
            track = rows[0].id
        return track_view(self.db, track, self.as_of)

    def lines(self, view: TrackView, width: int) -> Sequence[Line]:
        """Everything that counts for the track."""
        return track_lines.whole(view, width, self.as_of or date.today())

    def is_same(self, before: TrackView, view: TrackView) -> bool:
        """True for the same track."""
        return before.row.id == view.row.id

    def unreadable(self, sentence: str) -> None:
        """The track was not known on that day, or is gone."""
        self.view = None
        self.pane.show(lambda width: [Line(), *(Line(((text, "plain"),)) for text in wrapped(sentence, width))])
        self.detail.display = False
        self.update_lines()

    def nothing(self, width: int) -> Sequence[Line]:
        """That no track is known."""
        return _nothing(width)

    def track_row(self) -> TrackRow | None:
        """The track that is shown."""
        return self.view.row if self.view else None

    def selection(self) -> Sequence[tuple[str, int]]:
        """The fact under the cursor; the track where no line stands for one."""
        return super().selection() or ([("track", self.view.row.id)] if self.view else [])

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


def _nothing(width: int) -> list[Line]:
    del width
    return [
        Line(),
        Line((("No track is known yet.", "plain"),)),
        Line(),
        Line(((f"{shown_key('import_articles')}", "key"), ("  read articles: tracks are found in them", "dim"))),
        Line(((f"{shown_key('new')}", "key"), ("  type one yourself", "dim"))),
    ]
