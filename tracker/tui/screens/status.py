"""The first screen: where every track stands, one row a track; below it the track under the cursor, and what is due."""

from collections.abc import Hashable, Sequence
from datetime import date
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container

from tracker.desk.views import PlaceInTime, StatusView, TrackRow, TrackView
from tracker.domain import ages, edtf
from tracker.tui import track_lines
from tracker.tui.actions import FACT, GLOBAL, LIST, TRACK, action, shown_key
from tracker.tui.display import one_line, plural
from tracker.tui.resting import SOON
from tracker.tui.screens.listing import ListScreen
from tracker.tui.screens.track_actions import TrackActions
from tracker.tui.sources import MemorySource, Source
from tracker.tui.widgets.columns import SPARE, Column
from tracker.tui.widgets.filter_bar import FilterBar
from tracker.tui.widgets.text_pane import Line, TextPane, rule, wrapped
from tracker.tui.widgets.virtual_table import VirtualTable


def name_cell(row: TrackRow) -> tuple[str, str]:
    """The name; a star says that it is followed, brackets that it is archived."""
    name = one_line(row.name)
    if row.archived:
        return f"({name})", "dim"
    return (f"★ {name}" if row.followed else name), "strong"


def phase_cell(row: TrackRow) -> tuple[str, str]:
    """The phase in a word; a star says that a person set it."""
    text = track_lines.phase_word(row.phase) + ("*" if row.judgement and row.judgement.phase else "")
    style = {"awaiting confirmation": "accent", "suspended": "bad", "agreed": "good", "stale": "dim"}
    return text, style.get(row.phase, "plain")


def place_cell(place: PlaceInTime | None, year: int) -> tuple[str, str]:
    """Day and place of a last or next meeting; a dash where there is none."""
    if place is None:
        return "—", "dim"
    day = edtf.shown(place.date, year=year) or "no date"
    return " ".join(part for part in (day, one_line(place.place or "")) if part), "plain"


def days_cell(place: PlaceInTime | None) -> tuple[str, str]:
    """Days until the next meeting; below zero where its day passed and nobody has said that it was held."""
    if place is None or place.days is None:
        return "", "dim"
    return ages.in_days(place.days), "accent" if place.days <= 1 else "plain"


def news_cell(row: TrackRow) -> tuple[str, str]:
    """Days since the last article on it."""
    return ("—" if row.days_since_news is None else ages.in_days(row.days_since_news)), "dim"


