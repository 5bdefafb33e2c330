# ruff: noqa: S608 - names come from tracker/store/tables.py
"""The triggers, written from the tables themselves: journal, fixed columns, cascades and search.

They are derived, so they are no part of the migrations: `install` makes them anew after a migration, and when a file
was last opened by a Tracker that wrote them differently. A trigger that Tracker did not make is never run.
"""

import sqlite3
from collections.abc import Iterator

from tracker.store.tables import (
    FACTS,
    FIXED,
    HANGING,
    JOURNALED,
    NAMES_IN_WORDS,
    PARTS_OF_WORDS,
    SEARCHED,
    SEARCHED_COLUMNS,
)

PREFIX = "tracker_"

_TXN = (
    "(SELECT CASE WHEN txn IS NULL THEN RAISE(ABORT, 'Tracker keeps a journal of this table: change it with Tracker')"
    " ELSE txn END FROM journal_open)"
)


def columns(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """The columns of a table in their order, each with its declared type; empty where there is no such table."""
    rows = connection.execute("SELECT name, type FROM pragma_table_info(?)", (table,))
    return dict(map(tuple, rows))


def expected(connection: sqlite3.Connection) -> dict[str, str]:
    """Every trigger of Tracker for the tables of this database: name and SQL, as `sqlite_master` would hold them."""
    return dict(_all(connection))


def install(connection: sqlite3.Connection) -> None:
    """Drop the triggers of Tracker and write them anew. Runs inside the caller's transaction.

    Raises:
        sqlite3.Error: where the tables are not those of this schema.
    """
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
    for name in names:
        if name.startswith(PREFIX):
            connection.execute(f'DROP TRIGGER "{name}"')
    for sql in expected(connection).values():
        connection.execute(sql)


def row_json(names: dict[str, str], row: str) -> str:
    """The SQL of a JSON object of the columns `names` of `row` ("OLD", "NEW" or a table's name)."""
    pairs = ", ".join(f"'{name}', {_value(row, name, kind)}" for name, kind in names.items())
    return f"json_object({pairs})"


def _value(row: str, name: str, kind: str) -> str:
    column = f'{row}."{name}"'
    # SQLite versions print a fraction differently; nine digits as text are the same everywhere, and confidence has six.
    return f"CASE WHEN {column} IS NULL THEN NULL ELSE printf('%.9g', {column}) END" if kind == "REAL" else column


def _changed_json(names: dict[str, str], row: str) -> str:
    """The SQL of a JSON object of those columns that an update changes, with their values in `row`."""
    parts = " || ".join(
        f"CASE WHEN {_differs(name)} THEN ',\"{name}\":' || json_quote({_value(row, name, kind)}) ELSE '' END"
        for name, kind in names.items()
    )
    return f"'{{' || substr({parts}, 2) || '}}'"


def _differs(name: str) -> str:
    # A column's own collation may take "axios" for "Axios"; the journal must not.
    return f'OLD."{name}" COLLATE BINARY IS NOT NEW."{name}"'


def _all(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    for table, large in JOURNALED.items():
        names = columns(connection, table)
        small = {name: kind for name, kind in names.items() if name not in large}
        yield _trigger(
            f"{table}_insert", f'AFTER INSERT ON "{table}"', _record(table, "NEW", "NULL", row_json(small, "NEW"))
        )
        yield _trigger(
            f"{table}_delete", f'AFTER DELETE ON "{table}"', _record(table, "OLD", row_json(names, "OLD"), "NULL")
        )
        changes = " OR ".join(_differs(name) for name in small if name != "id")
        yield _trigger(
            f"{table}_update",
            f'AFTER UPDATE ON "{table}" WHEN {changes}',
            _record(table, "OLD", _changed_json(small, "OLD"), _changed_json(small, "NEW")),
        )
        yield _trigger(
            f"{table}_id",
            f'BEFORE UPDATE OF id ON "{table}" WHEN OLD.id IS NOT NEW.id',
            "SELECT RAISE(ABORT, 'the id of a row is never changed')",
        )
    for table, (fixed, reason) in FIXED.items():
        when = " OR ".join(_differs(name) for name in fixed)
        yield _trigger(
            f"{table}_fixed",
            f'BEFORE UPDATE ON "{table}"' + (f" WHEN {when}" if when else ""),
            f"SELECT RAISE(ABORT, '{reason}')",
        )
    for fact in FACTS:
        yield _trigger(f"{fact}_hanging", f'AFTER DELETE ON "{fact}"', *_drop_hanging(fact))
    yield _trigger(
        "claim_hanging", "AFTER DELETE ON claim", "DELETE FROM conflict WHERE kind = 'claim' AND fact = OLD.id"
    )
    yield _trigger(
        "article_marked",
        "AFTER INSERT ON article",
        "INSERT OR IGNORE INTO text_mark (mark, article) SELECT value, NEW.id FROM json_each(NEW.marks)",
    )
    yield from _search()


def _record(table: str, row: str, before: str, after: str) -> str:
    return f"INSERT INTO change (txn, tbl, row, before, after) VALUES ({_TXN}, '{table}', {row}.id, {before}, {after})"


def _drop_hanging(fact: str) -> list[str]:
    dropped = [f"DELETE FROM {table} WHERE kind = '{fact}' AND fact = OLD.id" for table in HANGING]
    asked = "DELETE FROM merge_suggestion WHERE kind = '{fact}' AND {side} = OLD.id AND decision IS NULL"
    return dropped + [asked.format(fact=fact, side=side) for side in ("one", "two")]


def _search() -> Iterator[tuple[str, str]]:
    old = (
        "INSERT INTO article_search (article_search, rowid, title, text) VALUES ('delete', OLD.id, OLD.title, OLD.text)"
    )
    new = "INSERT INTO article_search (rowid, title, text) VALUES (NEW.id, NEW.title, NEW.text)"
    yield _trigger("article_searched", "AFTER INSERT ON article", new)
    yield _trigger("article_unsearched", "AFTER DELETE ON article", old)
    yield _trigger(
        "article_research",
        f"AFTER UPDATE OF title, text ON article WHEN {_differs('title')} OR {_differs('text')}",
        old,
        new,
    )
    for kind, (number, _) in SEARCHED.items():
        named = SEARCHED_COLUMNS[kind]
        when = " OR ".join(_differs(name) for name in named)
        yield _trigger(f"{kind}_searched", f'AFTER INSERT ON "{kind}"', _note("NEW.id", number))
        yield _trigger(f"{kind}_unsearched", f'AFTER DELETE ON "{kind}"', _note("OLD.id", number))
        yield _trigger(
            f"{kind}_research", f'AFTER UPDATE OF {", ".join(named)} ON "{kind}" WHEN {when}', _note("NEW.id", number)
        )
    cases = " ".join(f"WHEN '{kind}' THEN {SEARCHED[kind][0]}" for kind in ("party", "person", "venue"))
    parts = [(table, fact, str(SEARCHED[kind][0])) for table, kind, fact in PARTS_OF_WORDS]
    for table, fact, coded in [*parts, ("alias", "{row}.fact", f"CASE {{row}}.kind {cases} END")]:
        for event, rows in (("INSERT", ("NEW",)), ("DELETE", ("OLD",)), ("UPDATE", ("OLD", "NEW"))):
            notes = [_note(fact.format(row=row), coded.format(row=row)) for row in rows]
            yield _trigger(f"{table}_{event.lower()}_part_searched", f"AFTER {event} ON {table}", *notes)
    for table, named, kind, facts in NAMES_IN_WORDS:
        when = " OR ".join(_differs(name) for name in named)
        yield _trigger(
            f"{table}_name_in_{kind}",
            f'AFTER UPDATE OF {", ".join(named)} ON "{table}" WHEN {when}',
            f"INSERT OR IGNORE INTO search_todo (id) SELECT id * 16 + {SEARCHED[kind][0]} FROM ({facts})",
        )


def _note(fact: str, number: int | str) -> str:
    """Note that the words of a fact are to be indexed anew before the transaction ends.

    Not at once: FTS5 writes out what it holds at every statement, which made each insert and delete three times slower.
    """
    return f"INSERT OR IGNORE INTO search_todo (id) VALUES ({fact} * 16 + {number})"


def _trigger(name: str, event: str, *statements: str) -> tuple[str, str]:
    body = " ".join(f"{statement};" for statement in statements)
    return PREFIX + name, f"CREATE TRIGGER {PREFIX}{name} {event} BEGIN {body} END"
