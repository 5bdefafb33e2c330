"""Meetings as they were known on one day: the rows of today, or the fold of what was published by then.

Decisions and edits of a person hold for every day; a fact that was typed counts from the day it was known.
"""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from tracker.desk.shown import SHOWN_FROM
from tracker.desk.titles import what_of
from tracker.desk.views import MeetingView
from tracker.domain import edtf
from tracker.store.queries import evidence, observations, rows
from tracker.store.queries import meetings as stored
from tracker.store.queries import names as names_known

_RECENT = 90


class Told(NamedTuple):
    """A meeting on a day: its view, its issues, and the day it was last spoken of (None where only typed).

    `answered` is True where a person said that what came of it is unknown. `by` is the day by which a meeting without
    a day had taken place: the day of the first article that tells of it.
    """

    view: MeetingView
    issues: tuple[str, ...]
    known: str | None
    answered: bool = False
    by: str | None = None


class Moment(NamedTuple):
    """The end of one day. `past` is True where an article or a typed fact of a later day must not count."""

    day: date
    past: bool

    @property
    def until(self) -> str:
        """The day as ISO text."""
        return self.day.isoformat()


def moment(connection: sqlite3.Connection, as_of: date | None) -> Moment:
    """The moment of `as_of`, None for today."""
    day = as_of or date.today()
    newest = rows.newest_day(connection)
    return Moment(day, newest is not None and newest > day.isoformat())


def of_tracks(connection: sqlite3.Connection, tracks: Sequence[int], at: Moment, *, light: bool = False) -> list[Told]:
    """The meetings of these tracks that count at the moment, by day; those without a day last.

    Args:
        connection: an open database.
        tracks: row numbers.
        at: the moment.
        light: for the status: leave out who takes part and from where it is known, and today also what was held long
            before a track's last meeting.
    """
    # What was held long before the last meeting moves nothing on a status of today.
    recent = _RECENT if light and not at.past else None
    return _told(connection, stored.of_tracks(connection, tracks, SHOWN_FROM, recent), at, light)


def of_no_track(connection: sqlite3.Connection, at: Moment, *, light: bool = False) -> list[Told]:
    """The meetings that count at the moment and belong to no track."""
    return _told(connection, stored.loose(connection, SHOWN_FROM), at, light)


def of_all(connection: sqlite3.Connection, at: Moment) -> list[Told]:
    """Every meeting that counts at the moment, by day; those without a day last."""
    return _told(connection, stored.all_of(connection, SHOWN_FROM), at, light=False)


def by_ids(connection: sqlite3.Connection, meetings: Sequence[int], at: Moment) -> list[Told]:
    """Meetings by row number, whatever their state, as far as they were known at the moment."""
    return _told(connection, stored.by_ids(connection, meetings), at, light=False)


def _told(connection: sqlite3.Connection, found: Sequence[sqlite3.Row], at: Moment, light: bool) -> list[Told]:
    numbers = [row["id"] for row in found]
    # When a held meeting was last written about decides nothing.
    asked = [row["id"] for row in found if not light or row["last_day"] is None or row["status"] != "held"]
    days = observations.last_days(connection, "meeting", asked, at.until if at.past else None)
    parties = {} if light else stored.parties(connection, numbers)
    attendance = {} if light else stored.attendance(connection, numbers)
    origins = {} if light else evidence.sources(connection, "meeting", numbers, at.until if at.past else None)
    then = _then(connection, numbers, at.until) if at.past else {}
    open_ended = [row["id"] for row in found if row["status"] == "unknown"]
    decided = rows.manual_fields(connection, "meeting", open_ended) if open_ended else {}
    undated = [row["id"] for row in found if row["last_day"] is None]
    met_by = observations.met_by(connection, undated, at.until if at.past else None) if undated else {}
    told = []
    for row in found:
        number = row["id"]
        values: dict[str, Any] = {name: row[name] for name in _FIELDS}
        values["place"] = row["place"]
        who = [one for one in attendance.get(number, ()) if "rejected" not in (one["state"], one["person_state"])]
        typed = row["typed_by"] is not None and (row["known_since"] or "") <= at.until
        if at.past:
            if number in then:
                values |= then[number].values
                seen_people = then[number].people
                who = [one for one in who if one["person"] in seen_people or one["typed_by"] is not None]
            elif not typed:
                continue
        elif row["typed_by"] is not None and not typed and number not in days:
            continue
        names = tuple(one["name"] for one in who)
        codes = tuple(parties.get(number, ()))
        view = MeetingView(
            id=number,
            track=row["track"],
            track_name=row["track_name"] or "",
            parent=row["parent"],
            kind=row["kind"],
            state=row["state"],
            parties=codes,
            people=names,
            origins=len({one["origin"] for one in origins.get(number, ())}),
            what=what_of(row["kind"], codes, names, values["format"]),
            **{name: values[name] for name in (*_VIEWED, "place")},
        )
        known = days.get(number) or row["known_since"]
        by = met_by.get(number) if view.status == "held" and view.date is None else None
        answered = "status" in decided.get(number, ())
        told.append(Told(view, tuple(json.loads(values["issues"])), known, answered, by))
    return sorted(told, key=lambda one: _by_day(one.view))


_VIEWED = ("status", "date", "date_text", "mode", "format", "duration", "condition")
_FIELDS = (*_VIEWED, "issues")


def _by_day(view: MeetingView) -> tuple[bool, date, int]:
    first = edtf.first_day(view.date) or edtf.last_day(view.date)
    return first is None, first or date.max, view.id


class _Then(NamedTuple):
    values: dict[str, Any]
    people: frozenset[int]


def _then(connection: sqlite3.Connection, meetings: Sequence[int], until: str) -> dict[int, _Then]:
    """The folded values of meetings as the articles by `until` give them; what a person set is not among them."""
    # The rules of folding are needed for a past day alone, and the app opens on today.
    from tracker.desk.folding import fold  # noqa: PLC0415
    from tracker.desk.refolding import meeting_values  # noqa: PLC0415
    from tracker.desk.seen import of_meetings  # noqa: PLC0415

    seen = of_meetings(connection, meetings, until)
    manual = rows.manual_fields(connection, "meeting", list(meetings))
    found = {}
    folds = {number: fold(said) for number, said in seen.items()}
    places = rows.facts(connection, "venue", {one.venue for one in folds.values() if one.venue is not None})
    for number, folded in folds.items():
        values = meeting_values(folded)
        values["issues"] = json.dumps(values["issues"])
        venue = places.get(folded.venue) if folded.venue is not None else None
        values["place"] = venue["name"] if venue is not None else None
        decided = set(manual.get(number, ()))
        if "venue" in decided:
            decided.add("place")
        if "date" in decided:
            decided.add("date_text")
        kept = {name: value for name, value in values.items() if name in (*_FIELDS, "place") and name not in decided}
        found[number] = _Then(kept, frozenset(person for one in seen[number] for person in one.people))
    return found


def names_of(connection: sqlite3.Connection, persons: Iterable[int]) -> dict[int, str]:
    """Names of persons by row number."""
    return names_known.person_names(connection, list(persons))
