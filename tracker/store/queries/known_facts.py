"""Small questions about facts that several use cases ask: what rests on a fact, a track's parties, its events."""

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement

import sqlite3
from collections.abc import Sequence

from tracker.store.queries.rows import marks
from tracker.store.tables import FACTS

# Where a fact is referred to by another that would stay behind without it.
_USES = {
    "party": (
        "SELECT 1 FROM person WHERE party = :id",
        "SELECT 1 FROM track_party WHERE party = :id",
        "SELECT 1 FROM track_event WHERE party = :id",
        "SELECT 1 FROM meeting_party WHERE party = :id",
        "SELECT 1 FROM attendance WHERE side = :id",
        "SELECT 1 FROM position WHERE holder_party = :id",
        "SELECT 1 FROM assessment WHERE party = :id",
    ),
    "person": (
        "SELECT 1 FROM attendance WHERE person = :id",
        "SELECT 1 FROM position WHERE holder_person = :id OR speaker = :id",
        "SELECT 1 FROM assessment WHERE speaker = :id",
    ),
    "venue": ("SELECT 1 FROM meeting WHERE venue = :id",),
    "track": (
        "SELECT 1 FROM meeting WHERE track = :id",
        "SELECT 1 FROM assessment WHERE about_track = :id",
        "SELECT 1 FROM track_event WHERE track = :id",
        "SELECT 1 FROM track_judgement WHERE track = :id",
    ),
    "meeting": (
        "SELECT 1 FROM meeting WHERE parent = :id",
        "SELECT 1 FROM assessment WHERE about_meeting = :id",
        "SELECT 1 FROM attendance WHERE meeting = :id",
    ),
    "position": ("SELECT 1 FROM position WHERE supersedes = :id OR responds_to = :id",),
}


def is_used(connection: sqlite3.Connection, kind: str, fact: int) -> bool:
    """True where another fact refers to this one."""
    return any(connection.execute(f"{sql} LIMIT 1", {"id": fact}).fetchone() for sql in _USES.get(kind, ()))


def is_rejected(connection: sqlite3.Connection, kind: str, fact: int) -> bool:
    """True where a person rejected the fact.

    Raises:
        ValueError: for what is no kind of fact.
    """
    if kind not in FACTS:
        raise ValueError(f"{kind} is no kind of fact")
    row = connection.execute(f"SELECT state FROM {kind} WHERE id = ?", (fact,)).fetchone()
    return row is not None and row[0] == "rejected"


_SAID_OF = """
    SELECT 1 FROM manual_value WHERE kind = :kind AND fact = :id
    UNION ALL SELECT 1 FROM credibility WHERE kind = :kind AND fact = :id
    UNION ALL SELECT 1 FROM others_decision WHERE kind = :kind AND fact = :id
    UNION ALL SELECT 1 FROM conflict WHERE kind = :kind AND fact = :id AND (state = 'resolved' OR note <> '')
    UNION ALL SELECT 1 FROM merge_suggestion
        WHERE kind = :kind AND decision IS NOT NULL AND (one = :id OR two = :id)
    UNION ALL SELECT 1 FROM track_judgement WHERE :kind = 'track' AND track = :id
    UNION ALL SELECT 1 FROM track WHERE :kind = 'track' AND id = :id AND (followed OR archived)
    LIMIT 1
"""


def is_decided(connection: sqlite3.Connection, kind: str, fact: int) -> bool:
    """True where a person said anything of a fact that is not in its own row: a merge, a judgement, a resolution."""
    return connection.execute(_SAID_OF, {"kind": kind, "id": fact}).fetchone() is not None


def meeting_parties(connection: sqlite3.Connection, meeting: int) -> set[int]:
    """The row numbers of a meeting's parties."""
    return {row[0] for row in connection.execute("SELECT party FROM meeting_party WHERE meeting = ?", (meeting,))}


def track_parties(connection: sqlite3.Connection, tracks: Sequence[int]) -> dict[int, list[sqlite3.Row]]:
    """The parties of tracks, by track: party (row number), code, name; sorted by code."""
    found: dict[int, list[sqlite3.Row]] = {}
    for start in range(0, len(tracks), 500):
        part = list(tracks[start : start + 500])
        sql = f"""SELECT track_party.track, track_party.id AS id, party.id AS party, party.code AS code,
                         party.name AS name
                  FROM track_party JOIN party ON party.id = track_party.party
                  WHERE track_party.track IN ({marks(part)}) ORDER BY party.code"""
        for row in connection.execute(sql, part):
            found.setdefault(row["track"], []).append(row)
    return found


