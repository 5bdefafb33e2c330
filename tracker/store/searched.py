# ruff: noqa: S608 - names and expressions come from tracker/store/tables.py
"""Keeping the full-text index of the facts right: what the triggers noted is written at the end of a transaction."""

import sqlite3

from tracker.store.tables import SEARCHED


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Index anew the facts whose words changed in this transaction, each once however often it changed."""
    if connection.execute("SELECT 1 FROM search_todo LIMIT 1").fetchone() is None:
        return
    connection.execute("DELETE FROM fact_search WHERE rowid IN (SELECT id FROM search_todo)")
    for kind, (number, _) in SEARCHED.items():
        noted = f"JOIN search_todo ON search_todo.id = {kind}.id * 16 + {number}"
        connection.execute(f"INSERT INTO fact_search (rowid, words, kind, fact) {words_of(kind, noted)}")
    connection.execute("DELETE FROM search_todo")


def words_of(kind: str, join: str = "") -> str:
    """The query of the index rows of one kind: rowid, words, kind, fact."""
    number, words = SEARCHED[kind]
    return f"SELECT {kind}.id * 16 + {number}, {words.format(row=kind)}, '{kind}', {kind}.id FROM {kind} {join}"


def rebuild(connection: sqlite3.Connection) -> None:
    """Make both indexes anew from the tables. Runs inside the caller's transaction.

    What is deleted from a full-text index leaves its words in older parts of it until those are merged; only `rebuild`
    begins with an empty one.
    """
    connection.execute("INSERT INTO article_search (article_search) VALUES ('rebuild')")
    connection.execute("DELETE FROM fact_search")
    for kind in SEARCHED:
        connection.execute(f"INSERT INTO fact_search (rowid, words, kind, fact) {words_of(kind)}")
    connection.execute("INSERT INTO fact_search (fact_search) VALUES ('rebuild')")
    connection.execute("DELETE FROM search_todo")
