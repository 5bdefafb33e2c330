# ruff: noqa: S608 - names come from tracker/store/tables.py
"""Is the file whole? What `tracker doctor` says, and the one thing it can put right by itself: the search index."""

import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.domain.cleaning import one_line
from tracker.store import searched, triggers
from tracker.store.database import Database
from tracker.store.errors import named, told
from tracker.store.tables import FACTS, HANGING, SEARCHED


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be: a sentence, and whether `repair` puts it right."""

    sentence: str
    repairable: bool = False


def check(db: Database) -> list[Finding]:
    """Everything that is wrong with the file; empty where it is whole. Seconds for a large file.

    Looks at: the pages (integrity_check), foreign keys, facts that evidence and the like hang on, evidence that is not
    the words of its article, the search indexes, the triggers, an action left open, the file's mode.

    Raises:
        StoreError: where the file cannot be read at all.
    """
    try:
        connection = db.read
        damage = _damage(connection)
        if damage:
            # Nothing further can be trusted.
            advice = "`tracker restore` brings a backup back"
            return [Finding(f"{named(db.path)} is damaged: {one_line(line)}; {advice}.") for line in damage]
        return [
            *_foreign_keys(connection),
            *_hanging(connection),
            *_evidence(connection),
            *_search(connection, writable=not db.readonly),
            *_triggers(connection),
            *_open_action(connection),
            *_mode(db),
        ]
    except sqlite3.Error as error:
        raise told(error, db.path) from error


def repair(db: Database) -> None:
    """Make the search indexes and the triggers anew from the tables.

    Raises:
        StoreError: where the file cannot be written.
    """
    connection = db.read
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            triggers.install(connection)
            searched.rebuild(connection)
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except sqlite3.Error as error:
        raise told(error, db.path) from error


def _damage(connection: sqlite3.Connection) -> list[str]:
    """What SQLite's own check finds, the first twenty things; also where the check itself cannot go on."""
    found = []
    try:
        for row in connection.execute("PRAGMA integrity_check(20)"):
            if row[0] != "ok":
                found.append(str(row[0]))
    except sqlite3.DatabaseError as error:
        found.append(str(error))
    return found


def _foreign_keys(connection: sqlite3.Connection) -> Iterator[Finding]:
    for row in connection.execute("PRAGMA foreign_key_check").fetchmany(20):
        yield Finding(f"{_what(row[0], row[1])} rests on a row of {row[2]} that is not there.")


def _hanging(connection: sqlite3.Connection) -> Iterator[Finding]:
    for table in HANGING:
        for kind in FACTS:
            sql = (
                f"SELECT count(*) FROM {table} WHERE kind = '{kind}'"
                f" AND NOT EXISTS (SELECT 1 FROM {kind} WHERE {kind}.id = {table}.fact)"
            )
            count = connection.execute(sql).fetchone()[0]
            if count:
                yield Finding(f"{count} rows of {table} belong to a {kind.replace('_', ' ')} that is not there.")


def _evidence(connection: sqlite3.Connection) -> Iterator[Finding]:
    sql = (
        "SELECT evidence.id FROM evidence JOIN article ON article.id = evidence.article"
        ' WHERE substr(article.text, evidence.start + 1, evidence."end" - evidence.start) <> evidence.exact LIMIT 20'
    )
    for row in connection.execute(sql):
        yield Finding(f"{_what('evidence', row[0])} is not the words that stand at its place in its article.")


def _search(connection: sqlite3.Connection, *, writable: bool) -> Iterator[Finding]:
    again = "; `tracker doctor --repair` makes it anew."
    if writable:  # FTS5 has its own check, as a command
        for table in ("article_search", "fact_search"):
            try:
                connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError:
                yield Finding(f"The search index {table} does not agree with what it indexes{again}", repairable=True)
                return
    for kind in SEARCHED:
        number = SEARCHED[kind][0]
        right = connection.execute(
            f"SELECT count(*) FROM {kind} JOIN fact_search ON fact_search.rowid = {kind}.id * 16 + {number}"
            f" WHERE fact_search.words = {SEARCHED[kind][1].format(row=kind)}"
        ).fetchone()[0]
        facts = connection.execute(f"SELECT count(*) FROM {kind}").fetchone()[0]
        if right != facts:
            yield Finding(f"The words of {facts - right} rows of {kind} are not in the search index{again}", True)
    indexed = connection.execute("SELECT count(*) FROM fact_search").fetchone()[0]
    facts = sum(connection.execute(f"SELECT count(*) FROM {kind}").fetchone()[0] for kind in SEARCHED)
    if indexed > facts:
        yield Finding(f"The search index has {indexed - facts} facts that are not there{again}", repairable=True)


def _triggers(connection: sqlite3.Connection) -> Iterator[Finding]:
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    found = {row[0]: row[1] for row in rows}
    if found != triggers.expected(connection):
        yield Finding(
            "The triggers that keep the journal are not all Tracker's own; opening the file anew mends them.", True
        )


def _open_action(connection: sqlite3.Connection) -> Iterator[Finding]:
    if connection.execute("SELECT txn FROM journal_open").fetchone()[0] is not None:
        yield Finding("The journal was left open by another program: changes made outside of Tracker may be recorded.")


def _mode(db: Database) -> Iterator[Finding]:
    mode = stat.S_IMODE(db.path.stat().st_mode)
    if mode & 0o077:
        yield Finding(f"{named(db.path)} can be read by other users (mode {mode:o}); `chmod 600` makes it private.")


def _what(table: str, row: int) -> str:
    return f"{table.replace('_', ' ').capitalize()} {row}"
