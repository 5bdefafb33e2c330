"""The phase of a track, and its last and next meeting (GUIDELINE.md 8; CONTRACT.md, the status for a program)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain import edtf

WINDOW_DAYS = 14


@dataclass(frozen=True, slots=True)
class Contact:
    """A meeting as the phase rule sees it. `known` is the day it was last reported (ISO), None where unknown."""

    id: int
    kind: str
    status: str
    date: str | None
    place: str | None
    what: str = ""
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A track event: kind `agreed`, `suspended` or `resumed`; `day` its EDTF date, else the day it was reported."""

    kind: str
    day: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a track stands on one day. `due` are planned meetings of that day and the day after."""

    phase: str
    last: Contact | None
    next: Contact | None
    to_confirm: tuple[Contact, ...]
    due: tuple[Contact, ...]


def standing(contacts: Sequence[Contact], events: Sequence[Event], as_of: date, window: int = WINDOW_DAYS) -> Standing:
    """Apply the phase rule to one track's contacts as they were known on `as_of`.

    Args:
        contacts: every meeting of the track; internal briefings and sessions are ignored here.
        events: agreed, suspended and resumed.
        as_of: the clock stands at the end of this day.
        window: days within which a held meeting keeps a track active (the last one counts).
    """
    real = [c for c in contacts if c.kind == "negotiation"]
    met = [c for c in real if c.status in ("held", "ongoing")]
    last = max(met, key=lambda c: (_last_known_day(c, as_of), c.status == "ongoing", c.id), default=None)
    passed = [
        c
        for c in real
        if c.status == "unknown" or (c.status in ("planned", "conditional") and edtf.has_passed(c.date, as_of))
    ]
    passed = [c for c in passed if c.status != "conditional"]
    ahead = [c for c in real if c.status in ("planned", "conditional") and not edtf.has_passed(c.date, as_of)]
    ahead.sort(key=lambda c: (c.status != "planned", edtf.first_day(c.date) or date.max, c.id))
    coming = ahead[0] if ahead else None
    tomorrow = as_of + timedelta(days=1)
    due = tuple(
        c
        for c in ahead
        if c.status == "planned"
        and edtf.precision(c.date) == "day"
        and as_of <= (edtf.first_day(c.date) or date.min) <= tomorrow
    )
    return Standing(
        phase=_phase(real, met, passed, ahead, events, as_of, window),
        last=last,
        next=coming,
        to_confirm=tuple(passed),
        due=due,
    )


def _last_known_day(contact: Contact, as_of: date) -> date:
    """The last day of a held meeting, never after the clock; one without a date sorts by the day it was reported.

    An undated meeting sorts before a dated one of the same day: what the text dates is the better answer.
    """
    day = edtf.last_day(contact.date)
    if day is not None:
        return min(day, as_of)
    if contact.date and contact.status == "ongoing":
        return as_of
    return date.min


def _phase(
    real: Sequence[Contact],
    met: Sequence[Contact],
    passed: Sequence[Contact],
    ahead: Sequence[Contact],
    events: Sequence[Event],
    as_of: date,
    window: int,
) -> str:
    dated = sorted(events, key=lambda e: edtf.last_day(e.day) or date.min)
    if any(event.kind == "agreed" for event in dated):
        return "agreed"
    stops = [event for event in dated if event.kind in ("suspended", "resumed")]
    if stops and stops[-1].kind == "suspended" and not _lifted(stops[-1], met, ahead):
        return "suspended"
    if any(_is_recent(contact, as_of, window) for contact in met):
        return "active"
    if passed:
        return "awaiting confirmation"
    for status, phase in (("planned", "scheduled"), ("conditional", "conditional"), ("proposed", "proposed")):
        if any(c.status == status and not edtf.has_passed(c.date, as_of) for c in real):
            return phase
    return "stale"


def _is_recent(contact: Contact, as_of: date, window: int) -> bool:
    day = edtf.last_day(contact.date)
    if day is None:
        if contact.status != "ongoing":
            return False
        day = date.fromisoformat(contact.known) if contact.known else as_of
    return as_of - min(day, as_of) <= timedelta(days=window)


def _lifted(stop: Event, met: Sequence[Contact], ahead: Sequence[Contact]) -> bool:
    """A later held, ongoing or planned meeting lifts a suspension; later by its date, else by its report."""
    day = edtf.last_day(stop.day) or date.min

    def later(contact: Contact) -> bool:
        known = date.fromisoformat(contact.known) if contact.known else None
        when = edtf.first_day(contact.date)
        return (known is not None and known > day) or (known is None and when is not None and when > day)

    return any(later(c) for c in met if (edtf.last_day(c.date) or day) >= day) or any(
        later(c) for c in ahead if c.status == "planned"
    )