class StatusScreen(TrackActions, ListScreen):
    """Every track, one row each."""

    TITLE: ClassVar[str] = "Negotiations"
    SCREEN_ID: ClassVar[str] = "status"
    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL, LIST, TRACK, FACT)
    FOOTER: ClassVar[tuple[str, ...]] = (
        "open",
        "follow",
        "judge",
        "changes",
        "evidence",
        "import_articles",
        "new",
        "filter",
        "undo",
    )

    COLUMN_NAMES: ClassVar = ("name", "level", "phase", "last", "next", "days", "chains", "news")

    def __init__(self) -> None:
        super().__init__()
        self.view: StatusView | None = None
        self._tracks: dict[int, TrackView] = {}

    def compose_body(self) -> ComposeResult:
        """The tracks; below them the track under the cursor and what is due (beside it where it is wide)."""
        columns = (
            Column("name", "TRACK", name_cell, 18, flex=2, most=40),
            Column("level", "LEVEL", lambda row: (track_lines.spoken(row.level), "dim"), 10, rank=SPARE),
            Column("phase", "PHASE", phase_cell, 11, most=14),
            Column("last", "LAST", lambda row: place_cell(row.last, self._year()), 13, flex=4, most=36),
            Column("next", "NEXT", lambda row: place_cell(self._next(row), self._year()), 12, flex=2, most=36),
            Column("days", "IN", lambda row: days_cell(self._next(row)), ages.WIDTH, right=True, rank=2, sort=False),
            Column("chains", "SRC", lambda row: (str(row.chains), "dim"), 3, right=True, rank=1),
            Column("news", "NEWS", news_cell, ages.WIDTH, right=True),
        )
        yield VirtualTable(columns, key=self.key_of)
        with Container(id="below"):
            yield TextPane(name="detail")
            yield TextPane(name="today")
        yield FilterBar()

    @property
    def detail(self) -> TextPane:
        """The pane of the track under the cursor."""
        return next(pane for pane in self.query(TextPane) if pane.name == "detail")

    @property
    def agenda(self) -> TextPane:
        """The pane of what is due, to confirm, and what changed."""
        return next(pane for pane in self.query(TextPane) if pane.name == "today")

    # Reading

    def source(self, words: str, sort: tuple[str, bool] | None) -> Source:
        """The tracks as the desk gives them."""
        from tracker.desk.status import status  # noqa: PLC0415

        self.view = view = status(self.db, self.as_of)
        return _source(view, words, sort)

    def refresh_view(self) -> None:
        """Read the status: in a thread, but at once when the app starts, so that its first paint says something."""
        if self.view is not None:
            super().refresh_view()
            return
        source = self.source("", self.sort)
        self.table.show(source, source.count(), sorted_by=self.sort)
        self.shown()
        self.update_lines()

    def shown(self) -> None:
        """The list is there: fit the panes to it."""
        view = self.view
        if view is None:
            return
        self._tracks.clear()
        self.tracker.tally = f"{view.to_review:,} to review · {plural(view.conflicts, 'conflict')}"
        if not self.words:
            self.table.set_empty(_empty(view))
        self._fit()
        self.agenda.show(lambda width: self._today(view, width), keep=True)
        self.show_detail(self.table.row)

    def _fit(self) -> None:
        table, below = self.table, self.query_one("#below")
        below.display = bool(table.total)
        if not table.total:
            table.styles.height = "1fr"
            return
        room = self.size.height - 4
        most = max(4, room // 2 if self._is_high else room * 2 // 5)
        table.styles.height = min(table.total + 1, most)
        if self.view is not None:
            lines = len(self._today(self.view, 40))
            self.agenda.styles.height = "1fr" if self.is_wide else min(lines, 5)
            self.agenda.display = bool(lines)

    @property
    def is_wide(self) -> bool:
        """True where two panes fit side by side."""
        return self.size.width >= 110

    @property
    def _is_high(self) -> bool:
        """True where the list has its half, and a statement of the pane a line for its words."""
        return self.size.height >= 34

    def on_resize(self, event: events.Resize) -> None:
        """Side by side where it is wide."""
        del event
        self.query_one("#below").set_class(self.is_wide, "-wide")
        self._fit()

    def _today(self, view: StatusView, width: int) -> list[Line]:
        changes = 30 if self.is_wide else 3
        lines = track_lines.newest(view, width, shown_key("as_of"))
        lines += track_lines.today(view, width, changes=changes, roomy=self.is_wide)
        return [*_heading(view, width), *lines] if lines else []

    def shows_nothing(self) -> bool:
        """True where no track is known: archived ones are one filter away."""
        return self.view is not None and not self.view.tracks

    # What the list does

    def key_of(self, row: Any) -> Hashable:
        """A track is its id."""
        return int(row.id)

    def fact_of(self, row: Any) -> tuple[str, int] | None:
        """The track."""
        return ("track", row.id)

    def selection(self) -> Sequence[tuple[str, int]]:
        """The fact in the pane that has the keys, else the tracks."""
        focused = self.focused
        if isinstance(focused, TextPane):
            return [focused.fact] if focused.fact else []
        return super().selection()

    def meeting_to_confirm(self) -> int | None:
        """The meeting of the line under the cursor; on a track the first of it that waits to be confirmed."""
        if isinstance(self.focused, TextPane):
            return super().meeting_to_confirm()
        row = self.table.row
        return row.to_confirm[0].id if row is not None and row.to_confirm else None

    def why_not(self, name: str) -> str | None:
        """On a track, the keys of confirming need a plan of it that has passed."""
        if name.startswith("confirm_") and self.table.row is not None and self.meeting_to_confirm() is None:
            return "No planned meeting of this track has passed without a report."
        return super().why_not(name)

    def track_row(self) -> TrackRow | None:
        """The track under the cursor."""
        return self.table.row

    def new_kind(self) -> str | None:
        """Ask which kind."""
        return None

    def show_detail(self, row: Any | None) -> None:
        """Read the track under the cursor once the cursor rests."""
        if row is None:
            self.detail.show(lambda _: ())
            return
        pause = self.rest.pause()
        known = self._tracks.get(row.id)
        if known is not None and pause == SOON:
            self._show_track(known)
        else:
            self.set_timer(pause, lambda: self._read_track(row.id))

    def _read_track(self, track: int) -> None:
        if not self.alive:
            return
        row = self.table.row
        if row is None or row.id != track:
            return
        if track in self._tracks:
            self._show_track(self._tracks[track])
            return
        from tracker.desk.track import track_view  # noqa: PLC0415

        self.load(track_view, self._show_track, self.db, track, self.as_of)

    def _show_track(self, view: TrackView) -> None:
        self._tracks[view.row.id] = view
        row = self.table.row
        if row is not None and row.id == view.row.id:
            roomy = self._is_high
            meetings = "" if self.is_wide else self._meetings_cut(view.row)
            self.detail.show(lambda width: track_lines.brief(view, width, roomy=roomy, meetings=meetings))

    def _meetings_cut(self, row: TrackRow) -> str:
        """The last and the next meeting in words, where a year that is not this one leaves their places no room."""
        year = self._year()
        named = [(name, one) for name, one in (("last", row.last), ("next", self._next(row))) if one and one.place]
        if all((edtf.last_day(one.date) or date(year, 1, 1)).year == year for _, one in named):
            return ""
        return " · ".join(f"{name} {place_cell(one, year)[0]}" for name, one in named)

    def _next(self, row: TrackRow) -> PlaceInTime | None:
        """What comes next on a track; where nothing does, what should have come."""
        return row.next or (self.view.passed(row) if self.view else None)

    def _year(self) -> int:
        return int(self.view.as_of[:4]) if self.view else date.today().year

    def subtitle(self) -> str:
        """As of which day, and how many tracks are archived."""
        if self.view is None:
            return ""
        day = date.fromisoformat(self.view.as_of)
        away = sum(row.archived for row in self.view.tracks)
        archived = f" · {away} archived" if away else ""
        return f"as of {day:%a} {edtf.shown(self.view.as_of)}{archived}"

    def open_row(self, row: Any) -> None:
        """Enter on a track: the Track screen."""
        self.tracker.open_track(row.id)


def _heading(view: StatusView, width: int) -> list[Line]:
    """What stands over the agenda: where something waits to be confirmed, the keys that answer."""
    if not view.to_confirm:
        return [rule(width, "Today")]
    names = ("confirm_held", "confirm_postponed", "confirm_cancelled", "confirm_unknown")
    keys = ", ".join(f"{shown_key(name)} {action(name).label}" for name in names)
    question = "Today · did it take place?"
    if len(question) + len(keys) + 5 <= width:
        return [rule(width, f"{question} {keys}")]
    return [rule(width, question), *(Line(((part, "dim"),)) for part in wrapped(keys, width))]


def _source(view: StatusView, words: str, sort: tuple[str, bool] | None) -> Source:
    keys = {
        "name": lambda row: row.name.casefold(),
        "level": lambda row: row.level,
        "phase": lambda row: row.phase,
        "last": lambda row: (row.last.date if row.last else None) or "",
        "next": lambda row: (row.next.date if row.next else None) or "9",
        "chains": lambda row: row.chains,
        "news": lambda row: -1 if row.days_since_news is None else row.days_since_news,
    }
    # What is archived is out of sight until somebody filters for the word.
    with_archived = "archived" in words.casefold()
    return MemorySource(
        [row for row in view.tracks if with_archived or not row.archived],
        text=lambda row: " ".join(
            (
                row.name,
                row.level,
                row.phase,
                track_lines.phase_word(row.phase),
                *row.parties,
                *row.open_issues,
                "archived" if row.archived else "",
            )
        ),
        words=words,
        key=keys[sort[0]] if sort else None,
        reverse=bool(sort and sort[1]),
        terms={
            "party": lambda row: row.parties,
            "phase": lambda row: (row.phase, track_lines.phase_word(row.phase)),
            "level": lambda row: (row.level,),
            "issue": lambda row: row.open_issues,
            "place": lambda row: (one.place for one in (row.last, row.next) if one is not None),
            "since": lambda row: (one.date for one in (row.last, row.next) if one is not None),
            "until": lambda row: (one.date for one in (row.last, row.next) if one is not None),
            "state": lambda row: (row.state,),
        },
    )


def _empty(view: StatusView) -> str:
    key = shown_key
    if view.tracks:
        return (
            "Every track is archived.\n\n"
            f"{key('filter')}  and the word archived shows them\n"
            f"{key('archive')}  brings one back"
        )
    if view.articles:
        day = edtf.shown(view.as_of)
        return (
            f"No negotiation is known as of {day}, from {plural(view.articles, 'article')}.\n\n"
            f"{key('go_articles')}  look at the articles       {key('as_of')}  look at another day\n"
            f"{key('import_articles')}  read more articles         {key('new')}  type a track yourself"
        )
    return (
        "Nothing has been read yet.\n\n"
        f"{key('import_articles')}  read articles: a file, a folder, an address, a feed\n"
        f"{key('paste')}  paste an article from the clipboard\n"
        f"{key('new')}  type a fact yourself\n"
        f"{key('help')}  what the keys do\n"
        f"{key('palette')}  then “tutorial”: five steps, on a file of its own"
    )
