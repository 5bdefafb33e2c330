"""Who takes part: names, party, other spellings, roles."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from tracker.desk.lists import LongList
from tracker.desk.moment import moment
from tracker.desk.shown import SHOWN_FROM
from tracker.desk.views import PersonView
from tracker.store.database import Database
from tracker.store.queries import names, observations, people_rows
from tracker.store.window import Window


def people(db: Database, as_of: date | None = None) -> list[PersonView]:
    """Every person that counts, by name.

    Args:
        db: the open file.
        as_of: only those of whom somebody spoke by the end of this day, with the posts and spellings of then; None is
            today.
    """
    connection = db.read
    found = people_rows.listed(connection, SHOWN_FROM)
    at = moment(connection, as_of)
    if at.past:
        then = people_rows.known_by(connection, at.until)
        found = [row for row in found if row["id"] in then]
    numbers = [row["id"] for row in found]
    aliases = names.aliases(connection, "person", numbers)
    roles = names.roles(connection, numbers)
    if at.past:
        said = _said(connection, numbers, at.until)
        aliases = {who: [row for row in rows if _stands(said, who, row["name"])] for who, rows in aliases.items()}
        roles = {who: [row for row in rows if _stands(said, who, row["post"])] for who, rows in roles.items()}
    return [
        PersonView(
            id=row["id"],
            name=row["name"],
            party=row["party_code"],
            aliases=tuple(one["name"] for one in aliases.get(row["id"], ()) if one["name"] != row["name"]),
            roles=tuple(one["post"] for one in roles.get(row["id"], ())),
            state=row["state"],
        )
        for row in found
    ]


class PersonList(LongList):
    """The people of a past day in a list: each with the posts and spellings of then.

    Args:
        db: the open file.
        window: the list.
        until: the day, ISO.
    """

    def __init__(self, db: Database, window: Window, until: str) -> None:
        super().__init__(window)
        self._db, self._until = db, until

    def rows(self, start: int, size: int) -> list[Mapping[str, Any]]:
        """As in every list."""
        found = super().rows(start, size)
        said = _said(self._db.read, [row["id"] for row in found], self._until)
        return [
            {**row, **{name: tuple(one for one in row[name] if _stands(said, row["id"], one)) for name in _OF_THEN}}
            for row in found
        ]


_OF_THEN: Final = ("aliases", "roles")


def spellings_of_then(
    connection: sqlite3.Connection, person: int, spellings: tuple[str, ...], until: str
) -> tuple[str, ...]:
    """Those spellings of a person that an article had used by a day, and those that a person typed."""
    said = _said(connection, [person], until)
    return tuple(one for one in spellings if _stands(said, person, one))


def _said(connection: sqlite3.Connection, persons: Sequence[int], until: str) -> dict[int, tuple[set[str], set[str]]]:
    """What articles called each person and gave as posts: by a day, and ever."""
    now = observations.of_facts(connection, "person", persons)
    then = observations.of_facts(connection, "person", persons, until)
    return {who: (_words(then.get(who, ())), _words(now.get(who, ()))) for who in persons}


def _words(read: Sequence[sqlite3.Row]) -> set[str]:
    found: set[str] = set()
    for row in read:
        said = json.loads(row["payload"])
        found |= {said["name"], *said["aliases"], *said["roles"]}
    return found


def _stands(said: Mapping[int, tuple[set[str], set[str]]], person: int, word: str) -> bool:
    """True for what an article said by then, and for what no article says: a person typed it."""
    then, ever = said.get(person, (set(), set()))
    return word in then or word not in ever
