"""Feeds in one stroke: what is new is fetched, what failed is named and tried again, nothing comes back unasked."""

import pytest

from tests.reading.conftest import Site, site  # noqa: F401 - a fixture
from tracker.desk import feeds, history, ingest, purging
from tracker.desk.errors import Refused
from tracker.domain.record import ArticleHeader, Record
from tracker.reading.errors import ReadingError
from tracker.store.errors import Gone


class NoModel:
    """An extractor that finds nothing: these tests are about fetching."""

    def extract_many(self, articles):
        for one in articles:
            yield Record(ArticleHeader(one.file, one.sha256, one.publisher, one.title, one.published, "en"))


@pytest.fixture(autouse=True)
def no_model(monkeypatch):
    monkeypatch.setattr(ingest, "load_extractor", lambda: (NoModel(), "none"))


BODY = "<p>" + "Envoys of Aldor and Brenk met in Cassim on Monday to speak about the river. " * 8 + "</p>"


def serve(site: Site, *names: str, title: str = "Wire", path: str = "/feed", etag: str | None = None) -> str:  # noqa: F811
    """A feed of links to pages of these names."""
    day = "<pubDate>Mon, 01 Dec 2025 08:00:00 GMT</pubDate>"
    items = "".join(f"<item><title>{name}</title><link>{site.address}/{name}</link>{day}</item>" for name in names)
    data = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{items}</channel></rss>'.encode()

    def answer(handler) -> None:
        same = etag is not None and handler.headers.get("If-None-Match") == etag
        handler.send_response(304 if same else 200)
        handler.send_header("Content-Type", "application/rss+xml")
        handler.send_header("Content-Length", "0" if same else str(len(data)))
        if etag:
            handler.send_header("ETag", etag)
        handler.end_headers()
        if not same:
            handler.wfile.write(data)

    site.answers[path] = answer
    return site.address + path


def page(site: Site, name: str) -> None:  # noqa: F811
    site.page(
        f"/{name}",
        f"<html><head><title>{name}</title></head><body><article>{BODY}<p>{name}</p></article></body>".encode(),
    )


def count(db) -> int:
    return db.read.execute("SELECT count(*) FROM article").fetchone()[0]


def test_the_second_refresh_fetches_only_what_is_new(db, site) -> None:  # noqa: F811
    for name in ("one", "two", "three"):
        page(site, name)
    feeds.add(db, serve(site, "one", "two"))
    assert feeds.refresh(db).sentence() == "2 new articles from 1 feed."
    site.seen.clear()
    serve(site, "one", "two", "three")
    done = feeds.refresh(db)
    assert done.sentence() == "1 new article from 1 feed; 2 known already."
    assert site.seen == ["/feed", "/three"]
    assert count(db) == 3
    assert feeds.listed(db)[0].new == 1


def test_an_unchanged_feed_is_not_sent_again_and_is_no_action(db, site) -> None:  # noqa: F811
    page(site, "one")
    feeds.add(db, serve(site, "one", etag='"v1"'))
    feeds.refresh(db)
    actions = len(history.log(db))
    site.seen.clear()
    assert feeds.refresh(db).sentence() == "Nothing new from 1 feed."
    assert site.seen == ["/feed"]
    assert len(history.log(db)) == actions


def test_what_failed_is_named_and_tried_again_though_the_feed_is_unchanged(db, site) -> None:  # noqa: F811
    page(site, "one")
    feeds.add(db, serve(site, "one", "lost", etag='"v1"'))
    done = feeds.refresh(db)
    assert done.sentence() == "1 new article from 1 feed; 1 could not be read."
    assert "/lost answered 404" in done.articles[1].error
    assert "404" in feeds.listed(db)[0].problem
    page(site, "lost")
    assert feeds.refresh(db).sentence() == "1 new article from 1 feed; 1 known already."
    assert feeds.listed(db)[0].problem is None


def test_one_feed_that_is_gone_does_not_stop_the_others(db, site) -> None:  # noqa: F811
    page(site, "one")
    feeds.add(db, serve(site, "one", title="Gone Gazette", path="/a"))
    feeds.add(db, serve(site, "one", title="Wire", path="/b"))
    del site.answers["/a"]
    done = feeds.refresh(db)
    assert done.problems
    assert "/a answered 404" in done.problems[0]
    assert done.sentence() == "1 new article from 2 feeds; 1 could not be read."


def test_a_refresh_is_one_action_and_what_was_undone_or_purged_does_not_come_back(db, site) -> None:  # noqa: F811
    for name in ("one", "two"):
        page(site, name)
    feeds.add(db, serve(site, "one", "two"))
    feeds.refresh(db)
    history.undo(db)
    assert count(db) == 0
    assert feeds.refresh(db).sentence() == "Nothing new from 1 feed; 2 known already."
    history.redo(db)
    number = db.read.execute("SELECT id FROM article WHERE title = 'one'").fetchone()[0]
    purging.purge(db, "article", number, "one")
    feeds.refresh(db)
    assert count(db) == 1


def test_stopping_keeps_what_was_read_and_the_next_refresh_goes_on(db, site, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setattr(ingest, "_AT_ONCE", 1)
    for name in ("one", "two", "three"):
        page(site, name)
    feeds.add(db, serve(site, "one", "two", "three", etag='"v1"'))
    feeds.refresh(db, stop=lambda: count(db) >= 1)
    assert count(db) == 1
    feeds.refresh(db)
    assert count(db) == 3


def test_adding_and_removing_are_undone(db, site) -> None:  # noqa: F811
    address = serve(site, "one")
    assert feeds.add(db, address).sentence == "Following Wire (1 item now)."
    assert feeds.add(db, address).txn is None
    feeds.remove(db, "1")
    assert feeds.listed(db) == []
    history.undo(db)
    assert [one.url for one in feeds.listed(db)] == [address]
    feeds.remove(db, address)
    with pytest.raises(Gone, match="There is no feed 9"):
        feeds.remove(db, "9")


@pytest.mark.parametrize("address", ["", "feed", "file:///etc/passwd", "ftp://example.org/feed"])
def test_what_is_no_web_address_is_refused(db, address) -> None:
    with pytest.raises(Refused, match="is not a web address"):
        feeds.add(db, address)


def test_a_page_without_a_feed_is_not_followed(db, site) -> None:  # noqa: F811
    page(site, "one")
    with pytest.raises(ReadingError):
        feeds.add(db, f"{site.address}/one")
    with pytest.raises(Refused, match="No feed is followed yet"):
        feeds.refresh(db)


def test_a_feed_that_is_empty_today_is_followed_and_read(db, site) -> None:  # noqa: F811
    address = serve(site, title="Quiet")
    assert feeds.add(db, address).sentence == "Following Quiet (0 items now)."
    done = feeds.refresh(db)
    assert (done.sentence(), done.problems) == ("Nothing new from 1 feed.", ())
