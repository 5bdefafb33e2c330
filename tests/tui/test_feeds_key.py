"""Feeds by a key: one is followed, all are refreshed in one stroke by a child process, what failed is named."""

import pytest

from tests.reading.conftest import Site, site  # noqa: F401 - a fixture
from tests.tui.driving import settle, text
from tracker.desk import feeds
from tracker.desk.openfile import open_database
from tracker.tui.app import TrackerApp

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>
<item><title>One</title><link>/lost</link></item></channel></rss>"""


@pytest.fixture
def db(tmp_path):
    database = open_database(tmp_path / "feeds.db")
    yield database
    database.close()


async def ended(pilot):
    """Wait for the child to end."""
    for _ in range(300):
        await pilot.pause(0.1)
        if pilot.app.jobs.current is None:
            break
    await settle(pilot)


async def test_a_feed_is_followed_and_one_key_reads_what_is_new_and_names_what_failed(db, site: Site):  # noqa: F811
    address = site.page("/feed", FEED, "application/rss+xml")
    app = TrackerApp(db)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("L")
        await settle(pilot)
        assert "Follow which feed?" in text(app)
        app.screen.query_one("Input").value = address
        await pilot.press("enter")
        await ended(pilot)
        assert "Following Wire" in text(app)
        assert [one.url for one in feeds.listed(db)] == [address]
        await pilot.press("L")
        await ended(pilot)
        assert "could not be read" in text(app)
        await pilot.press("w")
        await settle(pilot)
        assert "answered 404" in text(app)
