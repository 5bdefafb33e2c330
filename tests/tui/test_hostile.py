"""What a page, a file name or somebody's database may hold: in every text column and in every field to type in."""

import json

import pytest
from textual import events
from textual.widgets import Input, TextArea

from tests.tui import sample
from tests.tui.driving import settle
from tests.tui.places import PLACES, go, tear_down
from tests.tui.story_file import story_file
from tracker.store import triggers
from tracker.store.tables import FACTS
from tracker.tui.app import TrackerApp

BAD = "\x1b\x9b\x07\x0e\x08\r\t\u202e\u200b\u2028"
TABLES = (*FACTS, "article", "alias", "role", "source", "txn", "track_judgement", "conflict_value", "evidence")
KEPT = {
    *("at", "ingested", "published", "date", "said_date", "reported_date", "set_on", "typed_on", "known_since", "key"),
    *("sha256", "first_day", "last_day", "parties_key", "text_sha256", "prefix", "suffix", "language", "duration"),
    *("phase", "stance", "attribution_status", "quote", "fidelity", "kind", "polarity", "date_basis"),
    *("published_basis", "encoding", "finished", "since", "until"),
}
"""What is computed, read as a date or one of a closed list: nobody's free words."""
FIELDS = {
    "search": ("slash",),
    "positions": ("slash",),
    "calendar": ("1",),
    "form": (),
    "quick": (),
    "export": (),
    "import": (),
    "paste": (),
    "note": (),
    "status": ("ctrl+p",),
    "track": ("p", "enter"),
}
"""Where one can type -> the keys that lead into the field from there."""


def free_text(connection, table):
    """The columns of a table whose words are anybody's."""
    sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
    names = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")') if row[2] == "TEXT"]
    return [name for name in names if name not in KEPT and f"CHECK ({name} " not in sql]


def poison(db):
    """Put hostile letters into every free text of a file, past everything that would clean them."""
    connection = db.read
    for name in triggers.expected(connection):
        connection.execute(f'DROP TRIGGER IF EXISTS "{name}"')
    count = 0
    for table in TABLES:
        for column in free_text(connection, table):
            rows = connection.execute(
                f'SELECT rowid, "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL'
            ).fetchall()
            for row, was in map(tuple, rows):
                count += 1
                words = f"{sample.HOSTILE[count % len(sample.HOSTILE)]} {count}"
                words = json.dumps([words]) if was.startswith("[") else words
                connection.execute(f'UPDATE OR IGNORE "{table}" SET "{column}" = ? WHERE rowid = ?', (words, row))
    triggers.install(connection)
    return count


def is_clean(app):
    """Nothing that a terminal obeys, and no line that is longer or shorter than the screen."""
    strips = app.screen._compositor.render_strips()
    shown = "\n".join(strip.text for strip in strips)
    return not set(BAD) & set(shown) and {strip.cell_length for strip in strips} == {app.size.width}


@pytest.mark.parametrize("place", PLACES)
async def test_hostile_letters_in_every_column_are_shown_as_letters(tmp_path, monkeypatch, place):
    monkeypatch.chdir(tmp_path)
    db = story_file(tmp_path / "hostile.db")
    assert poison(db) > 100
    app = TrackerApp(db)
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            await go(app, pilot, "matrix" if place == "cell" else place)
            while place == "cell" and app.screen.TITLE != "History":  # the first cell of the row with a statement
                assert is_clean(app)
                await pilot.press("enter")
                await settle(pilot)
                if app.screen.TITLE != "History":
                    await pilot.press("l")
                    await settle(pilot)
            assert is_clean(app)
            for key in ("j", "end") if place not in FIELDS else ():
                await pilot.press(key)
                await settle(pilot)
                assert is_clean(app)
    finally:
        db.close()


@pytest.mark.parametrize("place", FIELDS)
async def test_hostile_letters_pasted_into_a_field_are_letters(tmp_path, monkeypatch, place):
    monkeypatch.chdir(tmp_path)
    db = story_file(tmp_path / "typed.db")
    app = TrackerApp(db)
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            for words in sample.HOSTILE:
                tear_down(app)
                await go(app, pilot, place)
                for key in FIELDS[place]:
                    await pilot.press(key)
                    await settle(pilot)
                field = app.focused
                assert isinstance(field, Input | TextArea), place
                app.post_message(events.Paste(words))
                await settle(pilot)
                assert is_clean(app), words[:20]
                await pilot.press("enter")
                await settle(pilot)
                assert is_clean(app), words[:20]
    finally:
        db.close()
