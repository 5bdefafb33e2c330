"""What each side says it wants, one statement a row, and how it moved against what the same side said before."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import PurePath

from tracker.desk.moment import moment
from tracker.desk.shown import SHOWN_FROM
from tracker.desk.views import PositionView
from tracker.domain.stances import movement
from tracker.store.database import Database
from tracker.store.queries import evidence
from tracker.store.queries import positions as stored

# What an outlet says of a side in its own voice is background: it shows no movement of that side.
_OWN_VOICE = ("on_record", "named_reported_speech", "anonymous_official", "document")


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
    moves: Mapping[int, str] | None = None,
) -> list[PositionView]:
    """Rows of `queries.positions` as views, in the same order.

    Args:
        connection: an open database.
        found: the rows.
        until: an ISO day: only articles by then are named as sources.
        moves: movements by row number where they are known already; else they are found among these rows.
    """
    sources = evidence.sources(connection, "position", [row["id"] for row in found], until)
    moves = moves if moves is not None else movements(found)
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
            movement=moves.get(row["id"], "new"),
            articles=tuple(dict.fromkeys(PurePath(one["file"]).stem for one in sources.get(row["id"], ()))),
            origins=tuple(dict.fromkeys(one["origin"] for one in sources.get(row["id"], ()))),
            state=row["state"],
            confidence=row["confidence"],
            own=is_own(row),
        )
        for row in found
    ]


def movements(found: Iterable[sqlite3.Row]) -> dict[int, str]:
    """How each statement moved: new, unchanged, softer, harder or reversed; rows in the order of their reports.

    A statement is compared with what the same side said before, on an earlier day, on the same issue. What another
    side or an outlet tells of a side's view is not that side's view: it moves nothing, and another side's telling is
    compared with by nothing.
    """
    said: dict[tuple[int, str], list[sqlite3.Row]] = {}
    moves: dict[int, str] = {}
    for row in found:
        earlier = said.setdefault((row["holder_party"], row["issue_name"].partition("/")[0]), [])
        latest = _latest_before(earlier, row)
        relayed = _is_relayed(row)
        if not latest:
            moves[row["id"]] = "new"
        elif relayed or row["attribution_status"] not in _OWN_VOICE:
            moves[row["id"]] = "unchanged"
        else:
            same = any(one["stance"] == row["stance"] for one in latest)
            moves[row["id"]] = "unchanged" if same else movement(latest[0]["stance"], row["stance"])
        if not relayed:
            earlier.append(row)
    return moves


def is_own(row: sqlite3.Row) -> bool:
    """True where the side speaks itself; False where another side or an outlet tells what it wants."""
    return not _is_relayed(row) and (row["attribution_status"] in _OWN_VOICE or row["typed_by"] is not None)


def _is_relayed(row: sqlite3.Row) -> bool:
    return row["speaker_party"] is not None and row["speaker_party"] != row["holder_party"]


def _latest_before(said: Sequence[sqlite3.Row], row: sqlite3.Row) -> list[sqlite3.Row]:
    """What was said on the issue on the last day before, the last said first; found from the end: cheap."""
    found: list[sqlite3.Row] = []
    for one in reversed(said):
        if one["day"] >= row["day"] or not _one_issue(one, row):
            continue
        if found and one["day"] != found[0]["day"]:
            break
        found.append(one)
    return found


def _one_issue(one: sqlite3.Row, two: sqlite3.Row) -> bool:
    """Two issues with a finer part each are one where these agree; a coarser name covers every finer one."""
    a, b = one["issue_name"].partition("/")[2], two["issue_name"].partition("/")[2]
    return not a or not b or a == b
