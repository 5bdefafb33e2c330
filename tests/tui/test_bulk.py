"""Marks and ranges on every list of facts: the number is said before, one key acts on all, one undo takes it back."""

import pytest

from tests.tui.driving import settle, text
from tests.tui.sample import one, sample_file
from tracker.desk import edit
from tracker.tui.app import TrackerApp


@pytest.fixture
def db(tmp_path):
    database = sample_file(tmp_path / "bulk.db")
    yield database
    database.close()


async def press(pilot, *keys):
    await pilot.press(*keys)
    await settle(pilot)


def states(db, chosen):
    return [one(db, f"SELECT state FROM {kind} WHERE id = {number}")[0] for kind, number in chosen]


@pytest.mark.parametrize("how", [("space", "space"), ("v", "j")])
@pytest.mark.parametrize("screen", ["review", "positions", "timeline", "people"])
async def test_two_rows_are_decided_with_one_key_and_one_undo(db, screen, how):
    app = TrackerApp(db)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.show(screen)
        await settle(pilot)
        await press(pilot, *how)
        assert "2 marked" in text(app)
        chosen = list(app.screen.selection())
        assert len(chosen) == 2
        before = one(db, "SELECT max(id) FROM txn")[0]
        await press(pilot, "x")
        assert states(db, chosen) == ["rejected", "rejected"]
        assert one(db, "SELECT max(id) FROM txn")[0] == before + 1
        await press(pilot, "u")
        assert states(db, chosen) == ["suggested", "suggested"]


@pytest.mark.parametrize("screen", ["positions", "timeline", "people"])
async def test_marked_rows_are_changed_together_after_the_number_is_said(db, screen):
    app = TrackerApp(db)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.show(screen)
        await settle(pilot)
        await press(pilot, "v", "j", "v")
        chosen = list(app.screen.selection())
        await press(pilot, "e")
        assert "Change 2 marked facts together, in one undo step" in text(app)
        await press(pilot, *'note:"see annex"', "enter")
        notes = [one(db, f"SELECT note FROM {kind} WHERE id = {number}")[0] for kind, number in chosen]
        assert notes == ["see annex", "see annex"]
        await press(pilot, "u")
        notes = [one(db, f"SELECT note FROM {kind} WHERE id = {number}")[0] for kind, number in chosen]
        assert notes == ["", ""]


@pytest.mark.parametrize("screen", ["review", "positions", "timeline", "people"])
async def test_the_last_change_is_made_again_on_the_next_row(db, screen):
    app = TrackerApp(db)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.show(screen)
        await settle(pilot)
        if screen == "review":
            await press(pilot, "slash", *"kind:position", "enter")
        first = app.screen.selection()[0]
        await press(pilot, "e", *'note:"see annex"', "enter")
        await press(pilot, "full_stop")
        kind = first[0]
        assert one(db, f"SELECT count(*) FROM {kind} WHERE note = 'see annex'") == (2,)


async def test_more_than_two_are_joined_after_a_question_with_their_number(db):
    for name in ("S. Witkoff", "Stephen Witkoff"):
        edit.create(db, "person", {"name": name, "party": "US"})
    app = TrackerApp(db)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.show("people")
        await settle(pilot)
        await press(pilot, "slash", *"witkoff", "enter")
        assert app.screen.table.total == 3
        await press(pilot, "v", "G", "m")
        assert "Join these 3 people into one, “" in text(app)
        await press(pilot, "n")
        assert app.screen.table.total == 3
        await press(pilot, "m", "y")
        assert app.screen.table.total == 1
        assert app.message[1].startswith("Joined 3 people into")
        await press(pilot, "u")
        assert app.screen.table.total == 3


@pytest.mark.parametrize(("other", "asks"), [("Alan Brook[/]", True), ("Stephen Witkoff", False)])
async def test_two_persons_whose_names_share_no_word_are_asked_about_once(db, other, asks):
    edit.create(db, "person", {"name": other, "party": "US", "note": "xyz"})
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.show("people")
        await settle(pilot)
        await press(pilot, "slash", *"US", "enter")
        rows = [app.screen.table.row_at(at)["name"] for at in range(app.screen.table.total)]
        witkoff, added = rows.index("Steve Witkoff"), rows.index(other)
        app.screen.table.move_to(witkoff)
        await press(pilot, "space")
        app.screen.table.move_to(added)
        await press(pilot, "space", "m")
        assert ("share no word" in " ".join(text(app).split())) == asks
        if asks:
            assert "Alan Brook[/]" in text(app)
            assert "Steve Witkoff" in text(app)
            await press(pilot, "n")
            assert app.screen.table.total == len(rows)
            await press(pilot, "m", "y")
        assert app.screen.table.total == len(rows) - 1
        await press(pilot, "u")
        assert app.screen.table.total == len(rows)


async def test_the_same_change_again_goes_on_after_the_marked_rows(db):
    app = TrackerApp(db)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.show("people")
        await settle(pilot)
        await press(pilot, "v", "j", "v")
        marked = list(app.screen.selection())
        await press(pilot, "e", *'note:"see annex"', "enter")
        await press(pilot, "full_stop")
        assert not app.screen.table.marked
        ((kind, number),) = app.screen.selection()
        assert (kind, number) not in marked
        assert one(db, f"SELECT note FROM {kind} WHERE id = {number}")[0] == "see annex"
