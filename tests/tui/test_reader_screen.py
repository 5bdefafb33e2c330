"""The article screen: from a fact to its words and back, decisions where one reads, the article's own date and note."""

import pytest

from tests.tui.driving import settle, text
from tests.tui.sample import one, sample_file
from tracker.tui.actions import in_scope, keys_of
from tracker.tui.app import TrackerApp
from tracker.tui.screens.form import FormScreen
from tracker.tui.screens.reader import ReaderScreen


@pytest.fixture
def db(tmp_path):
    database = sample_file(tmp_path / "sample.db")
    yield database
    database.close()


class Driven:
    """The app with the sample article open."""

    def __init__(self, app, pilot, db) -> None:
        self.app, self.pilot, self.db = app, pilot, db

    @property
    def screen(self) -> ReaderScreen:
        assert isinstance(self.app.screen, ReaderScreen)
        return self.app.screen

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
        await settle(self.pilot)

    async def open(self, kind=None, fact=None) -> None:
        self.app.open_article(1, kind=kind, fact=fact)
        await settle(self.pilot)


async def test_the_list_of_articles_opens_the_one_under_the_cursor(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.press("7")
        assert "Border talks" in text(app)
        assert "UNN" in text(app)
        await drive.press("enter")
        assert "Talks between the US and Ukraine" in text(app)
        assert "Border talks" in text(app)
        await drive.press("escape")
        assert type(app.screen).__name__ == "ArticlesScreen"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_brackets_go_through_the_text_and_the_list_follows(db, size):
    app = TrackerApp(db)
    async with app.run_test(size=size) as pilot:
        drive = Driven(app, pilot, db)
        await drive.open()
        for _ in range(6):
            await drive.press("right_square_bracket")
            current, row = drive.screen.reader.current, drive.screen.table.row
            assert (current.kind, current.fact) == (row.kind, row.fact)
        at = drive.screen.reader.current.start
        await drive.press("left_square_bracket")
        assert drive.screen.reader.current.start <= at
        assert "fact " in text(app)


async def test_from_the_list_to_the_words_and_back(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.open()
        await drive.press("tab", "G")
        row = drive.screen.table.row
        assert (drive.screen.reader.current.kind, drive.screen.reader.current.fact) == (row.kind, row.fact)
        assert drive.screen.reader.scroll_y > 0
        await drive.press("enter")
        assert drive.screen.reader.has_focus
        await drive.press("left_square_bracket", "enter")
        assert drive.screen.table.has_focus
        assert drive.screen.table.row.fact == drive.screen.reader.current.fact


async def test_it_opens_at_the_words_of_the_fact_that_was_asked_for(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        app.open_evidence("meeting", 2)
        await settle(pilot)
        assert drive.screen.reader.current.fact == 2
        assert "▸" in text(app)


async def test_a_fact_is_accepted_rejected_and_taken_back_where_one_reads(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.open("position", 1)
        await drive.press("a")
        assert one(db, "SELECT state FROM position WHERE id = 1") == ("accepted",)
        assert drive.screen.reader.current.state == "accepted"
        await drive.press("r")
        assert one(db, "SELECT state FROM position WHERE id = 1") == ("suggested",)
        await drive.press("x")
        assert one(db, "SELECT state FROM position WHERE id = 1") == ("rejected",)
        # A rejected fact is marked in the text no more, but stays in the list, where it can be taken back.
        assert all((mark.kind, mark.fact) != ("position", 1) for mark in drive.screen.reader.marks)
        await drive.press("u")
        assert any((mark.kind, mark.fact) == ("position", 1) for mark in drive.screen.reader.marks)


async def test_without_a_fact_under_the_cursor_accept_says_why_not(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.open()
        await drive.press("a")
        assert app.message == ("refused", "No fact is selected: ] goes to the next one.")


async def test_the_note_is_the_facts_or_else_the_articles(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.open()
        await drive.press("N", *"seen twice", "ctrl+s")
        assert one(db, "SELECT note FROM article") == ("seen twice",)
        assert "Note: seen twice" in text(app)
        await drive.press("right_square_bracket", "N", "o", "k", "ctrl+s")
        kind, fact = drive.screen.reader.current.kind, drive.screen.reader.current.fact
        assert one(db, f"SELECT note FROM {kind} WHERE id = ?", fact) == ("ok",)
        await drive.press("u", "u")
        assert one(db, "SELECT note FROM article") == ("",)


async def test_e_edits_the_fact_and_d_the_article(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.open("position", 1)
        await drive.press("e", "tab")
        assert isinstance(app.screen, FormScreen)
        assert (app.screen.kind, app.screen.fact) == ("position", 1)
        await drive.press("escape", "d")
        assert (app.screen.kind, app.screen.fact) == ("article", 1)
        await drive.press("escape", "escape")
        assert not isinstance(app.screen, ReaderScreen)


async def test_no_key_crashes_or_is_silent_at_a_fact(db, monkeypatch, tmp_path):
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.chdir(tmp_path)
    app = TrackerApp(db)
    silent = []
    monkeypatch.setattr(app, "exit", lambda *args, **kwargs: app.say("quit"))
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        for one_action in in_scope(ReaderScreen.SCOPES):
            for key in keys_of(one_action.id)[:1]:
                while len(app.screen_stack) > 1:
                    app.pop_screen()
                await drive.open("position", 1)
                app.message = ("", "")
                before = (app.message, len(app.screen_stack), app.current_mode, app.focused, app.theme, text(app))
                await drive.press(key)
                after = (app.message, len(app.screen_stack), app.current_mode, app.focused, app.theme, text(app))
                if before == after:
                    silent.append(one_action.id)
    assert not silent


async def test_when_the_reading_is_undone_the_article_closes(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.press("7")
        await drive.press("enter")  # a list is opened by what it shows: under load it is read a moment after its key
        await drive.press("u")
        assert one(db, "SELECT count(*) FROM article") == (0,)
        assert type(app.screen).__name__ == "ArticlesScreen"
        assert "No article has been read yet" in text(app)
        # What is gone is said, not crashed over.
        for kind in ("article", "meeting"):
            app.open_form(kind, 1)
            await settle(pilot)
            assert "not there any more" in app.message[1]
            app.open_note(kind, 1)
            await settle(pilot)
            assert type(app.screen).__name__ == "ArticlesScreen"
        await drive.press("ctrl+r")  # written in a thread: the list has its row again when that is done
        await drive.press("enter")
        assert isinstance(app.screen, ReaderScreen)


async def test_words_are_found_in_the_article_and_can_be_made_a_fact_of(db):
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.open()
        whole = drive.screen.reader.text
        places = [at for at in range(len(whole)) if whole[at:].lower().startswith("ukraine")]
        assert len(places) > 1
        await drive.press("slash", *"ukraine")
        assert f"1 of {len(places)}" in text(app)
        seen = [drive.screen.reader.selected[0]]
        for key in ("enter", "up", "up"):
            await drive.press(key)
            seen.append(drive.screen.reader.selected[0])
        assert seen == [places[0], places[1], places[0], places[-1]], "and round"
        await drive.press("escape", "n")
        assert "Ukraine" in text(app).split("New fact, with the selected words")[1]


async def test_words_that_the_article_does_not_have_are_said_so(db):
    app = TrackerApp(db)
    async with app.run_test(size=(100, 30)) as pilot:
        drive = Driven(app, pilot, db)
        await drive.open()
        await drive.press("slash", *"zebra")
        assert "not in this article" in text(app)
        assert drive.screen.reader.selected is None
