"""What a fact took from articles that are taken out for a while: its fields as those that are left give them.

Reading adds names, posts and blanks filled to a fact; this is the way back. Only for facts that nobody
has decided about.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Final

from tracker.desk import refolding
from tracker.domain import names
from tracker.store.journal import Write
from tracker.store.queries import names as known
from tracker.store.queries import observations, rows

_BLANK: Final = (None, "", "unattributed")
_PLAIN: Final = {
    "position": ("said_date", "attribution_status", "speaker_text"),
    "assessment": ("speaker_text",),
}


def forget_filled(connection: sqlite3.Connection, write: Write, kind: str, fact: int) -> None:
    """Set the fields of a fact that articles fill to what its present readings say, the earliest first."""
    row = rows.fact(connection, kind, fact)
    read = observations.of_facts(connection, kind, [fact]).get(fact, [])
    if row is None or not read:
        return
    payloads = [json.loads(one["payload"]) for one in read]
    if kind == "person":
        _person(connection, write, row, payloads)
    elif kind == "attendance":
        _attendance(connection, write, row, payloads)
    elif kind in _PLAIN:
        given = {name: _first(payloads, name) for name in _PLAIN[kind]}
        write.update(kind, fact, **{name: row[name] if value is None else value for name, value in given.items()})
        write.update(
            kind, fact, **{name: None for name in ("speaker", *_REFERS[kind]) if _first(payloads, name) is None}
        )


_REFERS: Final = {"position": ("holder_person",), "assessment": ("about_meeting", "about_track", "party")}


def _first(payloads: Sequence[Mapping[str, Any]], name: str) -> Any:
    return next((one[name] for one in payloads if one[name] not in _BLANK), None)


def _person(
    connection: sqlite3.Connection, write: Write, row: sqlite3.Row, payloads: Sequence[Mapping[str, Any]]
) -> None:
    given = {name for one in payloads for name in (one["name"], *one["aliases"])}
    for alias in known.aliases(connection, "person", [row["id"]]).get(row["id"], []):
        if alias["name"] not in given:
            write.delete("alias", alias["id"])
    posts = {names.fold(post) for one in payloads for post in one["roles"]}
    for role in known.roles(connection, [row["id"]]).get(row["id"], []):
        if names.fold(role["post"]) not in posts:
            write.delete("role", role["id"])
    name = payloads[0]["name"]
    for one in payloads[1:]:
        if len(names.parts(name)) == 1 and len(names.parts(one["name"])) > 1:
            name = one["name"]
    changed = {"name": name} if name != row["name"] else {}
    if row["party"] is not None:
        changed |= refolding.party_anew(connection, row["id"], row["party"])
    if changed:
        write.update("person", row["id"], **changed)


def _attendance(
    connection: sqlite3.Connection, write: Write, row: sqlite3.Row, payloads: Sequence[Mapping[str, Any]]
) -> None:
    side = _first(payloads, "side")
    party = known.party_of_code(connection, side) if side else None
    roles = {one["delegation_role"] for one in payloads}
    write.update(
        "attendance",
        row["id"],
        side=party["id"] if party is not None else None,
        delegation_role="head" if "head" in roles else _first(list(reversed(payloads)), "delegation_role"),
    )
