# ruff: noqa: S608 - names of tables and columns come from the file's own schema, which was checked when it was opened
"""Taking words out of a file for good: out of its rows, its journal, its search index and its free pages.

Everything else in the store keeps what was; this alone does not. It works inside of one transaction, writes nothing of
what goes into the journal, and seals the journal: nothing before it can be undone, since that would need the words.
"""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from typing import Any, Final

from tracker.store import searched, triggers
from tracker.store.database import Database
from tracker.store.errors import StoreError, named, told
from tracker.store.tables import FACTS, HANGING
from tracker.store.txn import SEALED, now, user

_PAGE: Final = 2000
Test = Callable[[str], bool]
Row = tuple[str, int]


def zero_what_goes(db: Database) -> None:
    """Overwrite freed parts of pages with zeros from now on, on this thread's connection."""
    db.read.execute("PRAGMA secure_delete = ON")


def text_columns(connection: sqlite3.Connection) -> dict[str, list[str]]:
    """Every column that can hold words, by table; the search indexes, which are made from them, left out.

    So are the tables without rows of their own (WITHOUT ROWID): they hold keys and hashes, no words.
    """
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        " AND sql NOT LIKE '%WITHOUT ROWID%'"
        " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_search\\_%' ESCAPE '\\'"
    ).fetchall()
    found = {}
    for (table,) in map(tuple, tables):
        columns = [name for name, kind in triggers.columns(connection, table).items() if kind.upper() == "TEXT"]
        if columns:
            found[table] = columns
    return found


def cells(connection: sqlite3.Connection, *, but: Collection[str] = ()) -> Iterator[tuple[str, str, int, str]]:
    """Every text of the file as (table, column, rowid, text), the tables `but` left out."""
    for table, columns in text_columns(connection).items():
        if table in but:
            continue
        for column in columns:
            cursor = connection.execute(f'SELECT rowid, "{column}" FROM "{table}" WHERE "{column}" <> \'\'')
            while page := cursor.fetchmany(_PAGE):
                for row in page:
                    yield table, column, row[0], row[1]


def replace(connection: sqlite3.Connection, change: Callable[[str, str], str]) -> int:
    """Put `change(column, text)` in the place of every text that it changes, the journal's too; in how many articles.

    The triggers are set aside meanwhile, so that neither the journal nor the rule that texts never change is in the
    way, and the search indexes are made anew. The caller's transaction is what makes that safe.
    """
    for name in triggers.expected(connection):
        connection.execute(f'DROP TRIGGER IF EXISTS "{name}"')
    changed = [
        (table, column, row, new)
        for table, column, row, text in cells(connection)
        if (new := change(column, text)) != text
    ]
    for table, column, row, new in changed:
        statement = f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?'
        try:
            connection.execute(statement, (new, row))
        except sqlite3.IntegrityError:  # two that differed by what went alone: a number keeps them apart
            connection.execute(statement, (f"{new} #{row}", row))
    triggers.install(connection)
    searched.rebuild(connection)
    return len({row for table, _, row, _ in changed if table == "article"})


def words_of_evidence_anew(connection: sqlite3.Connection) -> None:
    """Take the words of all evidence, and those around them, from the texts of the articles as they are now."""
    connection.execute(
        """UPDATE evidence SET
               exact = substr(article.text, start + 1, "end" - start),
               prefix = substr(article.text, start + 1 - length(prefix), length(prefix)),
               suffix = substr(article.text, "end" + 1, length(suffix))
           FROM article WHERE article.id = evidence.article"""
    )


def marks_anew(connection: sqlite3.Connection, of: Callable[[str, int], list[int]], letter: str) -> None:
    """Make the marks of those texts anew in which this letter stands for what went."""
    found = connection.execute("SELECT id, text, body_start FROM article WHERE instr(text, ?)", (letter,)).fetchall()
    for number, text, start in map(tuple, found):
        marks = json.dumps(of(text, start))
        connection.execute("UPDATE article SET marks = ? WHERE id = ?", (marks, number))
        connection.execute("DELETE FROM text_mark WHERE article = ?", (number,))
        connection.execute("INSERT INTO text_mark (mark, article) SELECT value, ? FROM json_each(?)", (number, marks))


