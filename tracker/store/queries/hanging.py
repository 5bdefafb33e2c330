"""What hangs on a fact: its readings with their articles, its contradictions, and the questions about it."""

import json
import sqlite3
from typing import Any


def readings(connection: sqlite3.Connection, kind: str, fact: int) -> list[sqlite3.Row]:
    """The readings of a fact: id, article, payload, in the order of the extractions."""
    return connection.execute(
        """SELECT reading.id AS id, extraction.article AS article, extraction.payload AS payload FROM reading
           JOIN extraction ON extraction.id = reading.extraction WHERE reading.kind = ? AND reading.fact = ?
           ORDER BY extraction.id""",
        (kind, fact),
    ).fetchall()


def payload(row: sqlite3.Row) -> dict[str, Any]:
    """The payload of a reading."""
    found: dict[str, Any] = json.loads(row["payload"])
    return found


def conflicts(connection: sqlite3.Connection, kind: str, fact: int) -> list[sqlite3.Row]:
    """The contradictions of a fact."""
    return connection.execute("SELECT * FROM conflict WHERE kind = ? AND fact = ?", (kind, fact)).fetchall()


def questions(connection: sqlite3.Connection, kind: str | None = None) -> list[sqlite3.Row]:
    """Pairs of facts that may be one and about which nobody has decided, newest first."""
    return connection.execute(
        "SELECT * FROM merge_suggestion WHERE decision IS NULL AND (? IS NULL OR kind = ?) ORDER BY id DESC",
        (kind, kind),
    ).fetchall()


def question(connection: sqlite3.Connection, number: int) -> sqlite3.Row | None:
    """One question about two facts being one, decided or not; None where there is none of this number."""
    row: sqlite3.Row | None = connection.execute("SELECT * FROM merge_suggestion WHERE id = ?", (number,)).fetchone()
    return row
