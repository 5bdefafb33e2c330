"""Purging by a key: what goes is said, the name must be typed, a child process forgets it."""

import pytest

from tests.tui import sample
from tests.tui.driving import settle, text
from tracker.tui.app import TrackerApp


@pytest.fixture
def db(tmp_path):
    db = sample.sample_file(tmp_path / "purge.db")
    yield db
    db.close()


def count(db, sql="SELECT count(*) FROM article"):
    return db.read.execute(sql).fetchone()[0]


async def test_an_article_is_purged_once_its_name_is_typed(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("7", "exclamation_mark"):
            await pilot.press(key)
            await settle(pilot)
        assert "Purge article: Border talks" in text(app)
        assert "There is no undo" in text(app)
        assert "18 facts (4 attendance" in text(app)
        for key in (*"Border", "enter"):
            await pilot.press(key)
        await settle(pilot)
        assert "That is not its name" in text(app)
        assert count(db) == 1
        for key in (*" talks", "enter"):
            await pilot.press(key)
        for _ in range(300):
            await pilot.pause(0.1)
            if app.jobs.current is None:
                break
        await settle(pilot)
        assert "Purged the article" in text(app)
        assert count(db) == 0


async def test_only_an_article_or_a_person_can_be_purged(db):
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        for key in ("4", "exclamation_mark"):
            await pilot.press(key)
            await settle(pilot)
        assert "Only an article or a person can be purged" in text(app)
