"""Who stated what on which issue: every position, newest first."""

from collections.abc import Hashable
from typing import Any, ClassVar

from tracker.domain import edtf
from tracker.tui.actions import shown_key
from tracker.tui.display import one_line
from tracker.tui.screens.fact_list import FactListScreen
from tracker.tui.sources import Source
from tracker.tui.track_lines import issue_name, sign, spoken
from tracker.tui.widgets.columns import Column


def who(row: Any) -> tuple[str, str]:
    """The holder as a person where one is named, else whose words it is."""
    return one_line(row["person"] or row["speaker"] or (row["chain"][-1] if row["chain"] else "")), "plain"


class PositionsScreen(FactListScreen):
    """All positions."""

    TITLE: ClassVar[str] = "Positions"
    SCREEN_ID: ClassVar[str] = "positions"
    SORT: ClassVar[tuple[str, bool] | None] = ("reported", False)
    COLUMNS: ClassVar = (
        Column("reported", "REPORTED", lambda row: edtf.shown(row["reported_date"]), 11, down=True),
        Column("party", "PARTY", lambda row: (one_line(row["party"]), "key"), 5, most=10, flex=1),
        Column("person", "WHO", who, 10, flex=2, most=24, sort=False, rank=1),
        Column("issue", "ISSUE", lambda row: issue_name(row["issue"]), 12, flex=1, most=26),
        Column("stance", "STANCE", lambda row: spoken(row["stance"]), 12, most=19),
        Column("text", "WORDS", lambda row: one_line(row["text"]), 26, flex=5, sort=False),
        Column("state", "", lambda row: (sign(row["state"]), "dim"), 1, sort=False),
    )
    EMPTY: ClassVar[str] = (
        "No position is known yet.\n\n"
        "i  read articles: what each side says it wants is found in them\n"
        "n  type one yourself"
    )

    def source(self, words: str, sort: tuple[str, bool] | None) -> Source:
        """A window on the positions reported by the day that is shown."""
        from tracker.desk.lists import long_list  # noqa: PLC0415

        name, turned = sort or (None, False)
        only = {"until": self.as_of.isoformat()} if self.as_of else None
        return long_list(self.db, "positions", words=words, sort=name, reverse=turned, only=only)

    def key_of(self, row: Any) -> Hashable:
        """A position is its id."""
        return int(row["id"])

    def fact_of(self, row: Any) -> tuple[str, int] | None:
        """The position."""
        return ("position", row["id"])

    def subtitle(self) -> str:
        """That there is a matrix of them, too."""
        return f"statements · {shown_key('matrix')}: issue by party"

    def new_kind(self) -> str | None:
        """A position."""
        return "position"
