"""Past and planned meetings in order, the latest first."""

from collections.abc import Hashable
from dataclasses import asdict
from typing import Any, ClassVar, Final

from tracker.domain import edtf
from tracker.tui.display import one_line
from tracker.tui.screens.fact_list import FactListScreen
from tracker.tui.sources import MemorySource, Source
from tracker.tui.track_lines import sign, spoken
from tracker.tui.widgets.columns import Column


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


class TimelineScreen(FactListScreen):
    """All meetings."""

    TITLE: ClassVar[str] = "Timeline"
    SCREEN_ID: ClassVar[str] = "timeline"
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

    def source(self, words: str, sort: tuple[str, bool] | None) -> Source:
        """A window on the meetings; for a past day the meetings as they were known then."""
        name, turned = sort or (None, False)
        if self.as_of is None:
            from tracker.desk.lists import long_list  # noqa: PLC0415

            return long_list(self.db, "meetings", words=words, sort=name, reverse=turned)
        from tracker.desk.timeline import timeline  # noqa: PLC0415

        rows = [asdict(view) for view in timeline(self.db, self.as_of)]
        natural = name in (None, "day")  # the latest first
        return MemorySource(rows, text=_words, words=words, key=_KEYS[name or "day"], reverse=natural != turned)

    def key_of(self, row: Any) -> Hashable:
        """A meeting is its id."""
        return int(row["id"])

    def fact_of(self, row: Any) -> tuple[str, int] | None:
        """The meeting."""
        return ("meeting", row["id"])

    def new_kind(self) -> str | None:
        """A meeting."""
        return "meeting"
