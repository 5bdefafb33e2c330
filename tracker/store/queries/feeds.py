"""Feeds as rows: what a person follows, what the last refresh left, which items were read."""

import sqlite3
from collections.abc import Iterable

from tracker.store.database import Database
from tracker.store.errors import told
from tracker.store.txn import now


def listed(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Every feed with what its last refresh left, in the order in which they were added."""
    return connection.execute(
        """SELECT feed.id, feed.url, feed.title, feed.added, etag, modified, read_at, problem, coalesce(new, 0) AS new
           FROM feed LEFT JOIN feed_state ON feed_state.feed = feed.id ORDER BY feed.id"""
    ).fetchall()


def of_address(connection: sqlite3.Connection, url: str) -> int | None:
    """The feed of an address, if it is followed."""
    row = connection.execute("SELECT id FROM feed WHERE url = ?", (url,)).fetchone()
    return row[0] if row else None


def items(connection: sqlite3.Connection, feed: int) -> set[str]:
    """The items of a feed that were read before."""
    return {row[0] for row in connection.execute("SELECT item FROM feed_item WHERE feed = ?", (feed,))}


def addresses_of_articles(connection: sqlite3.Connection) -> set[str]:
    """The addresses and names that articles were read from."""
    found = connection.execute("SELECT file FROM article UNION SELECT url FROM article WHERE url IS NOT NULL")
    return {row[0] for row in found}


def keep_state(
    db: Database,
    feed: int,
    *,
    etag: str | None,
    modified: str | None,
    problem: str | None,
    new: int,
    read: Iterable[str],
) -> None:
    """Keep what a refresh left; a feed that was removed meanwhile keeps nothing.

    Args:
        db: the open file.
        feed: the feed.
        etag: what the server calls the version that was read whole; None where it is to be sent again.
        modified: when that version was made, as the server says.
        problem: what went wrong, one sentence.
        new: how many articles were new.
        read: the items that were read, or need not be.

    Raises:
        StoreError: where the file cannot be written.
    """
    connection = db.read
    moment = now()
    try:
        connection.execute("BEGIN IMMEDIATE")
        try:
            if connection.execute("SELECT 1 FROM feed WHERE id = ?", (feed,)).fetchone():
                connection.execute(
                    """INSERT INTO feed_state (feed, etag, modified, read_at, problem, new) VALUES (?, ?, ?, ?, ?, ?)
                       ON CONFLICT (feed) DO UPDATE SET etag = excluded.etag, modified = excluded.modified,
                           read_at = excluded.read_at, problem = excluded.problem, new = excluded.new""",
                    (feed, etag, modified, moment, problem, new),
                )
                connection.executemany(
                    "INSERT OR IGNORE INTO feed_item (feed, item, seen) VALUES (?, ?, ?)",
                    [(feed, item, moment[:10]) for item in read],
                )
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
    except sqlite3.Error as error:
        raise told(error, db.path) from error
