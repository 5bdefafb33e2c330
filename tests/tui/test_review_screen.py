"""Review: one key a decision, the words beside it, the next one under the cursor, nothing done in bulk unasked."""

import pytest

from tests.tui.driving import settle, text
from tests.tui.sample import one, sample_file
from tracker.tui.app import TrackerApp
from tracker.tui.screens.confirm import ConfirmDialog
from tracker.tui.screens.review import ReviewScreen

TOTAL = 18
KINDS = ("party", "person", "track", "venue", "meeting", "position", "assessment", "attendance")


@pytest.fixture
def db(tmp_path):
    database = sample_file(tmp_path / "sample.db")
    yield database
    database.close()


def states(db) -> dict[str, int]:
    counted: dict[str, int] = {}
    for kind in KINDS:
        for row in db.read.execute(f"SELECT state, count(*) FROM {kind} GROUP BY state"):
            counted[row[0]] = counted.get(row[0], 0) + row[1]
    return counted


def actions(db) -> int:
    return one(db, "SELECT count(*) FROM txn")[0]


class Driven:
    """The app on Review."""

    def __init__(self, app, pilot, db) -> None:
        self.app, self.pilot, self.db = app, pilot, db

    @property
    def screen(self) -> ReviewScreen:
        assert isinstance(self.app.screen, ReviewScreen)
        return self.app.screen

    @property
    def here(self) -> tuple[str, int]:
        row = self.screen.table.row
        return row["kind"], row["fact"]

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await settle(self.pilot)

    async def go(self, kind: str, fact: int) -> None:
        table = self.screen.table
        rows = [table.row_at(index) for index in range(table.total)]
        table.move_to(next(i for i, row in enumerate(rows) if (row["kind"], row["fact"]) == (kind, fact)))
        await settle(self.pilot)


async def driven(db, size=(80, 24)):
    app = TrackerApp(db)
    return app, app.run_test(size=size)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_suggestion_under_the_cursor_shows_its_words_in_the_article(db, size):
    app, running = await driven(db, size)
    async with running as pilot:
        drive = Driven(app, pilot, db)
        await drive.press("3")
        assert drive.screen.table.total == TOTAL
        await drive.go("position", 2)
        shown = text(app)
        assert "The US wants Ukraine to cede" in shown
        assert drive.screen.reader.current.fact == 2
        assert "Stance: demand" in shown


async def test_accept_and_reject_decide_say_so_and_go_on_to_the_next(db):
    app, running = await driven(db)
    async with running as pilot:
        drive = Driven(app, pilot, db)
        await drive.press("3")
        await drive.go("position", 1)
        following = drive.screen.table.row_at(drive.screen.table.cursor + 1)
        await drive.press("a")
        assert one(db, "SELECT state FROM position WHERE id = 1") == ("accepted",)
        assert drive.here == (following["kind"], following["fact"])
        assert app.message[0] == "done"
        assert "ccepted" in app.message[1]
        assert drive.screen.table.total == TOTAL - 1
        kind, fact = drive.here
        await drive.press("x")
        assert one(db, f"SELECT state FROM {kind} WHERE id = ?", fact) == ("rejected",)
        assert "ejected" in app.message[1]
        assert drive.screen.table.total == TOTAL - 2


async def test_undo_brings_the_suggestion_back(db):
    app, running = await driven(db)
    async with running as pilot:
        drive = Driven(app, pilot, db)
        await drive.press("3")
        await drive.go("position", 1)
        await drive.press("a", "u")
        assert one(db, "SELECT state FROM position WHERE id = 1") == ("suggested",)
        assert drive.screen.table.total == TOTAL
        await drive.press("ctrl+r")
        assert one(db, "SELECT state FROM position WHERE id = 1") == ("accepted",)


async def test_marked_suggestions_are_decided_together_in_one_undo_step(db):
    app, running = await driven(db)
    async with running as pilot:
        drive = Driven(app, pilot, db)
        await drive.press("3", "space", "space", "space")
        before = actions(db)
        await drive.press("a")
        # The meeting among them brings along who attended it and where.
        assert states(db) == {"accepted": 6, "suggested": TOTAL - 6}
        assert actions(db) == before + 1
        assert drive.screen.table.marked == 0
        # The marks are gone: the next decision is about one row again.
        await drive.press("x")
        assert states(db) == {"accepted": 6, "rejected": 1, "suggested": TOTAL - 7}
        await drive.press("u", "u")
        assert states(db) == {"suggested": TOTAL}


