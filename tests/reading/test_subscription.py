"""A feed is fetched where it is newer; a page leads to its feed."""

import pytest

from tests.reading.conftest import Site
from tracker.reading.errors import ReadingError
from tracker.reading.subscription import fetch_feed, find_feed
from tracker.reading.url import Version

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>
<item><title>One</title><link>/one</link></item></channel></rss>"""


def versioned(site: Site, path: str, etag: str) -> tuple[str, list[str | None]]:
    asked: list[str | None] = []

    def answer(handler) -> None:
        asked.append(handler.headers.get("If-None-Match"))
        same = asked[-1] == etag
        handler.send_response(304 if same else 200)
        handler.send_header("ETag", etag)
        handler.send_header("Content-Type", "application/rss+xml")
        handler.send_header("Content-Length", "0" if same else str(len(FEED)))
        handler.end_headers()
        if not same:
            handler.wfile.write(FEED)

    site.answers[path] = answer
    return site.address + path, asked


def test_a_server_that_still_has_the_known_version_sends_nothing(site: Site) -> None:
    address, asked = versioned(site, "/feed", '"7"')
    first = fetch_feed(address)
    assert first.feed is not None
    assert first.version.etag == '"7"'
    again = fetch_feed(address, known=first.version)
    assert again.feed is None
    assert again.version.etag == '"7"'
    assert asked == [None, '"7"']


def test_a_version_from_outside_is_no_header_of_its_own(site: Site) -> None:
    address, asked = versioned(site, "/feed", '"7"')
    assert fetch_feed(address, known=Version('"1"\r\nX-Evil: 1', "\x00")).feed is not None
    assert asked == [None]


def test_a_page_leads_to_its_feed(site: Site) -> None:
    site.page("/feed.xml", FEED, "application/rss+xml")
    page = b'<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>x</body></html>'
    found = find_feed(site.page("/", page))
    assert found.address == site.address + "/feed.xml"
    assert found.feed is not None
    assert [entry.title for entry in found.feed.entries] == ["One"]


@pytest.mark.parametrize(
    "page",
    [
        b"<html><body>nothing</body></html>",
        b'<html><link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></html>',
        b'<html><link rel="alternate" type="application/rss+xml" href="/page"></html>',
        b"<link " * 20_000,
    ],
)
def test_a_page_without_a_feed_is_said(site: Site, page: bytes) -> None:
    site.page("/page", b"<html><body>no feed</body></html>")
    with pytest.raises(ReadingError):
        find_feed(site.page("/", page))


def test_what_is_no_feed_is_said(site: Site) -> None:
    with pytest.raises(ReadingError, match="neither an RSS nor an Atom feed"):
        fetch_feed(site.page("/feed", b"<html><body>gone</body></html>"))
