"""Known names that begin with what is typed: the completion of a form, a few rows through an index."""

import sqlite3
from typing import Final

_NAMED: Final = {
    "person": "SELECT name AS shown, state FROM person WHERE id = :fact",
    "venue": "SELECT name AS shown, state FROM venue WHERE id = :fact",
    "party": "SELECT code AS shown, state FROM party WHERE id = :fact",
}


def names_beginning(connection: sqlite3.Connection, kind: str, folded: str, limit: int) -> list[str]:
    """Names of persons, venues or parties (their ids) that go by a name beginning with `folded`; rejected ones never.

    Names whose first word begins so come first, then those with a later word that does.

    Args:
        connection: any.
        kind: person, venue or party.
        folded: what is typed, folded as aliases are; not empty.
        limit: how many names at most.
    """
    end = folded[:-1] + chr(ord(folded[-1]) + 1)
    found: dict[str, None] = {}
    starts = connection.execute(
        "SELECT DISTINCT fact FROM alias WHERE kind = ? AND folded >= ? AND folded < ? ORDER BY folded LIMIT ?",
        (kind, folded, end, 4 * limit),
    )
    _take(connection, kind, [row[0] for row in starts], found, limit)
    if len(found) < limit:
        inside = connection.execute(
            "SELECT DISTINCT fact FROM alias WHERE kind = ? AND instr(folded, ?) LIMIT ?",
            (kind, f" {folded}", 4 * limit),
        )
        _take(connection, kind, [row[0] for row in inside], found, limit)
    return list(found)


def _take(connection: sqlite3.Connection, kind: str, facts: list[int], found: dict[str, None], limit: int) -> None:
    for fact in facts:
        row = connection.execute(_NAMED[kind], {"fact": fact}).fetchone()
        if row is not None and row["state"] != "rejected":
            found[row["shown"]] = None
        if len(found) >= limit:
            return


def parties_of_code(connection: sqlite3.Connection, code: str, limit: int) -> list[str]:
    """Ids of parties that begin with `code` in upper case; rejected ones never."""
    rows = connection.execute(
        "SELECT code FROM party WHERE code >= ? AND code < ? AND state <> 'rejected' ORDER BY code LIMIT ?",
        (code, code + "\U0010ffff", limit),
    )
    return [row[0] for row in rows]


def tracks_named(connection: sqlite3.Connection, typed: str, limit: int) -> list[str]:
    """Names of tracks that contain `typed`, without regard to the case of ASCII letters; tracks are few."""
    rows = connection.execute(
        "SELECT DISTINCT name FROM track WHERE instr(lower(name), lower(?)) AND state <> 'rejected'"
        " ORDER BY name LIMIT ?",
        (typed, limit),
    )
    return [row[0] for row in rows]


def issues_named(connection: sqlite3.Connection, typed: str, limit: int) -> list[str]:
    """Issues met so far that begin with `typed`, finer parts included."""
    rows = connection.execute(
        "SELECT name FROM issue WHERE name >= ? AND name < ? ORDER BY name LIMIT ?",
        (typed, typed + "\U0010ffff", limit),
    )
    return [row[0] for row in rows]
