"""One person or one party, whole: opened from the list of people, or from each other."""

from collections.abc import Sequence
from typing import ClassVar

from tracker.desk.who import PartyPage, PersonPage
from tracker.tui import who_lines
from tracker.tui.display import one_line
from tracker.tui.screens.pane_screen import PaneScreen
from tracker.tui.widgets.text_pane import Line


class PersonScreen(PaneScreen):
    """A person: roles with their days, meetings, what they said.

    Args:
        person: row number.
    """

    TITLE: ClassVar[str] = "Person"
    FOOTER: ClassVar[tuple[str, ...]] = ("open", "evidence", "edit", "accept", "reject", "note", "next_pane", "back")

    def __init__(self, person: int) -> None:
        super().__init__()
        self.person = person

    def read(self) -> PersonPage:
        """The person as known on the day that is shown."""
        from tracker.desk.who import person_page  # noqa: PLC0415

        return person_page(self.db, self.person, self.as_of)

    def lines(self, view: PersonPage, width: int) -> Sequence[Line]:
        """Everything about the person."""
        return who_lines.person_lines(view, width)

    def nothing(self, width: int) -> Sequence[Line]:
        """The person is not there."""
        del width
        return who_lines.nothing_lines("This person is not there any more.")

    def subtitle(self) -> str:
        """The name and the party."""
        return " · ".join(one_line(part) for part in (self.view.name, self.view.party) if part) if self.view else ""

    def selection(self) -> Sequence[tuple[str, int]]:
        """The fact under the cursor, else the person."""
        return super().selection() or [("person", self.person)]

    def open_fact(self, kind: str, fact: int) -> None:
        """A meeting opens whole; a statement, its words in the article."""
        if kind == "meeting":
            self.tracker.open("fact", kind, fact)
        else:
            self.tracker.open_evidence(kind, fact)


class PartyScreen(PaneScreen):
    """A party: who speaks for it, its delegations as they changed, its people.

    Args:
        party: row number.
    """

    TITLE: ClassVar[str] = "Party"
    FOOTER: ClassVar[tuple[str, ...]] = ("open", "evidence", "edit", "note", "next_pane", "matrix", "back")

    def __init__(self, party: int) -> None:
        super().__init__()
        self.party = party

    def read(self) -> PartyPage:
        """The party as known on the day that is shown."""
        from tracker.desk.who import party_page  # noqa: PLC0415

        return party_page(self.db, self.party, self.as_of)

    def lines(self, view: PartyPage, width: int) -> Sequence[Line]:
        """Everything about the party."""
        return who_lines.party_lines(view, width)

    def nothing(self, width: int) -> Sequence[Line]:
        """The party is not there."""
        del width
        return who_lines.nothing_lines("This party is not there any more.")

    def subtitle(self) -> str:
        """The name."""
        return one_line(self.view.name) if self.view else ""

    def selection(self) -> Sequence[tuple[str, int]]:
        """The fact under the cursor, else the party."""
        return super().selection() or [("party", self.party)]

    def open_fact(self, kind: str, fact: int) -> None:
        """A person or a meeting opens whole."""
        if kind == "person":
            self.tracker.open("person", fact)
        else:
            self.tracker.open("fact", kind, fact)
