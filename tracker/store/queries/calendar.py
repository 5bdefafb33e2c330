"""What a calendar needs to know of a meeting besides its values: its stable key, and how often it was changed."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.store.queries.rows import marks


@dataclass(frozen=True, slots=True)
class Revision:
    """A meeting's stable key, how often its row was changed since it was made, and when that was last (local time)."""

    key: str
    changes: int
    at: str | None


def revisions(connection: sqlite3.Connection, meetings: Sequence[int]) -> dict[int, Revision]:
    """The revision of each of these meetings, by row number."""
    found: dict[int, Revision] = {}
    for start in range(0, len(meetings), 500):
        part = list(meetings[start : start + 500])
        sql = f"""SELECT meeting.id, meeting.key,
                         (SELECT count(*) FROM change
                          WHERE tbl = 'meeting' AND row = meeting.id AND before IS NOT NULL AND after IS NOT NULL),
                         (SELECT coalesce(txn.finished, txn.at) FROM change JOIN txn ON txn.id = change.txn
                          WHERE tbl = 'meeting' AND row = meeting.id ORDER BY change.id DESC LIMIT 1)
                  FROM meeting WHERE meeting.id IN ({marks(part)})"""  # noqa: S608 - bound marks alone
        found.update({row[0]: Revision(row[1], row[2], row[3]) for row in connection.execute(sql, part)})
    return found
