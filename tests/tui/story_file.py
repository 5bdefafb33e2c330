"""A file with three articles about the same talks: what repeats, moves and contradicts; every time in it is fixed."""

from pathlib import Path

from tests.desk.records import Writer
from tests.files import copy_of
from tests.tui import sample
from tracker.store import triggers

AT = "2025-12-04T09:14:00+01:00"
_TIMES = ("at", "ingested", "set_on", "typed_on", "resolved_on", "decided_on")


def story_file(path: Path):
    """An open file: the sample article, one that contradicts it, one in which a side moves and a plan has passed."""
    return copy_of(_told, path)


def _told(path: Path):
    from tracker.desk import review, tracks
    from tracker.desk.edit import edit
    from tracker.desk.ingest import ingest_article

    db = sample.sample_file(path)
    second = Writer("2025-12-01", "Gazette", "gazette.txt")
    umerov = second.person("Rustem Umerov", "UA", words="Rustem Umerov led Ukraine.")
    witkoff = second.person("Steve Witkoff", "US", words="Steve Witkoff led the US.")
    second.meeting(
        "held",
        "2025-11-30",
        people=((umerov, "UA"), (witkoff, "US")),
        duration="PT3H",
        words="They sat for three hours.",
    )
    third = Writer("2025-12-04", "Wire", "wire.txt")
    third.person("Rustem Umerov", "TR", words="Rustem Umerov spoke for the hosts.")
    third.position(
        "RU", "territory/Donbas", "concession", "Russia is ready to stop where its troops stand in the Donbas region.",
        attribution_status="on_record", quote="direct", chain=["Wire"],
    )  # fmt: skip
    third.meeting("planned", "2025-12-12", parties=("RU", "UA", "US"), level="leader")
    for writer in (second, third):
        article, record = writer.done()
        ingest_article(db, article, record, "by hand")
    review.accept(db, [("position", 1)], actor="ben")
    edit(db, "meeting", 2, {"duration": "2h"}, actor="anna")
    tracks.judge(db, 2, phase="suspended", line="Waiting for the envoy", why="told so", actor="anna")
    _fix_times(db.read)
    return db


def _fix_times(connection) -> None:
    """Every moment that was kept is one moment, and everybody who is nobody is anna; the journal looks away."""
    for name in triggers.expected(connection):
        connection.execute(f'DROP TRIGGER IF EXISTS "{name}"')
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    for table in tables:
        for column in {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')} & set(_TIMES):
            connection.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE "{column}" IS NOT NULL', (AT,))
    triggers.install(connection)
    connection.execute("UPDATE txn SET actor = 'anna' WHERE actor NOT IN ('anna', 'ben')")
