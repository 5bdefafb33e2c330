"""Past and planned meetings: drawn on a scale of time, a row a track; below, the list of them, the latest first."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, ClassVar, Final

from textual.app import ComposeResult

from tracker.domain import edtf
from tracker.tui.actions import FACT, GLOBAL, LIST, TIMELINE, shown_key
from tracker.tui.display import one_line
from tracker.tui.messages import CursorMoved
from tracker.tui.resting import SOON, Rest
from tracker.tui.screens.fact_list import FactListScreen
from tracker.tui.sources import MemorySource, Source
from tracker.tui.track_lines import sign, spoken
from tracker.tui.widgets.columns import Column
from tracker.tui.widgets.time_line import TimeLine


def day(row: Any) -> tuple[str, str]:
    """The day as far as it is known; the article's own word where it is not."""
    shown = edtf.shown(row["date"])
    return (shown, "plain") if shown else (one_line(row["date_text"] or "no date"), "dim")


def status(row: Any) -> tuple[str, str]:
    """Held or not, in a word."""
    style = {"held": "plain", "ongoing": "good", "planned": "accent"}.get(row["status"], "dim")
    return spoken(row["status"]), style


def what(row: Any) -> tuple[str, str]:
    """The track, or the parties; that it is internal where it is."""
    name = one_line(row["track_name"] or " – ".join(row["parties"]))
    return (f"{name} (internal)", "dim") if row["kind"] == "internal_briefing" else (name, "strong")


def people(row: Any) -> tuple[str, str]:
    """Who took part, or is expected to."""
    return one_line(", ".join(row["people"])), "dim"


_KEYS: Final = {
    "day": lambda row: row["date"] or "",
    "status": lambda row: row["status"],
    "track": lambda row: row["track_name"] or "",
    "place": lambda row: row["place"] or "",
}


def _words(row: Any) -> str:
    parts = (
        row["date"],
        row["status"],
        row["track_name"],
        row["place"],
        row["condition"],
        *row["parties"],
        *row["people"],
    )
    return " ".join(part for part in parts if part)


DRAWN: Final = 1_000
"""Meetings that are drawn at once: more than fit on a screen apart from each other."""