async def test_a_range_is_marked_with_v(db):
    app, running = await driven(db)
    async with running as pilot:
        drive = Driven(app, pilot, db)
        await drive.press("3", "v", "j", "j", "x")
        assert states(db)["rejected"] >= 3
        assert one(db, "SELECT count(*) FROM txn WHERE label = 'reject 3 facts'") == (1,)


async def test_a_meeting_brings_who_attended_and_where_in_one_undo_step(db):
    app, running = await driven(db)
    async with running as pilot:
        drive = Driven(app, pilot, db)
        meeting = one(db, "SELECT meeting FROM attendance ORDER BY id")[0]
        await drive.press("3")
        await drive.go("meeting", meeting)
        before = actions(db)
        await drive.press("a")
        assert actions(db) == before + 1
        left = one(
            db,
            "SELECT count(*) FROM attendance a JOIN person p ON p.id = a.person WHERE a.meeting = ?"
            " AND 'suggested' IN (a.state, p.state)",
            meeting,
        )
        assert left == (0,)
        assert "more with it" in app.message[1]
        await drive.press("u")
        assert states(db) == {"suggested": TOTAL}


async def test_accept_all_asks_first_with_the_number(db):
    app, running = await driven(db)
    async with running as pilot:
        drive = Driven(app, pilot, db)
        await drive.press("3", "A")
        assert isinstance(app.screen, ConfirmDialog)
        assert f"all {TOTAL} suggestions" in text(app)
        await drive.press("n")
        assert states(db) == {"suggested": TOTAL}
        before = actions(db)
        await drive.press("A", "escape")
        assert states(db) == {"suggested": TOTAL}
        await drive.press("A", "y")
        assert states(db) == {"accepted": TOTAL}
        assert actions(db) == before + 1
        assert "Nothing waits for review" in text(app)
        await drive.press("u")
        assert states(db) == {"suggested": TOTAL}


async def test_accept_all_accepts_what_the_filter_shows_and_no_more(db):
    app, running = await driven(db)
    async with running as pilot:
        drive = Driven(app, pilot, db)
        await drive.press("3", "slash", *"cede", "enter")
        assert drive.screen.table.total == 1
        await drive.press("A")
        assert "1 suggestion" in text(app)
        assert "cede" in text(app)
        await drive.press("y")
        assert states(db) == {"accepted": 1, "suggested": TOTAL - 1}
        assert one(db, "SELECT state FROM position WHERE id = 2") == ("accepted",)


async def test_when_everything_is_decided_it_says_what_to_do(db):
    app, running = await driven(db)
    async with running as pilot:
        drive = Driven(app, pilot, db)
        await drive.press("3", "A", "y")
        shown = text(app)
        assert "1 shows where every track stands" in shown
        assert "i reads articles" in shown
        await drive.press("a")
        assert app.message[0] == "refused"
        await drive.press("A")
        assert app.message[0] == "refused"
        assert states(db) == {"accepted": TOTAL}


async def test_enter_opens_the_article_at_the_words_and_esc_comes_back(db):
    app, running = await driven(db)
    async with running as pilot:
        drive = Driven(app, pilot, db)
        await drive.press("3")
        await drive.go("position", 2)
        await drive.press("enter")
        assert type(app.screen).__name__ == "ReaderScreen"
        assert app.screen.reader.current.kind == "position"
        assert app.screen.reader.current.fact == 2
        await drive.press("escape")
        assert drive.here == ("position", 2)


async def test_a_suspended_track_can_be_accepted_and_read_but_not_edited(tmp_path):
    db = sample_file(tmp_path / "suspended.db", suspended=True)
    app, running = await driven(db)
    async with running as pilot:
        drive = Driven(app, pilot, db)
        await drive.press("3")
        await drive.go("track_event", 1)
        assert drive.screen.reader.current.kind == "track_event"
        await drive.press("e")
        assert app.message[0] == "refused"
        await drive.press("enter")
        assert app.screen.reader.current.kind == "track_event"
        await drive.press("escape", "a")
        assert one(db, "SELECT state FROM track_event") == ("accepted",)
    db.close()
