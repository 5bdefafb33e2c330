"""Persons, and with `tab` the parties."""

from collections.abc import Hashable
from typing import Any, ClassVar

from tracker.tui.display import one_line
from tracker.tui.remembering import ListView
from tracker.tui.screens.fact_list import FactListScreen
from tracker.tui.sources import Source
from tracker.tui.track_lines import sign, spoken
from tracker.tui.widgets.columns import Column


def _aliases(row: Any) -> tuple[str, str]:
    return ", ".join(one_line(name) for name in row["aliases"] if name not in (row["name"], row.get("code"))), "dim"


_STATE = Column("state", "", lambda row: (sign(row["state"]), "dim"), 1, sort=False)
PERSONS = (
    Column("name", "NAME", lambda row: (one_line(row["name"]), "strong"), 20, flex=2, most=34),
    Column("party", "PARTY", lambda row: (one_line(row["party"] or "—"), "key"), 7),
    Column("roles", "ROLES", lambda row: one_line("; ".join(row["roles"])), 26, flex=4, sort=False),
    Column("aliases", "ALSO WRITTEN", _aliases, 16, flex=2, most=40, sort=False, rank=1),
    _STATE,
)
PARTIES = (
    Column("code", "ID", lambda row: (one_line(row["code"]), "key"), 8),
    Column("name", "NAME", lambda row: (one_line(row["name"]), "strong"), 20, flex=2, most=40),
    Column("type", "TYPE", lambda row: spoken(row["type"]), 12),
    Column("people", "PERSONS", lambda row: f"{row['people']:,}", 7, right=True, sort=False),
    Column("aliases", "ALSO WRITTEN", _aliases, 16, flex=2, most=40, sort=False, rank=1),
    _STATE,
)


class PeopleScreen(FactListScreen):
    """Who there is: persons or parties."""

    TITLE: ClassVar[str] = "People"
    SCREEN_ID: ClassVar[str] = "people"
    FOOTER: ClassVar = ("open", "next_pane", "evidence", "edit", "accept", "reject", "merge", "new", "filter", "sort")
    COLUMNS: ClassVar = PERSONS
    EMPTY: ClassVar[str] = (
        "Nobody is known yet.\n\ni  read articles: persons and parties are found in them\nn  type one yourself"
    )
    list_name = "people"

    def source(self, words: str, sort: tuple[str, bool] | None) -> Source:
        """A window on persons or parties."""
        from tracker.desk.lists import long_list  # noqa: PLC0415

        name, turned = sort or (None, False)
        only = {"known_on": self.as_of.isoformat()} if self.as_of else None
        return long_list(self.db, self.list_name, words=words, sort=name, reverse=turned, only=only)

    def list_id(self) -> str:
        """Persons and parties are two lists."""
        return self.list_name

    def key_of(self, row: Any) -> Hashable:
        """A person or party is its id."""
        return int(row["id"])

    def fact_of(self, row: Any) -> tuple[str, int] | None:
        """The person or the party."""
        return ("person" if "roles" in row else "party", row["id"])

    def open_row(self, row: Any) -> None:
        """Enter: the person or the party, whole."""
        self.tracker.open(*(self.fact_of(row) or ()))

    def new_kind(self) -> str | None:
        """What the list shows."""
        return "person" if self.list_name == "people" else "party"

    def subtitle(self) -> str:
        """Which of the two lists is shown, and how to see the other."""
        return "persons · tab: parties" if self.list_name == "people" else "parties · tab: persons"

    def do_next_pane(self) -> None:
        """The other list, as it was left."""
        self.remember()
        self.remember_cursor()
        persons = self.list_name != "people"
        self.list_name = "people" if persons else "parties"
        self.table.set_columns(PERSONS if persons else PARTIES)
        self.show_view(ListView())
        self.recall()
        self.reread()

    do_previous_pane = do_next_pane