def events(connection: sqlite3.Connection, tracks: Sequence[int]) -> list[sqlite3.Row]:
    """Agreed, suspended, resumed: the events of tracks, rejected ones too."""
    found: list[sqlite3.Row] = []
    for start in range(0, len(tracks), 500):
        part = list(tracks[start : start + 500])
        found += connection.execute(
            f"SELECT * FROM track_event WHERE track IN ({marks(part)}) ORDER BY id", part
        ).fetchall()
    return found


def judgements(connection: sqlite3.Connection, tracks: Sequence[int]) -> dict[int, sqlite3.Row]:
    """What a person said last of each track."""
    found: dict[int, sqlite3.Row] = {}
    for start in range(0, len(tracks), 500):
        part = list(tracks[start : start + 500])
        sql = f"SELECT * FROM track_judgement WHERE track IN ({marks(part)}) ORDER BY id"
        found.update({row["track"]: row for row in connection.execute(sql, part)})
    return found


def row_of(connection: sqlite3.Connection, table: str, column: str, values: Sequence[object]) -> list[sqlite3.Row]:
    """Rows of a link table by one column.

    Raises:
        ValueError: for a table or column that is not a link between facts.
    """
    if (table, column) not in _LINKS:
        raise ValueError(f"{table}.{column} is not a link between facts")
    return connection.execute(
        f"SELECT * FROM {table} WHERE {column} IN ({marks(values)}) ORDER BY id", list(values)
    ).fetchall()


_LINKS = {
    ("alias", "fact"),
    ("role", "person"),
    ("track_party", "track"),
    ("track_party", "party"),
    ("meeting_party", "meeting"),
    ("meeting_party", "party"),
    ("person", "party"),
    ("track_event", "track"),
    ("track_event", "party"),
    ("track_judgement", "track"),
    ("meeting", "track"),
    ("meeting", "parent"),
    ("meeting", "venue"),
    ("attendance", "meeting"),
    ("attendance", "person"),
    ("attendance", "side"),
    ("position", "holder_party"),
    ("position", "holder_person"),
    ("position", "speaker"),
    ("position", "supersedes"),
    ("position", "responds_to"),
    ("assessment", "about_meeting"),
    ("assessment", "about_track"),
    ("assessment", "speaker"),
    ("assessment", "party"),
}
"""Every column of one fact, or of what hangs on it, that names another: a merge moves them all."""


def issue_name(connection: sqlite3.Connection, issue: int) -> str:
    """The name of an issue; blank where there is none."""
    row = connection.execute("SELECT name FROM issue WHERE id = ?", (issue,)).fetchone()
    return row[0] if row else ""


def tracks_of(connection: sqlite3.Connection, parties_key: str) -> list[sqlite3.Row]:
    """The tracks of exactly these parties ("UA+US"), rejected ones left out."""
    return connection.execute(
        "SELECT * FROM track WHERE parties_key = ? AND state <> 'rejected' ORDER BY id", (parties_key,)
    ).fetchall()


def tracks_around(connection: sqlite3.Connection, track: int, codes: Sequence[str], level: str) -> list[int]:
    """Other tracks of this level with the same parties but for one, that the one has and the other has not; two shared.

    Two of the seven that negotiate with an eighth are not that channel: the more parties differ, the less it asks.
    """
    rows = connection.execute(
        f"""SELECT track.id, track.parties_key, count(*) AS shared FROM party
            JOIN track_party ON track_party.party = party.id JOIN track ON track.id = track_party.track
            WHERE party.code IN ({marks(codes)}) AND track.level = ? AND track.id <> ? AND track.state <> 'rejected'
            GROUP BY track.id HAVING shared >= 2 ORDER BY track.id""",
        (*codes, level, track),
    )
    return [row[0] for row in rows if sorted((len(codes) - row[2], len(row[1].split("+")) - row[2])) == [0, 1]]
