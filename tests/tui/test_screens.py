"""Every list and the track on a real file: what they show, what their keys do to the file, how they look."""

from datetime import date

import pytest

from tests.tui import sample
from tests.tui.driving import settle, text
from tracker.desk.accuracy import measured
from tracker.tui.app import TrackerApp

DAY = date(2025, 12, 1)


@pytest.fixture
def db(tmp_path):
    db = sample.sample_file(tmp_path / "screens.db")
    yield db
    db.close()


async def shown(app, pilot, screen):
    await settle(pilot)
    app.show(screen)
    await settle(pilot)
    return text(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize(
    ("screen", "words"),
    [
        ("track", ["US–Ukraine", "active", "Meetings", "30 Nov", "Shell Bay", "Positions"]),
        ("positions", ["PARTY", "ISSUE", "Donbas", "demand", "Axios", "1 of 2"]),
        ("timeline", ["2 Dec 2025", "planned", "30 Nov 2025", "held", "Shell Bay"]),
        ("people", ["Rustem Umerov", "head of Ukraine's delegation", "Steve Witkoff", "persons · tab: parties"]),
        ("conflicts", ["No article contradicts another."]),
        ("search", ["Type words above"]),
    ],
)
async def test_what_a_screen_shows(db, screen, words, size):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=size) as pilot:
        seen = await shown(app, pilot, screen)
        for one in words:
            assert one in seen, one
        assert all(len(line) <= size[0] for line in seen.splitlines())


@pytest.mark.parametrize("screen", ["positions", "timeline", "people"])
async def test_accept_reject_undo_and_redo_change_the_file_and_say_so(db, screen):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot, screen)
        kind, fact = app.screen.selection()[0]

        def state():
            return sample.one(db, f"SELECT state FROM {kind} WHERE id = ?", fact)[0]

        for key, wanted, said in (
            ("a", "accepted", "Accepted"),
            ("u", "suggested", "Undid"),
            ("ctrl+r", "accepted", "Did again"),
            ("x", "rejected", "Rejected"),
        ):
            await pilot.press(key)
            await settle(pilot)
            assert state() == wanted
            assert app.message[1].startswith(said)


async def test_what_is_written_on_one_screen_is_counted_above_all(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        before = int((await shown(app, pilot, "positions")).split(" to review")[0].split()[-1])
        await pilot.press("v", "j", "a")
        await settle(pilot)
        assert f"{before - 2} to review" in text(app)
        assert "Accepted 2" in app.message[1]


async def test_evidence_opens_the_article_at_the_words_and_esc_comes_back(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot, "positions")
        await pilot.press("o")
        await settle(pilot)
        assert type(app.screen).__name__ == "ReaderScreen"
        assert "cede" in text(app)
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen.SCREEN_ID == "positions"


async def test_tab_shows_the_parties(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot, "people")
        await pilot.press("tab")
        await settle(pilot)
        assert "United States" in text(app)
        assert app.screen.selection()[0][0] == "party"
        assert app.screen.new_kind() == "party"


async def test_two_marked_persons_are_merged_and_one_alone_is_refused(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot, "people")
        await pilot.press("m")
        await settle(pilot)
        assert app.message == ("refused", "Mark two rows of one kind first (space), then merge them.")
        await pilot.press("space", "space", "m")
        await settle(pilot)
        assert sample.one(db, "SELECT count(*) FROM person")[0] == 3, "names that share no word are asked about"
        await pilot.press("y")
        await settle(pilot)
        assert sample.one(db, "SELECT count(*) FROM person")[0] == 2
        await pilot.press("u")
        await settle(pilot)
        assert sample.one(db, "SELECT count(*) FROM person")[0] == 3
        assert app.screen.table.marked == 0, "what was marked is one row now"


async def test_a_search_finds_while_it_is_typed_and_opens_what_it_found(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot, "search")
        await pilot.press(*"donbas")
        await settle(pilot)
        assert app.screen.table.total >= 2
        await pilot.press("enter", "enter")
        await settle(pilot)
        assert type(app.screen).__name__ == "ReaderScreen"


async def test_help_says_how_often_each_kind_of_suggestion_was_right(db):
    async with TrackerApp(db).run_test(size=(100, 160)) as pilot:
        await settle(pilot)
        await pilot.press("question_mark")
        await settle(pilot)
        shown = text(pilot.app)
        assert "How often a suggestion is right" in shown
        measure = measured()
        assert measure is not None
        for one in measure.classes:
            assert f"{one.right:.0%} of those shown are right" in shown, one.kind
            assert f"{one.found:.0%} of what an article says is found" in shown, one.kind


async def test_help_names_every_key_of_the_screen_with_the_reason_it_cannot_act(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(100, 140)) as pilot:
        await shown(app, pilot, "people")
        await pilot.press("question_mark")
        await settle(pilot)
        seen = text(app)
        assert "the keys of People" in seen
        for words in ("j ↓", "accept what was read", "Mark two rows of one kind first", "ctrl+r", "waits for review"):
            assert words in seen


async def test_the_palette_has_every_action_and_runs_it(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot, "people")
        await pilot.press("ctrl+p", *"timeline")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert app.current_mode == "timeline"


async def test_copy_offers_the_marked_rows_and_does_not_claim_that_they_arrived(db):
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot, "people")
        await pilot.press("space", "space", "y")
        await pilot.pause()
        assert app.clipboard.splitlines()[0].startswith("Rustem Umerov\tUA\t")
        assert len(app.clipboard.splitlines()) == 2
        assert app.message[1].startswith("Offered 2 lines")


async def test_a_contradiction_is_resolved_and_opened_again(db, monkeypatch):
    from tracker.store.journal import transaction

    with transaction(db, "made by hand") as write:
        number = write.insert("conflict", kind="meeting", fact=1, field="date")
        for value in ("2025-11-30", "2025-11-29"):
            write.insert("conflict_value", conflict=number, value=value, article=1)
    app = TrackerApp(db, DAY)
    async with app.run_test(size=(120, 40)) as pilot:
        await shown(app, pilot, "conflicts")
        assert "≠ 29 Nov 2025" in text(app)
        await pilot.press("e", "j", "j", "enter")
        await settle(pilot)
        assert sample.one(db, "SELECT state FROM conflict")[0] == "resolved"
        await pilot.press("r")
        await settle(pilot)
        assert sample.one(db, "SELECT state FROM conflict")[0] == "open"
