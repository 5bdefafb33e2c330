"""Writing what a person typed: the row, the rows beside it (names, roles, parties), and who decided what, when.

The values come checked from `typed_values`; a party, person or place that is new is made here, under the same name.
"""

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from tracker.desk.folding import basis
from tracker.desk.linking import folded_name, person_key, track_key, venue_key
from tracker.desk.refolding import issue as issue_of
from tracker.desk.typed_values import New, Words
from tracker.domain import edtf, names
from tracker.domain.track_names import track_name
from tracker.store.journal import Write
from tracker.store.queries import known_facts, rows, tracks
from tracker.store.queries import names as known
from tracker.store.queries.meetings import attendance_at
from tracker.store.txn import user


def _made(connection: sqlite3.Connection, write: Write, value: Any) -> Any:
    """The row number of what a value names, made where it is new."""
    if not isinstance(value, New):
        return value
    typed = {
        "state": "accepted",
        "typed_by": user(),
        "typed_on": datetime.now().astimezone().isoformat(timespec="seconds"),
        "known_since": date.today().isoformat(),
    }
    if value.kind == "party":
        row = known.party_of_code(connection, value.code or "")
        if row is not None:
            return row["id"]
        return insert(connection, write, "party", {"name": value.name, "code": value.code, "type": value.type}, typed)
    again = known.named(
        connection, value.kind, folded_name(value.name) if value.kind == "person" else names.fold(value.name)
    )
    if again:
        return again[-1]
    values = {"name": value.name} if value.kind == "person" else {"name": value.name, "precision": "city"}
    return insert(connection, write, value.kind, values, typed)


def insert(
    connection: sqlite3.Connection, write: Write, kind: str, parsed: Mapping[str, Any], typed: Mapping[str, Any]
) -> int:
    """A new row with its key, names and links."""
    resolved = {name: _resolved(connection, write, value) for name, value in parsed.items()}
    columns = _columns(connection, write, kind, resolved)
    if kind == "track":
        codes = known.party_codes(connection)
        parties = [codes[one] for one in resolved["parties"]]
        key = track_key(parties, resolved["level"])
        called = rows.facts(connection, "party", resolved["parties"])
        listed = [(codes[one], str(called[one]["name"])) for one in dict.fromkeys(resolved["parties"])]
        columns |= {
            "name": resolved.get("name") or track_name(listed, resolved["level"]),
            "parties_key": "+".join(sorted(set(parties))),
        }
        rejected = rows.by_key(connection, "track", key)
        if rejected is not None:
            write.update("track", rejected["id"], **columns, **typed)
            return int(rejected["id"])
    elif kind == "party":
        key = resolved["code"]
    elif kind == "person":
        key = _free(
            connection,
            kind,
            person_key(resolved["name"], known.party_codes(connection).get(resolved.get("party") or 0)),
        )
    elif kind == "venue":
        key = _free(connection, kind, venue_key(resolved["name"], resolved.get("country")))
    else:
        key = f"typed|{uuid4().hex}"
    if kind == "meeting" and columns.get("track") is None:
        columns["track"] = _only_track(connection, resolved.get("parties", []))
    if kind == "attendance":
        row = attendance_at(connection, resolved["meeting"], resolved["person"])
        if row is not None:
            write.update("attendance", row["id"], **columns, **typed)
            return int(row["id"])
    fact = write.insert(kind, key=key, **columns, **typed)
    _write_links(connection, write, kind, fact, resolved)
    return fact


def _only_track(connection: sqlite3.Connection, parties: list[int]) -> int | None:
    """The track of exactly these parties: the only one, else that of the delegations; None where it is not clear."""
    codes = known.party_codes(connection)
    found = known_facts.tracks_of(connection, "+".join(sorted({codes[one] for one in parties})))
    found = found if len(found) == 1 else [row for row in found if row["level"] == "delegation"]
    return int(found[0]["id"]) if len(found) == 1 else None


def _free(connection: sqlite3.Connection, kind: str, key: str) -> str:
    free, number = key, 1
    while not rows.key_is_free(connection, kind, free):
        number += 1
        free = f"{key}#{number}"
    return free


def write_values(connection: sqlite3.Connection, write: Write, kind: str, fact: int, parsed: Mapping[str, Any]) -> None:
    """Set checked values on a fact: its own columns, and the rows beside it."""
    resolved = {name: _resolved(connection, write, value) for name, value in parsed.items()}
    columns = _columns(connection, write, kind, resolved)
    if columns:
        write.update(kind, fact, **columns)
    _write_links(connection, write, kind, fact, resolved)


def _resolved(connection: sqlite3.Connection, write: Write, value: Any) -> Any:
    if isinstance(value, list):
        return [_made(connection, write, one) for one in value]
    return _made(connection, write, value)


