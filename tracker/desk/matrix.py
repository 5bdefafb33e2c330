"""Issue by party: the latest position of each side, its age, how it moved, and explicit blanks.

Reads the last statements of each cell by an index, whatever the number of positions in the file.
"""

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from tracker.desk.moment import moment
from tracker.desk.positions import views
from tracker.desk.shown import SHOWN_FROM
from tracker.desk.views import MatrixCell, MatrixRow, MatrixView, PositionView
from tracker.domain.stances import distance
from tracker.domain.vocabulary import ISSUES
from tracker.store.database import Database
from tracker.store.errors import Gone
from tracker.store.queries import known_facts
from tracker.store.queries import names as known
from tracker.store.queries import positions as stored

# So many statements of a cell are looked at, the latest; older ones are on the list of positions.
_DEEP: Final = 24
_STRONGEST: Final = ("reversed", "harder", "softer", "unchanged", "new")


def matrix(
    db: Database, as_of: date | None = None, *, track: int | None = None, parties: Sequence[str] = ()
) -> MatrixView:
    """The matrix at the end of a day.

    Args:
        db: the open file.
        as_of: only what was reported by the end of this day; None is today.
        track: only the parties of this track, in its order.
        parties: only these ("UA"), in this order; with neither, every party that stated something, those that
            stated most first.

    Raises:
        Gone: where there is no such track.
    """
    connection = db.read
    now = moment(connection, as_of)
    codes = list(parties)
    if track is not None:
        listed = known_facts.track_parties(connection, [track]).get(track)
        if not listed:
            raise Gone("This track is not there any more.")
        codes = [row["code"] for row in listed]
    holders = _holders(connection, codes)
    pairs = stored.held_issues(connection, holders) if holders or not codes else []
    found = stored.latest_of(connection, pairs, now.until, SHOWN_FROM, _DEEP)
    said = views(connection, found, now.until if now.past else None)
    if not codes:
        counted: dict[str, int] = {}
        for one in said:
            counted[one.party] = counted.get(one.party, 0) + 1
        codes = sorted(counted, key=lambda code: (-counted[code], code))
    by_cell: dict[tuple[str, str], list[PositionView]] = {}
    for one in said:
        by_cell.setdefault((one.issue, one.party), []).append(one)
    rows = []
    for issue in _issues(one.issue for one in said):
        cells = tuple(_cell(code, by_cell.get((issue, code), []), now.day) for code in codes)
        stances = [[one.stance for one in cell.latest if one.own] for cell in cells]
        rows.append(MatrixRow(issue, cells, distance(stances)))
    return MatrixView(now.until, tuple(codes), tuple(rows), track)


def _holders(connection: sqlite3.Connection, codes: Sequence[str]) -> list[int]:
    found = (known.party_of_code(connection, code) for code in codes)
    return [row["id"] for row in found if row is not None]


def _issues(names: Iterable[str]) -> list[str]:
    """The issues in the order of the field's list, a finer part after the issue it belongs to."""

    def place(name: str) -> tuple[int, str]:
        top = name.partition("/")[0]
        return (ISSUES.index(top) if top in ISSUES else len(ISSUES), name)

    return sorted(set(names), key=place)


def _cell(party: str, said: Sequence[PositionView], day: date) -> MatrixCell:
    if not said:
        return MatrixCell(party)
    own = [one for one in said if one.own] or list(said)
    last = own[-1].reported
    latest: dict[str, PositionView] = {}
    for one in own:
        if one.reported == last:
            latest.setdefault(one.stance, one)
    moved = min((one.movement for one in own if one.reported == last), key=_STRONGEST.index)
    age = (day - date.fromisoformat(last)).days if last else None
    return MatrixCell(party, tuple(latest.values()), moved, age, tuple(said))
