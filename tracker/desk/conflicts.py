"""Where evidenced values exclude each other: shown with both chains, resolved and reopened by a person alone."""

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from pathlib import PurePath

from tracker.desk.errors import Refused
from tracker.desk.titles import short, titles
from tracker.desk.views import ConflictValue, ConflictView, Done
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.journal import transaction
from tracker.store.queries import conflicts as stored
from tracker.store.txn import user

KEEP_BOTH = "both"


def conflicts(db: Database, state: str | None = None) -> list[ConflictView]:
    """The conflicts, open ones first.

    Args:
        db: the open file.
        state: "open" or "resolved" alone; None for both.
    """
    return _views(db.read, stored.listed(db.read, state))


def conflict(db: Database, number: int) -> ConflictView:
    """One conflict.

    Raises:
        Gone: where it is not there.
    """
    row = stored.one(db.read, number)
    if row is None:
        raise Gone("This conflict is not there any more.")
    return _views(db.read, [row])[0]


def resolve(db: Database, number: int, value: str, note: str = "", actor: str | None = None) -> Done:
    """Resolve a conflict: choose one of its values, keep both (`KEEP_BOTH`), or set a third.

    Choosing or setting a value writes it into the fact as an edit; keeping both changes no fact.

    Raises:
        Gone: where it is not there.
        Refused: where there is no value.
        InvalidField: where the value cannot stand in the field.
    """
    from tracker.desk.edit import edit  # noqa: PLC0415 - an edit is one way to resolve

    view = conflict(db, number)
    if not value.strip():
        raise Refused("Choose a value, or keep both.")
    with transaction(db, f"resolve {view.field} of {short(view.about)}", actor) as write:
        if value != KEEP_BOTH and view.field != "attendance":
            edit(db, view.kind, view.fact, {view.field: value}, actor=actor)
        write.update(
            "conflict",
            number,
            state="resolved",
            resolution=value,
            resolved_by=actor or user(),
            resolved_on=datetime.now().astimezone().isoformat(timespec="seconds"),
            note=note,
        )
    chosen = "both kept" if value == KEEP_BOTH else value
    return Done(f"Resolved {view.field} of {short(view.about)}: {chosen}.", write.txn, view.kind, view.fact)


def reopen(db: Database, number: int, actor: str | None = None) -> Done:
    """Open a resolved conflict again; the fact keeps its value.

    Raises:
        Gone: where it is not there.
    """
    view = conflict(db, number)
    with transaction(db, f"reopen {view.field} of {short(view.about)}", actor) as write:
        write.update("conflict", number, state="open", resolution=None, resolved_by=None, resolved_on=None)
    return Done(f"Reopened {view.field} of {short(view.about)}.", write.txn, view.kind, view.fact)


def _views(connection: sqlite3.Connection, found: Sequence[sqlite3.Row]) -> list[ConflictView]:
    values = stored.values(connection, [row["id"] for row in found])
    named = titles(connection, [(row["kind"], row["fact"]) for row in found])
    return [
        ConflictView(
            id=row["id"],
            kind=row["kind"],
            fact=row["fact"],
            about=named.get((row["kind"], row["fact"]), row["kind"]),
            field=row["field"],
            values=_values(values.get(row["id"], ())),
            state=row["state"],
            resolution=row["resolution"],
        )
        for row in found
    ]


def _values(found: Sequence[sqlite3.Row]) -> tuple[ConflictValue, ...]:
    """Each value once, with every article and origin that gives it; a person's own has neither."""
    by_value: dict[str, list[sqlite3.Row]] = {}
    for row in found:
        by_value.setdefault(row["value"], []).append(row)
    return tuple(
        ConflictValue(
            value,
            tuple(dict.fromkeys(PurePath(row["file"]).stem for row in given if row["file"])),
            tuple(dict.fromkeys(row["origin"] for row in given if row["origin"])),
        )
        for value, given in by_value.items()
    )
