"""One person or one party, whole: roles with their days, meetings, statements; who speaks for whom, who sat where."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from tracker.desk import moment as at_moment
from tracker.desk.moment import Moment
from tracker.desk.people import spellings_of_then
from tracker.desk.positions import views
from tracker.desk.shown import SHOWN_FROM
from tracker.desk.track import assessment_view
from tracker.desk.views import AssessmentView, MeetingView, PositionView
from tracker.domain import edtf
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.queries import names as known
from tracker.store.queries import observations, people_rows, rows
from tracker.store.queries import positions as position_rows

_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class RoleView:
    """A post as articles state it: the first and last day on which one did, and in how many; no day: typed by a person.

    `since` and `until` are what is known of the post's own time, as EDTF.
    """

    post: str
    first: str | None
    last: str | None
    articles: int
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class SeatView:
    """A person at a meeting: for which side, as what. `attendance` is the row number of that fact."""

    attendance: int
    meeting: MeetingView
    side: str | None
    status: str
    delegation_role: str | None


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person, whole, at the end of a day. Meetings by day, the latest first; statements too; `more` are not shown."""

    id: int
    name: str
    party: str | None
    aliases: tuple[str, ...]
    roles: tuple[RoleView, ...]
    seats: tuple[SeatView, ...]
    said: tuple[PositionView, ...]
    judged: tuple[AssessmentView, ...]
    more: int
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class VoiceView:
    """Who speaks for a party: how often, from when to when, in which role."""

    person: int
    name: str
    role: str
    statements: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class DelegationStep:
    """A side's delegation at one meeting, and how it differs from the one before on the same track.

    `head` is None where no article names one; `new_head` is True where it is another than before. `joined` and `left`
    compare who is named: whom an article does not name may have been there.
    """

    meeting: MeetingView
    head: str | None
    people: tuple[str, ...]
    joined: tuple[str, ...]
    left: tuple[str, ...]
    new_head: bool


@dataclass(frozen=True, slots=True)
class PartyPage:
    """A party, whole, at the end of a day: its voices (the latest first), its delegations by track, its people."""

    id: int
    code: str
    name: str
    type: str
    aliases: tuple[str, ...]
    voices: tuple[VoiceView, ...]
    unnamed: int
    delegations: tuple[tuple[str, tuple[DelegationStep, ...]], ...]
    people: tuple[tuple[int, str, str], ...]
    state: str
    note: str


def person_page(db: Database, person: int, as_of: date | None = None) -> PersonPage:
    """Everything about one person at the end of a day.

    Args:
        db: the open file.
        person: row number.
        as_of: only what was known by the end of this day; None is today.

    Raises:
        Gone: where there is no such person.
    """
    connection = db.read
    row = rows.fact(connection, "person", person)
    if row is None:
        raise Gone("This person is not there any more.")
    now = at_moment.moment(connection, as_of)
    said = people_rows.said_by(connection, person, now.until, SHOWN_FROM)
    shown = {one["id"]: one for one in position_rows.by_ids(connection, said[:_MOST])}
    judged = people_rows.judged_by(connection, person, now.until, SHOWN_FROM)[:_MOST]
    by_id = {one["id"]: one for one in position_rows.assessments_by_ids(connection, judged)}
    party = rows.fact(connection, "party", row["party"]) if row["party"] is not None else None
    spellings = _aliases(connection, "person", person, row["name"])
    in_order = [shown[number] for number in reversed(said[:_MOST]) if number in shown]
    return PersonPage(
        id=person,
        name=row["name"],
        party=party["code"] if party is not None else None,
        aliases=spellings_of_then(connection, person, spellings, now.until) if now.past else spellings,
        roles=roles(connection, [person], now).get(person, ()),
        seats=_seats(connection, person, now),
        said=tuple(reversed(views(connection, in_order, now.until if now.past else None))),
        judged=tuple(assessment_view(by_id[number]) for number in judged if number in by_id),
        more=max(0, len(said) - _MOST),
        state=row["state"],
        note=row["note"],
    )


def party_page(db: Database, party: int, as_of: date | None = None) -> PartyPage:
    """Everything about one party at the end of a day; as `person_page`.

    Raises:
        Gone: where there is no such party.
    """
    connection = db.read
    row = rows.fact(connection, "party", party)
    if row is None:
        raise Gone("This party is not there any more.")
    now = at_moment.moment(connection, as_of)
    voices = people_rows.voices_of(connection, party, now.until, SHOWN_FROM)
    members = people_rows.members_of(connection, party, SHOWN_FROM)
    posts = roles(connection, [one["person"] for one in voices] + [one["id"] for one in members], now)
    known_then = {number for number, found in posts.items() if found} if now.past else None
    spoken = {one["person"] for one in voices}
    return PartyPage(
        id=party,
        code=row["code"],
        name=row["name"],
        type=row["type"],
        aliases=_aliases(connection, "party", party, row["name"], row["code"]),
        voices=tuple(
            VoiceView(
                one["person"], one["name"], _post(posts, one["person"]), one["statements"], one["first"], one["last"]
            )
            for one in voices
        ),
        unnamed=people_rows.unnamed_voices_of(connection, party, now.until, SHOWN_FROM),
        delegations=_delegations(connection, party, now),
        people=tuple(
            (one["id"], one["name"], _post(posts, one["id"]))
            for one in members
            if known_then is None or one["id"] in known_then or one["id"] in spoken
        ),
        state=row["state"],
        note=row["note"],
    )


