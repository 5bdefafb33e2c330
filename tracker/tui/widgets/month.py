"""One month of a calendar: days with news marked, a cursor that arrows move by days and weeks."""

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tracker.domain import edtf
from tracker.tui.display import fit, plural
from tracker.tui.ink import ink, ink_on

CELL: Final = 6
"""Terminal cells of a day."""
ROWS: Final = 10
"""The month's name, the weekdays, six weeks, a free line, what is known of the day."""
_STEPS: Final = {"left": -1, "h": -1, "right": 1, "l": 1, "up": -7, "k": -7, "down": 7, "j": 7}
_FIRST, _LAST = date(1, 2, 1), date(9999, 11, 30)


class Month(Widget, can_focus=True):
    """A month with one day under the cursor.

    Args:
        day: the day under the cursor at first.
        today: the day that is today.
    """

    DEFAULT_CSS = f"Month {{ height: {ROWS}; width: {7 * CELL}; }}"

    class Moved(Message):
        """The cursor stands on another day."""

        def __init__(self, day: date) -> None:
            self.day = day
            super().__init__()

    def __init__(self, day: date, today: date) -> None:
        super().__init__()
        self.day = day
        self._today = today
        self._news: Mapping[date, int] = {}

    def span(self) -> tuple[date, date]:
        """The first and the last day that are shown: whole weeks."""
        weeks = calendar.Calendar().monthdatescalendar(self.day.year, self.day.month)
        return weeks[0][0], weeks[-1][-1]

    def show_news(self, news: Mapping[date, int]) -> None:
        """Mark the days that have articles, each with how many."""
        self._news = news
        self.refresh()

    def move_to(self, day: date) -> None:
        """Put the cursor on a day."""
        day = max(_FIRST, min(day, _LAST))
        if day != self.day:
            self.day = day
            self.refresh()
            self.post_message(self.Moved(day))

    def move_months(self, months: int) -> None:
        """The same day of another month, or its last where that month is shorter."""
        month = self.day.year * 12 + self.day.month - 1 + months
        year, month = month // 12, month % 12 + 1
        if _FIRST.year < year < _LAST.year:
            self.move_to(date(year, month, min(self.day.day, calendar.monthrange(year, month)[1])))

    def on_key(self, event: events.Key) -> None:
        """Arrows by days and weeks, page keys by months."""
        if event.key in _STEPS:
            self.move_to(self.day + timedelta(days=_STEPS[event.key]))
        elif event.key in ("pageup", "pagedown"):
            self.move_months(-1 if event.key == "pageup" else 1)
        else:
            return
        event.stop()

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a day; on the month's name, left and right go to the months beside."""
        if event.y == 0:
            self.move_months(-1 if event.x < self.size.width // 2 else 1)
            return
        weeks = calendar.Calendar().monthdatescalendar(self.day.year, self.day.month)
        if 2 <= event.y < 2 + len(weeks):
            self.move_to(weeks[event.y - 2][min(6, event.x // CELL)])

    def said(self) -> str:
        """What is known of the day under the cursor."""
        count = self._news.get(self.day, 0)
        parts = [f"{self.day:%a} {edtf.shown(self.day.isoformat())}", plural(count, "article") if count else "no news"]
        if self.day == self._today:
            parts.insert(1, "today")
        return " · ".join(parts)

    def render_line(self, y: int) -> Strip:
        """The month, the weekdays, the weeks, the day."""
        base, width = self.rich_style, self.size.width
        if y == 0:
            name = edtf.shown(f"{self.day:%Y-%m}")
            parts = [("◂ ", "dim"), (fit(f"{name:^{width - 4}}", width - 4), "heading"), (" ▸", "dim")]
        elif y == 1:
            parts = [("".join(f"{name:>4}  " for name in ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")), "dim")]
        elif y == ROWS - 1:
            parts = [(fit(f"  {self.said()}", width), "plain")]
        else:
            return Strip(self._week(y - 2)).adjust_cell_length(width, base)
        return Strip([Segment(text, base + ink(self, style)) for text, style in parts]).adjust_cell_length(width, base)

    def _week(self, number: int) -> list[Segment]:
        weeks = calendar.Calendar().monthdatescalendar(self.day.year, self.day.month)
        if not 0 <= number < len(weeks):
            return []
        base = self.rich_style
        segments = []
        for day in weeks[number]:
            news = "•" if day in self._news else " "
            inside = day.month == self.day.month
            ground = "cursor" if day == self.day else ""
            style = base + ink_on(self, ("strong" if day in self._news else "plain") if inside else "off", ground)
            if day == self.day:
                segments.append(Segment(f" ▸{day.day:>2}{news} ", style))
            elif day == self._today:
                segments.append(Segment(f" ({day.day:>2}{news})", style))
            else:
                segments.append(Segment(f"  {day.day:>2}{news} ", style))
        return segments
