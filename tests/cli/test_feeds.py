"""`tracker feeds`: added, listed, refreshed, removed; what fails is named on standard error."""

from tests.cli.conftest import Tracker
from tests.reading.conftest import Site, site  # noqa: F401 - a fixture

FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Wire\x1b[2J</title>
<item><title>One</title><link>/lost</link></item></channel></rss>"""


def test_a_feed_from_beginning_to_end(tracker: Tracker, site: Site) -> None:  # noqa: F811
    address = site.page("/feed", FEED.replace(b"\x1b", b""), "application/rss+xml")
    assert tracker("feeds", "refresh").code == 2
    done = tracker("feeds", "add", address)
    assert (done.code, done.out) == (0, "Following Wire[2J (1 item now).\n")
    failed = tracker("feeds", "refresh")
    assert failed.code == 1
    assert "/lost answered 404" in failed.err
    listed = tracker("feeds", "list", "--json").data
    assert [one["url"] for one in listed] == [address]
    assert "404" in tracker("feeds").out
    assert tracker("feeds", "remove", "1").code == 0
    assert "No feed is followed yet" in tracker("feeds", "list").out


def test_a_server_that_is_not_there_is_one_sentence(tracker: Tracker) -> None:
    done = tracker("feeds", "add", "http://127.0.0.1:9/feed")
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "cannot be reached" in done.err


def test_a_refresh_that_reads_no_feed_at_all_did_nothing(tracker: Tracker, site: Site) -> None:  # noqa: F811
    tracker("feeds", "add", site.page("/feed", FEED.replace(b"\x1b", b""), "application/rss+xml"))
    del site.answers["/feed"]
    done = tracker("feeds", "refresh", "--progress", "json")
    assert done.code == 2
    assert done.lines[-1]["finished"] is True
