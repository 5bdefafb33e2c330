"""A drawn time line: a row a track, past and planned meetings as signs on a scale, today a line from top to bottom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tracker.domain import edtf
from tracker.tui.actions import shown_key
from tracker.tui.display import cell_len, fit, one_line
from tracker.tui.ink import ink
from tracker.tui.meeting_signs import LEGEND, sign_of
from tracker.tui.time_scale import ZOOMS, Scale

HEAD: Final = 2
"""Lines of the scale above the rows."""
FOOT: Final = 1
"""The line below them that says what the signs mean."""
_NO_TRACK: Final = "no track"
_TODAY: Final = "┊"


@dataclass(slots=True)
class Row:
    """One track: its name and its meetings that are drawn, each with its first and last cell."""

    name: str
    meetings: list[tuple[int, int, Any]] = field(default_factory=list)


class TimeLine(Widget, can_focus=False):
    """Meetings on a scale. It moves with the list beside it; a click on a sign asks for that meeting."""

    class Moved(Message):
        """Other days are shown: what happened on them must be read."""

    class Clicked(Message):
        """A meeting was clicked."""

        def __init__(self, meeting: int) -> None:
            self.meeting = meeting
            super().__init__()

    def __init__(self, today: date) -> None:
        super().__init__()
        self.today = today
        self.scale: Scale | None = None
        self._zoom = 1
        self._rows: list[Row] = []
        self._meetings: Sequence[Mapping[str, Any]] = ()
        self._cursor: Mapping[str, Any] | None = None
        self._top = 0
        self._most = 4
        self._lines = 1
        """Rows of tracks that there is room for: the list below must not move while its cursor does."""

    # What is drawn

    def set_most(self, rows: int) -> None:
        """At most so many rows of tracks."""
        self._most = rows
        self.fit_anew()

    def fit_anew(self) -> None:
        """Take no more room than the tracks of these days need: another list is shown."""
        self._lines = 1
        self._fit()

    def show(self, meetings: Sequence[Mapping[str, Any]], today: date) -> None:
        """Draw these meetings (rows of the list of meetings), the tracks with the latest first."""
        self.today = today
        self._meetings = meetings
        self._lay_out()

    def show_cursor(self, meeting: Mapping[str, Any] | None) -> None:
        """Put brackets around a meeting, and go to its days where they are not shown."""
        self._cursor = meeting
        days = _days(meeting) if meeting is not None else None
        scale = self.scale
        if scale is None:
            if self.size.width:
                self._begin()
        elif days is not None and not (scale.shows(days[0]) or scale.shows(days[1])):
            self._go(scale.around(days[0]))
        self._reveal()
        self.refresh()

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day that are drawn; None before the size is known."""
        return (self.scale.first, self.scale.last) if self.scale is not None else None

    @property
    def zoom_name(self) -> str:
        """What the zoom is called."""
        return ZOOMS[self._zoom].name

    # Moving

    def can_zoom(self, step: int) -> bool:
        """True where there is a narrower zoom (1) or a wider one (-1)."""
        return 0 <= self._zoom + step < len(ZOOMS)

    def zoom(self, step: int) -> None:
        """Show more days (1) or fewer (-1), around the meeting under the cursor, else around the middle."""
        if self.scale is None or not self.can_zoom(step):
            return
        self._zoom += step
        days = _days(self._cursor) if self._cursor is not None else None
        scale = self.scale
        middle = scale.day(scale.width // 2)
        around = days[0] if days is not None and scale.shows(days[0]) else middle
        self._go(scale.zoomed(ZOOMS[self._zoom], around))

    def shift(self, share: float) -> None:
        """Go on in time by a share of the width, back where it is below zero."""
        if self.scale is not None:
            self._go(self.scale.shifted(round(self.scale.width * share)))

    def to_today(self) -> None:
        """Put today in the middle."""
        if self.scale is not None:
            self._go(self.scale.around(self.today))

    def _go(self, scale: Scale) -> None:
        if scale != self.scale:
            self.scale = scale
            self._lay_out()
            self.post_message(self.Moved())

    # Layout

    def _label(self) -> int:
        return max(12, min(30, self.size.width // 4))

    def on_resize(self) -> None:
        """Another width shows other days."""
        self._begin()

    def _begin(self) -> None:
        width = max(10, self.size.width - self._label() - 2)
        zoom = ZOOMS[self._zoom]
        if self.scale is None:
            days = _days(self._cursor) if self._cursor is not None else None
            scale = Scale(zoom, self.today, width).around(self.today, 0.6)
            self._go(scale if days is None or scale.shows(days[0]) else scale.around(days[0], 0.7))
        elif self.scale.width != width:
            self._go(Scale(zoom, self.scale.first, width))

    def _lay_out(self) -> None:
        scale = self.scale
        if scale is None:
            return
        rows: dict[Any, Row] = {}
        latest: dict[Any, date] = {}
        for one in self._meetings:
            days = _days(one)
            if days is None or days[1] < scale.first or days[0] > scale.last:
                continue
            key = one["track_name"] or None
            row = rows.setdefault(key, Row(one_line(key or _NO_TRACK)))
            start, end = max(0, scale.cell(days[0])), min(scale.width - 1, scale.cell(days[1]))
            row.meetings.append((start, end, one))
            latest[key] = max(latest.get(key, days[1]), days[1])
        order = sorted(rows, key=lambda key: (key is None, -latest[key].toordinal(), key or ""))
        self._rows = [rows[key] for key in order]
        self._fit()
        self._reveal()
        self.refresh()

    def _fit(self) -> None:
        self._lines = max(self._lines, min(len(self._rows), self._most))
        self.styles.height = HEAD + self._lines + FOOT

    def _shown_rows(self) -> int:
        return max(1, min(len(self._rows), self._most))

    def _reveal(self) -> None:
        shown = self._shown_rows()
        at = self._row_of_cursor()
        if at is not None:
            self._top = min(max(self._top, at - shown + 1), at)
        self._top = max(0, min(self._top, len(self._rows) - shown))

    def _row_of_cursor(self) -> int | None:
        if self._cursor is None:
            return None
        number = self._cursor["id"]
        return next(
            (at for at, row in enumerate(self._rows) if any(one["id"] == number for _, _, one in row.meetings)), None
        )

    # Painting

    def render_line(self, y: int) -> Strip:
        """The scale, a row a track, what the signs mean."""
        base, width, scale = self.rich_style, self.size.width, self.scale
        if scale is None:
            return Strip.blank(width, base)
        lines = self._lines
        if y < HEAD:
            parts = self._head(y, scale)
        elif y < HEAD + lines:
            parts = self._row(self._top + y - HEAD, scale)
        else:
            parts = self._foot(width)
        return Strip([Segment(text, base + ink(self, style)) for text, style in parts]).adjust_cell_length(width, base)

    def _head(self, y: int, scale: Scale) -> list[tuple[str, str]]:
        label = self._label()
        if y == 0:
            keys = " ".join(shown_key(name) for name in ("zoom_in", "zoom_out", "scroll_left", "scroll_right"))
            return [(fit(f"  {self.zoom_name:<6} {keys}", label + 1), "dim"), (scale.heads()[0], "heading")]
        hidden = max(0, len(self._rows) - self._shown_rows())
        said = f"  {hidden} more below" if hidden and self._top < hidden else f"  {hidden} more above" if hidden else ""
        text, at = scale.heads()[1], scale.cell(self.today)
        parts = [(fit(said, label + 1), "dim")]
        if 0 <= at < scale.width:
            return [*parts, (text[:at], "dim"), ("▾", "accent"), (text[at + 1 :], "dim")]
        return [*parts, (text, "dim")]

    def _row(self, number: int, scale: Scale) -> list[tuple[str, str]]:
        label = self._label()
        if number >= len(self._rows):
            said = "" if self._rows else "no meeting on these days: a row below with a day goes there"
            return [(" " * (label + 1), "dim"), (said if number == 0 else "", "dim")]
        row = self._rows[number]
        cells: list[tuple[str, str]] = [(" ", "dim")] * scale.width
        for at in scale.ticks():
            if 0 <= at < scale.width:
                cells[at] = ("·", "rule")
        today = scale.cell(self.today)
        if 0 <= today < scale.width:
            cells[today] = (_TODAY, "accent")
        taken: dict[int, int] = {}
        ends = sorted(row.meetings, key=lambda one: one[1] - one[0], reverse=True)  # what is short stands above
        for start, end, one in ends:
            sign, style = sign_of(one["status"], one["kind"], one["date"], self.today)
            wide = end - start >= scale.zoom.cells  # a day is one sign however wide it is
            if wide:
                for at in range(start, end + 1):
                    if at not in taken:
                        cells[at] = ("┄" if edtf.precision(one["date"]) != "interval" else "─", style)
            at = (start + end) // 2 if wide and edtf.precision(one["date"]) != "interval" else start
            taken[at] = taken.get(at, 0) + 1
            cells[at] = (sign if taken[at] == 1 else str(min(taken[at], 9)), style)
        here = self._cursor["id"] if self._cursor is not None else None
        chosen = next(((start, end, one) for start, end, one in row.meetings if one["id"] == here), None)
        if chosen is not None:
            start, end, one = chosen
            wide = end - start >= scale.zoom.cells
            first = (start + end) // 2 if wide and edtf.precision(one["date"]) != "interval" else start
            last = end if wide and edtf.precision(one["date"]) == "interval" else first
            for at, bracket in ((first - 1, "["), (last + 1, "]")):
                if 0 <= at < scale.width and at not in taken and at != today:
                    cells[at] = (bracket, "key")
            if taken.get(first, 0) == 1:
                cells[first] = (cells[first][0], "key")
        pointer = ("▸ ", "key") if chosen is not None else ("  ", "plain")
        return [pointer, (fit(row.name, label - 2) + " ", "plain"), *cells]

    def _foot(self, width: int) -> list[tuple[str, str]]:
        parts = [("  ", "dim")]
        for sign, word in (*LEGEND, (_TODAY, "today")):
            if sum(cell_len(text) for text, _ in parts) + len(word) + 4 <= width:
                parts += [(sign, "plain"), (f" {word}  ", "dim")]
        return parts

    def on_click(self, event: events.Click) -> None:
        """A click on a sign asks for its meeting, one on the row for the meeting that is nearest."""
        number = self._top + event.y - HEAD
        if not 0 <= event.y - HEAD < self._shown_rows() or number >= len(self._rows):
            return
        at = event.x - self._label() - 1
        nearest = min(self._rows[number].meetings, key=lambda one: min(abs(one[0] - at), abs(one[1] - at)))
        self.post_message(self.Clicked(nearest[2]["id"]))


def _days(meeting: Mapping[str, Any]) -> tuple[date, date] | None:
    """The first and last day of a meeting as far as they are known; None where neither is."""
    days = edtf.interval(meeting["date"])
    if days is None:
        return None
    first, last = days.first or days.last, days.last or days.first
    return (first, last) if first is not None and last is not None else None
