"""The phase of a track, and its last and next meeting (GUIDELINE.md 8; CONTRACT.md, the status for a program)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from tracker.domain import edtf

WINDOW_DAYS = 14
# A plan without a day counts as ahead for so many days after it was last written about; then it is asked about.
PLAN_DAYS = 45


class Contact(NamedTuple):
    """A meeting as the phase rule sees it.

    `known` is the day it was last reported (ISO), None where unknown; `answered` is True where a person said that it
    cannot be found out whether it took place: it is not asked again.
    """

    id: int
    kind: str
    status: str
    date: str | None
    place: str | None
    what: str = ""
    known: str | None = None
    answered: bool = False


class Event(NamedTuple):
    """A track event: kind `agreed`, `suspended` or `resumed`; `day` its EDTF date, else the day it was reported."""

    kind: str
    day: str | None


class Standing(NamedTuple):
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
    last = max(_certain(met, window), key=lambda c: _recency(c, as_of), default=None)
    # A condition that was not met leaves nothing to confirm: only what was planned is asked about.
    passed = [c for c in real if c.status == "unknown" or (c.status == "planned" and _is_over(c, as_of))]
    passed.sort(key=lambda c: (edtf.last_day(c.date) or date.max, c.id))
    ahead = [c for c in real if c.status in ("planned", "conditional") and not _is_over(c, as_of)]
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
        to_confirm=tuple(c for c in passed if not c.answered),
        due=due,
    )


def _certain(met: Sequence[Contact], window: int) -> list[Contact]:
    """The meetings that can be a track's last: one without a day of its own only where none with a day is as near.

    What took place "by 28 May" may be the meeting of 27 May, told again, or one of long before.
    """
    days = [day for c in met if not _is_open(c) and (day := edtf.last_day(c.date)) is not None]
    near = timedelta(days=window)

    def is_near(contact: Contact) -> bool:
        by = edtf.last_day(contact.date)
        return by is not None and any(by - near <= day for day in days)

    return [c for c in met if not (_is_open(c) and is_near(c))]


def _is_open(contact: Contact) -> bool:
    """True where only the day by which a meeting had been held is known ("../2018-05-28")."""
    days = edtf.interval(contact.date)
    return contact.status == "held" and days is not None and days.first is None


def _is_over(contact: Contact, as_of: date) -> bool:
    """True where the day of a plan has passed; of one without a day, where nobody has written about it for long."""
    if contact.date is None and contact.known is not None:
        return as_of - date.fromisoformat(contact.known[:10]) > timedelta(days=PLAN_DAYS)
    return edtf.has_passed(contact.date, as_of)


def _recency(contact: Contact, as_of: date) -> tuple[date, bool, bool, bool, str, int]:
    """Sorts held meetings: by the last day, never after the clock; then ongoing, then latest reported.

    A meeting without a date comes before every dated one: when it was is not known, only when it was written about. An
    ongoing one reaches to the clock where its end is open. Of two meetings of one day the one that is dated for certain
    and placed is the day's meeting; a talk after it, on a day that is inferred, is not.
    """
    day = edtf.last_day(contact.date)
    if day is None:
        day = _reported(contact, as_of) if contact.status == "ongoing" else edtf.first_day(contact.date)
    ongoing = contact.status == "ongoing"
    sure = not edtf.is_uncertain(contact.date)
    return min(day or date.min, as_of), ongoing, sure, contact.place is not None, contact.known or "", contact.id


def _reported(contact: Contact, as_of: date) -> date:
    """The day a meeting was last written about; the clock's day where that is not known."""
    return date.fromisoformat(contact.known) if contact.known else as_of


def _phase(
    real: Sequence[Contact],
    met: Sequence[Contact],
    passed: Sequence[Contact],
    ahead: Sequence[Contact],
    events: Sequence[Event],
    as_of: date,
    window: int,
) -> str:
    # On one day a resumption comes after the stop: nothing can be resumed that has not stopped.
    dated = sorted(events, key=lambda e: (edtf.last_day(e.day) or date.min, e.kind == "resumed"))
    if any(event.kind == "agreed" for event in dated):
        return "agreed"
    recent = any(_is_recent(contact, as_of, window) for contact in met)
    stops = [event for event in dated if event.kind in ("suspended", "resumed")]
    if stops and stops[-1].kind == "suspended" and not _lifted(stops[-1], met, ahead):
        return "suspended"
    if _is_called_off(real, met, ahead, recent=recent):
        return "suspended"
    if recent:
        return "active"
    if any(not _is_spoken_of_since(contact, ahead) for contact in passed):
        return "awaiting confirmation"
    for status, phase in (("planned", "scheduled"), ("conditional", "conditional"), ("proposed", "proposed")):
        if any(c.status == status and not _is_over(c, as_of) for c in real):
            return phase
    return "stale"


def _is_spoken_of_since(passed: Contact, ahead: Sequence[Contact]) -> bool:
    """True where a report of after a plan's day tells of a meeting that lies ahead: the sides have gone on.

    Whether the first one took place is still asked; what the track waits for is the next.
    """
    day = edtf.last_day(passed.date)
    return day is not None and any(
        c.status == "planned" and c.known is not None and date.fromisoformat(c.known) > day for c in ahead
    )


def _is_recent(contact: Contact, as_of: date, window: int) -> bool:
    day = edtf.last_day(contact.date)
    if day is None:
        if contact.status != "ongoing":
            return False
        day = _reported(contact, as_of)
    return as_of - min(day, as_of) <= timedelta(days=window)


def _lifted(stop: Event, met: Sequence[Contact], ahead: Sequence[Contact]) -> bool:
    """True where a held, ongoing or planned meeting came after the stop.

    A dated meeting that took place came after it when its last day did, whenever it was written about last. A planned
    one counts by its report (what stood in the calendar is what was called off), by its date where no report is known.
    """
    day = edtf.last_day(stop.day) or date.min

    def took_place_later(contact: Contact) -> bool:
        last = edtf.last_day(contact.date)
        return last > day if last else contact.known is not None and date.fromisoformat(contact.known) > day

    def planned_later(contact: Contact) -> bool:
        if contact.known is not None:
            return date.fromisoformat(contact.known) > day
        first = edtf.first_day(contact.date)
        return first is not None and first > day

    return any(took_place_later(c) for c in met) or any(planned_later(c) for c in ahead if c.status == "planned")


def _is_called_off(real: Sequence[Contact], met: Sequence[Contact], ahead: Sequence[Contact], *, recent: bool) -> bool:
    """True where the next meeting was cancelled and there is no new one.

    A new one is any planned meeting still ahead, or one that took place after the cancellation was reported.
    A cancelled meeting without a date may be long past: it stops nothing while the sides are meeting.
    """
    if any(c.status == "planned" for c in ahead):
        return False
    for contact in real:
        if contact.status != "cancelled" or (recent and edtf.last_day(contact.date) is None):
            continue
        stop = Event("suspended", contact.known or contact.date)
        if not _lifted(stop, met, ()) and not _is_overtaken(contact, met):
            return True
    return False


def _is_overtaken(cancelled: Contact, met: Sequence[Contact]) -> bool:
    """True where a meeting took place on or after the day that a cancelled one was set for."""
    day = edtf.last_day(cancelled.date)
    return day is not None and any((edtf.last_day(c.date) or date.min) >= day for c in met)
