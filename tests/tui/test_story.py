"""The whole path in the app, key by key, on an empty file, with the database looked at after each step.

An article goes in, the status comes out, the person opens a fact, sees its words, corrects it, undoes that, adds a
second article and exports the file. The work is done by real child processes with the real language model.
"""

import asyncio
import sqlite3
from datetime import date

from textual import events

from tests.tui.driving import settle, text
from tests.tui.sample import SEED, one
from tracker.desk.openfile import open_database
from tracker.tui.app import TrackerApp
from tracker.tui.screens.form import FormScreen
from tracker.tui.screens.reader import ReaderScreen

SECOND = """Norway and Chile agree to meet again

Foreign Minister Ingrid Solheim of Norway met Chilean Foreign Minister Rodrigo Fuentes in Lisbon on Tuesday.

"We will not accept tariffs on fish," Solheim told reporters after the talks. Chile wants Norway to lower its tariffs,
Fuentes said. The two ministers are expected to meet again in Oslo on Friday.
"""


async def keys(pilot, *pressed: str) -> None:
    for key in pressed:
        await pilot.press(key)
    await settle(pilot)


async def work_done(pilot, seconds: float = 120) -> None:
    """Until no child process runs, and what it wrote is shown."""
    async with asyncio.timeout(seconds):
        while pilot.app.jobs.current is not None or pilot.app.jobs.waiting:
            await pilot.pause(0.1)
    await settle(pilot)


async def test_the_whole_path(tmp_path):
    path = tmp_path / "talks.db"
    db = open_database(path)
    app = TrackerApp(db, date(2025, 12, 1))
    async with app.run_test(size=(80, 24)) as pilot:
        # An empty file says what to do.
        await settle(pilot)
        assert one(db, "SELECT count(*) FROM article") == (0,)
        assert "i " in text(app)

        # An article goes in.
        await keys(pilot, "i", *str(SEED), "enter")
        await work_done(pilot)
        assert app.message[0] == "done", app.message
        assert one(db, "SELECT count(*), max(published) FROM article") == (1, "2025-12-01")
        assert one(db, "SELECT count(*) FROM txn") == (1,)
        meetings = one(db, "SELECT count(*) FROM meeting")[0]
        assert meetings >= 3

        # The status comes out.
        shown = text(app)
        assert "Ukraine" in shown
        assert "Russia" in shown
        assert app.screen.table.total >= 2
        assert one(db, "SELECT count(*) FROM track")[0] >= 2

        # The same article again is known, and changes nothing.
        await keys(pilot, "i", *str(SEED), "enter")
        await work_done(pilot)
        assert "already known" in app.message[1]
        assert one(db, "SELECT count(*) FROM txn") == (1,)

        # A fact is opened: first the track's words in the article, then the meeting's.
        await keys(pilot, "o")
        assert isinstance(app.screen, ReaderScreen)
        assert app.screen.reader.current.kind == "track"
        held = "SELECT id, date FROM meeting WHERE status = 'held' AND date = '2025-11-30' ORDER BY id"
        meeting, day = one(db, held)
        await keys(pilot, "tab", "g")
        while (app.screen.table.row.kind, app.screen.table.row.fact) != ("meeting", meeting):
            await keys(pilot, "j")
        await keys(pilot, "enter")
        current = app.screen.reader.current
        assert (current.kind, current.fact) == ("meeting", meeting)

        # Its words are marked in the article: they are those of its evidence, and they are on the screen.
        start, end, exact = one(
            db, "SELECT start, end, exact FROM evidence WHERE kind = 'meeting' AND fact = ? AND start = ?", meeting,
            current.start,
        )  # fmt: skip
        stored = one(db, "SELECT text FROM article")[0]
        assert stored[start:end] == exact
        assert (current.start, current.end) == (start, end)
        assert exact[:20] in " ".join(text(app).split())

        # It is corrected.
        await keys(pilot, "e", "tab")
        assert isinstance(app.screen, FormScreen)
        app.screen.row("date").focus_editor()
        await keys(pilot, "home", "ctrl+k", *"29 Nov 2025")
        assert "= Sat 29 Nov 2025" in text(app)
        await keys(pilot, "ctrl+s")
        assert one(db, "SELECT date, state FROM meeting WHERE id = ?", meeting) == ("2025-11-29", "edited")
        assert one(db, "SELECT count(*) FROM manual_value WHERE kind = 'meeting' AND fact = ?", meeting) == (1,)
        assert isinstance(app.screen, ReaderScreen)

        # That is undone.
        await keys(pilot, "u")
        assert one(db, "SELECT date, state FROM meeting WHERE id = ?", meeting) == (day, "suggested")
        assert one(db, "SELECT count(*) FROM manual_value") == (0,)
        assert "ndone" in app.message[1] or "ndid" in app.message[1]

        # A second article is pasted, with its date and source.
        await keys(pilot, "escape", "P")
        app.post_message(events.Paste(SECOND))
        await keys(pilot, "tab", *"3 Dec 2025", "tab", *"Lisbon Wire", "enter")
        await work_done(pilot)
        assert app.message[0] == "done", app.message
        assert one(db, "SELECT published, publisher, published_basis FROM article ORDER BY id DESC") == (
            "2025-12-03", "Lisbon Wire", "person",
        )  # fmt: skip
        assert one(db, "SELECT count(*) FROM article") == (2,)
        assert one(db, "SELECT count(*) FROM evidence WHERE article = 2")[0] > 0
        await keys(pilot, "7")
        assert app.screen.table.total == 1, "on 1 December it is not there yet"
        app.set_as_of(date(2025, 12, 3))
        await settle(pilot)
        assert app.screen.table.total == 2

        # The file is exported.
        out = tmp_path / "out.sqlite"
        await keys(pilot, "X", *str(out), "enter")
        await work_done(pilot)
        assert app.message[0] == "done", app.message
        with sqlite3.connect(out) as exported:
            assert exported.execute("SELECT count(*) FROM articles").fetchone() == (2,)
            assert exported.execute("SELECT count(*) FROM meetings").fetchone()[0] >= 3, app.message

        # And everything is still there after the last key: quit, open again.
        await keys(pilot, "q")
    db.close()
    again = open_database(path)
    assert one(again, "SELECT count(*) FROM article") == (2,)
    again.close()


async def test_an_articles_date_is_corrected_and_its_dates_follow_in_one_undo_step(tmp_path):
    db = open_database(tmp_path / "dates.db")
    app = TrackerApp(db, date(2025, 12, 31))
    held = "SELECT date FROM meeting WHERE status = 'held' ORDER BY id"
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "P")
        app.post_message(events.Paste(SECOND))
        await keys(pilot, "tab", *"3 Dec 2025", "tab", *"Lisbon Wire", "enter")
        await work_done(pilot)
        assert one(db, held) == ("2025-12-02",)

        await keys(pilot, "7", "d")
        app.screen.row("published").focus_editor()
        await keys(pilot, "home", "ctrl+k", *"10 Dec 2025", "ctrl+s")
        await work_done(pilot)
        assert app.message[0] == "done", app.message
        assert one(db, "SELECT published, published_basis FROM article") == ("2025-12-10", "person")
        assert one(db, held) == ("2025-12-09",)
        assert one(db, "SELECT count(*) FROM txn") == (2,)

        await keys(pilot, "u")
        assert one(db, "SELECT published FROM article") == ("2025-12-03",)
        assert one(db, held) == ("2025-12-02",)
    db.close()
