"""People as rows."""

import sqlite3

from tracker.store.queries.rows import counts

# ruff: noqa: S608 - only names from this package and bound marks are written into a statement


def listed(connection: sqlite3.Connection, shown_from: float) -> list[sqlite3.Row]:
    """The persons that count, with party_code, by name."""
    sql = f"""SELECT person.*, party.code AS party_code FROM person LEFT JOIN party ON party.id = person.party
              WHERE {counts("person")} ORDER BY person.name COLLATE NOCASE, person.id"""
    return connection.execute(sql, {"shown_from": shown_from}).fetchall()
