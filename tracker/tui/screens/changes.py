"""What changed: since a person last looked, or between two days; one line a change, the latest first."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar, Final

from tracker.desk.views import ChangeLine
from tracker.domain import edtf
from tracker.tui.actions import CHANGES, FACT, GLOBAL, LIST, CannotActError, shown_key
from tracker.tui.display import one_line
from tracker.tui.screens.fact_list import FactListScreen
from tracker.tui.screens.journal import moment
from tracker.tui.sources import MemorySource, Source
from tracker.tui.widgets.columns import Column
from tracker.tui.widgets.text_pane import Line, rule, wrapped

LOOK: Final = "look"
NEWEST: Final = "newest"
WEEK: Final = "week"
MONTH: Final = "month"
DAYS: Final = "days"
_SPANS: Final = {WEEK: 7, MONTH: 30}
MOST: Final = 2_000
"""Lines: of more only the latest are read, however long the period is."""


@dataclass(frozen=True, slots=True)
class Period:
    """Which changes are asked for: a name of those above, and for `DAYS` the two days, both included."""

    name: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    lines: Sequence[ChangeLine]
    said: str


class ChangesScreen(FactListScreen):
    """Changes of a period, each with the fact that changed and its words."""

    TITLE: ClassVar[str] = "Changes"
    SCOPES: ClassVar[tuple[str, ...]] = (GLOBAL, LIST, FACT, CHANGES)
    FOOTER: ClassVar = ("period", "open", "evidence", "edit", "accept", "reject", "filter", "undo")
    COLUMNS: ClassVar = (
        Column("day", "DAY", lambda row: edtf.shown(row.day), 12, down=True),
        Column("kind", "KIND", lambda row: (one_line(row.kind), "key"), 9),
        Column("sentence", "WHAT CHANGED", lambda row: one_line(row.sentence), 30, flex=1, sort=False),
    )

    def __init__(self) -> None:
        super().__init__()
        self.period: Period | None = None
        self._said = ""

    def source(self, words: str, sort: tuple[str, bool] | None) -> Source:
        """The changes of the period, the latest of them where there are very many."""
        found = self._read_changes()
        self._said = found.said + (f" · the latest {MOST:,}" if len(found.lines) == MOST else "")
        keys = {"day": lambda row: row.day or "", "kind": lambda row: row.kind}
        return MemorySource(
            found.lines,
            text=lambda row: " ".join((edtf.shown(row.day), row.kind, row.sentence)),
            words=words,
            key=keys[sort[0]] if sort else None,
            reverse=sort is not None and (sort[0] == "day") != sort[1],
        )

    def _read_changes(self) -> _Read:
        from tracker.desk import changes, days  # noqa: PLC0415

        today = self.as_of or date.today()
        period = self.period
        if period is None or period.name == LOOK:
            look = changes.last_look(self.db) if self.as_of is None else None
            lines = changes.changes_since_look(self.db, today, MOST) if look else None
            if look is not None and lines is not None and (lines or period is not None):
                return _Read(lines, f"since the last look, {moment(look)}")
            period = Period(NEWEST)
        if period.name == NEWEST:
            since = days.news_beside(self.db, today + timedelta(days=1), later=False) or today
            return _Read(changes.changes(self.db, since, today, MOST), f"since the newest article, {_shown(since)}")
        since = period.since or today - timedelta(days=_SPANS.get(period.name, 0))
        until = min(period.until or today, today)
        return _Read(changes.changes(self.db, since, until, MOST), f"{_shown(since)} to {_shown(until)}")

    def shown(self) -> None:
        """Say what to do where nothing changed."""
        if not self.words:
            days, as_of = shown_key("period"), shown_key("as_of")
            self.table.set_empty(
                f"Nothing changed {self._said}.\n\n"
                f"{days}  choose other days\n{as_of}  see everything as of another day\n"
                f"{shown_key('import_articles')}  read articles: what they change stands here"
            )
        super().shown()

    def key_of(self, row: Any) -> Hashable:
        """A change is its day, its fact and its sentence."""
        return (row.day, row.fact_kind, row.fact, row.sentence)

    def fact_of(self, row: Any) -> tuple[str, int] | None:
        """The fact that changed."""
        return (row.fact_kind, row.fact) if row.fact_kind and row.fact is not None else None

    def above(self, row: Any, width: int) -> Sequence[Line]:
        """The whole sentence."""
        lines = [rule(width, f"changed {edtf.shown(row.day)}")]
        return [*lines, *(Line(((text, "plain"),)) for text in wrapped(row.sentence, width)), Line()]

    def open_row(self, row: Any) -> None:
        """Enter: the track that a person judged, else the fact's words."""
        if row.fact_kind == "track" and row.fact is not None:
            self.tracker.open_track(row.fact)
        else:
            super().open_row(row)

    def subtitle(self) -> str:
        """Which days."""
        return self._said

    def why_not(self, name: str) -> str | None:
        """Pressed again, the key has nowhere to go."""
        return "These are the changes already." if name == "changes" else super().why_not(name)

    def do_changes(self) -> None:
        """This is it."""
        raise CannotActError("These are the changes already.")

    # Other days

    def do_period(self) -> None:
        """Ask for the days."""
        options = [
            (LOOK, "since the last look"),
            (NEWEST, "since the newest article"),
            (WEEK, "the last 7 days"),
            (MONTH, "the last 30 days"),
            (DAYS, "between two days…"),
        ]

        def answered(name: str | None) -> None:
            if name == DAYS:
                self._ask_since()
            elif name is not None:
                self._set(Period(name))

        chosen = self.period.name if self.period else LOOK
        self.tracker.open("choice", "What changed", options, chosen=chosen, then=answered)

    def _ask_since(self) -> None:
        today = self.as_of or date.today()
        since = self.period.since if self.period else None

        def first(answer: tuple[date | None] | None) -> None:
            if answer is not None:
                begin = answer[0] or today
                until = self.period.until if self.period else None

                def last(answer: tuple[date | None] | None) -> None:
                    if answer is not None:
                        end = answer[0] or today
                        self._set(Period(DAYS, min(begin, end), max(begin, end)))

                self.tracker.open("calendar", "… to the end of which day?", until or today, then=last)

        self.tracker.open(
            "calendar", "What changed from which day on …", since or today - timedelta(days=7), then=first
        )

    def _set(self, period: Period) -> None:
        self.period = period
        self.reread()


def _shown(day: date) -> str:
    return edtf.shown(day.isoformat())
