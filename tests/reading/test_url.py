"""Addresses: fetched from a server on the loopback, within limits."""

import asyncio
import gzip
import time

import pytest

from tracker.reading import url as module
from tracker.reading.errors import ReadingError
from tracker.reading.url import Limits, fetch, is_web_address, without_password


def test_bytes_type_charset_and_final_address(site):
    site.page("/a", b"<html>x</html>", "text/html; charset=ISO-8859-2")
    got = fetch(site.redirect("/from", "/a"))
    assert got[:4] == (f"{site.address}/a", b"<html>x</html>", "text/html", "ISO-8859-2")


def test_a_packed_answer_is_unpacked(site):
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.send_header("Content-Encoding", "gzip")
        handler.end_headers()
        handler.wfile.write(gzip.compress(b"Talks"))

    site.answers["/z"] = answer
    assert fetch(site.address + "/z").data == b"Talks"


def test_a_packed_answer_that_unfolds_beyond_the_limit_is_refused(site):
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.send_header("Content-Encoding", "gzip")
        handler.end_headers()
        handler.wfile.write(gzip.compress(b"a" * 5_000_000))

    site.answers["/z"] = answer
    with pytest.raises(ReadingError, match="larger than 1 MB"):
        fetch(site.address + "/z", limits=Limits(size=1_000_000))


@pytest.mark.parametrize("status", [403, 404, 500])
def test_an_answer_that_is_no_page_is_said(site, status):
    site.page("/x", b"sorry", status=status)
    with pytest.raises(ReadingError, match=f"/x answered {status}"):
        fetch(site.address + "/x")


def test_five_redirects_are_followed_and_six_are_not(site):
    site.page("/0", b"there", "text/plain")
    for number in range(1, 7):
        site.redirect(f"/{number}", f"/{number - 1}")
    assert fetch(site.address + "/5").data == b"there"
    with pytest.raises(ReadingError, match="redirects more than 5 times"):
        fetch(site.address + "/6")


def test_a_loop_of_redirects_ends(site):
    site.redirect("/loop", "/loop")
    with pytest.raises(ReadingError, match="redirects more than 5 times"):
        fetch(site.address + "/loop")
    assert len(site.seen) == 6


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://fjord.example/a", "javascript:alert(1)", "https://"])
def test_a_redirect_away_from_the_web_is_refused(site, target):
    with pytest.raises(ReadingError, match=r"only http and https|not a web address"):
        fetch(site.redirect("/r", target))


def test_a_redirect_into_another_machine_of_the_private_network_is_refused(site):
    with pytest.raises(ReadingError, match="private network"):
        fetch(site.redirect("/r", "http://169.254.169.254/latest/meta-data"))


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://a.example/x", "//a.example/x", "http://", "http://[::1", "https://a b.example:x/"],
)
def test_what_is_no_web_address_is_refused(address):
    with pytest.raises(ReadingError):
        fetch(address)


def test_an_address_from_a_feed_may_not_lie_inside_unless_the_feed_does(site):
    address = site.page("/a", b"Talks", "text/plain")
    with pytest.raises(ReadingError, match="only an address you give yourself"):
        fetch(address, named_by="https://93.184.216.34/feed")
    with pytest.raises(ReadingError, match="only an address you give yourself"):
        fetch(address, named_by="")
    assert site.seen == []
    assert fetch(address, named_by=site.address + "/feed").data == b"Talks"


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/zip", "video/mp4", "application/json"])
def test_a_media_type_that_is_no_text_is_refused_by_name(site, kind):
    with pytest.raises(ReadingError, match=f"is {kind}"):
        fetch(site.page("/x", b"x", kind))


@pytest.mark.parametrize("kind", [None, "application/octet-stream", "application/rss+xml", "text/plain"])
def test_unstated_and_textual_media_types_are_read(site, kind):
    assert fetch(site.page("/x", b"x", kind)).data == b"x"


def test_a_stated_size_beyond_the_limit_is_refused_before_the_transfer(site):
    with pytest.raises(ReadingError, match="larger than 10 MB"):
        fetch(site.page("/big", b"x" * 10_000_001))


def test_an_endless_answer_is_cut_off(site):
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.end_headers()
        while True:
            handler.wfile.write(b"word " * 2000)

    site.answers["/endless"] = answer
    with pytest.raises(ReadingError, match=r"larger than 0\.1 MB"):
        fetch(site.address + "/endless", limits=Limits(size=100_000))


def drip(handler):
    """A byte now and then: no single read takes long."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/plain")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.1)


def test_the_whole_has_a_deadline_even_where_every_read_is_quick(site):
    site.answers["/drip"] = drip
    began = time.monotonic()
    with pytest.raises(ReadingError, match=r"took longer than 0\.5 seconds"):
        fetch(site.address + "/drip", limits=Limits(seconds=0.5))
    assert time.monotonic() - began < 5


def test_headers_that_drip_meet_the_same_deadline(site):
    def answer(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100):
            handler.wfile.write(f"X-{number}: a\r\n".encode())
            handler.wfile.flush()
            time.sleep(0.1)

    site.answers["/drip"] = answer
    with pytest.raises(ReadingError, match="took longer"):
        fetch(site.address + "/drip", limits=Limits(seconds=0.5))


def test_a_server_that_says_nothing_is_given_up(site):
    site.answers["/silent"] = lambda _handler: time.sleep(3)
    with pytest.raises(ReadingError, match="did not answer within"):
        fetch(site.address + "/silent", limits=Limits(seconds_a_read=0.3))


def test_a_server_that_is_not_there(site):
    with pytest.raises(ReadingError, match="cannot be reached"):
        fetch("http://127.0.0.1:1/x")


def test_an_answer_that_cannot_be_unpacked(site):
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Type", "text/plain")
        handler.send_header("Content-Encoding", "gzip")
        handler.end_headers()
        handler.wfile.write(b"this is not gzip")

    site.answers["/x"] = answer
    with pytest.raises(ReadingError, match="cannot be unpacked"):
        fetch(site.address + "/x")


async def test_it_works_inside_a_running_loop(site):
    address = site.page("/a", b"Talks", "text/plain")
    assert fetch(address).data == b"Talks"
    with pytest.raises(ReadingError):
        fetch(site.address + "/missing")
    assert asyncio.get_running_loop().is_running()


def test_a_password_is_used_but_never_shown(site):
    site.page("/a", b"Talks", "text/plain")
    host = site.address.removeprefix("http://")
    assert fetch(f"http://user:secret@{host}/a#part").url == f"{site.address}/a"
    with pytest.raises(ReadingError) as caught:
        fetch(f"http://user:secret@{host}/missing")
    assert "secret" not in str(caught.value)


def test_hostile_words_of_a_server_do_not_reach_the_sentence(site):
    def answer(handler):
        handler.wfile.write(b"HTTP/1.1 418 \x1b[31mteapot\r\nContent-Length: 0\r\n\r\n")

    site.answers["/x"] = answer
    with pytest.raises(ReadingError) as caught:
        fetch(site.address + "/x")
    assert str(caught.value).isprintable()


def test_web_addresses_are_known_in_any_case():
    assert is_web_address("HTTPS://a.example")
    assert not is_web_address("file:///a")
    assert not is_web_address("http.txt")


def test_the_form_that_is_stored_has_no_password():
    assert without_password("https://u:p@a.example:8/x?y=1#z") == "https://a.example:8/x?y=1"
    assert module.without_password("http://[broken") == "http://[broken"