_LINKED = ("parties", "roles", "aliases")


def _columns(connection: sqlite3.Connection, write: Write, kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of the fact's own row that these values set."""
    columns: dict[str, Any] = {name: value for name, value in values.items() if name not in _LINKED}
    if "speaker" in columns:
        words = columns["speaker"]
        columns["speaker_text"] = words.text if isinstance(words, Words) else None
        columns["speaker"] = None if isinstance(words, Words) else words
    if kind == "position" and "issue" in columns:
        columns["issue"] = issue_of(connection, write, columns["issue"])
    if kind == "position" and "target" in columns:
        codes = known.party_codes(connection)
        columns["target"] = [codes[one] for one in columns["target"]]
    if kind == "meeting" and "date" in columns:
        first, last = edtf.first_day(columns["date"]), edtf.last_day(columns["date"])
        columns |= {
            "first_day": first.isoformat() if first else None,
            "last_day": last.isoformat() if last else None,
            "date_text": None,
            "date_basis": basis(columns["date"], columns["date"]),
        }
    if kind == "track" and "process" in columns and columns["process"]:
        name = columns["process"]
        found = tracks.process_named(connection, name)
        columns["process"] = found if found is not None else write.insert("process", name=name)
    for name in ("attribution_status", "quote"):
        if name in columns and columns[name] is None:
            del columns[name]
    if kind == "track" and not columns.get("name", "kept"):
        del columns["name"]
    return columns


def _write_links(connection: sqlite3.Connection, write: Write, kind: str, fact: int, values: Mapping[str, Any]) -> None:
    """The rows beside the fact's own: its parties, names and roles."""
    if "parties" in values and kind in ("track", "meeting"):
        table = f"{kind}_party"
        have = {row["party"]: row["id"] for row in known_facts.row_of(connection, table, kind, [fact])}
        for party, number in have.items():
            if party not in values["parties"]:
                write.delete(table, number)
        for party in dict.fromkeys(values["parties"]):
            if party not in have:
                write.insert(table, **{kind: fact, "party": party})
    if kind == "track":
        _track_names(connection, write, fact)
    if kind == "person":
        _person_names(connection, write, fact, values)
    elif kind in ("party", "venue"):
        row = rows.fact(connection, kind, fact)
        if row is not None:
            for name in dict.fromkeys([row["name"], *([row["code"]] if kind == "party" else [])]):
                _alias(connection, write, kind, fact, name, names.fold(name).removeprefix("the "))


def _track_names(connection: sqlite3.Connection, write: Write, fact: int) -> None:
    """The track is found by its parties of now as by those of before."""
    row = rows.fact(connection, "track", fact)
    if row is None:
        return
    codes = [one["code"] for one in known_facts.track_parties(connection, [fact]).get(fact, ())]
    parties_key = "+".join(sorted(codes))
    if parties_key != row["parties_key"]:
        write.update("track", fact, parties_key=parties_key)
    key = track_key(codes, row["level"])
    if key != row["key"]:
        _alias(connection, write, "track", fact, key, key)


def _person_names(connection: sqlite3.Connection, write: Write, fact: int, values: Mapping[str, Any]) -> None:
    row = rows.fact(connection, "person", fact)
    if row is None:
        return
    if "aliases" in values:
        keep = {row["name"], *values["aliases"]}
        for one in known.aliases(connection, "person", [fact]).get(fact, []):
            if one["name"] not in keep:
                write.delete("alias", one["id"])
        for name in values["aliases"]:
            _alias(connection, write, "person", fact, name, folded_name(name))
    _alias(connection, write, "person", fact, row["name"], folded_name(row["name"]))
    if "roles" in values:
        have = {one["post"]: one["id"] for one in known.roles(connection, [fact]).get(fact, [])}
        for post, number in have.items():
            if post not in values["roles"]:
                write.delete("role", number)
        for post in values["roles"]:
            if post not in have:
                write.insert("role", person=fact, post=post)


def _alias(connection: sqlite3.Connection, write: Write, kind: str, fact: int, name: str, folded: str) -> None:
    if name not in {row["name"] for row in known.aliases(connection, kind, [fact]).get(fact, [])}:
        write.insert("alias", kind=kind, fact=fact, name=name, folded=folded)


def mark(
    connection: sqlite3.Connection, write: Write, kind: str, fact: int, fields: list[str], actor: str | None
) -> None:
    """Remember who decided these fields, and when."""
    have = rows.manual_fields(connection, kind, [fact]).get(fact, {})
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    for field in fields:
        if field in have:
            write.update("manual_value", have[field]["id"], set_by=actor or user(), set_on=now)
        else:
            write.insert("manual_value", kind=kind, fact=fact, field=field, set_by=actor or user(), set_on=now)