def column(connection: sqlite3.Connection, table: str, name: str) -> list[tuple[int, str]]:
    """The texts of one column, each with its row; those that are empty left out.

    Raises:
        ValueError: for what is no column of words.
    """
    if name not in text_columns(connection).get(table, ()):
        raise ValueError(f"{table}.{name} is no column of words")
    return [
        (row[0], row[1]) for row in connection.execute(f'SELECT id, "{name}" FROM "{table}" WHERE "{name}" <> \'\'')
    ]


def facts_of_article(connection: sqlite3.Connection, article: int) -> dict[Row, bool]:
    """Every fact that an article carries, as (kind, row number): True where nothing else carries it."""
    sql = """
        WITH carried AS (
            SELECT reading.kind AS kind, reading.fact AS fact FROM reading
            JOIN extraction ON extraction.id = reading.extraction WHERE extraction.article = :article
            UNION SELECT kind, fact FROM evidence WHERE article = :article)
        SELECT kind, fact,
               NOT EXISTS (SELECT 1 FROM evidence WHERE evidence.kind = carried.kind AND evidence.fact = carried.fact
                           AND evidence.article <> :article)
               AND NOT EXISTS (SELECT 1 FROM reading JOIN extraction ON extraction.id = reading.extraction
                               WHERE reading.kind = carried.kind AND reading.fact = carried.fact
                               AND extraction.article <> :article)
        FROM carried
    """
    return {(row[0], row[1]): bool(row[2]) for row in connection.execute(sql, {"article": article})}


def parts_of(connection: sqlite3.Connection, kind: str, fact: int) -> list[Row]:
    """The rows that hang on a fact or are a part of it, as (table, row): whose journal goes with the fact's own."""
    found = [
        (table, row[0])
        for table in HANGING
        for row in connection.execute(f"SELECT id FROM {table} WHERE kind = ? AND fact = ?", (kind, fact))
    ]
    for table, column in {
        "person": (("role", "person"),),
        "track": (("track_party", "track"), ("track_judgement", "track")),
        "meeting": (("meeting_party", "meeting"),),
    }.get(kind, ()):
        found += [(table, row[0]) for row in connection.execute(f"SELECT id FROM {table} WHERE {column} = ?", (fact,))]
    return found


_LOOSE: Final = {
    "chain": """id NOT IN (
        SELECT chain FROM position WHERE chain IS NOT NULL
        UNION SELECT chain FROM assessment WHERE chain IS NOT NULL
        UNION SELECT chain FROM evidence WHERE chain IS NOT NULL
        UNION SELECT chain FROM conflict_value WHERE chain IS NOT NULL)""",
    "source": """reliability IS NULL AND note = ''
        AND id NOT IN (SELECT origin FROM chain WHERE origin IS NOT NULL)""",
    "issue": "parent IS NOT NULL AND id NOT IN (SELECT issue FROM position)",
    "conflict": "id NOT IN (SELECT conflict FROM conflict_value)",
}


def loose_ends(connection: sqlite3.Connection) -> list[Row]:
    """Take away chains, sources, finer issues and conflicts that nothing refers to, and questions about facts gone.

    Returns:
        What went, as (table, row number).
    """
    gone = [
        (table, row[0])
        for table, where in _LOOSE.items()
        for row in connection.execute(f"DELETE FROM {table} WHERE {where} RETURNING id").fetchall()
    ]
    for kind in ("person", "party", "venue", "track", "meeting", "position", "assessment"):
        sql = (
            f"DELETE FROM merge_suggestion WHERE decision IS NULL AND kind = '{kind}'"
            f" AND (one NOT IN (SELECT id FROM {kind}) OR two NOT IN (SELECT id FROM {kind})) RETURNING id"
        )
        gone += [("merge_suggestion", row[0]) for row in connection.execute(sql).fetchall()]
    return gone


