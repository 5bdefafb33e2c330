"""From stored readings to the observations that the rules compare: `folding.Seen`, with references resolved as of now.

A merge or a split moves readings, so whom a local name stands for is looked up, never copied.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tracker.desk.folding import MET, Place, Seen
from tracker.domain import edtf, names
from tracker.store.queries import meetings as stored
from tracker.store.queries import names as known
from tracker.store.queries import observations, rows

Links = Mapping[tuple[int, str, str], int]


def places(connection: sqlite3.Connection, venues: Iterable[int]) -> dict[int, Place]:
    """The venues of these row numbers as the rules see them."""
    return {number: place(row) for number, row in rows.facts(connection, "venue", venues).items()}


def place(row: Mapping[str, Any] | sqlite3.Row) -> Place:
    """A venue's row as the rules see it."""
    locality = names.fold(row["locality"]) if row["locality"] else None
    return Place(row["id"], names.fold(row["name"]), row["precision"], locality, row["country"], row["name"])


def seen_of(
    payload: Mapping[str, Any], article: int, day: str, order: str, links: Links, known_places: Mapping[int, Place]
) -> Seen:
    """One article's payload of a meeting as an observation.

    Args:
        payload: the stored payload.
        article: row number of the article.
        day: the day it counts from (ISO).
        order: what breaks ties of one day, the same in every file: the article's hash.
        links: what local names stand for.
        known_places: venues by row number.
    """
    venue = links.get((article, "venue", payload["venue"])) if payload.get("venue") else None
    people = {}
    for who in payload.get("attendance", ()):
        person = links.get((article, "person", who["person"]))
        if person is not None:
            people[person] = who["status"]
    when = payload.get("date")
    first = edtf.first_day(when)
    if payload["status"] in MET and first is not None and first.isoformat() > day:
        when = None  # nobody reports as held what lies ahead: the day was misread
    return Seen(
        article=article,
        day=day,
        order=order,
        status=payload["status"],
        date=when,
        date_text=payload.get("date_text") if when else None,
        place=known_places.get(venue) if venue is not None else None,
        mode=payload.get("mode"),
        format=payload.get("format"),
        duration=payload.get("duration"),
        condition=payload.get("condition"),
        issues=tuple(payload.get("issues") or ()),
        parties=frozenset(payload.get("parties") or ()),
        people=people,
        kind=payload["kind"],
        moved=bool(payload.get("moved")),
        moved_from=payload.get("moved_from"),
    )


def of_meetings(
    connection: sqlite3.Connection, meetings: Sequence[int], until: str | None = None
) -> dict[int, list[Seen]]:
    """What articles say of meetings, by meeting; a meeting that only a person typed has no entry.

    Args:
        connection: an open database.
        meetings: row numbers.
        until: an ISO day: only articles that count by then.
    """
    read = observations.of_facts(connection, "meeting", meetings, until)
    articles = {row["article"] for found in read.values() for row in found}
    links = observations.links(connection, articles, ("venue", "person"))
    known_places = places(connection, {fact for (_, kind, _), fact in links.items() if kind == "venue"})
    chains = _chains(connection, meetings)
    result: dict[int, list[Seen]] = {}
    for meeting, found in read.items():
        for row in found:
            one = seen_of(json.loads(row["payload"]), row["article"], row["day"], row["sha256"], links, known_places)
            result.setdefault(meeting, []).append(_with_chain(one, chains.get((meeting, row["article"]))))
    return result


def _with_chain(seen: Seen, chain: int | None) -> Seen:
    values = {name: getattr(seen, name) for name in Seen.__slots__}
    return Seen(**{**values, "chain": chain})


def _chains(connection: sqlite3.Connection, meetings: Sequence[int]) -> dict[tuple[int, int], int | None]:
    return stored.chains_of(connection, meetings)


def as_they_stand(connection: sqlite3.Connection, meetings: Sequence[int]) -> dict[int, Seen]:
    """Meetings with the values that stand in their rows: what a person typed or corrected counts for linking too."""
    found: dict[int, Seen] = {}
    at = stored.by_ids(connection, meetings)
    here = places(connection, {row["venue"] for row in at if row["venue"] is not None})
    people = stored.attendance(connection, meetings)
    codes = stored.parties(connection, meetings)
    days = observations.last_days(connection, "meeting", meetings)
    for row in at:
        day = days.get(row["id"]) or row["known_since"] or row["typed_on"] or "0001-01-01"
        found[row["id"]] = Seen(
            article=0,
            day=day[:10],
            status=row["status"],
            date=row["date"],
            place=here.get(row["venue"]),
            mode=row["mode"],
            format=row["format"],
            parties=frozenset(codes.get(row["id"], ())),
            people={who["person"]: who["status"] for who in people.get(row["id"], ()) if who["state"] != "rejected"},
            kind=row["kind"],
        )
    return found


def names_of(connection: sqlite3.Connection, persons: Iterable[int]) -> dict[int, str]:
    """Names of persons by row number."""
    return known.person_names(connection, list(persons))
