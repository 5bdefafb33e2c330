"""The key that judges: the source by a letter, what it says here by a number, in one line; shown, filtered, undone."""

import pytest

from tests.desk.records import Writer
from tests.tui import sample
from tests.tui.driving import settle, text
from tracker.desk import judging
from tracker.desk.ingest import ingest_article
from tracker.tui.app import TrackerApp


@pytest.fixture
def db(tmp_path):
    db = sample.sample_file(tmp_path / "grading.db")
    yield db
    db.close()


async def keys(pilot, *pressed):
    for key in pressed:
        await pilot.press(key)
    await settle(pilot)


async def test_an_article_is_judged_shown_filtered_and_the_judgement_undone(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "7", "asterisk")
        assert "A  completely reliable    1  confirmed by other sources" in text(app)
        await keys(pilot, *"B3 seen before", "enter")
        assert "UNN: reliability B" in text(app)
        assert "B·3" in text(app)
        await keys(pilot, "slash", *"reliability:b", "enter")
        assert "Border talks" in text(app)
        await keys(pilot, "u")
        assert judging.items(db) == []
        assert not any(one.reliability for one in judging.sources(db))
        assert app.screen.table.total == 0


async def test_a_wrong_grade_is_said_while_it_is_typed_and_keeps_the_dialog_open(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await keys(pilot, "7", "asterisk", *"G", "enter")
        assert "A letter from A to F" in text(app)
        await keys(pilot, "escape")
        assert judging.items(db) == []


async def test_of_several_reports_of_a_fact_one_is_chosen_and_its_words_show_the_judgement(db):
    for paper in ("Wire", "Gazette"):
        writer = Writer("2025-12-03", paper)
        who = writer.person("Olena Koval", "UA")
        writer.meeting("held", "2025-12-02", people=((who, "UA"),))
        ingest_article(db, *writer.done(), "1")
    app = TrackerApp(db)
    async with app.run_test(size=(80, 30)) as pilot:
        await keys(pilot, "6", "slash", *"Koval", "enter", "asterisk")
        assert "Judge which report?" in text(app)
        await keys(pilot, "j", "enter", *"5", "enter")
        (item,) = judging.items(db)
        assert (item.kind, item.credibility) == ("person", 5)
        assert "credibility 5" in text(app)
        # Typed again it stands in the field; a dash takes it back.
        await keys(pilot, "asterisk", "j", "enter", "minus", "enter")
        assert judging.items(db) == []
