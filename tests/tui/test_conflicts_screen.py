"""The Conflicts screen on what is only said to have happened, of which no fact is kept: read, opened, resolved."""

import pytest

from tests.desk.records import Writer
from tests.desk.test_claiming import claim
from tests.tui.driving import settle, text
from tests.tui.sample import one
from tracker.desk.ingest import ingest_article
from tracker.desk.openfile import open_database
from tracker.store.txn import user
from tracker.tui.app import TrackerApp
from tracker.tui.screens.reader import ReaderScreen
from tracker.tui.widgets.reader import Reader


@pytest.fixture
def db(tmp_path):
    database = open_database(tmp_path / "claims.db")
    w = Writer("2025-11-10", "Reuters")
    claim(w, "start", "The envoy said the truce begins at 7 a.m. on Tuesday.", value="2025-11-11 07:00")
    claim(w, "start", "The rebels said the lull starts at 8 a.m. on Tuesday.", value="2025-11-11 08:00", about="lull")
    ingest_article(database, *w.done(), "1")
    yield database
    database.close()


async def test_what_is_only_said_to_have_happened_is_shown_opened_at_its_words_and_resolved(db):
    app = TrackerApp(db, start="conflicts")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        shown = text(app)
        for words in ("11 Nov 2025 07:00", "11 Nov 2025 08:00", "The envoy said the truce begins"):
            assert words in shown
        await pilot.press("N")
        await settle(pilot)
        assert app.message == ("refused", "This is what articles say happened, not a fact of its own.")
        await pilot.press("o")
        await settle(pilot)
        assert isinstance(app.screen, ReaderScreen)
        start, end = app.screen.query_one(Reader).selected
        assert app.screen.view.text[start:end].startswith("The envoy said the truce begins")
        await pilot.press("escape", "escape")
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot)
        assert "another value" not in text(app), "there is no field to type it into"
        await pilot.press("down", "enter")
        await settle(pilot)
        assert one(db, "SELECT state, resolution FROM conflict") == ("resolved", "2025-11-11 08:00")
        assert "11 Nov 2025 08:00" in app.message[1]


@pytest.fixture
def counted(tmp_path):
    database = open_database(tmp_path / "counted.db")
    words = "Ukraine would accept a ceiling of {} troops for its army under the agreement."
    for day, publisher, figure in (("2025-12-01", "Wire", "600,000"), ("2025-12-02", "Gazette", "800,000")):
        w = Writer(day, publisher)
        w.position("UA", "security/force limits", "concession", words.format(figure), chain=[publisher])
        ingest_article(database, *w.done(), "1")
    yield database
    database.close()


async def test_a_figure_of_ones_own_is_typed_and_the_conflict_opened_again_by_keys(counted):
    app = TrackerApp(counted, start="conflicts")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "600,000 troops" in text(app)
        assert "800,000 troops" in text(app)
        await pilot.press("e")
        await settle(pilot)
        await pilot.press("end", "enter")
        await settle(pilot)
        await pilot.press(*"700,000 troops", "enter")
        await settle(pilot)
        assert one(counted, "SELECT state, resolution FROM conflict") == ("resolved", "700,000 troops")
        await pilot.press("r")
        await settle(pilot)
        assert one(counted, "SELECT state, resolution FROM conflict") == ("open", None)
        await pilot.press("u", "u")
        await settle(pilot)
        assert one(counted, "SELECT state, resolution FROM conflict") == ("open", None)
        assert one(counted, "SELECT count(*) FROM conflict_value") == (2,)


async def test_left_right_and_both_resolve_by_one_key_and_say_why_where_they_cannot(counted):
    app = TrackerApp(counted, start="conflicts")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert "< left  > right  = both  e edit" in text(app)
        shown = " ".join(text(app).replace("│", " ").split())
        assert "≠ 800,000 troops (Gazette) — “Ukraine would accept a ceiling of 800,000" in shown
        for key, chosen in (("<", "600,000 troops"), (">", "800,000 troops"), ("=", "both")):
            await pilot.press(key)
            await settle(pilot)
            assert one(counted, "SELECT state, resolution FROM conflict") == ("resolved", chosen)
            shown = " ".join(text(app).replace("│", " ").split())
            assert f"resolved: {chosen.replace('both', 'both kept')}, by {user()}," in shown
            await pilot.press(key)
            await settle(pilot)
            assert app.message == ("refused", "This one is resolved: r opens it again, e chooses anew.")
            await pilot.press("u")
            await settle(pilot)
            assert one(counted, "SELECT state, resolution FROM conflict") == ("open", None)
