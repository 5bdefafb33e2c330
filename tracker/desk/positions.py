"""What each side says it wants, one statement a row, and how it moved against what the same side said before."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePath

from tracker.desk import moving
from tracker.desk.moment import moment
from tracker.desk.shown import SHOWN_FROM
from tracker.desk.views import PositionView
from tracker.store.database import Database
from tracker.store.queries import evidence
from tracker.store.queries import positions as stored


def positions(db: Database, as_of: date | None = None) -> list[PositionView]:
    """Every statement that counts, oldest report first.

    Args:
        db: the open file.
        as_of: only what was reported by the end of this day; None is today.
    """
    now = moment(db.read, as_of)
    return views(db.read, stored.until(db.read, now.until, SHOWN_FROM), now.until if now.past else None)


def views(
    connection: sqlite3.Connection,
    found: Sequence[sqlite3.Row],
    until: str | None = None,
    moves: Mapping[int, moving.Move] | None = None,
) -> list[PositionView]:
    """Rows of `queries.positions` as views, in the same order.

    Args:
        connection: an open database.
        found: the rows.
        until: an ISO day: only articles by then are named as sources.
        moves: movements by row number where they are known already; else they are found among these rows.
    """
    sources = evidence.sources(connection, "position", [row["id"] for row in found], until)
    moves = moves if moves is not None else moving.moves(found)
    return [
        PositionView(
            id=row["id"],
            party=row["party_code"],
            person=row["person_name"],
            speaker=row["speaker_name"] or row["speaker_text"],
            issue=row["issue_name"],
            stance=row["stance"],
            text=row["text"],
            said=row["said_date"],
            reported=row["reported_date"] or row["day"],
            attribution=row["attribution_status"],
            chain=tuple(json.loads(row["links"])) if row["links"] else (),
            movement=moves[row["id"]].kind if row["id"] in moves else "new",
            articles=tuple(dict.fromkeys(PurePath(one["file"]).stem for one in sources.get(row["id"], ()))),
            origins=tuple(dict.fromkeys(one["origin"] for one in sources.get(row["id"], ()))),
            state=row["state"],
            confidence=row["confidence"],
            follows=moves[row["id"]].follows if row["id"] in moves else None,
            own=moving.is_own(row),
            old=moving.is_old(row),
            answers=row["responds_to"],
        )
        for row in found
    ]


def movements(found: Iterable[sqlite3.Row]) -> dict[int, str]:
    """How each statement moved (`desk.moving`), by row number; rows in the order of their reports."""
    return {number: move.kind for number, move in moving.moves(found).items()}
