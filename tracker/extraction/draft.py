"""A meeting while its mentions are gathered."""

from dataclasses import dataclass, field
from typing import Final

from tracker.domain import edtf
from tracker.extraction.actors import Actor
from tracker.extraction.contact import Contact
from tracker.extraction.places import Place

PAST: Final = ("held", "ongoing")


_FUTURE: Final = ("planned", "proposed", "conditional")


OFF: Final = ("cancelled", "postponed", "refused", "denied")


@dataclass(slots=True)
class Draft:
    """One meeting while its mentions are gathered; `level` as the first mention that tells it says.

    `moved`: the day (EDTF, words) that it was put on instead of the one of `moved_from`, which may not be said.
    """

    contacts: list[Contact] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    dates: list[tuple[str, str]] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    listed: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    extra_evidence: list[tuple[int, int]] = field(default_factory=list)
    level: str | None = None
    moved: tuple[str, str] | None = None
    moved_from: str | None = None

    @property
    def parties(self) -> set[str]:
        """Parties named in any mention."""
        return {actor.party for actor in self.actors.values() if actor.party}

    @property
    def persons(self) -> set[str]:
        """Ids of persons named in any mention or in a list of those present."""
        return {actor.person for actor in self.actors.values() if actor.person} | set(self.listed)

    @property
    def unnamed(self) -> bool:
        """Whether no mention names a side or a person: "foreign ministers will meet in Lima on Friday"."""
        return not self.actors and all(contact.unnamed for contact in self.contacts[:1])

    @property
    def internal(self) -> bool:
        """Whether people of one party alone meet."""
        people = [actor for actor in self.actors.values() if actor.person]
        return len(self.parties) == 1 and len(people) > 1 and all(actor.party for actor in people)

    @property
    def group(self) -> str | None:
        """As in "past", "future" or "off" by the statuses so far; None where none is known."""
        for status in self.statuses:
            if group_of(status):
                return group_of(status)
        return None

    @property
    def edtf(self) -> str | None:
        """The day it was moved to, else the most precise date."""
        if self.moved is not None:
            return self.moved[0]
        return min((d for d, _ in self.dates), key=vagueness, default=None)

    @property
    def is_ahead(self) -> bool:
        """Whether it has not taken place as far as the words say."""
        return self.group != "past"

    def called(self, noun: str) -> bool:
        """Whether a mention calls it by this noun ("summit")."""
        return any(contact.trigger.lemma_.lower() == noun.lower() for contact in self.contacts)

    def has(self, attribute: str, value: str) -> bool:
        """Whether any mention has the value."""
        return any(getattr(contact, attribute) == value for contact in self.contacts)


def vagueness(date_: str | None) -> tuple[int, int]:
    """For sorting: the more precise date first, of two intervals the shorter."""
    order = {"day": 0, "interval": 1, "month": 2, "year": 3, None: 4}
    first, last = edtf.first_day(date_), edtf.last_day(date_)
    return order[edtf.precision(date_)], (last - first).days if first and last else 10_000


def group_of(status: str | None) -> str | None:
    """As in "past" for held and ongoing, "future" for planned and the like, "off" for what does not happen."""
    if status in PAST:
        return "past"
    if status in _FUTURE:
        return "future"
    return "off" if status in OFF else None
