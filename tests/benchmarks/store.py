"""The store by itself: a screenful of a long list from anywhere in it, a filter over it, undo of a large action."""

import random
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.measure import Line, percentile
from tracker.store import searched, triggers
from tracker.store.database import Database, open_database
from tracker.store.journal import redo, transaction, undo
from tracker.store.window import Window

SCREEN = 60


def measure(folder: Path, rows: int = 1_000_000, changed: int = 10_000) -> list[Line]:
    """Reads in a list of `rows` positions, and undo and redo of an import and an edit of `changed` rows each.

    Args:
        folder: where the databases may go.
        rows: how long the list is.
        changed: how many rows the actions change.
    """
    with open_database(folder / "long.db") as db:
        _fill(db, rows)
        lines = _reads(db, rows)
    with open_database(folder / "undo.db") as db:
        _import(db, changed)
        undone = _seconds(lambda: undo(db))
        redone = _seconds(lambda: redo(db))
        with transaction(db, "accept all") as write:
            for (fact,) in write.execute("SELECT id FROM position").fetchall():
                write.update("position", fact, state="accepted")
        edited = _seconds(lambda: undo(db))
    return [
        *lines,
        Line(f"undo of an import of {changed:,} rows", undone, "s", 0.5),
        Line("redo of it", redone, "s"),
        Line(f"undo of an edit of {changed:,} rows", edited, "s", 0.5),
    ]


def _reads(db: Database, rows: int) -> list[Line]:
    window = Window(db, "positions", only={"shown_from": 0.3})
    counted = _seconds(window.count)
    rng = random.Random(1)
    total = window.count()
    ends = [0, total - SCREEN] * 20
    pages = [total // 2 + SCREEN * page for page in range(100)]
    jumps = [rng.randrange(total - SCREEN) for _ in range(100)]
    filtered = _seconds(Window(db, "positions", words="number 77 erdogan").count)
    return [
        Line(f"list of {rows:,}: open and count", counted, "s", note="in a thread"),
        Line("list: a page further, p95", _p95(window, pages), "ms", 5),
        Line("list: first and last page, p95", _p95(window, ends), "ms", 5),
        Line("list: a jump anywhere, p95", _p95(window, jumps), "ms", 50),
        Line("list: filter by three words", filtered, "s", note="in a thread"),
    ]


def _p95(window: Window, starts: list[int]) -> float:
    return 1000 * percentile([_seconds(lambda: window.rows(start, SCREEN)) for start in starts], 0.95)  # noqa: B023


def _seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _fill(db: Database, rows: int) -> None:
    """Positions without a journal, which is not what is measured and would take minutes."""
    connection = db.read
    connection.execute("BEGIN IMMEDIATE")
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    connection.execute("INSERT INTO issue (name) VALUES ('territory'), ('trade')")
    connection.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50)"
        " INSERT INTO party (code, name, key) SELECT 'P' || i, 'Party ' || i, 'P' || i FROM n"
    )
    connection.execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
        " INSERT INTO position (holder_party, issue, stance, text, reported_date, key, confidence)"
        " SELECT i % 50 + 1, i % 2 + 1, 'demand', 'number ' || i || iif(i % 10, '', ' of Erdoğan'),"
        " '2025-' || printf('%02d-%02d', i % 12 + 1, i % 28 + 1), 'k' || i, (i % 10) / 10.0 FROM n",
        (rows,),
    )
    triggers.install(connection)
    searched.rebuild(connection)
    connection.execute("COMMIT")


def _import(db: Database, rows: int) -> None:
    with transaction(db, "import") as write:
        party = write.insert("party", code="A", name="A", key="A")
        issue = write.insert("issue", name="territory")
        for number in range(rows - 2):
            write.insert(
                "position",
                holder_party=party,
                issue=issue,
                stance="demand",
                text=f"wants number {number}",
                reported_date="2025-12-01",
                key=f"k{number}",
                confidence=0.5,
            )