class TimelineScreen(FactListScreen):
    """All meetings: the drawing goes along with the cursor of the list."""

    TITLE: ClassVar[str] = "Timeline"
    SCREEN_ID: ClassVar[str] = "timeline"
    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL, LIST, FACT, TIMELINE)
    FOOTER: ClassVar = (
        "open",
        "evidence",
        "zoom_in",
        "zoom_out",
        "scroll_left",
        "scroll_right",
        "to_today",
        "edit",
        "filter",
        "accept",
        "reject",
    )
    SORT: ClassVar[tuple[str, bool] | None] = ("day", False)
    COLUMNS: ClassVar = (
        Column("day", "DAY", day, 17, down=True),
        Column("status", "STATUS", status, 11),
        Column("track", "WHO", what, 16, flex=2, most=40),
        Column("place", "PLACE", lambda row: one_line(row["place"] or ""), 12, flex=2, most=32),
        Column(
            "people", "PEOPLE", lambda row: (one_line(", ".join(row["people"])), "dim"), 16, flex=3, sort=False, rank=1
        ),
        Column("state", "", lambda row: (sign(row["state"]), "dim"), 1, sort=False),
    )
    EMPTY: ClassVar[str] = (
        "No meeting is known yet.\n\n"
        "i  read articles: past and planned meetings are found in them\n"
        "n  type one yourself"
    )

    def __init__(self) -> None:
        super().__init__()
        self._source: Source | None = None
        self._drawing = Rest()

    def source(self, words: str, sort: tuple[str, bool] | None) -> Source:
        """A window on the meetings; for a past day the meetings as they were known then."""
        name, turned = sort or (None, False)
        if self.as_of is None:
            from tracker.desk.lists import long_list  # noqa: PLC0415

            self._source = long_list(self.db, "meetings", words=words, sort=name, reverse=turned)
            return self._source
        from tracker.desk.timeline import timeline  # noqa: PLC0415

        rows = [asdict(view) for view in timeline(self.db, self.as_of)]
        natural = name in (None, "day")  # the latest first
        key = _KEYS[name or "day"]
        self._source = MemorySource(rows, text=_words, words=words, key=key, reverse=natural != turned)
        return self._source

    def compose_body(self) -> ComposeResult:
        """The drawing above the list."""
        yield TimeLine(self.as_of or date.today())
        yield from super().compose_body()

    @property
    def line(self) -> TimeLine:
        """The drawing."""
        return self.query_one(TimeLine)

    def on_resize(self) -> None:
        """More tracks where it is high."""
        self.line.set_most(max(3, self.size.height // 5))

    # The drawing and the list

    def shown(self) -> None:
        """The list was read anew: so is what is drawn."""
        super().shown()
        self.line.display = bool(self.table.total)
        self.line.fit_anew()
        self._draw()

    def _draw(self) -> None:
        span = self.line.span
        if span is not None:
            self.load(self._drawn, self._show_drawn, *span, self.words)

    def _drawn(self, first: date, last: date, words: str) -> Sequence[Mapping[str, Any]]:
        if self.as_of is None:
            from tracker.desk.lists import long_list  # noqa: PLC0415

            only = {"since": first.isoformat(), "until": last.isoformat()}
            return long_list(self.db, "meetings", words=words, only=only).rows(0, DRAWN)
        from tracker.desk.timeline import timeline  # noqa: PLC0415

        rows = [asdict(view) for view in timeline(self.db, self.as_of, first, last)]
        return MemorySource(rows, text=_words, words=words).rows(0, DRAWN)

    def _show_drawn(self, rows: Sequence[Mapping[str, Any]]) -> None:
        self.line.show(rows, self.as_of or date.today())

    def on_time_line_moved(self) -> None:
        """Other days are drawn: read what happened on them."""
        self._draw()
        self.update_lines()

    def on_time_line_clicked(self, event: TimeLine.Clicked) -> None:
        """A click on a sign puts the cursor of the list there."""
        source = self._source
        if source is None:
            return
        find = getattr(source, "find", None)
        if find is not None:
            at = find(event.meeting)
        else:
            rows = enumerate(source.rows(0, self.table.total))
            at = next((number for number, row in rows if row["id"] == event.meeting), None)
        if at is not None:
            self.table.move_to(at)

    def on_cursor_moved(self, event: CursorMoved) -> None:
        """The drawing goes along."""
        if event.row is None or isinstance(event.row, Mapping):
            row = event.row
            pause = self._drawing.pause()
            if pause == SOON:
                self._go_along(row)
            else:
                self.set_timer(pause, lambda: self._go_along(row))

    def _go_along(self, row: Mapping[str, Any] | None) -> None:
        if self.alive and (row is None or self.table.row is None or row["id"] == self.table.row["id"]):
            self.line.today = self.as_of or date.today()
            self.line.show_cursor(row)

    def subtitle(self) -> str:
        """That today is not among the days that are drawn, and the key that leads there."""
        line = self.line
        if not self.table.total or line.scale is None or line.scale.shows(line.today):
            return ""
        when = "later" if line.scale.last < line.today else "earlier"
        return f"{shown_key('to_today')}: today, {edtf.shown(line.today.isoformat())}, is {when}"

    def why_not(self, name: str) -> str | None:
        """Zooming has two ends; there is time to move in only where there is a meeting."""
        if name in ("zoom_in", "zoom_out", "to_today", "scroll_left", "scroll_right"):
            if not self.table.total:
                return self.EMPTY.splitlines()[0]
            if name.startswith("zoom") and not self.line.can_zoom(-1 if name == "zoom_in" else 1):
                return f"This is as {'wide' if name == 'zoom_in' else 'narrow'} as time is drawn."
            return None
        return super().why_not(name)

    def do_zoom_in(self) -> None:
        """Fewer days."""
        self._zoomed(-1)

    def do_zoom_out(self) -> None:
        """More days."""
        self._zoomed(1)

    def _zoomed(self, step: int) -> None:
        self.line.zoom(step)
        self.say(f"Time by {self.line.zoom_name}.")

    def do_to_today(self) -> None:
        """Today in the middle."""
        self.line.to_today()

    def do_scroll_left(self) -> None:
        """Back in time."""
        self.line.shift(-0.25)

    def do_scroll_right(self) -> None:
        """On in time."""
        self.line.shift(0.25)

    def open_row(self, row: Any) -> None:
        """Enter: the meeting, whole."""
        self.tracker.open("fact", "meeting", row["id"])

    def key_of(self, row: Any) -> Hashable:
        """A meeting is its id."""
        return int(row["id"])

    def fact_of(self, row: Any) -> tuple[str, int] | None:
        """The meeting."""
        return ("meeting", row["id"])

    def new_kind(self) -> str | None:
        """A meeting."""
        return "meeting"
