"""What a file hands on to a colleague's: who decided what, and the readings of each article."""

import sqlite3
from collections.abc import Iterator
from typing import Final

from tracker.store.tables import FACTS

_STATED: Final = """
    SELECT '{kind}' AS kind, id AS fact, state, note, typed_by, typed_on, typed_note, known_since FROM {kind}
    WHERE state <> 'suggested' OR typed_by IS NOT NULL OR note <> ''
       OR id IN (SELECT fact FROM manual_value WHERE manual_value.kind = '{kind}')
    ORDER BY id"""


def touched(connection: sqlite3.Connection) -> Iterator[sqlite3.Row]:
    """Every fact that a person decided, typed or wrote a note on."""
    for kind in FACTS:
        yield from connection.execute(_STATED.format(kind=kind)).fetchall()


def decided(connection: sqlite3.Connection, kind: str, fact: int) -> sqlite3.Row | None:
    """Who set the review state of a fact last, and when (actor, at); None where the journal does not say any more."""
    row: sqlite3.Row | None = connection.execute(
        """SELECT txn.actor AS actor, txn.at AS at FROM change JOIN txn ON txn.id = change.txn
           WHERE change.tbl = ? AND change.row = ? AND json_extract(change.after, '$.state') IS NOT NULL
           AND change.before IS NOT NULL ORDER BY change.id DESC LIMIT 1""",
        (kind, fact),
    ).fetchone()
    return row


def readings(connection: sqlite3.Connection, article: int) -> list[sqlite3.Row]:
    """The present readings of an article: kind, name, fact, said, confidence, rule, spans (JSON, best first)."""
    return connection.execute(
        """SELECT reading.kind AS kind, extraction.local_id AS name, reading.fact AS fact, extraction.payload AS said,
                  extraction.confidence AS confidence, extraction.rule AS rule, extraction.extractor AS extractor,
                  (SELECT json_group_array(json_array(start, "end"))
                   FROM (SELECT start, "end" FROM evidence WHERE evidence.extraction = extraction.id ORDER BY id)
                  ) AS spans
           FROM extraction JOIN reading ON reading.extraction = extraction.id
           WHERE extraction.article = ? ORDER BY extraction.id""",
        (article,),
    ).fetchall()


def typed_words(connection: sqlite3.Connection, kind: str, fact: int) -> list[sqlite3.Row]:
    """The words that a person let a fact rest on: sha256, start, end."""
    return connection.execute(
        """SELECT article.sha256 AS sha256, start, "end" FROM evidence JOIN article ON article.id = evidence.article
           WHERE evidence.kind = ? AND fact = ? AND extraction IS NULL ORDER BY evidence.id""",
        (kind, fact),
    ).fetchall()


def claims(connection: sqlite3.Connection, article: int) -> list[sqlite3.Row]:
    """What an article says happened to a truce or a deal."""
    return connection.execute("SELECT * FROM claim WHERE article = ? ORDER BY id", (article,)).fetchall()


def articles(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Every article, in the order in which they came in."""
    return connection.execute("SELECT * FROM article ORDER BY id").fetchall()


def answers(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Every question about two facts being one, with its answer."""
    return connection.execute("SELECT * FROM merge_suggestion ORDER BY id").fetchall()


def track_judgements(connection: sqlite3.Connection, track: int | None = None) -> list[sqlite3.Row]:
    """What people said of tracks, or of one, the oldest first."""
    return connection.execute(
        "SELECT * FROM track_judgement WHERE ? IS NULL OR track = ? ORDER BY id", (track, track)
    ).fetchall()


def followed(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """The tracks that are followed or archived."""
    return connection.execute("SELECT id, followed, archived FROM track WHERE followed OR archived").fetchall()


def judged_sources(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """The sources whose reliability somebody judged."""
    return connection.execute("SELECT * FROM source WHERE reliability IS NOT NULL ORDER BY id").fetchall()


def judged_items(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """The judged items, with the hash of their article."""
    return connection.execute(
        "SELECT credibility.*, article.sha256 AS sha256 FROM credibility JOIN article"
        " ON article.id = credibility.article ORDER BY credibility.id"
    ).fetchall()


def resolved(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """The contradictions of facts that somebody resolved."""
    return connection.execute(
        "SELECT * FROM conflict WHERE state = 'resolved' AND kind <> 'claim' ORDER BY id"
    ).fetchall()


def others(connection: sqlite3.Connection, kind: str, fact: int) -> list[sqlite3.Row]:
    """What colleagues decided of a fact, the latest first."""
    return connection.execute(
        "SELECT * FROM others_decision WHERE kind = ? AND fact = ? ORDER BY decided_on DESC, id", (kind, fact)
    ).fetchall()
