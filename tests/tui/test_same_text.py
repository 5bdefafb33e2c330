"""Whose text a fact's words are stands whole beside them: an agency's, where several papers print it."""

from tests.desk.records import Writer
from tests.tui.driving import settle, text
from tracker.desk.ingest import ingest_article
from tracker.desk.openfile import open_database
from tracker.tui.app import TrackerApp


async def test_the_words_that_two_papers_share_say_whose_text_it_is(tmp_path):
    with open_database(tmp_path / "shared.db") as shared:
        words = "Negotiators of both sides agreed in the harbour town to exchange all prisoners before winter begins."
        for publisher in ("Bote", "Courant"):
            w = Writer("2025-12-01", publisher, f"{publisher}.txt")
            w.say(f"{publisher}, with a first sentence of its own about {publisher}.")
            w.position("UA", "humanitarian/prisoners", "accept", words, chain=[publisher])
            ingest_article(shared, *w.done(), "1")
        app = TrackerApp(shared, start="positions")
        async with app.run_test(size=(120, 40)) as pilot:
            await settle(pilot)
            assert "same text as Bote" in text(app)
