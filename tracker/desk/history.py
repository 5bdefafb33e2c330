"""Undo, redo and the journal, each with a sentence that names the action."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any, Final

from tracker.desk.facts import reference
from tracker.desk.titles import titles
from tracker.desk.views import ActionView, ChangedField, ChangedRow, Done, LogLine
from tracker.domain import edtf
from tracker.domain.fields import field
from tracker.store import journal
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.tables import FACTS, HANGING

_SHOWN: Final = (*FACTS, "article", "conflict", "merge_suggestion", "track_judgement", "source")
"""The tables whose rows a person knows; the others (words, readings, names) are counted."""
_INNER: Final = frozenset(
    {"id", "key", "rule", "confidence", "first_day", "last_day", "date_basis", "parties_key", "sha256", "typed_on"}
)
"""Columns that follow from others."""
_UNTOLD: Final = _INNER | {"set_by", "set_on", "decided_by", "decided_on"}
"""What the line of the action says already: who, and when."""
_NAMED: Final = {"resolved_by": "by", "set_by": "by", "why": "because", "state": "Review"}
_REFERS: Final = {
    **dict.fromkeys(("party", "holder_party", "side"), "party"),
    **dict.fromkeys(("person", "holder_person", "speaker"), "person"),
    **dict.fromkeys(("track", "about_track"), "track"),
    **dict.fromkeys(("meeting", "parent", "about_meeting"), "meeting"),
    "venue": "venue",
}
_MOST: Final = 400


def undo(db: Database, actor: str | None = None) -> Done:
    """Take back the newest action that is not undone.

    Raises:
        UndoRefused: where there is none, or a row has changed since, with the reason; nothing was changed.
    """
    return _done(db, "Undid", journal.undo(db, actor))


def redo(db: Database, actor: str | None = None) -> Done:
    """Do again what was undone last, unless something else was done since.

    Raises:
        UndoRefused: as `undo`.
    """
    return _done(db, "Did again", journal.redo(db, actor))


def undo_txn(db: Database, txn: int, actor: str | None = None) -> Done:
    """Take back one action of the journal, whatever was done since.

    Raises:
        UndoRefused: as `undo`, and where there is no such action or it is undone already.
    """
    return _done(db, "Undid", journal.undo_txn(db, txn, actor))


def undo_back(db: Database, txn: int, actor: str | None = None) -> Done:
    """Make everything as it was just after one action of the journal, or change nothing.

    Raises:
        UndoRefused: where nothing was done since, or one of the later actions cannot be undone, with the reason.
    """
    results = journal.undo_back(db, txn, actor)
    what = f"Took back {len(results)} actions" if len(results) > 1 else f"Took back: {results[0].label}"
    return Done(f"{what}; redo does them again one by one.", results[-1].txn)


def later(db: Database, txn: int) -> int:
    """How many actions `undo_back` would take back, or do again."""
    return len(journal.back_to(db, txn))


def action(db: Database, txn: int) -> ActionView:
    """One action with the facts it changed, field by field; rows that only hang on facts are counted by table.

    Raises:
        Gone: where it is not in the journal.
    """
    entry = journal.entry(db, txn)
    if entry is None:
        raise Gone("This action is not in the journal any more.")
    found = journal.changes(db, txn, _MOST)
    shown = [one for one in found if one.table in _SHOWN]
    named = titles(db.read, [(one.table, one.row) for one in shown if one.table in FACTS])
    rest: dict[str, int] = {}
    for one in found:
        if one.table not in _SHOWN:
            rest[one.table] = rest.get(one.table, 0) + 1
    return ActionView(
        line=_line(entry),
        rows=tuple(_changed(db.read, one, named) for one in shown),
        rest=rest,
        more=max(0, entry.changes - len(found)),
    )


def _changed(connection: sqlite3.Connection, one: journal.Change, named: Mapping[tuple[str, int], str]) -> ChangedRow:
    before, after = one.before or {}, one.after or {}
    what = "new" if one.before is None else "gone" if one.after is None else "changed"
    title = named.get((one.table, one.row), "")
    there = bool(title)
    if not title:
        values = after | before
        title = next((str(values[name]) for name in ("name", "title", "text", "file", "field") if values.get(name)), "")
    fields = [] if what != "changed" else [name for name in after if name not in _INNER]
    if not title:  # no fact, and nothing that names it: what was said is all there is to see
        fields = [name for name in after or before if name not in _UNTOLD and (after or before)[name] is not None]
    return ChangedRow(
        kind=one.table,
        fact=one.row if there else None,
        title=title,
        what=what,
        fields=tuple(
            ChangedField(
                _label(one.table, name),
                _value(connection, name, before.get(name)),
                _value(connection, name, after.get(name)),
            )
            for name in fields
        ),
    )


def _label(table: str, name: str) -> str:
    try:
        return field(table, name).label
    except KeyError:
        return _NAMED.get(name, name.replace("_", " "))


def _value(connection: sqlite3.Connection, name: str, value: Any) -> str:
    """A stored value as a person reads it: names for references, dates the one way, lists with commas."""
    if value is None:
        return ""
    if name in _REFERS and isinstance(value, int):
        return reference(connection, _REFERS[name], value) or f"{_REFERS[name]} {value}"
    if name in ("target", "conditions", "issues", "words") and isinstance(value, str):
        try:
            return ", ".join(str(one) for one in json.loads(value))
        except (ValueError, TypeError):
            return value
    text = str(value)
    return edtf.shown(text) if name.endswith("date") or name == "published" else text.replace("_", " ")


def log(db: Database, limit: int = 50, before: int | None = None) -> list[LogLine]:
    """The newest actions first.

    Args:
        db: the open file.
        limit: at most so many.
        before: only actions older than this txn, for the next page.
    """
    return [_line(one) for one in journal.log(db, limit, before)]


def _line(one: journal.LogEntry) -> LogLine:
    return LogLine(one.id, one.at, one.actor, one.label, one.changes, one.undoes, one.undone_by)


def _done(db: Database, verb: str, result: journal.UndoResult) -> Done:
    return Done(f"{verb}: {result.label}.", result.txn, came_back=_came_back(db, result.txn))


def _came_back(db: Database, txn: int) -> tuple[tuple[str, int], ...]:
    """The facts that an action made or changed and that are there now; those that it made first."""
    made: dict[tuple[str, int], None] = {}
    changed: dict[tuple[str, int], None] = {}
    gone: set[tuple[str, int]] = set()
    for one in journal.changes(db, txn, _MOST):
        if one.table in _SHOWN and one.after is None:
            gone.add((one.table, one.row))
        elif one.table in _SHOWN and one.before is None:
            made[one.table, one.row] = None
        elif one.table in _SHOWN and set(one.after or ()) - _INNER:
            changed[one.table, one.row] = None
        elif one.table in HANGING:
            row = {**(one.before or {}), **(one.after or {})}
            if row.get("kind") in FACTS and isinstance(row.get("fact"), int):
                changed[row["kind"], row["fact"]] = None
    return tuple(fact for fact in made | changed if fact not in gone)