def is_own_name(connection: sqlite3.Connection, alias: int) -> bool:
    """True where an alias is the very name of its fact."""
    row = connection.execute("SELECT kind, fact, name FROM alias WHERE id = ?", (alias,)).fetchone()
    if row is None or row[0] not in FACTS:
        return False
    sql = f"SELECT 1 FROM {row[0]} WHERE id = ? AND name = ?"
    return connection.execute(sql, (row[1], row[2])).fetchone() is not None


def payloads(connection: sqlite3.Connection, article: int) -> Iterator[tuple[bool, str]]:
    """Everything that was read in articles, as JSON: whether in this one, and the payload."""
    yield from (
        (bool(row[0]), row[1]) for row in connection.execute("SELECT article = ?, payload FROM extraction", (article,))
    )


def erase_journal(connection: sqlite3.Connection, rows: Collection[Row], own: int, holds: Test, name: Test) -> int:
    """Erase what the journal keeps of some rows, and every other change whose texts hold the words.

    Args:
        connection: inside of the transaction.
        rows: (table, row number) whose whole history goes, with that of what the action at work deleted.
        own: the action at work, which leaves no trace of what it deletes.
        holds: True for a text that may not stay.
        name: True for the label of an action that may not stay as it is.

    Returns:
        How many changes were erased.
    """
    deleted = connection.execute("SELECT tbl, row FROM change WHERE txn = ? AND after IS NULL", (own,))
    wanted = set(rows) | {(row[0], row[1]) for row in deleted}
    gone = []
    cursor = connection.execute("SELECT id, txn, tbl, row, before, after FROM change")
    while page := cursor.fetchmany(_PAGE):
        for change in page:
            if change[1] == own or (change[2], change[3]) in wanted or any(map(holds, _strings(change[4], change[5]))):
                gone.append((change[0],))
    connection.executemany("DELETE FROM change WHERE id = ?", gone)
    for number, label in map(tuple, connection.execute("SELECT id, label FROM txn").fetchall()):
        if name(label):
            connection.execute("UPDATE txn SET label = ? WHERE id = ?", (f"{label.split(' ')[0]} …", number))
    connection.execute(
        "DELETE FROM setting WHERE name <> ? AND name IN (SELECT value FROM json_each(?))",
        (
            SEALED,
            json.dumps([row[0] for row in connection.execute("SELECT name, value FROM setting") if holds(row[1])]),
        ),
    )
    return len(gone)


def _strings(*objects: str | None) -> Iterator[str]:
    """Every text in JSON objects, those within lists too."""
    waiting: list[Any] = [json.loads(one) for one in objects if one]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def seal(connection: sqlite3.Connection, label: str, actor: str | None) -> int:
    """Write down that something was purged, in words that do not name it; nothing up to it can be undone or redone."""
    moment = now()
    cursor = connection.execute(
        "INSERT INTO txn (at, actor, label, finished) VALUES (?, ?, ?, ?)", (moment, actor or user(), label, moment)
    )
    txn = int(cursor.lastrowid or 0)
    connection.execute(
        "INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (SEALED, str(txn)),
    )
    return txn


def rebuild_search(connection: sqlite3.Connection) -> None:
    """Make the search indexes anew, so that no part of them keeps words of what went."""
    searched.rebuild(connection)


def compact(db: Database) -> None:
    """Write the file anew without its free pages, and empty the log beside it.

    Raises:
        StoreError: where another program has the file open, so that older pages stay for now.
    """
    if db.writing is not None:
        raise StoreError("A file cannot be written anew within another action.")
    connection = db.read
    try:
        connection.execute("VACUUM")
        busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.Error as error:
        raise told(error, db.path) from error
    if busy:
        raise StoreError(
            f"It is gone from {named(db.path)}, but another program has that open: older pages stay in its log "
            "until it is closed."
        )
