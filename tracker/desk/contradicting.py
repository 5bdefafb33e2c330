"""Contradictions kept: opened where evidenced values exclude each other, again by a new value, closed by a person."""

import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime

from tracker.desk.folding import AHEAD, MET, Contradiction, Seen
from tracker.desk.seen import names_of
from tracker.domain import edtf
from tracker.store.journal import Write
from tracker.store.queries import conflicts, rows

# What a person may have set and an article may say otherwise.
_LOCKABLE = ("date", "venue", "duration", "status")


def by_field(found: Iterable[Contradiction]) -> list[Contradiction]:
    """One contradiction a field: articles against each other and against the person are one question."""
    values: dict[str, dict[tuple[str, int, int | None], None]] = {}
    for one in found:
        values.setdefault(one.field, {}).update(dict.fromkeys(one.values))
    return [Contradiction(name, tuple(given)) for name, given in values.items()]


def against_person(
    connection: sqlite3.Connection, row: sqlite3.Row, manual: set[str], seen: list[Seen], article: int
) -> list[Contradiction]:
    """Where this article, and none before it, says otherwise than the person who edited the meeting."""
    fields = [name for name in _LOCKABLE if name in manual]
    now = [one for one in seen if one.article == article]
    if not fields or not now:
        return []
    before = [one for one in seen if one.article != article]
    found = []
    for name in fields:
        theirs = _value(now[-1], name)
        if not theirs or theirs in {_value(one, name) for one in before}:
            continue
        mine = _venue_name(connection, row["venue"]) if name == "venue" else row[name]
        agrees = mine == theirs or (name == "date" and edtf.overlap(mine, theirs))
        agrees |= name == "status" and mine in MET and theirs in AHEAD  # what was held was planned before
        if mine and not agrees:
            found.append(Contradiction(name, ((mine, 0, None), (theirs, article, now[-1].chain))))
    return found


def _value(seen: Seen, name: str) -> str | None:
    if name == "venue":
        return (seen.place.shown or seen.place.name) if seen.place else None
    value: str | None = getattr(seen, name)
    return value


def _venue_name(connection: sqlite3.Connection, venue: int | None) -> str | None:
    row = rows.fact(connection, "venue", venue) if venue is not None else None
    return row["name"] if row is not None else None


def keep(connection: sqlite3.Connection, write: Write, kind: str, fact: int, found: list[Contradiction]) -> int:
    """Write the contradictions of a fact, with their values; how many were opened, or reopened by a new value."""
    existing = {row["field"]: row for row in conflicts.of_fact(connection, kind, fact)}
    opened = 0
    for one in found:
        row = existing.get(one.field)
        if row is None:
            number = write.insert("conflict", kind=kind, fact=fact, field=one.field)
            have: dict[tuple[str, int | None], sqlite3.Row] = {}
            opened += 1
        else:
            number = row["id"]
            have = {
                (value["value"], value["article"]): value
                for value in conflicts.values(connection, [number]).get(number, [])
            }
        texts = {value for value, _ in have}
        for value, article, chain in dict.fromkeys(one.values):
            if (value, article or None) in have:
                continue
            write.insert("conflict_value", conflict=number, value=value, article=article or None, chain=chain)
            have[value, article or None] = row  # type: ignore[assignment]
            if row is not None and row["state"] == "resolved" and value not in texts:
                write.update("conflict", number, state="open")
                opened += 1
                row = None
    still = {one.field for one in found}
    for name, row in existing.items():
        values = conflicts.values(connection, [row["id"]]).get(row["id"], [])
        by_person = any(value["article"] is None for value in values)
        if name not in still and row["state"] == "open" and not row["note"] and not by_person:
            # The article that contradicted was read anew and does not: there never was a contradiction.
            write.delete("conflict", row["id"])
    return opened


def settle(connection: sqlite3.Connection, write: Write, kind: str, fact: int, fields: Iterable[str], by: str) -> int:
    """Resolve the open conflicts of a fact about fields that a person has just set; how many they were.

    What was set is the resolution: whoever corrects the value has decided. An emptied field decides nothing.
    """
    names = set(fields)
    found = [
        one for one in conflicts.of_fact(connection, kind, fact) if one["state"] == "open" and one["field"] in names
    ]
    row = rows.fact(connection, kind, fact)
    if row is None:
        return 0
    closed = 0
    for one in found:
        value = _venue_name(connection, row["venue"]) if one["field"] == "venue" else row[one["field"]]
        if value:
            write.update("conflict", one["id"], **resolution(value, by))
            closed += 1
    return closed


def resolution(value: str, by: str) -> dict[str, str]:
    """The columns of a conflict that a person resolves now with a value."""
    on = datetime.now().astimezone().isoformat(timespec="seconds")
    return {"state": "resolved", "resolution": value, "resolved_by": by, "resolved_on": on}


def namer(connection: sqlite3.Connection, seen: Iterable[Seen]) -> Callable[[int], str]:
    """Gives the name of any person of these observations, for a contradiction about who was there."""
    people = names_of(connection, {person for one in seen for person in one.people})
    return lambda person: people.get(person, str(person))