def roles(connection: sqlite3.Connection, persons: Sequence[int], now: Moment) -> dict[int, tuple[RoleView, ...]]:
    """The posts of persons, those stated last first, with the days of the articles that state them."""
    wanted = list(dict.fromkeys(persons))
    read = observations.of_facts(connection, "person", wanted, now.until)
    stored = known.roles(connection, wanted)
    found = {}
    for person in wanted:
        stated: dict[str, list[tuple[str, int]]] = {}
        for one in read.get(person, ()):
            for post in json.loads(one["payload"]).get("roles") or ():
                stated.setdefault(post, []).append((one["day"], one["article"]))
        listed = []
        for row in stored.get(person, ()):
            seen = stated.get(row["post"], [])
            if not seen and now.past:
                continue
            days = sorted(day for day, _ in seen)
            articles = len({article for _, article in seen})
            first, last = (days[0], days[-1]) if days else (None, None)
            listed.append(RoleView(row["post"], first, last, articles, row["since"], row["until"]))
        found[person] = tuple(sorted(listed, key=lambda one: (one.last or "9999", one.articles), reverse=True))
    return found


def _post(posts: dict[int, tuple[RoleView, ...]], person: int) -> str:
    found = posts.get(person, ())
    return found[0].post if found else ""


def _aliases(connection: sqlite3.Connection, kind: str, number: int, *own: str) -> tuple[str, ...]:
    found = known.aliases(connection, kind, [number]).get(number, ())
    return tuple(dict.fromkeys(one["name"] for one in found if one["name"] not in own))


def _seats(connection: sqlite3.Connection, person: int, now: Moment) -> tuple[SeatView, ...]:
    found = people_rows.seats_of(connection, person, SHOWN_FROM)
    by_meeting = {one["meeting"]: one for one in found}
    name = rows.fact(connection, "person", person)
    told = at_moment.by_ids(connection, list(by_meeting), now)
    seats = [
        SeatView(row["id"], one.view, row["side_code"], row["status"], row["delegation_role"])
        for one in told
        if (row := by_meeting[one.view.id]) and (name is None or name["name"] in one.view.people)
    ]
    return tuple(sorted(seats, key=lambda one: _day(one.meeting), reverse=True))


def _delegations(
    connection: sqlite3.Connection, party: int, now: Moment
) -> tuple[tuple[str, tuple[DelegationStep, ...]], ...]:
    """The delegations of a party by track, the track with the latest meeting first, each track's latest first."""
    by_meeting: dict[int, list[sqlite3.Row]] = {}
    for row in people_rows.seats_of_side(connection, party, SHOWN_FROM):
        if row["status"] != "absent":
            by_meeting.setdefault(row["meeting"], []).append(row)
    before: dict[str, tuple[set[str], str | None]] = {}
    steps: dict[str, list[DelegationStep]] = {}
    for one in at_moment.by_ids(connection, list(by_meeting), now):
        there = [row for row in by_meeting[one.view.id] if row["name"] in one.view.people]
        if not there:
            continue
        track = one.view.track_name
        people = tuple(dict.fromkeys(row["name"] for row in there))
        head = next((row["name"] for row in there if row["delegation_role"] == "head"), None)
        was = before.get(track) if one.view.date else None  # without a day nothing is before or after
        steps.setdefault(track, []).append(
            DelegationStep(
                meeting=one.view,
                head=head,
                people=people,
                joined=tuple(name for name in people if name not in was[0]) if was else (),
                left=tuple(sorted(was[0] - set(people))) if was else (),
                new_head=bool(was and head and was[1] and was[1] != head),
            )
        )
        if one.view.date:
            before[track] = (set(people), head or (was[1] if was else None))
    for found in steps.values():
        found.sort(key=lambda one: _day(one.meeting), reverse=True)
    order = sorted(steps, key=lambda track: _day(steps[track][0].meeting), reverse=True)
    return tuple((track, tuple(steps[track])) for track in order)


def _day(meeting: MeetingView) -> date:
    """The day a meeting is sorted by; one without a day stands behind all others."""
    return edtf.first_day(meeting.date) or edtf.last_day(meeting.date) or date.min
