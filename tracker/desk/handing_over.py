"""What a file hands on: each article's readings and each decision with who made it, in a form that another can take in.

It is what `tracker import` reads, out of a JSON export or straight out of a colleague's file. Facts are named by kind
and row number; the numbers mean nothing elsewhere: `taking_in` finds what they are there.
"""

import json
import sqlite3
from collections.abc import Callable
from typing import Any, Final

from tracker.desk.facts import values_of
from tracker.store.database import Database
from tracker.store.queries import handing_over as stored
from tracker.store.queries import rows
from tracker.store.txn import user

FORM: Final = 1
"""The number of this form; one that is higher was written by a newer Tracker."""

_ARTICLE: Final = (
    "sha256",
    "file",
    "url",
    "title",
    "publisher",
    "published",
    "published_basis",
    "language",
    "encoding",
    "body_start",
    "extractor",
    "ingested",
    "note",
)
Kept = Callable[[str, int], bool]


def hand_over(db: Database, kept: Kept | None = None, *, texts: bool = False) -> dict[str, Any]:
    """Everything that can be taken in elsewhere, as plain JSON values.

    Args:
        db: the open file.
        kept: which facts, and articles (kind "article"), go along; None for all, rejected ones too.
        texts: put the articles' texts in (a JSON export has them already).
    """
    connection = db.read
    keep: Kept = kept or (lambda _kind, _fact: True)
    articles = []
    for row in stored.articles(connection):
        if keep("article", row["id"]):
            articles.append(_article(connection, row, keep, texts))
    manual = _manual(connection)
    return {
        "form": FORM,
        "by": user(),
        "articles": articles,
        "facts": [
            _fact(connection, row, manual.get((row["kind"], row["fact"]), {}))
            for row in stored.touched(connection)
            if keep(row["kind"], row["fact"])
        ],
        "answers": [
            {name: row[name] for name in ("kind", "one", "two", "reason", "decision", "decided_by", "decided_on")}
            for row in stored.answers(connection)
            # Of two that were joined one is gone; what it was called stays with the other.
            if keep(row["kind"], row["one"]) or keep(row["kind"], row["two"])
        ],
        "tracks": [
            {"fact": row["id"], "followed": row["followed"], "archived": row["archived"]}
            for row in stored.followed(connection)
            if keep("track", row["id"])
        ],
        "judgements": [
            {"fact": row["track"], **{name: row[name] for name in ("phase", "line", "why", "set_by", "set_on")}}
            for row in stored.track_judgements(connection)
            if keep("track", row["track"])
        ],
        "sources": [
            {name: row[name] for name in ("name", "reliability", "note", "judged_by", "judged_on")}
            for row in stored.judged_sources(connection)
        ],
        "items": [
            {name: row[name] for name in ("kind", "fact", "sha256", "value", "why", "set_by", "set_on")}
            for row in stored.judged_items(connection)
            if keep(row["kind"], row["fact"])
        ],
        "resolved": [
            {name: row[name] for name in ("kind", "fact", "field", "resolution", "resolved_by", "resolved_on", "note")}
            for row in stored.resolved(connection)
            if keep(row["kind"], row["fact"])
        ],
    }


def _article(connection: sqlite3.Connection, row: sqlite3.Row, keep: Kept, texts: bool) -> dict[str, Any]:
    found = {name: row[name] for name in _ARTICLE}
    found["encoding_guessed"] = bool(row["encoding_guessed"])
    found["notes"] = json.loads(row["notes"])
    if texts:
        found["text"] = row["text"]
    found["readings"] = [
        {
            "kind": one["kind"],
            "name": one["name"],
            "fact": one["fact"],
            "said": json.loads(one["said"]),
            "confidence": one["confidence"],
            "rule": one["rule"],
            "spans": json.loads(one["spans"]),
        }
        for one in stored.readings(connection, row["id"])
        if keep(one["kind"], one["fact"])
    ]
    found["claims"] = [
        {name: one[name] for name in ("kind", "about", "value", "accused", "party", "voice", "start", "end")}
        | {"links": json.loads(one["links"])}
        for one in stored.claims(connection, row["id"])
    ]
    return found


def _fact(connection: sqlite3.Connection, row: sqlite3.Row, manual: dict[str, sqlite3.Row]) -> dict[str, Any]:
    kind, number = row["kind"], row["fact"]
    whole = rows.fact(connection, kind, number)
    who = stored.decided(connection, kind, number)
    values = values_of(connection, kind, whole) if whole is not None else {}
    found: dict[str, Any] = {
        "kind": kind,
        "fact": number,
        "state": row["state"],
        "by": who["actor"] if who is not None else row["typed_by"],
        "on": who["at"] if who is not None else row["typed_on"],
        "note": row["note"],
        "decided": {
            name: {"value": values.get(name, ""), "by": one["set_by"], "on": one["set_on"]}
            for name, one in manual.items()
            if name in values
        },
        "typed": None,
    }
    if row["typed_by"] is not None:
        found["typed"] = {
            "by": row["typed_by"],
            "on": row["typed_on"],
            "note": row["typed_note"],
            "since": row["known_since"],
            "values": {name: value for name, value in values.items() if value and name != "note"},
            "refers": _refers(whole),
            "words": [
                [one["sha256"], one["start"], one["end"]] for one in stored.typed_words(connection, kind, number)
            ],
        }
        if kind == "track_event" and whole is not None:
            found["typed"]["values"] = {"kind": whole["kind"], "date": whole["date"] or ""}
    return found


_REFERRED: Final = {
    "meeting": ("parent",),
    "attendance": ("meeting", "person"),
    "assessment": ("about_meeting", "about_track"),
    "track_event": ("track",),
}


def _refers(row: sqlite3.Row | None) -> dict[str, int]:
    """The facts that a typed one names by their numbers."""
    if row is None:
        return {}
    names = {name for kind in _REFERRED.values() for name in kind} | {"track"}
    return {name: row[name] for name in row.keys() if name in names and row[name] is not None}  # noqa: SIM118


def _manual(connection: sqlite3.Connection) -> dict[tuple[str, int], dict[str, sqlite3.Row]]:
    found: dict[tuple[str, int], dict[str, sqlite3.Row]] = {}
    for row in rows.all_manual(connection):
        found.setdefault((row["kind"], row["fact"]), {})[row["field"]] = row
    return found
