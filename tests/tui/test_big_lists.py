"""No list of the app reads all its rows: with thousands of them it reads a few screenfuls."""

import pytest

from tests.tui.driving import settle, text
from tests.tui.sample import sample_file
from tracker.store.window import Window
from tracker.tui.app import TrackerApp
from tracker.tui.screens.timeline import DRAWN

ROWS = 5_000
MOST = 600
"""Rows that one screen may read to be shown: those in view, those around them, those that decide the widths."""


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A file with thousands of rows in every list."""
    file = tmp_path_factory.mktemp("big") / "big.db"
    db = sample_file(file)
    run = db.read.execute
    run("BEGIN IMMEDIATE")
    for (name,) in run("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE '%fts%'").fetchall():
        run(f'DROP TRIGGER "{name}"')
    many = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {ROWS}) "
    run(
        many + "INSERT INTO position (holder_party, issue, stance, text, reported_date, key, confidence, state)"
        " SELECT 1, 1, 'demand', 'wants number ' || i, '2025-11-30', 'k' || i, 0.9, 'suggested' FROM n"
    )
    run(
        many + 'INSERT INTO evidence (kind, fact, article, start, "end", exact, prefix, suffix)'
        " SELECT 'position', id, 1, 20, 30, 'words', '', '' FROM position WHERE key LIKE 'k%'"
        f" AND (SELECT max(i) FROM n) = {ROWS}"
    )
    run(many + "INSERT INTO person (name, key, state) SELECT 'Person ' || i, 'p' || i, 'accepted' FROM n")
    run(
        many + "INSERT INTO meeting (kind, status, date, first_day, last_day, key, state, confidence)"
        " SELECT 'negotiation', 'held', '2025-11-30', '2025-11-30', '2025-11-30', 'm' || i, 'accepted', 0.9 FROM n"
    )
    run(
        many + "INSERT INTO article (sha256, file, title, published, encoding, text, ingested)"
        " SELECT printf('%064d', i), i || '.txt', 'Round ' || i, '2025-11-30', 'utf-8', 'Text', '2025-12-01' FROM n"
    )
    run(many + "INSERT INTO txn (at, actor, label) SELECT '2025-12-01T10:00:00', 'somebody', 'edit ' || i FROM n")
    run(
        "INSERT INTO conflict (kind, fact, field, state) SELECT 'meeting', id, 'date', 'open' FROM meeting"
        " WHERE key LIKE 'm%'"
    )
    run("INSERT INTO conflict_value (conflict, value) SELECT id, '2025-11-29' FROM conflict")
    run("INSERT INTO conflict_value (conflict, value) SELECT id, '2025-11-30' FROM conflict")
    run(
        "INSERT INTO merge_suggestion (kind, one, two, reason) SELECT 'person', 1, id, 'the same family name'"
        " FROM person WHERE id > 1 AND key LIKE 'p%'"
    )
    run("COMMIT")
    from tracker.store import searched, triggers

    triggers.install(db.read)
    searched.rebuild(db.read)
    db.close()
    return file


@pytest.mark.parametrize("key", ["3", "4", "5", "6", "7", "8", "J", "B"])
async def test_a_list_of_thousands_is_read_a_screenful_at_a_time(path, key, monkeypatch):
    # The time line draws what lies in its days, up to a number that never grows.
    most = MOST + 2 * DRAWN if key == "5" else MOST
    from tracker.desk.openfile import open_database

    fetched = []
    windows = []
    original, of_rows = Window._fetch, Window.rows

    def fetch(self, ids):
        fetched.append(len(ids))
        return original(self, ids)

    def rows(self, start, size):
        windows.append(self)
        return of_rows(self, start, size)

    ids_of = Window.ids

    def ids(self, start, size):
        windows.append(self)
        found = ids_of(self, start, size)
        fetched.append(len(found))
        return found

    monkeypatch.setattr(Window, "_fetch", fetch)
    monkeypatch.setattr(Window, "rows", rows)
    monkeypatch.setattr(Window, "ids", ids)
    with open_database(path) as db:
        app = TrackerApp(db)
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(pilot)
            fetched.clear()
            windows.clear()
            await pilot.press(key)
            await settle(pilot)
            table = app.screen.table
            assert table.total >= ROWS - 1
            assert windows, "the list is no window on the store"
            assert 0 < sum(fetched) <= most
            fetched.clear()
            await pilot.press("G")
            await settle(pilot)
            assert table.cursor == table.total - 1
            assert sum(fetched) <= most
            assert text(app)
