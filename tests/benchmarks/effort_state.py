"""What a file holds after (or before) a person's work, as one record in the form of ../shared/extraction/CONTRACT.md.

Every fact that counts is in it: decided ones, typed ones and suggestions that are shown; not what was rejected, and the
less sure suggestions only where they are asked for. Each record carries `fact`, its (kind, number).
"""

from typing import Any

from tracker.desk import facts
from tracker.desk.shown import SHOWN_FROM
from tracker.domain.fields import FIELDS
from tracker.store.database import Database

LISTS = {
    "party": "parties",
    "person": "persons",
    "track": "tracks",
    "venue": "venues",
    "meeting": "meetings",
    "position": "positions",
    "assessment": "assessments",
}
Record = dict[str, Any]


def state(db: Database, *, below: bool = False) -> dict[str, list[Record]]:
    """The facts that count, by the contract's lists.

    Args:
        db: the open file.
        below: the less sure suggestions, too.
    """
    return {name: [_record(db, kind, row) for row in _rows(db, kind, below)] for kind, name in LISTS.items()}


def _rows(db: Database, kind: str, below: bool) -> list[Any]:
    return db.read.execute(
        f"SELECT * FROM {kind} WHERE state <> 'rejected' AND (state <> 'suggested' OR confidence IS NULL"
        " OR confidence >= ?) ORDER BY id",
        (0.0 if below else SHOWN_FROM,),
    ).fetchall()


def _record(db: Database, kind: str, row: Any) -> Record:
    values = facts.values_of(db.read, kind, row)
    found: Record = {one.name: values[one.name] or None for one in FIELDS[kind]}
    for name in ("parties", "target"):
        if name in found:
            found[name] = _split(found[name], ",")
    for name in ("roles", "aliases", "conditions", "issues", "words"):
        if name in found:
            found[name] = _split(found[name], ";")
    evidence = facts.evidence_of(db.read, kind, row["id"])
    found |= {
        "id": f"{kind}:{row['id']}",
        "fact": (kind, row["id"]),
        "state": row["state"],
        "evidence": [{"start": one.start, "end": one.end, "exact": one.exact} for one in evidence],
        "chain": list(evidence[0].chain) if evidence else [],
    }
    for name in ("holder_person", "speaker"):
        if row_has(row, name) and row[name] is not None:
            found[name] = f"person:{row[name]}"
    if kind == "party":
        found["id"] = row["code"]
    if kind == "meeting":
        found["venue"] = f"venue:{row['venue']}" if row["venue"] is not None else None
        found["track"] = f"track:{row['track']}" if row["track"] is not None else None
        found["attendance"] = _attendance(db, row["id"])
    if kind == "assessment":
        found["values"] = found.pop("words")
        about = (("meeting", row["about_meeting"]), ("track", row["about_track"]))
        found |= {f"about_{name}_id": f"{name}:{number}" if number is not None else None for name, number in about}
        found["about"] = next((f"{name}:{number}" for name, number in about if number is not None), None)
    return found


def _attendance(db: Database, meeting: int) -> list[Record]:
    shown = {
        row["id"]
        for row in db.read.execute(
            "SELECT id FROM attendance WHERE meeting = ? AND state <> 'rejected'"
            " AND (state <> 'suggested' OR confidence IS NULL OR confidence >= ?)",
            (meeting, SHOWN_FROM),
        )
    }
    return [
        {
            "fact": ("attendance", one.id),
            "state": one.state,
            "person": f"person:{one.person}",
            "name": one.name,
            "side": one.side,
            "status": one.status,
            "delegation_role": one.delegation_role,
        }
        for one in facts.attendance(db.read, meeting)
        if one.id in shown
    ]


def row_has(row: Any, name: str) -> bool:
    """True where a row has this column."""
    return name in row.keys()  # noqa: SIM118 - a sqlite3.Row is no mapping


def _split(text: str | None, mark: str) -> list[str]:
    return [piece.strip() for piece in (text or "").split(mark) if piece.strip()]
